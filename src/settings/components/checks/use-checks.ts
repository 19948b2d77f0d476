import { useSelect } from '@wordpress/data';
import { useEffect, useRef, useState } from '@wordpress/element';

import { runChecks, type CheckResult } from '../../api/status';
import { store } from '../../store';
import type { Failure } from '../../store/types';

/** Runs the checks when the screen opens, after each save, and when asked. */
export function useChecks() {
	const saved = useSelect( ( select ) => select( store ).getSaved(), [] );
	const [ results, setResults ] = useState< CheckResult[] | null >( null );
	const [ failure, setFailure ] = useState< Failure | null >( null );
	const [ isRunning, setIsRunning ] = useState( false );
	const newest = useRef( 0 );

	const run = async () => {
		newest.current += 1;
		const mine = newest.current;
		setIsRunning( true );
		setFailure( null );
		const result = await runChecks();
		if ( mine === newest.current ) {
			setIsRunning( false );
			setResults( ( before ) => result.value ?? before );
			setFailure( result.failure ?? null );
		}
	};

	useEffect( () => {
		// Other settings, other results.
		void run();
		// Another run is wanted for other settings, not for another render.
	}, [ saved ] );

	return { results, isRunning, failure, run };
}
