/** What this browser remembers of the first run: that it is over. */

const KEY = 'known-visitor-welcome';

/** Determines whether the owner has been shown around; where nothing can be kept, nobody is asked twice. */
export function hasBeenWelcomed(): boolean {
	try {
		return window.localStorage.getItem( KEY ) !== null;
	} catch {
		return true;
	}
}

/** Keeps in mind that the owner has been shown around. */
export function rememberWelcome(): void {
	try {
		window.localStorage.setItem( KEY, 'done' );
	} catch {
		// Then the next visit asks again, which does no harm.
	}
}
