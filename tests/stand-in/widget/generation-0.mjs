/**
 * To 2018: an iframe. The page is asked once, by `BX.LiveChat.init`; there is no event and nothing to call later.
 */

import { takeCustomData } from './custom-data.mjs';
import { Conversation } from './conversation.mjs';
import { note, page } from './log.mjs';
import { isPlainObject, takeRegisterData } from './register-data.mjs';
import { createFrameView, createView } from './view.mjs';

/**
 * @typedef {import('../types').WidgetConfig} WidgetConfig
 * @typedef {import('../types').Fields} Fields
 */

/** As many characters of the first message as the frame's address carries. */
const MESSAGE_LIMIT = 1000;

/**
 * Cuts a text so that its encoded form fits, never inside a character.
 *
 * @param {string} text The text.
 */
export function cutForAddress( text ) {
	let room = MESSAGE_LIMIT;
	let out = '';
	// Half a character cannot be encoded.
	for ( const letter of text.replace( /\p{Surrogate}/gu, '\uFFFD' ) ) {
		room -= encodeURIComponent( letter ).length;
		if ( room < 0 ) {
			break;
		}
		out += letter;
	}
	return out;
}

/**
 * Asks the page; a falsy answer is as good as none.
 *
 * @return {Fields} The page's answer.
 */
function askPage() {
	const init = page.BxLiveChatInit;
	const answer = typeof init === 'function' ? init() : {};
	note( 'call', 'BxLiveChatInit', { answer } );
	return isPlainObject( answer ) ? answer : {};
}

/**
 * The address of the frame, with all that the page said.
 *
 * @param {string} host   The portal's address.
 * @param {Fields} answer The page's answer.
 */
function frameAddress( host, answer ) {
	const address = new URL( '/online/standin', host );
	address.searchParams.set(
		'currentUrl',
		String( answer[ 'currentUrl' ] ?? window.location.href )
	);
	if ( isPlainObject( answer[ 'user' ] ) ) {
		address.searchParams.set( 'user', JSON.stringify( answer[ 'user' ] ) );
	}
	if ( answer[ 'firstMessage' ] ) {
		address.searchParams.set(
			'firstMessage',
			cutForAddress( String( answer[ 'firstMessage' ] ) )
		);
	}
	return address.href;
}

/**
 * `BX.LiveChat` of this generation.
 */
export const liveChat = {
	/** @param {WidgetConfig} config What the loader gave. */
	init( config ) {
		const answer = askPage();
		const view = createFrameView( frameAddress( config.host, answer ), {
			button: answer[ 'button' ] !== false,
		} );
		view.mount();
		Object.assign( liveChat, { open: view.open, close: view.close } );
	},
};

/**
 * The inside of the iframe: the same chat, on the portal's own address.
 *
 * @param {string} host The portal's address.
 */
export function bootFrame( host ) {
	const query = new URLSearchParams( window.location.search );
	const user = takeRegisterData( JSON.parse( query.get( 'user' ) ?? '{}' ) );
	const custom = takeCustomData(
		query.get( 'firstMessage' ) ??
			`[URL]${ query.get( 'currentUrl' ) }[/URL]`
	);
	const view = createView( {
		framed: true,
		onOpen: () => conversation.open(),
		onClose: () => conversation.close(),
		onSend: ( text ) => conversation.send( text ),
	} );
	const conversation = new Conversation( { host, code: 'frame' }, view );
	conversation.visitor.given = user || conversation.visitor.given;
	conversation.visitor.custom = custom || [];
	conversation.start();
	conversation.open();
}
