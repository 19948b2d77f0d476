/**
 * What one view of the stack's site costs: asked of PHP itself, with nobody in between.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { run } from '../../tools/lib/process.mjs';

/** @typedef {import('./stack.mjs').Ground} Ground */
/** @typedef {import('./site.mjs').StackSite} StackSite */

/** Nobody listens there. */
export const HOST = '127.0.0.1:8999';

/** Views of a run, and those at its start that hold something of what is done once. */
const VIEWS = 4;
const FIRST = 2;

/** Views until nothing is put aside for later any more. */
const WARMING = 3;

/**
 * A request, and by what its answer is recognized.
 *
 * @typedef {Object} Request
 * @property {string}                 path      Path of the address.
 * @property {Record<string, string>} variables Further variables of the request, such as `HTTP_COOKIE`.
 * @property {string}                 mark      What the answer has to hold.
 * @property {string}                 [without] What it must not hold.
 */

/**
 * What one warm view costs.
 *
 * @typedef {Object} Cost
 * @property {number} instructions Of PHP's process.
 * @property {number} queries      Of the database.
 * @property {number} files        PHP files of ours.
 * @property {number} memory       Bytes at most.
 * @property {number} bytes        Of the answer's body.
 * @property {number} gzip         The same, compressed.
 */

/**
 * Measures requests.
 *
 * @param {Ground}    ground   What the site stands on.
 * @param {StackSite} site     The site.
 * @param {Request[]} requests What to ask.
 * @return {Promise<Cost[]>} Cost of one view of each.
 */
export async function costsOf( ground, site, requests ) {
	const seen = [];
	for ( const request of requests ) {
		seen.push( await look( ground, site, request ) );
	}
	// At once: another's speed does not change what is counted.
	const instructions = await Promise.all(
		requests.map( ( request ) => instructionsOf( ground, site, request ) )
	);
	return seen.map( ( cost, index ) => ( {
		...cost,
		instructions: instructions[ index ] ?? NaN,
	} ) );
}

/**
 * Asks until the answer is a warm one, and counts what PHP itself can count.
 *
 * @param {Ground}    ground  What the site stands on.
 * @param {StackSite} site    The site.
 * @param {Request}   request What to ask.
 * @return {Promise<Omit<Cost, 'instructions'>>} The rest of the cost of one view.
 */
async function look( ground, site, request ) {
	const file = join( ground.folder, 'counts.json' );
	const command = phpCommand( ground );
	for ( let time = 0; time < WARMING; time++ ) {
		await view( site, request, command );
	}
	const answer = await view( site, request, command, { STACK_COUNTS: file } );
	const counts = JSON.parse( readFileSync( file, 'utf8' ) );
	const body = answer.slice( answer.indexOf( '\r\n\r\n' ) + 4 );
	return {
		...counts,
		bytes: Buffer.byteLength( body ),
		gzip: gzipSync( body, { level: 6 } ).length,
	};
}

/**
 * Times a number of views in one process.
 *
 * @param {Ground}    ground  What the site stands on.
 * @param {StackSite} site    The site.
 * @param {Request}   request What to ask.
 * @param {number}    times   How many views.
 * @return {Promise<number>} Milliseconds, worth something only beside another measured right before or after.
 */
export async function timeOf( ground, site, request, times ) {
	const start = performance.now();
	await view( site, request, [
		...phpCommand( ground ),
		'-T',
		String( times ),
	] );
	return performance.now() - start;
}

/**
 * Gives the command that runs one view.
 *
 * @param {Ground} ground What the site stands on.
 * @return {string[]} Program and arguments.
 */
function phpCommand( { folder, programs } ) {
	// To compile all of WordPress under valgrind takes a minute.
	const compiled = join( folder, 'compiled' );
	mkdirSync( compiled, { recursive: true } );
	return [
		programs.phpCgi,
		...[
			'opcache.enable=1',
			'opcache.validate_timestamps=0',
			'opcache.file_update_protection=0',
			`opcache.file_cache=${ compiled }`,
			// Longer than a run takes: else the time of day decides which paths are looked up again.
			'realpath_cache_ttl=86400',
			'display_errors=0',
		].flatMap( ( setting ) => [ '-d', setting ] ),
	];
}

/**
 * Counts the instructions of a view, from the end of the one before it to its own.
 *
 * @param {Ground}    ground  What the site stands on.
 * @param {StackSite} site    The site.
 * @param {Request}   request What to ask.
 * @return {Promise<number>} Instructions of one view, the mean of those after the first.
 * @throws {Error} When valgrind does not say.
 */
async function instructionsOf( ground, site, request ) {
	const out = join( mkdtempSync( join( ground.folder, 'counted-' ) ), 'out' );
	const output = await view( site, request, [
		ground.programs.valgrind,
		'--tool=callgrind',
		`--callgrind-out-file=${ out }`,
		'--dump-before=php_request_shutdown',
		...phpCommand( ground ),
		'-T',
		String( VIEWS ),
	] );
	let sum = 0;
	for ( let at = FIRST + 1; at <= VIEWS; at++ ) {
		const file = `${ out }.${ at }`;
		const count =
			existsSync( file ) &&
			/^summary: (\d+)/m.exec( readFileSync( file, 'utf8' ) )?.[ 1 ];
		if ( ! count ) {
			throw new Error(
				`valgrind counted nothing:\n${ output.slice( -500 ) }`
			);
		}
		sum += Number( count );
	}
	return Math.round( sum / ( VIEWS - FIRST ) );
}

/**
 * Asks.
 *
 * @param {StackSite}              site    The site.
 * @param {Request}                request What to ask.
 * @param {string[]}               command The program and its arguments.
 * @param {Record<string, string>} more    Further variables.
 * @return {Promise<string>} What was printed.
 * @throws {Error} When that is not the answer.
 */
async function view( site, request, command, more = {} ) {
	const [ program = '', ...args ] = command;
	// Every variable costs instructions: the same few on every machine.
	const variables = {
		PATH: '/usr/bin:/bin',
		REQUEST_METHOD: 'GET',
		REQUEST_URI: request.path,
		QUERY_STRING: '',
		SCRIPT_FILENAME: join( site.folder, 'index.php' ),
		SCRIPT_NAME: '/index.php',
		HTTP_HOST: HOST,
		SERVER_NAME: '127.0.0.1',
		SERVER_PORT: '8999',
		SERVER_PROTOCOL: 'HTTP/1.1',
		REMOTE_ADDR: '127.0.0.1',
		REDIRECT_STATUS: '200',
		...request.variables,
		...more,
	};
	const { output } = await run(
		'/usr/bin/env',
		[
			'-i',
			...Object.entries( variables ).map(
				( [ name, value ] ) => `${ name }=${ value }`
			),
			program,
			...args,
		],
		{ cwd: site.folder }
	);
	// The exit code says nothing: after repeated views it is 255.
	if (
		! output.includes( request.mark ) ||
		( request.without && output.includes( request.without ) )
	) {
		throw new Error(
			`Not the answer that was wanted of ${ request.path }:\n${ output.slice( -500 ) }`
		);
	}
	return output;
}
