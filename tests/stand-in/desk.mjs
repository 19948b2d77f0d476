/**
 * The open channel: who wrote what, in which session, and what the operator was shown when it began.
 */

import { isFatal, readCustomData, secondsFor } from './custom-data.mjs';
import { Refusal } from './people.mjs';

const MESSAGES = 500;
const CONVERSATIONS = 200;
const TEXT = 20_000;
const CUSTOM_DATA = 60_000;
const CUSTOM_DATA_LIFE = 8 * 60 * 60 * 1000;

/**
 * @typedef {import('./types').Conversation} Conversation
 * @typedef {import('./types').Message} Message
 * @typedef {import('./types').Block} Block
 */

/**
 * Whether the visitor's last session is still going on.
 *
 * @param {Conversation} conversation A conversation.
 */
export function isOpen( conversation ) {
	return conversation.sessions.at( -1 )?.closedAt === null;
}

/**
 * Starts with nothing said.
 *
 * @param {() => number}                    now     The portal's clock.
 * @param {import('./journal.mjs').Journal} journal The portal's log.
 */
export function createDesk( now, journal ) {
	/** @type {Map<number, Conversation>} */
	const byUser = new Map();
	let lastId = 0;

	/** @param {number} userId A person's number. */
	function of( userId ) {
		const known = byUser.get( userId );
		if ( known ) {
			return known;
		}
		/** @type {Conversation} */
		const fresh = { userId, sessions: [], messages: [], custom: null };
		const oldest = byUser.keys().next().value;
		if ( byUser.size >= CONVERSATIONS && oldest !== undefined ) {
			byUser.delete( oldest );
		}
		byUser.set( userId, fresh );
		return fresh;
	}

	/**
	 * @param {Conversation}      conversation Where it is said.
	 * @param {Message['author']} author       Who says it.
	 * @param {string}            text         What is said.
	 * @param {Block[]}           blocks       What a card shows.
	 */
	function add( conversation, author, text, blocks = [] ) {
		lastId += 1;
		conversation.messages.push( {
			id: lastId,
			author,
			text: text.slice( 0, TEXT ),
			blocks,
			at: now(),
		} );
		if ( conversation.messages.length > MESSAGES ) {
			conversation.messages.shift();
		}
	}

	/**
	 * Reads what was kept, inside the visitor's first message.
	 *
	 * @param {Conversation['custom']} custom The custom data, if there was any.
	 * @return {Block[]} The blocks.
	 */
	function readCustom( custom ) {
		if ( ! custom || now() - custom.at >= CUSTOM_DATA_LIFE ) {
			return [];
		}
		const { json } = custom;
		const blocks = readCustomData( json );
		journal.note( 'custom data read', {
			characters: json.length,
			seconds: secondsFor( json ),
			lost: ! blocks.length,
		} );
		if ( isFatal( blocks ) ) {
			throw new Refusal( 'INTERNAL_SERVER_ERROR' );
		}
		return blocks;
	}

	/** @param {Conversation} conversation The conversation in which a session begins. */
	function begin( conversation ) {
		const blocks = readCustom( conversation.custom );
		lastId += 1;
		conversation.sessions.push( {
			id: lastId,
			startedAt: now(),
			closedAt: null,
			custom: blocks,
		} );
		if ( blocks.length ) {
			add( conversation, 'card', '', blocks );
		}
	}

	return {
		of,
		all: () => [ ...byUser.values() ],

		/**
		 * Keeps the last custom data of a person, for a session that may begin later.
		 *
		 * @param {number}  userId A person's number.
		 * @param {unknown} blocks The custom data.
		 */
		keepCustom( userId, blocks ) {
			const json = JSON.stringify( blocks ) ?? '';
			const usable =
				Array.isArray( blocks ) &&
				blocks.length > 0 &&
				json.length < CUSTOM_DATA;
			if ( usable ) {
				of( userId ).custom = { json, at: now() };
			}
			return usable;
		},

		/**
		 * @param {number} userId A person's number.
		 * @param {string} text   What the visitor wrote.
		 */
		fromVisitor( userId, text ) {
			const conversation = of( userId );
			if ( ! isOpen( conversation ) ) {
				begin( conversation );
			}
			add( conversation, 'visitor', text );
		},

		/**
		 * @param {number} userId A person's number.
		 * @param {string} text   What the operator wrote.
		 */
		fromOperator( userId, text ) {
			add( of( userId ), 'operator', text );
		},

		/** @param {number} userId A person's number. */
		finish( userId ) {
			const conversation = of( userId );
			const session = conversation.sessions.at( -1 );
			if ( session && session.closedAt === null ) {
				session.closedAt = now();
				add( conversation, 'system', 'The session was finished.' );
			}
		},
	};
}
