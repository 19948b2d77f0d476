/**
 * The loader of pages that a cache gives to everyone: it holds nobody's data and
 * asks the server who the visitor is.
 *
 * The widget does not wait for the answer. A widget that is faster gets a guest's
 * hash, whatever the cookie says: a session may be over that the cookie still
 * tells of, and then the conversation in the widget is a former visitor's.
 */
import { HASH } from '../shared/hash';
import {
	FORGOTTEN_EVENT,
	GUEST_STORAGE_KEY,
	LOADER_ELEMENT_ID,
	MARK_COOKIE,
	MARK_STORAGE_KEY,
	REQUEST_HEADER,
} from '../shared/names';
import { attempt } from './attempt';
import type { PublicWidget } from './bitrix';
import { forget, guestHash } from './forget';
import { identify } from './identify';
import { introduce, type Tell } from './introduce';
import type { PageData } from './page-data';

/** Milliseconds after which an answer comes too late to be of use. */
const PATIENCE = 10_000;

/** What PHP tells this page: where to ask, and whether the owner wants no one forgotten. */
interface Options {
	readonly url?: string;
	readonly keep?: string;
}

/** Answers the mark in the cookie that WordPress sets at sign-in. */
const cookieMark = (): string | undefined =>
	new RegExp( `(?:^|; )${ MARK_COOKIE }=([0-9a-f]{8})` ).exec(
		document.cookie
	)?.[ 1 ];

/** Answers the mark of the visitor who was identified in this browser last. */
const storedMark = (): string | undefined =>
	attempt( () => localStorage[ MARK_STORAGE_KEY ] );

/**
 * Asks who the visitor is.
 *
 * @param  url Where.
 * @return The identity as JSON; empty if the session is over.
 * @throws {Error} If there is no answer, or none in time.
 */
async function ask( url = '' ): Promise< string > {
	const abort = new AbortController();
	const timer = setTimeout( () => abort.abort(), PATIENCE );
	const response = await fetch( url, {
		cache: 'no-store',
		credentials: 'same-origin',
		headers: { [ REQUEST_HEADER ]: '1' },
		// The rules of where look at the page's path, whatever the site's own policy hides.
		referrerPolicy: 'same-origin',
		signal: abort.signal,
	} );
	const json = await response.text();
	clearTimeout( timer );
	return response.status === 200 ? json : '';
}

/**
 * Makes the visitor known, if the answer is one, and meant for whom the cookie
 * names: a shared cache may have given another's.
 *
 * @param json What the server answered.
 * @param held Whether a widget was told that the visitor is a guest.
 * @return Whether it was.
 */
const accept = ( json: string, held: boolean ): boolean =>
	!! json &&
	!! attempt( () => {
		const { mark, user }: PageData = JSON.parse( json );
		if ( mark !== cookieMark() || ! HASH.test( user.hash ) ) {
			return false;
		}
		if ( held ) {
			// What the widget shows is a guest's conversation, no former visitor's.
			attempt( () => {
				localStorage[ MARK_STORAGE_KEY ] = mark;
			} );
		}
		identify( json );
		return true;
	} );

async function start( mark: string, { url, keep }: Options ): Promise< void > {
	const user = { hash: guestHash() };
	let isWaiting = true;
	let isHeld = false;

	const hold: Tell = ( widget ) => {
		if ( ! isWaiting ) {
			return {};
		}
		widget?.setUserRegisterData( user );
		isHeld = true;
		return { user };
	};
	introduce( hold );

	// It is there already, and what it shows may be another's: blank is better.
	const present: PublicWidget | undefined = window.BXLiveChat;
	const stored = storedMark();
	if (
		stored &&
		stored !== mark &&
		attempt( () => present?.getUserData() )
	) {
		attempt( () => hold( present ) );
	}

	const json = await ask( url ).catch( () => '' );
	isWaiting = false;
	if ( accept( json, isHeld ) || keep ) {
		return;
	}
	if ( isHeld && storedMark() ) {
		// The guest whom the widget knows by now is the one that it gets to keep.
		attempt( () => {
			localStorage[ GUEST_STORAGE_KEY ] = user.hash;
			delete localStorage[ MARK_STORAGE_KEY ];
			dispatchEvent( new Event( FORGOTTEN_EVENT ) );
		} );
	}
	forget();
}

const mark = cookieMark();
const options: Options =
	document.getElementById( LOADER_ELEMENT_ID )?.dataset ?? {};
if ( mark ) {
	// The page comes back out of the browser's memory, and its visitor signed out meanwhile.
	addEventListener( 'pageshow', ( { persisted } ) => {
		if ( persisted && cookieMark() !== mark ) {
			location.reload();
		}
	} );
	void start( mark, options );
} else if ( ! options.keep ) {
	forget();
}
