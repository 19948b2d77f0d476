import { MARK_STORAGE_KEY } from '../shared/names';

/**
 * The mark in this browser: eight characters that stand for the visitor who
 * was identified last, without giving the identity away.
 *
 * Where storage is blocked, reading answers nothing, and writing throws.
 */

/** Answers the mark of the visitor who was identified last, if any. */
export function readMark(): string | null {
	try {
		return localStorage.getItem( MARK_STORAGE_KEY );
	} catch {
		return null;
	}
}

export function writeMark( mark: string ): void {
	localStorage.setItem( MARK_STORAGE_KEY, mark );
}

export function removeMark(): void {
	localStorage.removeItem( MARK_STORAGE_KEY );
}

/**
 * Calls back when another tab removes or replaces the mark: its visitor signed
 * out, or became someone else.
 *
 * @param mark   The mark of this page's visitor.
 * @param onGone Called at each such change.
 */
export function watchMark( mark: string, onGone: () => void ): void {
	window.addEventListener( 'storage', ( { key, newValue } ) => {
		// The key is null when a page cleared the whole storage.
		if ( ( ! key || key === MARK_STORAGE_KEY ) && newValue !== mark ) {
			onGone();
		}
	} );
}
