import { MARK_STORAGE_KEY } from '../shared/names';

let isReported = false;

/**
 * Does what the page, the browser or the widget may refuse: nothing of ours may
 * stop the visitor's page or the widget, or reach `window.onerror`.
 *
 * The first failure gets a line in the console: the error's name alone, since its
 * message may quote personal data, and as a warning, since the page works on.
 *
 * @param action What may fail.
 * @return What the action returned; nothing if it failed.
 */
export const safely = < T >( action: () => T ): T | undefined => {
	try {
		return action();
	} catch ( error ) {
		if ( ! isReported ) {
			isReported = true;
			// A site's own console, in the place of the browser's, may lack this.
			safely( () =>
				// eslint-disable-next-line no-console -- The one place that speaks to developers.
				console.warn( MARK_STORAGE_KEY, Object( error ).name )
			);
		}
	}
	return undefined;
};
