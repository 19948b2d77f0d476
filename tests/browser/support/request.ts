/**
 * Pages that are the same for everyone: the very script of build/, its cookie, and a server that answers as a test wants.
 */
import type { Page, Route } from '@playwright/test';
import { ANNS, runningLate, type Identity } from './plugin';
import { sourceOf } from './scripts';
import { BOB, script } from './stand-in';

/** Marks as PHP makes them. */
export const ANNS_MARK = 'aaaa1111';
export const BOBS_MARK = 'bbbb2222';

/** What the route answers to each of them. */
export const ANNS_ANSWER: Identity = { ...ANNS, mark: ANNS_MARK };
export const BOBS_ANSWER: Identity = {
	...ANNS,
	mark: BOBS_MARK,
	user: BOB,
	tokens: { full_name: 'Bob Stone' },
};

/**
 * Notes on the page itself when it has had its answer, or has heard that there is none: in the turn after the one in which
 * our script makes of it what it makes.
 */
const NOTING = script( `{
	const { fetch } = window;
	const { text } = Response.prototype;
	// A turn that also comes where a test holds the clock.
	const { port1, port2 } = new MessageChannel();
	port1.onmessage = () => { window.answered = true; };
	const note = () => port2.postMessage( '' );
	window.fetch = ( ...question ) => {
		const answer = fetch( ...question );
		if ( /\\/visitor/.test( question[ 0 ] ) ) {
			answer.catch( note );
		}
		return answer;
	};
	Response.prototype.text = function () {
		const read = text.call( this );
		read.then( note, note );
		return read;
	};
}` );

/** Our script, as PHP prints it; `forget` is off where the owner wants nobody forgotten. */
export const asking = ( forget = true ): string =>
	NOTING +
	`<script id="known-visitor-loader">${ sourceOf( 'request', {
		url: '/visitor?post=7',
		forget,
	} ) }</script>\n`;

/** Our script on a page whose optimizer runs it when `runLate()` says so. */
export const askingLate = (): string =>
	runningLate(
		sourceOf( 'request', { url: '/visitor', forget: true } ),
		'on call'
	);

/** The widget comes when the page has had its answer, if it asks for one. */
export const SLOW_WIDGET = script( `{
	const insert = Node.prototype.insertBefore;
	Node.prototype.insertBefore = function ( node, before ) {
		if ( /loader_/.test( node.src ?? '' ) && /known_visitor=[0-9a-f]{8}/.test( document.cookie ) ) {
			new PerformanceObserver( ( list, observer ) => {
				if ( list.getEntries().some( ( { name } ) => /\\/visitor/.test( name ) ) ) {
					observer.disconnect();
					// A turn for our script.
					setTimeout( () => insert.call( this, node, before ), 50 );
				}
			} ).observe( { type: 'resource', buffered: true } );
			return node;
		}
		return insert.call( this, node, before );
	};
}` );

/** Sends an identity. */
export const send = ( identity: object ) => ( route: Route ) =>
	route.fulfill( { json: identity } );

/** Says that the session is over. */
export const sendNothing = ( route: Route ): Promise< void > =>
	route.fulfill( { status: 204 } );

/** A server whose answers a test follows. */
export interface Server {
	/** Lets the answer go, where it is held, and waits until the page has it. */
	readonly answer: () => Promise< void >;
	/** The headers of the requests so far, with their addresses. */
	readonly asked: {
		readonly url: string;
		readonly headers: Readonly< Record< string, string > >;
	}[];
}

/**
 * Answers the page's question from now on.
 *
 * @param page  The page.
 * @param reply How.
 * @param holds Whether the answer waits for `answer()`.
 * @return The server.
 */
export async function serve(
	page: Page,
	reply: ( route: Route ) => Promise< void >,
	holds = false
): Promise< Server > {
	const asked: Server[ 'asked' ] = [];
	let release = () => {};
	const released = new Promise< void >( ( resolve ) => {
		release = resolve;
	} );
	await page.unroute( '**/visitor*' );
	await page.route( '**/visitor*', async ( route ) => {
		asked.push( {
			url: route.request().url(),
			headers: await route.request().allHeaders(),
		} );
		if ( holds ) {
			await released;
		}
		await reply( route );
	} );
	return {
		asked,
		answer: async () => {
			release();
			await page.waitForFunction( 'window.answered' );
		},
	};
}
