/**
 * The plugin behind a page cache that ignores every header, on two nodes, with servers that go away and come back.
 *
 *     node tests/stack/stack.test.mjs
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser, openConnections } from './client.mjs';
import { startStack } from './stack.mjs';
import { askVisitor, enter, guest, hashIn, Traffic } from './traffic.mjs';
import {
	activatePlugin,
	addPages,
	addPeople,
	ADMINISTRATORS,
	PASSWORD,
	VISITORS,
} from './world.mjs';

/** @typedef {import('./client.mjs').Browser} Browser */
/** @typedef {import('./traffic.mjs').Tally} Tally */

const VIEWS = 3000;
const CONTROL_VIEWS = 200;
const CHANGES = 10;
const CONTESTS = 50;

/** Milliseconds for which a server is away at least, and for the views around that. */
const AWAY = 3000;

/** Milliseconds after which nobody waits for an answer of a busy machine any more. */
const PATIENCE = 60_000;

const START_TIMEOUT = 300_000;

const agent = openConnections();

/** @type {import('./stack.mjs').Stack} */
let stack;
/** @type {Traffic} */
let traffic;
/** @type {Record<string, number>} */
let posts;

/** @typedef {{ browser: Browser, nonce: string }} Administrator */

/** @type {Administrator[]} */
const administrators = [];

before(
	async () => {
		stack = await startStack();
		console.log( `WordPress ${ stack.site.version }` );
		const ids = await addPeople( stack.site, VISITORS );
		await addPeople( stack.site, ADMINISTRATORS );
		posts = await addPages( stack.site );
		const made = await activatePlugin( stack.site );
		const people = [];
		for ( const [ index, person ] of VISITORS.entries() ) {
			people.push(
				await enter( stack.url, agent, person, ids[ index ] ?? 0, made )
			);
		}
		traffic = new Traffic( people, guest( stack.url, agent ), posts );
		for ( const { user_login: login } of ADMINISTRATORS ) {
			const browser = openBrowser( stack.url, agent );
			await browser.signIn( login, PASSWORD );
			administrators.push( { browser, nonce: await browser.nonce() } );
		}
		await save( { delivery: 'request' } );
	},
	{ timeout: START_TIMEOUT }
);

after( async () => {
	agent.destroy();
	await stack?.stop();
} );

test( 'no page holds anybody’s data, and everybody is told who they are', async () => {
	const tally = traffic.count( 'mixed' );

	await traffic.run( ( index ) => index < VIEWS );

	print( 'mixed views', tally );
	assert.deepEqual( tally.leaks, [] );
	assert.deepEqual( tally.wrong, [] );
	assert.equal( tally.failed, 0 );
	assert.equal( tally.views + tally.asked, VIEWS );
	assert.ok( tally.hits > tally.views / 2, 'the cache has part in it' );
	const { a = 0, b = 0 } = tally.nodes;
	assert.equal( a + b, tally.asked, 'no answer comes out of the cache' );
	assert.ok( Math.min( a, b ) > tally.asked / 3, 'both nodes answer' );
} );

test( 'both nodes give the same hash', async () => {
	for ( const person of traffic.people ) {
		for ( const node of [ 'a', 'b' ] ) {
			const answer = await askVisitor( person, plain(), node );
			assert.equal( answer.headers[ 'x-node' ], node );
			assert.equal( hashIn( answer.body ), person.hash );
		}
	}
} );

test( 'a changed setting holds on both nodes at once', async () => {
	for ( let round = 0; round < CHANGES; round++ ) {
		const [ here = '', there = '' ] =
			round % 2 ? [ 'a', 'b' ] : [ 'b', 'a' ];
		const message = `Round ${ round } of {user_login}`;
		const roles = round % 2 ? [ 'editor' ] : [ 'subscriber', 'author' ];

		await save( { first_message: message, roles }, here );

		for ( const node of [ there, here ] ) {
			for ( const person of traffic.people ) {
				const { body } = await askVisitor( person, plain(), node );
				const role = VISITORS.find(
					( { user_login: login } ) => login === person.login
				)?.role;
				const isMeant = roles.includes( role ?? '' );
				assert.equal( hashIn( body ), isMeant ? person.hash : '' );
				if ( isMeant ) {
					assert.equal( JSON.parse( body ).message, message );
				}
			}
		}
	}
	await save( { roles: [] } );
} );

test( 'two administrators who save at the very same time lose nothing', async () => {
	const [ chief, deputy ] = administrators;
	for ( let round = 0; round < CONTESTS; round++ ) {
		const wanted = {
			first_message: `Contest ${ round }`,
			meta_keys: [ `city_${ round }` ],
		};

		await Promise.all( [
			save( { first_message: wanted.first_message }, 'a', chief ),
			save( { meta_keys: wanted.meta_keys }, 'b', deputy ),
		] );

		const read = await Promise.all( [ settings( 'a' ), settings( 'b' ) ] );
		for ( const all of read ) {
			assert.deepEqual( { ...all, ...wanted }, all );
		}
	}
} );

