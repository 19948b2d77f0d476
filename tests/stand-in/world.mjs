/**
 * The portal's whole memory in one place, so that a reset is simply a new one.
 */

import { createAuth } from './auth.mjs';
import { createAvatars } from './avatars.mjs';
import { createDesk } from './desk.mjs';
import { createJournal } from './journal.mjs';
import { createPeople } from './people.mjs';

/**
 * @typedef {ReturnType<typeof createWorld>} World
 */

/**
 * Makes an empty portal.
 *
 * @param {import('./types').SessionCookies} sessionCookies Whether browsers keep the portal's cookie.
 */
export function createWorld( sessionCookies ) {
	let offset = 0;
	let version = 1;
	const now = () => Date.now() + offset;
	/** @param {number} [atLeast] A version that must be left behind. */
	const touch = ( atLeast = 0 ) => {
		version = Math.max( version, atLeast ) + 1;
	};

	const avatars = createAvatars( () => touch() );
	const people = createPeople( now, ( user ) => void avatars.take( user ) );
	const auth = createAuth( people );
	const journal = createJournal( now );
	const desk = createDesk( now, journal );
	/** @type {import('./types').Failure[]} */
	const failures = [];

	return {
		sessionCookies,
		staff: false,
		failures,
		avatars,
		people,
		auth,
		desk,
		journal,
		touch,
		version: () => version,

		/** @param {number} milliseconds How far the clock moves. */
		advance( milliseconds ) {
			offset += milliseconds;
		},

		/**
		 * @param {string | number} who A hash or an id.
		 */
		mustFind( who ) {
			const user = people.find( who );
			if ( ! user ) {
				throw new Error( `The portal knows nobody as ${ who }.` );
			}
			return user;
		},
	};
}

/**
 * A copy of the memory that nobody can change by accident.
 *
 * @param {World} world The memory.
 * @return {import('./types').PortalState} The copy.
 */
export function snapshot( world ) {
	return structuredClone( {
		sessionCookies: world.sessionCookies,
		staff: world.staff,
		users: world.people.all(),
		conversations: world.desk.all(),
		log: world.journal.entries,
	} );
}
