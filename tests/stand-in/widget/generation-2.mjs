/**
 * From August 2019 to today: the store comes later than the constructor, and nothing can be told to the widget
 * before the event.
 */

import { announce, createApi } from './api.mjs';
import { askPageAndTell, createConversation } from './generation-1.mjs';
import { complain, note } from './log.mjs';

/**
 * @typedef {import('../types').WidgetConfig} WidgetConfig
 * @typedef {import('./api.mjs').Api} Api
 */

/** How long the store takes: long enough for a page to do something in between. */
const STORE_TAKES = 20;

/**
 * Refuses a call that came too early; its data is lost.
 *
 * @param {string} method The method.
 * @return {false} What the method answers.
 */
function tooEarly( method ) {
	complain(
		`${ method }: method can be called after fired event - onBitrixLiveChat`
	);
	return false;
}

/**
 * `BX.LiveChatWidget` of this generation: a wrapper around the widget that will be there later.
 */
export class AsynchronousWidget {
	/** @type {Api | null} */
	#widget = null;
	#started = false;
	#opened = false;

	/** @param {WidgetConfig} config What the loader gave. */
	constructor( config ) {
		note( 'call', 'new BX.LiveChatWidget' );
		askPageAndTell( this );
		setTimeout( () => this.#begin( config ), STORE_TAKES );
	}

	/** @param {WidgetConfig} config What the loader gave. */
	#begin( config ) {
		this.#widget = createApi( createConversation( config ) );
		announce( this.#widget, config );
		if ( this.#started ) {
			this.#widget.start();
		}
		if ( this.#opened ) {
			this.#widget.open();
		}
	}

	start() {
		note( 'call', 'BXLiveChat.start' );
		this.#started = true;
		this.#widget?.start();
	}

	open() {
		this.#opened = true;
		this.#widget?.open();
	}

	close() {
		this.#opened = false;
		this.#widget?.close();
	}

	/** @param {unknown} subscription What the page wants to hear about. */
	subscribe( subscription ) {
		return this.#widget?.subscribe( subscription );
	}

	/** @param {unknown} phrases Texts in another language. */
	addLocalize( phrases ) {
		return this.#widget?.addLocalize( phrases );
	}

	getUserData() {
		return this.#widget ? this.#widget.getUserData() : false;
	}

	/** @param {unknown} given Who the visitor is. */
	setUserRegisterData( given ) {
		return this.#widget
			? this.#widget.setUserRegisterData( given )
			: tooEarly( 'setUserRegisterData' );
	}

	/** @param {unknown} given What the operator shall see. */
	setCustomData( given ) {
		return this.#widget
			? this.#widget.setCustomData( given )
			: tooEarly( 'setCustomData' );
	}
}
