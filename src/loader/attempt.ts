import { MARK_STORAGE_KEY } from '../shared/names';

/**
 * How to do what the page, the browser or the widget may refuse: it must not
 * break the visitor's page, nor the widget.
 *
 * Answers what the action answered; nothing if it failed.
 */
export type Attempt = < T >( action: () => T ) => T | undefined;

/** Fails without a word, as a page does that has nobody to identify. */
export const silently: Attempt = ( action ) => {
	try {
		return action();
	} catch {
		// Nobody is waiting for an answer.
	}
	return undefined;
};

let reported = false;

/**
 * Fails with one line in the console: the error's name alone, since its message
 * may quote personal data, and a warning, since the page works on.
 */
export const audibly: Attempt = ( action ) => {
	try {
		return action();
	} catch ( error ) {
		if ( ! reported ) {
			// eslint-disable-next-line no-console -- The one place that speaks to developers.
			console.warn( MARK_STORAGE_KEY, ( error as Error | null )?.name );
		}
		reported = true;
	}
	return undefined;
};
