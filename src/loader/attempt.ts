import { MARK_STORAGE_KEY } from '../shared/names';

let reported = false;

/**
 * Does what the page, the browser or the widget may refuse: a failure must not
 * break the visitor's page, nor the widget.
 *
 * The first one gets a line in the console: the error's name alone, since its
 * message may quote personal data, and as a warning, since the page works on.
 *
 * @param action What may fail.
 * @return What the action answered; nothing if it failed.
 */
export const attempt = < T >( action: () => T ): T | undefined => {
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
