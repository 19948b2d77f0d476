import { useRef, useState } from '@wordpress/element';

/** So long a pause ends what one "undo" takes back. */
const PAUSE_MS = 1000;

/** Steps that are remembered. */
const STEPS = 100;

/** The former and the later texts of a field. */
export interface History {
	canUndo: boolean;
	canRedo: boolean;
	undo: () => void;
	redo: () => void;
	/** Takes a text, typed or not. */
	change: ( text: string ) => void;
	/** Makes the next change one that can be undone by itself. */
	startStep: () => void;
}

/**
 * Remembers the texts of a field: the browser's own history ends as soon as
 * something else than a key changes the text.
 *
 * @param value    The text.
 * @param setValue Changes it.
 */
export function useUndo(
	value: string,
	setValue: ( text: string ) => void
): History {
	const [ past, setPast ] = useState< string[] >( [] );
	const [ future, setFuture ] = useState< string[] >( [] );
	const lastChange = useRef( 0 );

	const startStep = () => {
		lastChange.current = 0;
	};

	const change = ( text: string ) => {
		if ( Date.now() - lastChange.current > PAUSE_MS ) {
			setPast( ( texts ) => [ ...texts.slice( 1 - STEPS ), value ] );
		}
		lastChange.current = Date.now();
		setFuture( [] );
		setValue( text );
	};

	const undo = () => {
		const [ text ] = past.slice( -1 );
		if ( text !== undefined ) {
			startStep();
			setPast( past.slice( 0, -1 ) );
			setFuture( [ ...future, value ] );
			setValue( text );
		}
	};

	const redo = () => {
		const [ text ] = future.slice( -1 );
		if ( text !== undefined ) {
			startStep();
			setFuture( future.slice( 0, -1 ) );
			setPast( [ ...past, value ] );
			setValue( text );
		}
	};

	return {
		canUndo: past.length > 0,
		canRedo: future.length > 0,
		undo,
		redo,
		change,
		startStep,
	};
}
