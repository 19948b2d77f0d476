import { useDispatch } from '@wordpress/data';

import { caller } from './caller';

/**
 * Returns what makes a change one step of the editor's undo. Without, it takes all changes of one attribute that follow each
 * other for one: right for what is typed, but all that the block says is in one attribute.
 */
export function useUndoSteps(): ( change: () => void ) => void {
	const call = caller( useDispatch()( 'core/block-editor' ) );
	// What comes next belongs to another step than what was before.
	const separate = () => call( '__unstableMarkLastChangeAsPersistent' );
	return ( change ) => {
		separate();
		change();
		separate();
	};
}
