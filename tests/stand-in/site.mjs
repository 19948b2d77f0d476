/**
 * A website without any plugin, on a port of its own, for the stand-in's tests.
 */

import { createServer } from 'node:http';

/**
 * @typedef {( request: import('node:http').IncomingMessage, reply: import('node:http').ServerResponse ) => void} Answer
 */

/**
 * @typedef {Object} Site
 * @property {string}                                                                     url  Its address.
 * @property {( path: string, html: string, headers?: Record<string, string> ) => string} page Sets a page, gives its address.
 * @property {( path: string, type: string, body: Buffer ) => string}                     file Sets a file, gives its address.
 * @property {( path: string, answer: Answer ) => void}                                   live Answers a path, and all below it, anew each time.
 * @property {() => Promise<void>}                                                        stop Ends the site.
 */

/**
 * Starts a site with no pages.
 *
 * @return {Promise<Site>} The running site.
 */
export async function startSite() {
	/** @type {Map<string, { headers: Record<string, string>, body: string | Buffer }>} */
	const files = new Map();
	/** @type {Map<string, Answer>} */
	const answers = new Map();
	const server = createServer( ( request, reply ) => {
		const { pathname } = new URL( request.url ?? '/', 'http://site' );
		const answer = answers.get( pathname.split( '/', 2 ).join( '/' ) );
		if ( answer ) {
			answer( request, reply );
			return;
		}
		const file = files.get( pathname );
		reply.writeHead( file ? 200 : 404, file?.headers );
		reply.end( file?.body );
	} );
	await new Promise( ( resolve ) =>
		server.listen( 0, '127.0.0.1', () => resolve( undefined ) )
	);
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	const url = `http://127.0.0.1:${ port }`;

	return {
		url,
		page( path, html, headers = {} ) {
			const type = { 'Content-Type': 'text/html; charset=utf-8' };
			const body = `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,">${ html }`;
			files.set( path, { headers: { ...type, ...headers }, body } );
			return url + path;
		},
		file( path, type, body ) {
			files.set( path, { headers: { 'Content-Type': type }, body } );
			return url + path;
		},
		live( path, answer ) {
			answers.set( path, answer );
		},
		stop: () =>
			new Promise( ( resolve ) => {
				server.close( () => resolve() );
				server.closeAllConnections();
			} ),
	};
}
