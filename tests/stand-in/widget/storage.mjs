/**
 * What the widget leaves behind on the site: a cookie and a handful of keys.
 */

/**
 * @typedef {import('../types').WidgetStore} WidgetStore
 * @typedef {import('../types').WidgetUser} WidgetUser
 */

const COOKIE = 'LIVECHAT_HASH';
const COOKIE_LIFE = 365 * 24 * 60 * 60;
const HASH_KEY = 'bx-messenger-null-0-LIVECHAT_HASH';
const CACHED_MESSAGES = 50;

/**
 * 32 hex characters that look like the digest in the real keys; nothing depends on their value.
 *
 * @param {string} text What they stand for.
 */
function digest( text ) {
	let out = '';
	for ( let round = 0; out.length < 32; round += 1 ) {
		let sum = 2166136261 + round;
		for ( const letter of text ) {
			sum = Math.abs(
				Math.imul( sum + letter.charCodeAt( 0 ), 16777619 )
			);
		}
		out += sum.toString( 16 ).padStart( 8, '0' );
	}
	return out;
}

/**
 * Nobody, nothing said.
 *
 * @return {WidgetStore} A fresh store.
 */
export function emptyStore() {
	return {
		user: {
			id: -1,
			hash: '',
			registered: false,
			name: '',
			lastName: '',
			replaced: false,
		},
		dialog: { sessionOpen: false },
		messages: [],
	};
}

/**
 * The storage of one widget.
 *
 * @param {string} code The widget's code.
 */
export function createStorage( code ) {
	const key = ( /** @type {string} */ part ) =>
		`bx-vuex-${ digest( `${ part }:${ code }` ) }`;
	const keys = {
		widget: key( 'widget' ),
		messages: key( 'messages' ),
		users: key( 'users' ),
		application: key( 'application' ),
	};
	const settings = `bx-messenger-${ code }-settings`;
	const channel = `bx-pull-${ code }-channel`;

	/** @param {string} name A key. */
	function read( name ) {
		try {
			return JSON.parse( localStorage.getItem( name ) ?? 'null' );
		} catch {
			return null;
		}
	}

	/**
	 * @param {string}  name  A key.
	 * @param {unknown} value Its value.
	 */
	function write( name, value ) {
		try {
			localStorage.setItem( name, JSON.stringify( value ) );
		} catch {
			// A browser without storage forgets; the chat works until the page is left.
		}
	}

	/** The hash alone, where only one of its two places is left. */
	function loneHash() {
		const cookie = /(?:^|;\s*)LIVECHAT_HASH=([^;]*)/.exec(
			document.cookie
		);
		return String( read( HASH_KEY ) ?? cookie?.[ 1 ] ?? '' );
	}

	return {
		/** @return {WidgetStore} What earlier pages left. */
		load() {
			const store = emptyStore();
			const widget = read( keys.widget );
			if ( widget?.user?.hash ) {
				store.user = { ...store.user, ...widget.user };
				store.dialog = { ...store.dialog, ...widget.dialog };
				store.messages = read( keys.messages ) ?? [];
			} else if ( loneHash() ) {
				store.user.hash = loneHash();
				store.user.registered = true;
			}
			return store;
		},

		/** @param {WidgetStore} store What later pages will find. */
		save( { user, dialog, messages } ) {
			write( keys.widget, { user, dialog } );
			write( keys.messages, messages.slice( -CACHED_MESSAGES ) );
			write( keys.users, user.hash ? [ user.id ] : [] );
			write( keys.application, { code } );
			write( settings, { sound: true } );
			write( channel, { revision: 1 } );
			write( HASH_KEY, user.hash );
			document.cookie = `${ COOKIE }=${ user.hash }; path=/; max-age=${ COOKIE_LIFE }; samesite=lax`;
		},

		/** Forgets everything. */
		wipe() {
			try {
				[
					HASH_KEY,
					...Object.values( keys ),
					settings,
					channel,
				].forEach( ( name ) => localStorage.removeItem( name ) );
			} catch {
				// Nothing was kept either.
			}
			document.cookie = `${ COOKIE }=; path=/; max-age=0`;
		},
	};
}
