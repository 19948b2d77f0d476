/**
 * What the portal answers under which path.
 */

import { randomBytes } from 'node:crypto';

import { isOpen } from './desk.mjs';
import { allowSite, readCookie, readJson, send, sendJson } from './http.mjs';
import { operatorData, operatorFile } from './operator-side.mjs';
import { answerBatch, dialogOf, readBatch } from './rest.mjs';
import { loader, loaderPath, widget } from './scripts.mjs';
import { snapshot } from './world.mjs';

const COOKIE = 'STANDIN_PORTAL_SESSION';
const JAVASCRIPT = 'text/javascript; charset=utf-8';
const HTML = 'text/html; charset=utf-8';

/**
 * @typedef {import('./world.mjs').World} World
 * @typedef {import('./types').Generation} Generation
 * @typedef {import('./http.mjs').Request} Request
 * @typedef {import('./http.mjs').Reply} Reply
 * @typedef {{ world: World, renew: () => void, request: Request, reply: Reply, url: URL }} Visit
 * @typedef {( visit: Visit ) => void | Promise<void>} Route
 */

/** @type {Generation[]} */
const GENERATIONS = [ 'g0', 'g1', 'g2' ];

/**
 * The page inside the first generation's iframe.
 *
 * @param {string} origin The portal's address.
 */
const frame = ( origin ) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Live chat</title>
<body>
<script src="${ origin }/bitrix/js/imopenlines/widget/script.js?frame"></script>
</body>
</html>`;

/**
 * The browser's session on the portal. Where cookies are blocked every request comes from a stranger, of whom
 * the portal remembers only how often he was wrong.
 *
 * @param {Visit} visit The request.
 */
function sessionOf( { world, request, reply } ) {
	if ( world.sessionCookies === 'blocked' ) {
		const nobody = world.auth.sessionOf( 'no cookie' );
		nobody.hash = '';
		return nobody;
	}
	const id =
		readCookie( request, COOKIE ) || randomBytes( 16 ).toString( 'hex' );
	// Sites are foreign to the portal; browsers take loopback addresses for secure ones.
	reply.setHeader(
		'Set-Cookie',
		`${ COOKIE }=${ id }; Path=/rest/; HttpOnly; Secure; SameSite=None`
	);
	return world.auth.sessionOf( id );
}

/**
 * @param {Visit} visit The request.
 */
async function rest( visit ) {
	const { world, request, reply } = visit;
	allowSite( request, reply );
	const batch = readBatch( await readJson( request ) );
	if ( ! batch ) {
		return sendJson( reply, { error: 'ERROR_ARGUMENT' }, 400 );
	}
	const origin = request.headers.origin ?? '';
	const answer = answerBatch( world, sessionOf( visit ), batch, origin );
	sendJson( reply, answer.body, answer.status );
}

/**
 * @param {Visit} visit The request.
 */
function pull( { world, request, reply, url } ) {
	allowSite( request, reply );
	const channel = url.searchParams.get( 'channel' );
	const user = world.people.all().find( ( one ) => one.channel === channel );
	if ( ! user ) {
		return sendJson( reply, { sessionOpen: false, messages: [] } );
	}
	const after = Number( url.searchParams.get( 'after' ) );
	const { sessionOpen, messages } = dialogOf( world, user, after );
	sendJson( reply, { sessionOpen, messages } );
}

/**
 * @param {Visit} visit The request.
 */
function operatorState( { world, reply, url } ) {
	const seen = Number( url.searchParams.get( 'version' ) );
	const version = world.version();
	sendJson( reply, {
		version,
		conversations: seen === version ? null : operatorData( world ),
	} );
}

/**
 * @param {Visit} visit The request.
 */
async function operatorAnswer( { world, request, reply } ) {
	const body = /** @type {{ userId?: number, text?: string } | undefined} */ (
		await readJson( request )
	);
	const user = world.people.find( Number( body?.userId ) );
	const text = String( body?.text ?? '' ).trim();
	if ( ! user || ! text ) {
		return sendJson( reply, { error: 'ERROR_ARGUMENT' }, 400 );
	}
	world.desk.fromOperator( user.id, text );
	world.touch();
	sendJson( reply, {} );
}

/**
 * @param {Visit} visit The request.
 */
async function operatorFinish( { world, request, reply } ) {
	const body = /** @type {{ userId?: number } | undefined} */ (
		await readJson( request )
	);
	const user = world.people.find( Number( body?.userId ) );
	if ( ! user || ! isOpen( world.desk.of( user.id ) ) ) {
		return sendJson( reply, { error: 'ERROR_ARGUMENT' }, 400 );
	}
	world.desk.finish( user.id );
	world.touch();
	sendJson( reply, {} );
}

/** @type {Record<string, Route>} */
const ROUTES = {
	'GET /': ( { reply } ) => {
		reply.writeHead( 302, { Location: '/operator/' } ).end();
	},
	'GET /bitrix/js/imopenlines/widget/script.js': ( { reply, url } ) => {
		const asked = url.search.slice( 1 );
		const generation =
			GENERATIONS.find( ( one ) => one === asked ) ?? 'frame';
		send( reply, 200, JAVASCRIPT, widget( generation, url.origin ) );
	},
	'GET /online/standin': ( { world, reply, url } ) => {
		world.journal.note( 'frame', Object.fromEntries( url.searchParams ) );
		send( reply, 200, HTML, frame( url.origin ) );
	},
	'OPTIONS /rest/batch': ( { request, reply } ) => {
		allowSite( request, reply );
		reply.writeHead( 204 ).end();
	},
	'POST /rest/batch': rest,
	'GET /pull/': pull,
	'GET /operator/data': operatorState,
	'POST /operator/answer': operatorAnswer,
	'POST /operator/finish': operatorFinish,
	'GET /stand-in/state': ( { world, reply } ) =>
		sendJson( reply, snapshot( world ) ),
	'POST /stand-in/reset': ( { renew, reply } ) => {
		renew();
		sendJson( reply, {} );
	},
};

for ( const generation of GENERATIONS ) {
	ROUTES[ `GET ${ loaderPath( generation ) }` ] = ( {
		world,
		reply,
		url,
	} ) => {
		world.journal.note( 'loader', { generation, minute: url.search } );
		send( reply, 200, JAVASCRIPT, loader( generation, url.origin ) );
	};
}

/**
 * Answers one request.
 *
 * @param {Visit} visit The request.
 */
export async function route( visit ) {
	const { request, reply, url, world } = visit;
	const handler = ROUTES[ `${ request.method } ${ url.pathname }` ];
	if ( handler ) {
		await handler( visit );
	} else if ( ! operatorFile( world, url.pathname, reply ) ) {
		send( reply, 404, 'text/plain', 'Nothing here.' );
	}
}
