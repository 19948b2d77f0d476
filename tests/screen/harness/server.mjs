/**
 * The harness of the settings screen: a web server with WordPress's own scripts and styles from disk, the built screen,
 * and for every page that is opened a REST API of its own, in memory.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { root } from '../../../tools/lib/paths.mjs';
import { getWordPress } from '../../../tools/lib/wordpress.mjs';
import { bookPage, elsewherePage, screenPage } from './page.mjs';
import { createRest } from './rest.mjs';
import { states } from './states.mjs';

/** @typedef {import('node:http').IncomingMessage} IncomingMessage */
/** @typedef {import('node:http').ServerResponse} ServerResponse */
/** @typedef {import('./types').Rest} Rest */
/** @typedef {import('./types').ScreenState} ScreenState */

const TYPES = /** @type {Record<string, string>} */ ( {
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.woff2': 'font/woff2',
} );

const NAMESPACE = '/known-visitor/v1';

/**
 * Starts the harness.
 *
 * @param {number} port Port to listen on; any free one when left out.
 * @return {Promise<import('./types').Harness>} The running harness.
 * @throws {Error} When WordPress's files cannot be had.
 */
export async function startHarness( port = 0 ) {
	const { folder } = await getWordPress();
	/** @type {Map<string, { rest: Rest, state: ScreenState }>} */
	const screens = new Map();
	const open = ( /** @type {ScreenState} */ state = {} ) => {
		const path = `/screen/${ screens.size + 1 }`;
		const rest = createRest( state, `${ path }/` );
		screens.set( path, { rest, state } );
		return { path, rest };
	};

	const server = createServer( ( request, reply ) => {
		answer( request, reply ).catch( ( error ) => {
			reply.writeHead( 500 ).end( String( error ) );
		} );
	} );

	/**
	 * Answers one request.
	 *
	 * @param {IncomingMessage} request The request.
	 * @param {ServerResponse}  reply   Gets the answer.
	 */
	async function answer( request, reply ) {
		const { pathname, search } = new URL(
			request.url ?? '/',
			'http://harness'
		);
		const [ , path = '', rest = '' ] =
			/^(\/screen\/\d+)(\/.*)$/.exec( pathname ) ?? [];
		const screen = screens.get( path );
		if ( screen ) {
			await answerScreen(
				{ ...screen, folder, path },
				rest + search,
				request,
				reply
			);
		} else if ( pathname === '/' ) {
			sendHtml( reply, bookPage( Object.keys( states ) ) );
		} else if ( pathname.startsWith( '/state/' ) ) {
			const state = states[ decodeURIComponent( pathname.slice( 7 ) ) ];
			reply
				.writeHead( 302, {
					Location: `${ open( state ).path }/${ state?.at ?? '' }`,
				} )
				.end();
		} else {
			await sendFile( reply, fileFor( folder, pathname ) );
		}
	}

	await new Promise( ( resolve ) =>
		server.listen( port, '127.0.0.1', () => resolve( undefined ) )
	);
	const address = server.address();
	const url = `http://127.0.0.1:${ typeof address === 'object' && address ? address.port : port }`;
	return {
		url,
		open: ( state ) => {
			const { path, rest } = open( state );
			return { url: `${ url }${ path }/`, rest };
		},
		stop: () =>
			new Promise( ( resolve ) => {
				server.close( () => resolve() );
				server.closeAllConnections();
			} ),
	};
}

/**
 * Answers what is asked of one screen.
 *
 * @param {{ rest: Rest, state: ScreenState, folder: string, path: string }} screen  The screen.
 * @param {string}                                                           asked   Path below the screen's own, with its query.
 * @param {IncomingMessage}                                                  request The request.
 * @param {ServerResponse}                                                   reply   Gets the answer.
 */
async function answerScreen(
	{ rest, state, folder, path },
	asked,
	request,
	reply
) {
	const { pathname, search } = new URL( asked, 'http://screen' );
	if ( ! rest.isReachable ) {
		request.socket.destroy();
	} else if ( pathname === '/' ) {
		sendHtml(
			reply,
			screenPage( { folder, path, state, stored: rest.settings } )
		);
	} else if ( pathname === '/plugins.php' ) {
		sendHtml( reply, elsewherePage );
	} else if ( pathname === '/welcome' ) {
		reply.end();
	} else if ( pathname === '/nonce' ) {
		// As wp_ajax_nopriv: WordPress answers 0 to who is not signed in.
		reply
			.writeHead( rest.isSignedIn ? 200 : 400 )
			.end( rest.isSignedIn ? 'nonce' : '0' );
	} else {
		const route = pathname
			.replace( '/wp-json', '' )
			.replace( NAMESPACE, '' );
		const { status, body } = await rest.answer(
			`${ request.method } ${ route }`,
			await bodyOf( request ),
			search
		);
		reply.writeHead( status, { 'Content-Type': 'application/json' } );
		reply.end( status === 204 ? undefined : JSON.stringify( body ) );
	}
}

/**
 * Reads what came as JSON.
 *
 * @param {IncomingMessage} request The request.
 * @return {Promise<unknown>} The value; undefined when nothing came.
 */
async function bodyOf( request ) {
	let text = '';
	for await ( const part of request.setEncoding( 'utf8' ) ) {
		text += part;
	}
	return text ? JSON.parse( text ) : undefined;
}

/**
 * Finds the file behind an address: WordPress's own, or of our build.
 *
 * @param {string} folder   WordPress's folder.
 * @param {string} pathname The address's path.
 * @return {string} The file, which need not be there.
 */
function fileFor( folder, pathname ) {
	const path = normalize( decodeURIComponent( pathname ) );
	return join( path.startsWith( '/build/' ) ? root : folder, path );
}

/**
 * Sends a file.
 *
 * @param {ServerResponse} reply Gets it.
 * @param {string}         file  The file.
 */
async function sendFile( reply, file ) {
	const content = await readFile( file ).catch( () => undefined );
	reply
		.writeHead( content ? 200 : 404, {
			'Content-Type':
				TYPES[ extname( file ) ] ?? 'application/octet-stream',
		} )
		.end( content );
}

/**
 * Sends a page.
 *
 * @param {ServerResponse} reply Gets it.
 * @param {string}         html  The page.
 */
function sendHtml( reply, html ) {
	reply
		.writeHead( 200, { 'Content-Type': 'text/html; charset=utf-8' } )
		.end( html );
}
