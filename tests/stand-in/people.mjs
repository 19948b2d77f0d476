/**
 * The people whom the portal knows, by hash. The first registration makes a person; later ones change nothing.
 */

import { randomBytes } from 'node:crypto';

const LIMIT = 200;
const SHORT_COLUMN = 50;
const LONG_COLUMN = 255;
const EMAIL = /^[^\s@]+@([a-z0-9-]+\.)+[a-z]{2,20}$/i;
const AVATAR_PATH = /\.(png|jpe?g|gif)$/i;

/**
 * @typedef {import('./types').PortalUser} PortalUser
 * @typedef {import('./types').Fields} Fields
 */

/**
 * An answer of the portal that refuses something, with its code.
 */
export class Refusal extends Error {
	/**
	 * @param {string} code The portal's error code.
	 * @param {Fields} more What else the answer holds.
	 */
	constructor( code, more = {} ) {
		super( code );
		this.code = code;
		this.more = more;
	}
}

/**
 * The text of a field, cut to its column.
 *
 * @param {Fields} fields What came in.
 * @param {string} key    The field.
 * @param {number} limit  The column's width.
 */
function column( fields, key, limit ) {
	const value = fields[ key ];
	return typeof value === 'string' || typeof value === 'number'
		? Array.from( String( value ) ).slice( 0, limit ).join( '' )
		: '';
}

/**
 * The e-mail address, if the portal takes it; a bad one makes the whole registration fail.
 *
 * @param {Fields} fields What came in.
 */
function emailOf( fields ) {
	const email = column( fields, 'email', LONG_COLUMN + 1 );
	if ( email && ( email.length > LONG_COLUMN || ! EMAIL.test( email ) ) ) {
		throw new Refusal( 'USER_REGISTER_ERROR', { field: 'email' } );
	}
	return email;
}

/**
 * What becomes of an avatar's address, before anything is fetched.
 *
 * @param {unknown} given The address.
 * @return {import('./types').Avatar} The avatar's first state.
 */
function avatarOf( given ) {
	if ( typeof given !== 'string' || ! given ) {
		return { given: '', state: 'none', reason: '' };
	}
	const address = URL.canParse( given ) ? new URL( given ) : null;
	if ( ! address || ! /^https?:$/.test( address.protocol ) ) {
		return { given, state: 'refused', reason: 'not an http(s) address' };
	}
	if ( ! AVATAR_PATH.test( address.pathname ) ) {
		return {
			given,
			state: 'refused',
			reason: 'path does not end in png, jpg, jpeg or gif',
		};
	}
	return { given, state: 'fetching', reason: '' };
}

/**
 * Makes a person from the fields of a first registration.
 *
 * @param {number} id     The new person's number.
 * @param {string} hash   The new person's hash.
 * @param {Fields} fields What came in.
 * @param {number} now    The time.
 * @return {PortalUser} The person.
 */
function makeUser( id, hash, fields, now ) {
	const email = emailOf( fields );
	const name = column( fields, 'name', SHORT_COLUMN );
	const lastName = column( fields, 'last_name', SHORT_COLUMN );
	return {
		id,
		hash,
		channel: randomBytes( 12 ).toString( 'hex' ),
		name,
		lastName,
		email,
		www: column( fields, 'www', LONG_COLUMN ),
		position: column( fields, 'position', LONG_COLUMN ),
		gender: fields[ 'gender' ] === 'F' ? 'F' : 'M',
		avatar: avatarOf( fields[ 'avatar' ] ),
		identified: Boolean( name || lastName || email ),
		received: fields,
		registrations: 1,
		registeredAt: now,
	};
}

/**
 * Starts with nobody known.
 *
 * @param {() => number}                 now      The portal's clock.
 * @param {( user: PortalUser ) => void} onAvatar Called for a person whose avatar is worth fetching.
 */
export function createPeople( now, onAvatar ) {
	/** @type {Map<string, PortalUser>} */
	const byHash = new Map();
	let lastId = 0;

	/** Forgets the person who has been known for longest. */
	function makeRoom() {
		const oldest = byHash.keys().next().value;
		if ( byHash.size >= LIMIT && oldest !== undefined ) {
			byHash.delete( oldest );
		}
	}

	return {
		all: () => [ ...byHash.values() ],

		/** @param {string | number} who A hash or an id. */
		find: ( who ) =>
			byHash.get( String( who ) ) ??
			[ ...byHash.values() ].find( ( user ) => user.id === who ),

		/**
		 * @param {string} hash   The hash, or an empty text for a guest of the widget's own.
		 * @param {Fields} fields The user fields.
		 */
		register( hash, fields ) {
			const known = byHash.get( hash );
			if ( known ) {
				known.registrations += 1;
				return known;
			}
			const own = hash || randomBytes( 16 ).toString( 'hex' );
			const user = makeUser( lastId + 1, own, fields, now() );
			lastId += 1;
			makeRoom();
			byHash.set( own, user );
			if ( user.avatar.state === 'fetching' ) {
				onAvatar( user );
			}
			return user;
		},
	};
}
