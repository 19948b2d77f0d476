/**
 * The widget's side of the portal's REST.
 */

import { note } from './log.mjs';

/**
 * @typedef {import('../types').Fields} Fields
 * @typedef {import('../types').Batch} Batch
 */

/**
 * An error code of the portal, with the hash that one of them carries.
 */
export class PortalError extends Error {
	/**
	 * @param {string} code The portal's error code.
	 * @param {string} hash The hash that the portal named, or an empty text.
	 */
	constructor( code, hash = '' ) {
		super( code );
		this.code = code;
		this.hash = hash;
	}
}

/**
 * Sends a batch of named methods.
 *
 * @param {string}                    host   The portal's address.
 * @param {string}                    auth   `guest` or a hash.
 * @param {Array<[ string, Fields ]>} calls  The methods with their parameters.
 * @param {string}                    custom The hash to change to, or an empty text.
 * @return {Promise<unknown[]>} The methods' results, in the same order.
 */
export async function sendBatch( host, auth, calls, custom = '' ) {
	/** @type {Batch} */
	const batch = {
		livechat_auth_id: auth,
		...( custom ? { livechat_custom_auth_id: custom } : {} ),
		cmd: Object.fromEntries(
			calls.map( ( [ method, params ], index ) => [
				`call${ index }`,
				{ method, params },
			] )
		),
	};
	const methods = calls.map( ( [ method ] ) => method );
	note( 'rest', 'batch', { methods, ...batch } );
	const response = await fetch( `${ host }/rest/batch`, {
		method: 'POST',
		credentials: 'include',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify( batch ),
	} ).catch( () => {
		throw new PortalError( 'NETWORK_ERROR' );
	} );
	const answer = await response
		.json()
		.catch( () => ( { error: 'BROKEN_ANSWER' } ) );
	if ( answer.error ) {
		note( 'rest', 'error', { methods, ...answer } );
		throw new PortalError( answer.error, answer.hash );
	}
	return calls.map( ( _call, index ) => answer.result[ `call${ index }` ] );
}