test( 'Redis goes away and comes back, and nobody notices', async () => {
	const tallies = await whileAway( stack.redis );

	for ( const tally of tallies ) {
		assert.deepEqual( tally.leaks, [] );
		assert.deepEqual( tally.wrong, [] );
		assert.equal( tally.failed, 0 );
		assert.ok( tally.answered > 0 );
	}
} );

test( 'the database goes away and comes back, and nobody gets another’s data', async () => {
	const [ there, away, back ] = await whileAway( stack.database );

	for ( const tally of [ there, away, back ] ) {
		assert.deepEqual( tally.leaks, [] );
		assert.deepEqual( tally.wrong, [] );
	}
	assert.ok( away.failed > 0, 'without a database, nothing works' );
	assert.equal( back.failed, 0 );
	assert.ok( back.answered > 0 );
} );

test( 'the detector works: with the data on the page, this cache gives it away', async () => {
	await save( { delivery: 'page' } );
	const tally = traffic.count( 'control' );

	await traffic.run( ( index ) => index < CONTROL_VIEWS, true );

	print( 'control: delivery page', tally );
	assert.ok( tally.leaks.length > 0 );
} );

test( 'Site Health finds this cache, too', async () => {
	const { status, body } = await askRoute( administrators[ 0 ], 'cache' );

	assert.equal( status, 200, body );
	const found = JSON.parse( body );
	assert.equal( found.test, 'known_visitor_cache' );
	assert.equal( found.status, 'critical', found.description );
} );

/**
 * Goes on with mixed views while a server ends and starts again.
 *
 * @param {import('./parts.mjs').Part} part The server.
 * @return {Promise<[ Tally, Tally, Tally ]>} What was counted before, while it was away, and when it was there again.
 */
async function whileAway( part ) {
	let isOver = false;
	const there = traffic.count( 'before' );
	const running = traffic.run( () => ! isOver );
	try {
		await lasts( AWAY / 2, there );
		const away = traffic.count( 'away' );
		await part.stop();
		await lasts( AWAY, away );
		await part.start();
		// What was asked before the start may still fail.
		await sleep( AWAY / 2 );
		const back = traffic.count( 'back' );
		await lasts( AWAY, back );
		isOver = true;
		await running;
		print( `${ part.name } before`, there );
		print( `${ part.name } away`, away );
		print( `${ part.name } back`, back );
		return [ there, away, back ];
	} finally {
		isOver = true;
		await running;
	}
}

/**
 * Lets some time pass, and as much more as it takes until a question was answered with an identity, or failed.
 *
 * @param {number} time  Milliseconds.
 * @param {Tally}  tally The count of that time.
 */
async function lasts( time, tally ) {
	const deadline = Date.now() + PATIENCE;
	await sleep( time );
	while ( tally.answered + tally.failed === 0 && Date.now() < deadline ) {
		await sleep( 50 );
	}
}

/**
 * Saves settings as the settings screen does.
 *
 * @param {Record<string, unknown>} changes Settings by name.
 * @param {string}                  [node]  Which node is to do it; any when left out.
 * @param {Administrator}           [by]    Who.
 */
async function save( changes, node = '', by = administrators[ 0 ] ) {
	const { status, body } = await askRoute( by, 'settings', node, {
		method: 'POST',
		body: JSON.stringify( changes ),
	} );
	assert.equal( status, 200, body );
}

/**
 * Reads the settings.
 *
 * @param {string} node Which node is to answer.
 * @return {Promise<Record<string, unknown>>} All of them.
 */
async function settings( node ) {
	const { status, body } = await askRoute(
		administrators[ 0 ],
		'settings',
		node
	);
	assert.equal( status, 200, body );
	return JSON.parse( body );
}

/**
 * Asks a route for administrators.
 *
 * @param {Administrator | undefined}         by        Who.
 * @param {string}                            route     Which one.
 * @param {string}                            [node]    Which node is to answer; any if empty.
 * @param {import('./client.mjs').AskOptions} [options] Method and body.
 * @return {Promise<import('./client.mjs').Answer>} The answer.
 */
function askRoute( by, route, node = '', options = {} ) {
	assert.ok( by );
	return by.browser.ask( `/wp-json/known-visitor/v1/${ route }`, {
		...options,
		headers: {
			'content-type': 'application/json',
			'x-wp-nonce': by.nonce,
			...( node ? { 'x-to-node': node } : {} ),
		},
	} );
}

/**
 * The page without anything of ours.
 *
 * @return {number} Its ID.
 */
function plain() {
	return posts[ 'plain' ] ?? 0;
}

/**
 * Prints what was counted.
 *
 * @param {string} what  Of what.
 * @param {Tally}  tally The count.
 */
function print(
	what,
	{ views, hits, asked, answered, failed, leaks, wrong, nodes }
) {
	const { a = 0, b = 0 } = nodes;
	console.log(
		`${ what }: ${ views } pages (${ hits } from the cache), /visitor ${ asked } times (${ answered } identities, node a ${ a }, node b ${ b }), ${ failed } failed, ${ wrong.length } wrong, ${ leaks.length } leaks`
	);
}
