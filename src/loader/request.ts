/**
 * The loader of pages that a cache gives to everyone: it holds nobody's data and
 * asks the server who the visitor is.
 *
 * The widget does not wait for the answer. A widget that is faster gets the guest's
 * hash, whatever the cookie says: a session may be over that the cookie still tells
 * of, and then the conversation in the widget is a former visitor's.
 */
import { REQUEST_HEADER } from '../shared/names';
import { asGuest, hasTrace, registerGuest, tellGuest } from './guest';
import { identify } from './identify';
import { onWidget } from './on-widget';
import { parsePageData, type PageData } from './page-data';
import { reloadOnBFCacheRestore } from './reload-on-bfcache-restore';
import { safely } from './safely';
import { isSignedIn, MARK_KEY, storage } from './trace';
import { signedInMark } from './signed-in-mark';

/** After that long an answer comes too late to be of use. */
const TIMEOUT_MS = 10_000;

/** What PHP writes into the script's text. */
interface Options {
	/** Where to ask. */
	readonly url: string;
	/** Whether the owner wants that visitors are forgotten when they sign out. */
	readonly forget: boolean;
}

const isOptions = ( value: unknown ): value is Options => {
	const { url, forget } = Object( value );
	return typeof url === 'string' && !! url && typeof forget === 'boolean';
};

/** What became of the question who the visitor is. */
type Outcome =
	/** There is no answer yet. */
	| { readonly is: 'open' }
	| { readonly is: 'visitor'; readonly data: PageData }
	/** WordPress says so, or the cookie. */
	| { readonly is: 'guest' }
	/** Nobody knows. */
	| { readonly is: 'failed' };

/**
 * Asks who the visitor is.
 *
 * @param url Where.
 * @return What came of it; never rejects.
 */
async function ask( url: string ): Promise< Outcome > {
	try {
		const abort = new AbortController();
		const timer = setTimeout( () => abort.abort(), TIMEOUT_MS );
		// A `<base>` of the page's is none of ours.
		const response = await fetch( new URL( url, location.href ), {
			cache: 'no-store',
			credentials: 'same-origin',
			headers: { [ REQUEST_HEADER ]: '1' },
			// The rules of where look at the page's path, whatever the site's own policy hides.
			referrerPolicy: 'same-origin',
			signal: abort.signal,
		} );
		const json = await response.text();
		clearTimeout( timer );
		if ( response.status !== 200 ) {
			return { is: response.status === 204 ? 'guest' : 'failed' };
		}
		const data = parsePageData( json );
		// A shared cache may have given another's.
		return {
			is: isSignedIn( data.mark ) ? 'visitor' : 'failed',
			data,
		};
	} catch {
		return { is: 'failed' };
	}
}

const options: unknown = $OPTIONS;
const mark = safely( signedInMark );
let outcome: Outcome = { is: 'guest' };
let isHeld = false;

const [ tell, meetPresent ] = identify(
	() => ( outcome.is === 'visitor' ? outcome.data : undefined ),
	( event ) => {
		if ( outcome.is === 'open' ) {
			isHeld = true;
			safely( () => registerGuest( event.detail?.widget ) );
			return asGuest();
		}
		// An owner who wants nobody forgotten still wants nobody taken for another.
		return outcome.is === 'guest' &&
			isOptions( options ) &&
			! options.forget
			? undefined
			: tellGuest( event );
	}
);
onWidget( tell, { user: 0, firstMessage: 0 } );
reloadOnBFCacheRestore( () => ( mark ? signedInMark() !== mark : hasTrace() ) );

if ( mark && isOptions( options ) ) {
	outcome = { is: 'open' };
	// What a widget shows that is there already may be another's: blank is better. Without one, localStorage can wait.
	if ( window.BXLiveChat && storage()[ MARK_KEY ] !== mark ) {
		meetPresent();
	}
	void ask( options.url ).then( ( answer ) => {
		outcome = answer;
		if ( isHeld && answer.is !== 'visitor' ) {
			// Portals that ask once have no other moment.
			tell( {} );
		}
		meetPresent();
	} );
} else {
	meetPresent();
}
