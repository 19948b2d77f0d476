/**
 * Who a request of the widget speaks for, and the portal's own session cookie, which no website can clear.
 */

import { Refusal } from './people.mjs';

const HASH = /^[0-9a-f]{32}$/;
const WRONG_HASHES = 3;
const SESSIONS = 500;

/**
 * @typedef {import('./types').PortalUser} PortalUser
 * @typedef {{ find: ( who: string | number ) => PortalUser | undefined }} People
 * @typedef {{ id: string, hash: string, wrong: number }} BrowserSession
 */

/**
 * Starts without sessions.
 *
 * @param {People} people The people whom the portal knows.
 */
export function createAuth( people ) {
	/** @type {Map<string, BrowserSession>} */
	const sessions = new Map();

	/**
	 * The session of a browser; the portal makes one where it finds none.
	 *
	 * @param {string} id The cookie's value, or what stands for a browser without cookies.
	 */
	function sessionOf( id ) {
		const known = sessions.get( id );
		if ( known ) {
			return known;
		}
		const oldest = sessions.keys().next().value;
		if ( sessions.size >= SESSIONS && oldest !== undefined ) {
			sessions.delete( oldest );
		}
		const fresh = { id, hash: '', wrong: 0 };
		sessions.set( id, fresh );
		return fresh;
	}

	/**
	 * The person behind a hash; a wrong one is counted.
	 *
	 * @param {BrowserSession} session The browser's session.
	 * @param {string}         hash    What the widget says it is.
	 */
	function personOf( session, hash ) {
		const user = HASH.test( hash ) ? people.find( hash ) : undefined;
		if ( user ) {
			return user;
		}
		session.wrong += 1;
		throw new Refusal(
			session.wrong > WRONG_HASHES
				? 'LIVECHAT_AUTH_BLOCKED'
				: 'LIVECHAT_AUTH_FAILED'
		);
	}

	/**
	 * Refuses a widget whose browser the portal knows as somebody else, and names that one.
	 *
	 * @param {BrowserSession} session The browser's session.
	 * @param {string}         claimed What the widget says it is.
	 */
	function refuseStranger( session, claimed ) {
		const owner = people.find( session.hash );
		if ( owner && owner.hash !== claimed ) {
			throw new Refusal( 'LIVECHAT_AUTH_WIDGET_USER', {
				hash: owner.hash,
			} );
		}
	}

	return {
		sessionOf,

		/**
		 * @param {BrowserSession} session The browser's session.
		 * @param {string}         claimed `guest` or a hash.
		 * @param {string}         custom  The hash to change to, or an empty text.
		 * @return {PortalUser | undefined} The person; nobody for a guest.
		 */
		check( session, claimed, custom ) {
			if ( session.wrong > WRONG_HASHES ) {
				throw new Refusal( 'LIVECHAT_AUTH_BLOCKED' );
			}
			const user =
				claimed === 'guest' ? undefined : personOf( session, claimed );
			if ( ! custom ) {
				refuseStranger( session, claimed );
			}
			if ( user ) {
				session.hash = user.hash;
			}
			return user;
		},
	};
}
