/**
 * The conversation: who the browser is for the portal, what is loaded, and when.
 */

import { defaultCustomData } from './custom-data.mjs';
import { complain, note, page } from './log.mjs';
import { PortalError, sendBatch } from './rest.mjs';
import { createStorage, emptyStore } from './storage.mjs';

/**
 * @typedef {import('../types').Fields} Fields
 * @typedef {import('../types').Block} Block
 * @typedef {import('../types').View} View
 * @typedef {import('../types').WidgetConfig} WidgetConfig
 * @typedef {import('../types').DialogAnswer} DialogAnswer
 * @typedef {import('./register-data.mjs').RegisterData} RegisterData
 * @typedef {'idle' | 'loading' | 'ready' | 'error' | 'blank'} Phase
 */

const POLL_EVERY = 1000;

/** What the window says about the portal's errors. */
const ERRORS = /** @type {Record<string, string>} */ ( {
	LIVECHAT_AUTH_FAILED:
		'The chat does not know you any more. Please reload the page.',
	LIVECHAT_AUTH_PORTAL_USER:
		'You are signed in to the portal as staff. Use a private window to test the chat.',
	LIVECHAT_AUTH_BLOCKED: 'Too many wrong attempts. The chat is blocked.',
	USER_REGISTER_ERROR: 'The chat could not register you.',
} );

/**
 * Whether a site's host is above the portal's: then the widget takes itself for the portal's own.
 *
 * @param {string} site   The page's host name.
 * @param {string} portal The portal's host name.
 */
function isParentHost( site, portal ) {
	return portal.endsWith( `.${ site }` );
}

/**
 * One visitor's conversation on one page.
 */
