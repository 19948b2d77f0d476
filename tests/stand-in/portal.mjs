/**
 * A stand-in for a Bitrix24 portal and its live chat widget, written from observed facts only (README.md).
 */

import { createServer } from 'node:http';

import { send } from './http.mjs';
import { route } from './routes.mjs';
import { loaderPath, snippet } from './scripts.mjs';
import { createWorld, snapshot } from './world.mjs';

/**
 * @typedef {import('./types').SessionCookies} SessionCookies
 * @typedef {import('./types').Portal} Portal
 */

/**
 * Starts to listen.
 *
 * @param {import('node:http').Server} server The server.
 * @param {number}                     port   The port; 0 takes a free one.
 * @param {string}                     host   The address to listen on.
 * @return {Promise<number>} The port that was taken.
 */
function listen( server, port, host ) {
	return new Promise( ( resolve, reject ) => {
		server.once( 'error', reject );
		server.listen( port, host, () => {
			const address = server.address();
			resolve(
				typeof address === 'object' && address ? address.port : port
			);
		} );
	} );
}

/**
 * Ends the server, with the connections that browsers keep open.
 *
 * @param {import('node:http').Server} server The server.
 * @return {Promise<void>} Resolved when nobody is connected any more.
 */
function stop( server ) {
	return new Promise( ( resolve ) => {
		server.close( () => resolve() );
		server.closeAllConnections();
	} );
}

/**
 * Starts a portal with an empty memory.
 *
 * @param {{ port?: number, sessionCookies?: SessionCookies, host?: string }} options Where it listens, and whether
 *                                                                                    browsers keep its cookie.
 * @return {Promise<Portal>} The running portal.
 */
export async function startPortal( {
	port = 0,
	sessionCookies = 'kept',
	host = '127.0.0.1',
} = {} ) {
	let world = createWorld( sessionCookies );
	const renew = () => {
		const version = world.version();
		world = createWorld( world.sessionCookies );
		// Operators' pages compare versions: an emptied portal must not look like the old one.
		world.touch( version );
	};

	const server = createServer( ( request, reply ) => {
		const url = new URL(
			request.url ?? '/',
			`http://${ request.headers.host ?? host }`
		);
		route( { world, renew, request, reply, url } ).catch( ( error ) => {
			send( reply, 500, 'text/plain', String( error ) );
		} );
	} );
	const taken = await listen( server, port, host );
	const url = `http://${ host }:${ taken }`;

	return {
		url,
		operatorUrl: `${ url }/operator/`,
		loaderUrl: ( generation ) => url + loaderPath( generation ),
		snippet: ( generation ) => snippet( url + loaderPath( generation ) ),
		state: () => snapshot( world ),
		reset: renew,
		stop: () => stop( server ),
		setSessionCookies( mode ) {
			world.sessionCookies = mode;
		},
		setStaff( staff ) {
			world.staff = staff;
		},
		say( who, text ) {
			world.desk.fromOperator( world.mustFind( who ).id, text );
			world.touch();
		},
		finish( who ) {
			world.desk.finish( world.mustFind( who ).id );
			world.touch();
		},
		failNext( failure ) {
			world.failures.push( failure );
		},
		advance( milliseconds ) {
			world.advance( milliseconds );
		},
	};
}
