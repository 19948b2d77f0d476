/**
 * What the operator's page gets: its files, the people's pictures and the conversations.
 */

import { readFileSync } from 'node:fs';

import { isOpen } from './desk.mjs';
import { send } from './http.mjs';

/**
 * @typedef {import('./world.mjs').World} World
 */

/** @type {Record<string, string>} */
const TYPES = {
	html: 'text/html; charset=utf-8',
	css: 'text/css; charset=utf-8',
	mjs: 'text/javascript; charset=utf-8',
};

/** What a visitor wrote is shown here: nothing but our own scripts may run. */
const POLICY =
	"default-src 'self'; img-src 'self' data: http: https:; base-uri 'none'; frame-ancestors 'self' http://127.0.0.1:* http://localhost:*";

/**
 * The conversations, the one with the youngest message first.
 *
 * @param {World} world The portal's memory.
 */
export function operatorData( world ) {
	return world.desk
		.all()
		.flatMap( ( conversation ) => {
			const user = world.people.find( conversation.userId );
			return user && conversation.messages.length
				? [ { user, ...conversation, open: isOpen( conversation ) } ]
				: [];
		} )
		.sort( ( a, b ) => lastId( b ) - lastId( a ) );
}

/**
 * @param {{ messages: import('./types').Message[] }} conversation A conversation.
 */
function lastId( { messages } ) {
	return messages.at( -1 )?.id ?? 0;
}

/**
 * Sends a file of the operator's page or a person's picture.
 *
 * @param {World}                      world The portal's memory.
 * @param {string}                     path  The path that was asked for.
 * @param {import('./http.mjs').Reply} reply The reply.
 * @return {boolean} Whether there was one.
 */
export function operatorFile( world, path, reply ) {
	const picture = /^\/operator\/avatar\/(\d+)$/.exec( path );
	if ( picture ) {
		const found = world.avatars.get( Number( picture[ 1 ] ) );
		if ( found ) {
			send( reply, 200, found.type, found.bytes );
		}
		return Boolean( found );
	}
	const file = /^\/operator\/([a-z-]+\.(html|css|mjs))?$/.exec( path );
	if ( ! file ) {
		return false;
	}
	const { 1: name = 'index.html', 2: ending = 'html' } = file;
	try {
		const body = readFileSync(
			new URL( `./operator/${ name }`, import.meta.url )
		);
		reply.setHeader( 'Content-Security-Policy', POLICY );
		send( reply, 200, TYPES[ ending ] ?? 'text/plain', body );
		return true;
	} catch {
		return false;
	}
}
