/**
 * The loader of pages that a cache gives to everyone: it holds nobody's data and
 * asks the server who the visitor is.
 *
 * The widget does not wait for the answer. Until it is there, the widget may go
 * on only with the conversation of the visitor whom the cookie names; with any
 * other, it gets a guest's hash first.
 */
import { renderFirstMessage } from '../shared/first-message/render';
import {
	LOADER_ELEMENT_ID,
	MARK_COOKIE,
	MARK_STORAGE_KEY,
	REQUEST_HEADER,
} from '../shared/names';
import { attempt } from './attempt';
import { fillCard } from './card';
import { forget, guestHash } from './forget';
import { identify } from './identify';

/** Milliseconds after which an answer comes too late to be of use. */
const PATIENCE = 10_000;

/** A mark that is nobody's: on the next page every mark differs from it. */
const NOBODY = '00000000';

/** Answers the mark in the cookie that WordPress sets at sign-in. */
const cookieMark = (): string | undefined =>
	new RegExp( `(?:^|; )${ MARK_COOKIE }=([0-9a-f]{8})` ).exec(
		document.cookie
	)?.[ 1 ];

/**
 * Asks who the visitor is.
 *
 * @return The identity as JSON; empty if the session is over.
 * @throws {Error} If there is no answer, or none in time.
 */
async function ask(): Promise< string > {
	const url = document.getElementById( LOADER_ELEMENT_ID )?.dataset[ 'url' ];
	const abort = new AbortController();
	const timer = setTimeout( () => abort.abort(), PATIENCE );
	const response = await fetch( url ?? '', {
		cache: 'no-store',
		credentials: 'same-origin',
		headers: { [ REQUEST_HEADER ]: '1' },
		signal: abort.signal,
	} );
	const json = await response.text();
	clearTimeout( timer );
	return response.status === 200 ? json : '';
}

/** Keeps the widget from a former visitor's conversation as long as nobody knows better. */
function holdOff( isAnswered: () => boolean ): void {
	const hash = guestHash();
	addEventListener( 'onBitrixLiveChat', ( { detail } ) => {
		if ( ! isAnswered() ) {
			attempt( () => detail.widget.setUserRegisterData( { hash } ) );
		}
	} );
}

async function start( mark: string ): Promise< void > {
	let isAnswered = false;
	if ( attempt( () => localStorage[ MARK_STORAGE_KEY ] ) !== mark ) {
		holdOff( () => isAnswered );
	}

	const json = await ask().catch( () => '' );
	isAnswered = true;
	if ( ! json ) {
		forget();
		return;
	}
	attempt( () => {
		if ( identify( json, renderFirstMessage, fillCard ) ) {
			localStorage[ MARK_STORAGE_KEY ] = NOBODY;
		}
	} );
}

const mark = cookieMark();
if ( mark ) {
	void start( mark );
} else {
	forget();
}
