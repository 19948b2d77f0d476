/**
 * Spring 2019: one synchronous class. Everything works at once, even from inside the constructor.
 */

import { announce, createApi } from './api.mjs';
import { Conversation } from './conversation.mjs';
import { note, page } from './log.mjs';
import { createView } from './view.mjs';

/**
 * @typedef {import('../types').WidgetConfig} WidgetConfig
 * @typedef {import('./api.mjs').Api} Api
 * @typedef {Pick<Api, 'setUserRegisterData' | 'setCustomData'>} Setters
 */

/**
 * A conversation with its window.
 *
 * @param {WidgetConfig} config What the loader gave.
 */
export function createConversation( config ) {
	const view = createView( {
		onOpen: () => conversation.open(),
		onClose: () => conversation.close(),
		onSend: ( text ) => conversation.send( text ),
	} );
	const conversation = new Conversation( config, view );
	return conversation;
}

/**
 * Asks the page who is there and passes the answer to the widget itself. An answer of `undefined` or `null` has no
 * `user` to read: the error ends the constructor, as it does in the real widget.
 *
 * @param {Setters} widget The widget under construction.
 */
export function askPageAndTell( widget ) {
	const init = page.BxLiveChatInit;
	if ( typeof init !== 'function' ) {
		return;
	}
	const config = init();
	note( 'call', 'BxLiveChatInit', { answer: config } );
	if ( config.user ) {
		widget.setUserRegisterData( config.user );
	}
	if ( config.firstMessage ) {
		widget.setCustomData( config.firstMessage );
	}
}

/**
 * `BX.LiveChatWidget` of this generation.
 */
export class SynchronousWidget {
	/** @param {WidgetConfig} config What the loader gave. */
	constructor( config ) {
		note( 'call', 'new BX.LiveChatWidget' );
		const widget = createApi( createConversation( config ) );
		announce( widget, config );
		askPageAndTell( widget );
		Object.assign( this, widget );
	}
}
