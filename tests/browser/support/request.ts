/**
 * Pages that are the same for everyone: the very script of build/, its cookie, and a server that answers as a test wants.
 */
import type { Page, Route } from '@playwright/test';
import { ANNS, type Identity } from './plugin';
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

/** Our script, as PHP prints it; `forget` is off where the owner wants nobody forgotten. */
export const asking = ( forget = true ): string =>
	`<script id="known-visitor-loader">${ sourceOf( 'request', {
		url: '/visitor?post=7',
		forget,
	} ) }</script>\n`;

/** Our script on a page whose optimiser runs it some time after the page has loaded. */
export const askingLate = ( milliseconds: number ): string =>
	`<script>addEventListener( 'load', () => setTimeout( () => {
		const late = document.createElement( 'script' );
		late.textContent = ${ JSON.stringify(
			sourceOf( 'request', { url: '/visitor', forget: true } )
		) };
		document.head.append( late );
		window.lateDone = true;
	}, ${ milliseconds } ) );</script>`;

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

/** A server whose answer waits until the test lets it go. */
export interface Server {
	/** Lets the answer go, and waits until the page has it. */
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
	let release: ( () => void ) | undefined;
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
			const done = page.waitForEvent( 'requestfinished', ( request ) =>
				request.url().includes( '/visitor' )
			);
			const failed = page.waitForEvent( 'requestfailed', ( request ) =>
				request.url().includes( '/visitor' )
			);
			release?.();
			await Promise.race( [ done, failed ] );
			failed.catch( () => {} );
			done.catch( () => {} );
			// A turn for the script.
			await page.evaluate(
				() => new Promise( ( resolve ) => setTimeout( resolve, 50 ) )
			);
		},
	};
}