export class Conversation {
	/**
	 * @param {WidgetConfig} config What the loader gave.
	 * @param {View}         view   What draws it.
	 */
	constructor( config, view ) {
		this.host = config.host;
		this.view = view;
		this.storage = createStorage( config.code );
		this.store = emptyStore();
		/** @type {RegisterData} */
		this.given = { fields: {}, replaced: false };
		/** @type {Block[]} */
		this.custom = [];
		/** @type {Fields} */
		this.options = {};
		/** @type {Phase} */
		this.phase = 'idle';
		this.started = false;
		this.opened = false;
		this.loadedHash = '';
		this.channel = '';
		this.seen = 0;
		this.timer = 0;
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

	/** Reads what earlier pages left, draws the button and loads what is still going on. */
	start() {
		if ( this.started ) {
			return;
		}
		if ( this.refusesHost() ) {
			complain( 'The widget does not start on its own portal.' );
			return;
		}
		this.started = true;
		this.store = this.storage.load();
		note( 'state', 'store read', { hash: this.store.user.hash } );
		this.view.mount();
		const switched = this.settle();
		if ( switched || this.opened || this.store.dialog.sessionOpen ) {
			this.load();
		}
	}

	refusesHost() {
		return (
			page.BX?.isReady !== undefined &&
			this.options[ 'checkSameDomain' ] !== false &&
			isParentHost(
				window.location.hostname,
				new URL( this.host ).hostname
			)
		);
	}

	/**
	 * Takes the visitor's data.
	 *
	 * @param {RegisterData} given What the page gave.
	 */
	identifyAs( given ) {
		this.given = given;
		const { wanted } = this;
		const changes = wanted && wanted !== this.loadedHash;
		if ( ! this.started || ! changes || this.phase === 'blank' ) {
			return;
		}
		if ( this.loadedHash ) {
			this.goBlank();
		} else if ( this.phase === 'idle' || this.phase === 'ready' ) {
			const switched = this.settle();
			if ( switched || this.opened ) {
				this.load();
			}
		}
	}

	/** Two people in one window: the widget loses its way until the page is loaded again. */
	goBlank() {
		this.enter( 'blank' );
		clearTimeout( this.timer );
	}

	/**
	 * Drops the stored visitor if the page names another.
	 *
	 * @return {boolean} Whether it was another.
	 */
	settle() {
		const { wanted } = this;
		const { hash } = this.store.user;
		if ( ! wanted || ! hash || wanted === hash ) {
			return false;
		}
		this.store = emptyStore();
		Object.assign( this.store.user, {
			hash: wanted,
			replaced: this.given.replaced,
			switched: true,
		} );
		this.storage.save( this.store );
		note( 'state', 'visitor changed', { hash: wanted } );
		return true;
	}

	/** The visitor opened the window. */
	open() {
		this.opened = true;
		if ( this.started && this.phase === 'idle' ) {
			this.load();
		}
		this.view.open();
		this.view.setUnread( 0 );
	}

	/** The visitor closed the window. */
	close() {
		this.opened = false;
		this.view.close();
	}

	/** Loads the conversation, whoever's it is. */
	async load() {
		this.enter( 'loading' );
		await this.attempt( () => this.identify() );
		if ( this.phase === 'loading' ) {
			this.enter( 'ready' );
		}
		this.catchUp();
	}

	/** The page may have named another visitor while the portal was thinking. */
	catchUp() {
		if ( this.phase === 'ready' && this.wanted !== this.loadedHash ) {
			this.identifyAs( this.given );
		}
	}

	/**
	 * Does something with the portal, once more if the portal says who the browser is.
	 *
	 * @param {() => Promise<void>} task    What is to be done.
	 * @param {boolean}             retried Whether this is the second time.
	 */
	async attempt( task, retried = false ) {
		try {
			await task();
		} catch ( error ) {
			const { code, hash } =
				error instanceof PortalError
					? error
					: new PortalError( String( error ) );
			if ( code === 'LIVECHAT_AUTH_WIDGET_USER' && hash && ! retried ) {
				this.adopt( hash );
				await this.attempt( task, true );
			} else {
				this.fail( code );
			}
		}
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
		this.storage.save( this.store );
		note( 'state', 'visitor handed back', { hash } );
	}

	/** @param {string} code The portal's error code. */
	fail( code ) {
		if ( code === 'LIVECHAT_AUTH_FAILED' ) {
			this.storage.wipe();
			this.store = emptyStore();
		}
		this.loadedHash = '';
		this.enter( 'error', ERRORS[ code ] ?? 'The chat cannot be reached.' );
		note( 'state', 'refused', { code } );
	}

	/**
	 * Registers or fetches whoever the browser is; a guest who has said nothing is nobody yet.
	 */
	async identify() {
		const { user } = this.store;
		const hash = this.wanted || user.hash;
		if ( ! hash ) {
			await this.ask( 'guest', [
				[ 'imopenlines.widget.config.get', {} ],
			] );
			return;
		}
		if ( hash !== user.hash || ! user.registered ) {
			await this.register( hash );
		}
		await this.fetchDialog();
	}

	/**
	 * @param {string}                    auth   `guest` or a hash.
	 * @param {Array<[ string, Fields ]>} calls  The methods with their parameters.
	 * @param {string}                    custom The hash to change to, or an empty text.
	 */
	ask( auth, calls, custom = '' ) {
		return sendBatch( this.host, auth, calls, custom );
	}

	/** What the operator will be shown when a session begins. */
	get customData() {
		return this.custom.length ? this.custom : defaultCustomData();
	}

	/** @param {string} hash The visitor's hash; an empty one lets the portal make it. */
	async register( hash ) {
		const { fields } = this.given;
		const { user } = this.store;
		const other = user.switched || ( user.hash && user.hash !== hash );
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
		this.storage.save( this.store );
	}

	async fetchDialog() {
		const [ , dialog ] = /** @type {[ unknown, DialogAnswer ]} */ (
			await this.ask( this.store.user.hash, [
				[ 'imopenlines.widget.user.get', {} ],
				[
					'imopenlines.widget.dialog.get',
					{ custom_data: this.customData },
				],
			] )
		);
		this.show( dialog );
	}

	/** @param {DialogAnswer} dialog What the portal told. */
	show( dialog ) {
		Object.assign( this.store.user, dialog.user );
		this.loadedHash = dialog.user.hash;
		this.channel = dialog.channel;
		this.takeMessages( dialog.sessionOpen, dialog.messages );
		this.seen = this.store.messages.length;
		clearTimeout( this.timer );
		this.timer = window.setTimeout( () => this.poll(), POLL_EVERY );
	}

	/**
	 * @param {boolean}                      sessionOpen Whether the session goes on.
	 * @param {import('../types').Message[]} messages    All messages.
	 */
	takeMessages( sessionOpen, messages ) {
		this.store.dialog.sessionOpen = sessionOpen;
		this.store.messages = messages;
		this.storage.save( this.store );
		this.view.setMessages( messages );
	}

	/** Asks for what the operator has said since. */
	async poll() {
		const after = this.store.messages.at( -1 )?.id ?? 0;
		const { channel } = this;
		try {
			const answer = await fetch(
				`${ this.host }/pull/?channel=${ channel }&after=${ after }`
			);
			const { sessionOpen, messages } = await answer.json();
			const current =
				this.phase === 'ready' &&
				after === ( this.store.messages.at( -1 )?.id ?? 0 );
			if ( current && messages.length ) {
				const all = [ ...this.store.messages, ...messages ];
				this.takeMessages( sessionOpen, all );
				this.countUnread();
			}
		} catch {
			// The portal may be away for a moment.
		}
		if ( this.phase === 'ready' && channel === this.channel ) {
			clearTimeout( this.timer );
			this.timer = window.setTimeout( () => this.poll(), POLL_EVERY );
		}
	}

	countUnread() {
		if ( this.opened ) {
			this.seen = this.store.messages.length;
		}
		this.view.setUnread( this.store.messages.length - this.seen );
	}

	/** @param {string} text What the visitor wrote. */
	async send( text ) {
		if ( this.phase !== 'ready' ) {
			return;
		}
		await this.attempt( async () => {
			if ( ! this.store.user.registered ) {
				await this.register( '' );
			}
			const [ dialog ] = /** @type {[ DialogAnswer ]} */ (
				await this.ask( this.store.user.hash, [
					[
						'im.message.add',
						{ message: text, custom_data: this.customData },
					],
				] )
			);
			this.show( dialog );
		} );
		this.catchUp();
	}

	/**
	 * @param {Phase}  phase What the conversation is at.
	 * @param {string} text  What the window says about it.
	 */
	enter( phase, text = '' ) {
		this.phase = phase;
		note( 'state', phase, { hash: this.wanted || this.store.user.hash } );
		if ( phase !== 'idle' ) {
			this.view.setState( phase, text );
		}
	}
}
