/**
 * What the event's `detail.widget` offers to a page.
 */

import { takeCustomData } from './custom-data.mjs';
import { note } from './log.mjs';
import { takeRegisterData } from './register-data.mjs';

/**
 * @typedef {import('../types').Fields} Fields
 * @typedef {import('./conversation.mjs').Conversation} Conversation
 * @typedef {ReturnType<typeof createApi>} Api
 */

/**
 * Wraps a conversation in the widget's public methods.
 *
 * @param {Conversation} conversation The conversation.
 */
export function createApi( conversation ) {
	return {
		open() {
			note( 'call', 'open' );
			conversation.open();
		},

		close() {
			note( 'call', 'close' );
			conversation.close();
		},

		start() {
			note( 'call', 'start' );
			conversation.start();
		},

		/** @param {unknown} given Who the visitor is. */
		setUserRegisterData( given ) {
			const taken = takeRegisterData( given );
			note( 'call', 'setUserRegisterData', { given, taken } );
			if ( ! taken ) {
				return false;
			}
			conversation.identifyAs( taken );
			return undefined;
		},

		/** @param {unknown} given What the operator shall see. */
		setCustomData( given ) {
			const taken = takeCustomData( given );
			note( 'call', 'setCustomData', { given, taken } );
			if ( ! taken ) {
				return false;
			}
			conversation.visitor.custom.push( ...taken );
			return undefined;
		},

		getUserData: () => ( { ...conversation.visitor.store.user } ),

		/**
		 * @param {string}  name  The option.
		 * @param {unknown} value Its value.
		 */
		setOption( name, value ) {
			note( 'call', 'setOption', { name, value } );
			conversation.options[ name ] = value;
		},

		/** @param {unknown} token A token, which the stand-in has no use for. */
		setNewAuthToken( token ) {
			note( 'call', 'setNewAuthToken', { token } );
		},

		/** @param {unknown} subscription What the page wants to hear about. */
		subscribe( subscription ) {
			note( 'call', 'subscribe', { subscription } );
		},

		/** @param {unknown} phrases Texts in another language. */
		addLocalize( phrases ) {
			note( 'call', 'addLocalize', { phrases } );
		},
	};
}

/**
 * Tells the page that the widget can be talked to.
 *
 * @param {Api}                             widget The widget.
 * @param {import('../types').WidgetConfig} config What the loader gave.
 */
export function announce( widget, config ) {
	note( 'event', 'onBitrixLiveChat' );
	window.dispatchEvent(
		new CustomEvent( 'onBitrixLiveChat', {
			detail: {
				widget,
				widgetCode: config.code,
				widgetHost: config.host,
			},
		} )
	);
}
