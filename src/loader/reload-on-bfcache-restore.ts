import { listen } from './listen';
import { safely } from './safely';

/**
 * Asks the server anew when the page comes out of the back/forward cache: its
 * visitor may have signed out meanwhile, and the chat would come back with it. Pages
 * that hold an identity are `no-store`, but not every browser takes that as a word
 * about this cache (Chrome has kept them since 2023, under conditions).
 *
 * @param isNeeded Whether there is reason to; may throw, as in a sandbox.
 */
export const reloadOnBFCacheRestore = ( isNeeded: () => unknown ): void =>
	listen( 'pageshow', ( { persisted } ) => {
		if ( persisted && safely( isNeeded ) ) {
			location.reload();
		}
	} );
