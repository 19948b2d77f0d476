/**
 * How long our scripts keep a slow phone busy, above an empty script at the same place: what the contract's budgets are
 * about. Times say something beside each other only, so nothing fails by them.
 */
import { chromium } from '@playwright/test';
import { join } from 'node:path';
import { getBrowser } from '../../tools/lib/browser.mjs';
import { root } from '../../tools/lib/paths.mjs';
import { mustRun } from '../../tools/lib/process.mjs';

/** How much slower than this machine the phone is. */
const SLOWDOWN = 4;

/** Views of each page. */
const VIEWS = 40;

const ADDRESS = 'http://site.example/';

/** What a visitor's page holds. */
const DATA = JSON.stringify( {
	v: 1,
	mark: '0059fcd8',
	user: {
		hash: '04bcc4be65ef4fc73b085d61a8b87e47',
		name: 'Ann',
		lastName: 'Young',
		email: 'ann.young@example.com',
	},
	message: '{full_name} ({email})\nPage: {page_link}',
	tokens: { full_name: 'Ann Young', email: 'ann.young@example.com' },
} );

/**
 * @typedef {Object} RunTime
 * @property {string} script  Which of our scripts.
 * @property {number} ms      Milliseconds that it ran in the head, the middle one of all views, above an empty script.
 * @property {number} longest Milliseconds of the longest task that the browser complained of; 0 for none.
 * @property {number} shift   Layout shift.
 */

/**
 * Measures guard, loader and request.
 *
 * @return {Promise<RunTime[]>} One for each.
 */
export async function runTimes() {
	const scripts = JSON.parse(
		await mustRun( 'php', [
			'-r',
			'echo json_encode( require $argv[1] );',
			join( root, 'build/scripts.php' ),
		] )
	);
	const data = `<script type="application/json" id="known-visitor-data">${ DATA }</script>`;
	const ours = ( /** @type {string} */ name ) =>
		String( scripts[ name ] )
			.replace( '%site%', '' )
			.replace(
				'$OPTIONS',
				'{"url":"/wp-json/known-visitor/v1/visitor","forget":true}'
			);
	const pages = {
		empty: page( '', '' ),
		guard: page( '', ours( 'guard' ) ),
		loader: page( data, ours( 'loader' ) ),
		'loader-full': page( data, ours( 'loader-full' ) ),
		request: page( '', ours( 'request' ) ),
	};
	const { executablePath } = await getBrowser();
	const browser = await chromium.launch( {
		executablePath,
		args: [ '--no-sandbox', '--disable-gpu' ],
	} );
	try {
		/** @type {Record<string, View[]>} */
		const views = {};
		// In turn, so that what disturbs the machine disturbs all of them.
		for ( let at = 0; at < VIEWS; at++ ) {
			for ( const [ name, html ] of Object.entries( pages ) ) {
				( views[ name ] ??= [] ).push( await view( browser, html ) );
			}
		}
		const empty = middle( views[ 'empty' ], 'ms' );
		return Object.keys( pages )
			.filter( ( name ) => name !== 'empty' )
			.map( ( script ) => ( {
				script,
				ms: middle( views[ script ], 'ms' ) - empty,
				longest: middle( views[ script ], 'longest' ),
				shift: middle( views[ script ], 'shift' ),
			} ) );
	} finally {
		await browser.close();
	}
}

/** @typedef {{ ms: number, longest: number, shift: number }} View */

/**
 * Writes a page that measures a script in its head: inside its element. From before the element to behind it would
 * count as well how long the browser's parser takes its rest there, which it does before a script of some length: up to
 * eight milliseconds on an idle machine, one on a busy one, also where the script does nothing (Chromium 156).
 *
 * @param {string} data   What stands before the script.
 * @param {string} script The script.
 * @return {string} HTML.
 */
function page( data, script ) {
	return `<!doctype html><title>Page</title><script>
	window.seen = { shift: 0, longest: 0 };
	new PerformanceObserver( ( list ) => list.getEntries().forEach( ( { value } ) => ( seen.shift += value ) ) ).observe( { type: 'layout-shift', buffered: true } );
	new PerformanceObserver( ( list ) => list.getEntries().forEach( ( { duration } ) => ( seen.longest = Math.max( seen.longest, duration ) ) ) ).observe( { type: 'longtask', buffered: true } );
	</script>${ data }<script>window.start = performance.now();${ script };window.end = performance.now()</script><p>Text`;
}

/**
 * Looks at a page as a visitor who was here before does.
 *
 * @param {import('@playwright/test').Browser} browser The browser.
 * @param {string}                             html    The page.
 * @return {Promise<View>} What it took.
 */
async function view( browser, html ) {
	const context = await browser.newContext();
	try {
		await context.addCookies( [
			{ name: 'known_visitor', value: '0059fcd8', url: ADDRESS },
		] );
		await context.route( '**/*', ( route ) =>
			route.request().url() === ADDRESS
				? route.fulfill( { contentType: 'text/html', body: html } )
				: route.fulfill( { status: 204 } )
		);
		const tab = await context.newPage();
		const devtools = await context.newCDPSession( tab );
		await devtools.send( 'Emulation.setCPUThrottlingRate', {
			rate: SLOWDOWN,
		} );
		await tab.goto( ADDRESS );
		return await tab.evaluate( () => {
			const { start, end, seen } =
				/** @type {{ start: number, end: number, seen: { shift: number, longest: number } }} */ (
					/** @type {unknown} */ ( window )
				);
			return { ms: end - start, ...seen };
		} );
	} finally {
		await context.close();
	}
}

/**
 * Gives the middle one of some numbers.
 *
 * @param {View[] | undefined} views All views of a page.
 * @param {keyof View}         what  Which number.
 * @return {number} NaN where nothing was seen.
 */
function middle( views = [], what ) {
	const sorted = views
		.map( ( one ) => one[ what ] )
		.sort( ( one, other ) => one - other );
	return sorted[ Math.floor( sorted.length / 2 ) ] ?? NaN;
}
