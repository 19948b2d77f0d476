import type { ReactNode } from 'react';

import { useSelect } from '@wordpress/data';
import {
	createContext,
	useContext,
	useEffect,
	useMemo,
	useRef,
	useState,
} from '@wordpress/element';

import type { Failure } from '../api/failure';
import { readStatus, type CheckResult } from '../api/status';
import { store } from '../store';
import { checkOfChat } from './headline';

/** How the site does, as far as the server knows. */
export interface Status {
	/** The checks, the worst first; null before the first answer. */
	results: readonly CheckResult[] | null;
	/** Whether the server is being asked. */
	isRunning: boolean;
	failure: Failure | null;
	/** Looks anew. */
	checkAgain: () => void;
}

const Context = createContext< Status | null >( null );

/** Asks when the screen opens, after each save, and when the owner wants it. */
function useAnswers(): Status {
	const saved = useSelect( ( select ) => select( store ).getSaved(), [] );
	const [ results, setResults ] = useState< CheckResult[] | null >( null );
	const [ failure, setFailure ] = useState< Failure | null >( null );
	const [ isRunning, setIsRunning ] = useState( true );
	const newest = useRef( 0 );

	const run = async ( isFresh: boolean ) => {
		newest.current += 1;
		const mine = newest.current;
		setIsRunning( true );
		setFailure( null );
		const { value, failure: reason } = await readStatus( isFresh );
		if ( mine !== newest.current ) {
			return;
		}
		setResults( ( before ) => value ?? before );
		setFailure( reason ?? null );
		if ( value && ! isFresh && ! checkOfChat( value ) ) {
			await run( true );
		} else {
			setIsRunning( false );
		}
	};

	useEffect( () => {
		// What was seen of the home page before a save is not true any more.
		void run( newest.current > 0 );
		// Another run is wanted for other settings, not for another render.
		// eslint-disable-next-line react-hooks/exhaustive-deps
	}, [ saved ] );

	return {
		results,
		isRunning,
		failure,
		checkAgain: () => void run( true ),
	};
}

/** Keeps the status for all that speaks of it. */
export function StatusProvider( { children }: { children: ReactNode } ) {
	const { results, isRunning, failure, checkAgain } = useAnswers();
	const status = useMemo(
		() => ( { results, isRunning, failure, checkAgain } ),
		// It does the same at each render.
		// eslint-disable-next-line react-hooks/exhaustive-deps
		[ results, isRunning, failure ]
	);
	return <Context.Provider value={ status }>{ children }</Context.Provider>;
}

/** The status that is around a component. */
export function useStatus(): Status {
	const status = useContext( Context );
	if ( ! status ) {
		throw new Error( 'There is no status around this component.' );
	}
	return status;
}
