/**
 * The conversation: what is loaded, and when.
 */

import { complain, note, page } from './log.mjs';
import { Messages } from './messages.mjs';
import { PortalError } from './rest.mjs';
import { Visitor } from './visitor.mjs';

/**
 * @typedef {import('../types').Fields} Fields
 * @typedef {import('../types').View} View
 * @typedef {import('../types').WidgetConfig} WidgetConfig
 * @typedef {import('../types').DialogAnswer} DialogAnswer
 * @typedef {import('./register-data.mjs').RegisterData} RegisterData
 * @typedef {'idle' | 'loading' | 'ready' | 'error' | 'blank'} Phase
 */

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
		this.visitor = new Visitor( config );
		this.messages = new Messages( this.visitor, view );
		/** @type {Fields} */
		this.options = {};
		/** @type {Phase} */
		this.phase = 'idle';
		this.started = false;
		this.opened = false;
		this.loadedHash = '';
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
		this.visitor.recall();
		this.view.mount();
		this.visitor.settle();
		if ( this.opened || this.visitor.store.dialog.sessionOpen ) {
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
		this.visitor.given = given;
		const { wanted } = this.visitor;
		const changes = wanted && wanted !== this.loadedHash;
		const listens = this.phase === 'idle' || this.phase === 'ready';
		if ( ! this.started || ! changes || ! listens ) {
			return;
		}
		this.visitor.settle();
		if ( this.loadedHash ) {
			// Two people in one window: it loses its way until the page is loaded again.
			this.messages.stop();
			this.enter( 'blank' );
		} else if ( this.opened ) {
			this.load();
		}
	}

	/** The visitor opened the window. */
	open() {
		this.opened = true;
		if ( this.started && this.phase === 'idle' ) {
			this.load();
		}
		this.view.open();
		this.messages.setOpened( true );
	}

	/** The visitor closed the window. */
	close() {
		this.opened = false;
		this.view.close();
		this.messages.setOpened( false );
	}

	/** Loads the conversation, whoever's it is. */
	async load() {
		this.enter( 'loading' );
		await this.attempt( () => this.visitor.identify() );
		if ( this.phase === 'loading' ) {
			this.enter( 'ready' );
		}
		this.catchUp();
	}

	/** @param {string} text What the visitor wrote. */
	async send( text ) {
		if ( this.phase === 'ready' ) {
			await this.attempt( () => this.visitor.say( text ) );
			this.catchUp();
		}
	}

	/** The page may have named another visitor while the portal was thinking. */
	catchUp() {
		if ( this.phase === 'ready' ) {
			this.identifyAs( this.visitor.given );
		}
	}

	/**
	 * Does something with the portal, once more if the portal says who the browser is, and shows what comes of it.
	 *
	 * @param {() => Promise<DialogAnswer | undefined>} task    What is to be done.
	 * @param {boolean}                                 retried Whether this is the second time.
	 */
	async attempt( task, retried = false ) {
		try {
			const dialog = await task();
			if ( dialog && this.phase !== 'blank' ) {
				this.loadedHash = dialog.user.hash;
				this.messages.show( dialog );
			}
		} catch ( error ) {
			const { code, hash } =
				error instanceof PortalError
					? error
					: new PortalError( String( error ) );
			if ( code === 'LIVECHAT_AUTH_WIDGET_USER' && hash && ! retried ) {
				this.visitor.adopt( hash );
				await this.attempt( task, true );
			} else {
				this.fail( code );
			}
		}
	}

	/** @param {string} code The portal's error code. */
	fail( code ) {
		if ( code === 'LIVECHAT_AUTH_FAILED' ) {
			this.visitor.forget();
		}
		this.loadedHash = '';
		this.messages.stop();
		this.enter( 'error', ERRORS[ code ] ?? 'The chat cannot be reached.' );
		note( 'state', 'refused', { code } );
	}

	/**
	 * @param {Phase}  phase What the conversation is at.
	 * @param {string} text  What the window says about it.
	 */
	enter( phase, text = '' ) {
		this.phase = phase;
		note( 'state', phase, { hash: this.visitor.hash } );
		if ( phase !== 'idle' ) {
			this.view.setState( phase, text );
		}
	}
}
