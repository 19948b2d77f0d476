/**
 * The rules of `setUserRegisterData`.
 */

import { complain, warn } from './log.mjs';

/**
 * @typedef {import('../types').Fields} Fields
 * @typedef {{ fields: Fields, replaced: boolean }} RegisterData
 */

const KNOWN_FIELDS = [
	'hash',
	'name',
	'lastName',
	'avatar',
	'email',
	'www',
	'gender',
	'position',
];

/** Upper case passes here and breaks the chat later: the portal takes lower case only. */
const HASH_IN_ANY_CASE = /^[0-9a-f]{32}$/i;

/**
 * 32 random lower-case hex characters.
 */
export function randomHash() {
	const bytes = crypto.getRandomValues( new Uint8Array( 16 ) );
	return Array.from( bytes, ( byte ) =>
		byte.toString( 16 ).padStart( 2, '0' )
	).join( '' );
}

/**
 * @param {unknown} value Anything.
 * @return {value is Fields} Whether it is an object as `{}` makes one.
 */
export function isPlainObject( value ) {
	return Object.prototype.toString.call( value ) === '[object Object]';
}

/**
 * What the widget knows about the visitor after a call. Each call starts from nothing: what it leaves out is gone.
 *
 * @param {unknown} given What the page gave.
 * @return {RegisterData | false} The new fields, or the refusal.
 */
export function takeRegisterData( given ) {
	if ( ! isPlainObject( given ) ) {
		complain( 'setUserRegisterData: the user data must be an object.' );
		return false;
	}
	/** @type {Fields} */
	const fields = {};
	for ( const [ key, value ] of Object.entries( given ) ) {
		if ( ! KNOWN_FIELDS.includes( key ) ) {
			warn( `setUserRegisterData: unknown field "${ key }", skipped.` );
		} else if ( value ) {
			fields[ key ] = value;
		}
	}
	const hash = fields[ 'hash' ];
	const replaced =
		Boolean( hash ) && ! HASH_IN_ANY_CASE.test( String( hash ) );
	if ( replaced ) {
		fields[ 'hash' ] = randomHash();
	}
	return { fields, replaced };
}
