/**
 * Who the browser is: for the page, for the portal, and in what earlier pages left.
 */

import { defaultCustomData } from './custom-data.mjs';
import { note } from './log.mjs';
import { sendBatch } from './rest.mjs';
import { createStorage, emptyStore } from './storage.mjs';

/**
 * @typedef {import('../types').Fields} Fields
 * @typedef {import('../types').Block} Block
 * @typedef {import('../types').WidgetConfig} WidgetConfig
 * @typedef {import('../types').DialogAnswer} DialogAnswer
 * @typedef {import('./register-data.mjs').RegisterData} RegisterData
 */

/**
 * The visitor of one page.
 */
export class Visitor {
	/** @param {WidgetConfig} config What the loader gave. */
	constructor( { host, code } ) {
		this.host = host;
		this.storage = createStorage( code );
		this.store = emptyStore();
		/** @type {RegisterData} */
		this.given = { fields: {}, replaced: false };
		/** @type {Block[]} */
		this.custom = [];
		this.changed = false;
	}

	/** The hash that the page asked for, if it did. */
	get wanted() {
		const { user } = this.store;
		// A hash that is none becomes a random person, but the same one on all pages of a browser.
		if ( this.given.replaced && user.replaced ) {
			return user.hash;
		}
		return String( this.given.fields[ 'hash' ] ?? '' );
	}

	/** Whoever this is, as far as the page knows. */
	get hash() {
		return this.wanted || this.store.user.hash;
	}

	/** What the operator will be shown when a session begins. */
	get customData() {
		return this.custom.length ? this.custom : defaultCustomData();
	}

	/** Reads what earlier pages left. */
	recall() {
		this.store = this.storage.load();
		note( 'state', 'store read', { hash: this.store.user.hash } );
	}

	/**
	 * Drops the stored visitor if the page names another. The portal is not told: it learns of the other one when the
	 * chat is opened.
	 */
	settle() {
		const { wanted } = this;
		const { hash } = this.store.user;
		if ( wanted && hash && wanted !== hash ) {
			this.changed = true;
			this.store = emptyStore();
			this.save();
			note( 'state', 'visitor changed', { hash: wanted } );
		}
	}

	save() {
		this.storage.save( this.store );
	}

	/**
	 * Becomes whom the portal says.
	 *
	 * @param {string} hash The hash that the portal handed out.
	 */
	adopt( hash ) {
		this.store = emptyStore();
		this.store.user.hash = hash;
		this.store.user.registered = true;
		this.save();
		note( 'state', 'visitor handed back', { hash } );
	}

	/** The portal knows nobody of that hash. */
	forget() {
		this.storage.wipe();
		this.store = emptyStore();
	}

	/**
	 * @param {string}                    auth   `guest` or a hash.
	 * @param {Array<[ string, Fields ]>} calls  The methods with their parameters.
	 * @param {string}                    custom The hash to change to, or an empty text.
	 */
	ask( auth, calls, custom = '' ) {
		return sendBatch( this.host, auth, calls, custom );
	}

	/**
	 * Registers or fetches whoever the browser is; a guest who has said nothing is nobody yet.
	 *
	 * @return {Promise<DialogAnswer | undefined>} The conversation, if there is one.
	 */
	async identify() {
		const { hash } = this;
		const { user } = this.store;
		if ( ! hash ) {
			await this.ask( 'guest', [
				[ 'imopenlines.widget.config.get', {} ],
			] );
			return undefined;
		}
		if ( hash !== user.hash || ! user.registered ) {
			await this.register( hash );
		}
		const [ , dialog ] = /** @type {[ unknown, DialogAnswer ]} */ (
			await this.ask( this.store.user.hash, [
				[ 'imopenlines.widget.user.get', {} ],
				[
					'imopenlines.widget.dialog.get',
					{ custom_data: this.customData },
				],
			] )
		);
		return dialog;
	}

	/** @param {string} hash The visitor's hash; an empty one lets the portal make it. */
	async register( hash ) {
		const { fields } = this.given;
		const { user } = this.store;
		const other = this.changed || ( user.hash && user.hash !== hash );
		/** @type {Fields} */
		const params = {
			config_id: 1,
			name: fields[ 'name' ] ?? '',
			last_name: fields[ 'lastName' ] ?? '',
			avatar: fields[ 'avatar' ] ?? '',
			email: fields[ 'email' ] ?? '',
			www: fields[ 'www' ] ?? '',
			gender: fields[ 'gender' ] ?? '',
			position: fields[ 'position' ] ?? '',
			user_hash: hash,
			consent_url: '',
			trace_data: '',
			custom_data: this.customData,
		};
		const [ known ] = /** @type {[ DialogAnswer['user'] ]} */ (
			await this.ask(
				'guest',
				[ [ 'imopenlines.widget.user.register', params ] ],
				hash && other ? hash : ''
			)
		);
		this.store = emptyStore();
		Object.assign( this.store.user, known, {
			registered: true,
			replaced: this.given.replaced && known.hash === hash,
		} );
		this.save();
	}

	/**
	 * Says something; a guest becomes somebody by it.
	 *
	 * @param {string} message What the visitor wrote.
	 * @return {Promise<DialogAnswer>} The conversation.
	 */
	async say( message ) {
		if ( ! this.store.user.registered ) {
			await this.register( this.wanted );
		}
		const [ dialog ] = /** @type {[ DialogAnswer ]} */ (
			await this.ask( this.store.user.hash, [
				[ 'im.message.add', { message, custom_data: this.customData } ],
			] )
		);
		return dialog;
	}
}
