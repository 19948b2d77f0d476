/**
 * The portal's REST, as far as the widget uses it: one batch of named methods per request.
 */

import { isOpen } from './desk.mjs';
import { Refusal } from './people.mjs';

const LOOKS_LIKE_HASH = /^[0-9a-f]{32}$/i;

/**
 * @typedef {import('./world.mjs').World} World
 * @typedef {import('./types').Fields} Fields
 * @typedef {import('./types').PortalUser} PortalUser
 * @typedef {{ id: string, hash: string, wrong: number }} BrowserSession
 * @typedef {{ world: World, session: BrowserSession, user: PortalUser | undefined, params: Fields }} Call
 */

/**
 * What the visitor's side may know about a conversation: no cards.
 *
 * @param {World}      world The portal's memory.
 * @param {PortalUser} user  The visitor.
 * @param {number}     after Only messages younger than this one.
 */
export function dialogOf( world, user, after = 0 ) {
	const conversation = world.desk.of( user.id );
	return {
		user: {
			id: user.id,
			hash: user.hash,
			name: user.name,
			lastName: user.lastName,
		},
		channel: user.channel,
		sessionOpen: isOpen( conversation ),
		messages: conversation.messages.filter(
			( { id, author } ) => id > after && author !== 'card'
		),
	};
}

/**
 * The person a method needs.
 *
 * @param {Call} call A method's call.
 */
function needUser( { user } ) {
	if ( ! user ) {
		throw new Refusal( 'ACCESS_DENIED' );
	}
	return user;
}

/**
 * @param {Call} call A method's call.
 */
function register( { world, session, params } ) {
	const { user_hash: wanted, custom_data: custom, ...fields } = params;
	const hash =
		typeof wanted === 'string' && LOOKS_LIKE_HASH.test( wanted )
			? wanted
			: '';
	const user = world.people.register( hash, fields );
	session.hash = user.hash;
	world.desk.keepCustom( user.id, custom );
	return dialogOf( world, user ).user;
}

/**
 * @param {Call} call A method's call.
 */
function getDialog( call ) {
	const user = needUser( call );
	call.world.desk.keepCustom( user.id, call.params[ 'custom_data' ] );
	return dialogOf( call.world, user );
}

/**
 * @param {Call} call A method's call.
 */
function addMessage( call ) {
	const user = needUser( call );
	const text = String( call.params[ 'message' ] ?? '' ).trim();
	if ( ! text ) {
		throw new Refusal( 'MESSAGE_EMPTY' );
	}
	call.world.desk.keepCustom( user.id, call.params[ 'custom_data' ] );
	call.world.desk.fromVisitor( user.id, text );
	return dialogOf( call.world, user );
}

/** @type {Record<string, ( call: Call ) => unknown>} */
const METHODS = {
	'imopenlines.widget.config.get': () => ( {
		configId: 1,
		title: 'Live chat',
		online: true,
	} ),
	'imopenlines.widget.user.register': register,
	'imopenlines.widget.user.get': ( call ) =>
		dialogOf( call.world, needUser( call ) ).user,
	'imopenlines.widget.dialog.get': getDialog,
	'im.message.add': addMessage,
};

/**
 * The failure that a test asked for, if this batch is the one it meant.
 *
 * @param {World}    world   The portal's memory.
 * @param {string[]} methods The batch's methods.
 */
function plannedFailure( world, methods ) {
	const index = world.failures.findIndex(
		( { method } ) => ! method || methods.includes( method )
	);
	return index < 0 ? undefined : world.failures.splice( index, 1 )[ 0 ];
}

/**
 * Runs all methods of a batch.
 *
 * @param {World}                   world   The portal's memory.
 * @param {BrowserSession}          session The browser's session.
 * @param {import('./types').Batch} batch   The batch.
 */
function run( world, session, batch ) {
	if ( world.staff ) {
		throw new Refusal( 'LIVECHAT_AUTH_PORTAL_USER' );
	}
	const custom = batch.livechat_custom_auth_id ?? '';
	const user = world.auth.check( session, batch.livechat_auth_id, custom );
	/** @type {Fields} */
	const result = {};
	for ( const [ key, { method, params } ] of Object.entries( batch.cmd ) ) {
		const handler = METHODS[ method ];
		if ( ! handler ) {
			throw new Refusal( 'ERROR_METHOD_NOT_FOUND' );
		}
		result[ key ] = handler( { world, session, user, params } );
	}
	return result;
}

/**
 * Answers a batch and writes both into the log.
 *
 * @param {World}                   world   The portal's memory.
 * @param {BrowserSession}          session The browser's session.
 * @param {import('./types').Batch} batch   The batch.
 * @param {string}                  origin  The site that asks.
 * @return {{ status: number, body: Fields }} The answer.
 */
export function answerBatch( world, session, batch, origin ) {
	const methods = Object.values( batch.cmd ).map( ( { method } ) => method );
	const detail = { origin, methods, ...batch };
	const planned = plannedFailure( world, methods );
	try {
		if ( planned ) {
			throw new Refusal( planned.error ?? 'INTERNAL_SERVER_ERROR' );
		}
		const result = run( world, session, batch );
		world.journal.note( 'batch', detail );
		world.touch();
		return { status: 200, body: { result } };
	} catch ( error ) {
		if ( ! ( error instanceof Refusal ) ) {
			throw error;
		}
		world.journal.note( 'batch', { ...detail, error: error.code } );
		// Errors travel with 200, so that a test which counts console errors counts the site's own only.
		return {
			status: planned?.status ?? 200,
			body: { error: error.code, ...error.more },
		};
	}
}

/**
 * A request's body as a batch, or nothing if it is none.
 *
 * @param {unknown} body What came in.
 * @return {import('./types').Batch | undefined} The batch.
 */
export function readBatch( body ) {
	const batch = /** @type {Partial<import('./types').Batch>} */ (
		body ?? {}
	);
	const usable =
		typeof batch.livechat_auth_id === 'string' &&
		typeof batch.cmd === 'object' &&
		batch.cmd !== null &&
		Object.values( batch.cmd ).every(
			( call ) => typeof call?.method === 'string'
		);
	return usable
		? /** @type {import('./types').Batch} */ ( batch )
		: undefined;
}
