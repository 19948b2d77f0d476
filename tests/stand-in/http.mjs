/**
 * The few things about HTTP that the stand-in needs.
 */

const BODY = 300_000;

/**
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Reply
 */

/**
 * Reads a JSON body; anything else becomes `undefined`.
 *
 * @param {Request} request The request.
 * @return {Promise<unknown>} What came in.
 */
export async function readJson( request ) {
	/** @type {Buffer[]} */
	const parts = [];
	let size = 0;
	for await ( const part of request ) {
		size += part.length;
		if ( size > BODY ) {
			return undefined;
		}
		parts.push( part );
	}
	// A page on another site cannot send this type without asking first, and only /rest/ says yes.
	if ( request.headers[ 'content-type' ] !== 'application/json' ) {
		return undefined;
	}
	try {
		return JSON.parse( Buffer.concat( parts ).toString() );
	} catch {
		return undefined;
	}
}

/**
 * Sends a text that no browser keeps.
 *
 * @param {Reply}           reply  The reply.
 * @param {number}          status The status.
 * @param {string}          type   The content type.
 * @param {string | Buffer} body   The text.
 */
export function send( reply, status, type, body ) {
	reply.writeHead( status, {
		'Content-Type': type,
		'Cache-Control': 'no-store',
		'X-Content-Type-Options': 'nosniff',
	} );
	reply.end( body );
}

/**
 * @param {Reply}   reply  The reply.
 * @param {unknown} value  What to send.
 * @param {number}  status The status.
 */
export function sendJson( reply, value, status = 200 ) {
	send( reply, status, 'application/json', JSON.stringify( value ) );
}

/**
 * Lets the asking site read the answer, with the portal's cookie.
 *
 * @param {Request} request The request.
 * @param {Reply}   reply   The reply.
 */
export function allowSite( request, reply ) {
	const origin = request.headers.origin;
	if ( origin ) {
		reply.setHeader( 'Access-Control-Allow-Origin', origin );
		reply.setHeader( 'Access-Control-Allow-Credentials', 'true' );
		reply.setHeader( 'Access-Control-Allow-Headers', 'Content-Type' );
		reply.setHeader( 'Vary', 'Origin' );
	}
}

/**
 * A cookie's value.
 *
 * @param {Request} request The request.
 * @param {string}  name    The cookie.
 */
export function readCookie( request, name ) {
	const pairs = ( request.headers.cookie ?? '' ).split( /;\s*/ );
	const pair = pairs.find( ( item ) => item.startsWith( `${ name }=` ) );
	return pair?.slice( name.length + 1 ) ?? '';
}
