/**
 * What the plugin costs the server, against the same site without it: database queries, PHP files and PHP instructions
 * of a warm page view (product contract, section 14).
 *
 *     node tests/stack/benchmark.mjs
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../tools/lib/process.mjs';
import { installSite } from './site.mjs';
import { startGround } from './stack.mjs';
import {
	activatePlugin,
	addPages,
	addPeople,
	loginCookie,
	VISITORS,
} from './world.mjs';

/** @typedef {import('./stack.mjs').Ground} Ground */
/** @typedef {import('./site.mjs').StackSite} StackSite */
/** @typedef {{ instructions: number, queries: number, files: number }} Cost */
/** @typedef {'guest' | 'identified'} Visitor */

/** What the plugin may add to a view. */
const BUDGETS = /** @type {Record<Visitor, Cost>} */ ( {
	guest: { instructions: 150_000, queries: 0, files: 4 },
	identified: { instructions: 370_000, queries: 0, files: 7 },
} );

/** Views of a run: the difference between the two holds nothing of what is done once. */
const FEW = 2;
const MANY = 4;

/** Nobody listens there: PHP is asked directly. */
const HOST = '127.0.0.1:8999';

const PAGE = '/plain/';

/**
 * Writes PHP's settings for the command line.
 *
 * @param {string} folder For compiled files: to compile all of WordPress under valgrind takes a minute.
 * @return {string[]} Arguments.
 */
const phpSettings = ( folder ) =>
	[
		'opcache.enable=1',
		'opcache.validate_timestamps=0',
		'opcache.file_update_protection=0',
		`opcache.file_cache=${ folder }`,
		// Longer than a run takes: else the time of day decides which paths are looked up again.
		'realpath_cache_ttl=86400',
		'display_errors=0',
	].flatMap( ( setting ) => [ '-d', setting ] );

/**
 * A site, and who looks at it.
 *
 * @typedef {Object} Bench
 * @property {Ground}    ground What the site stands on.
 * @property {StackSite} site   The site.
 * @property {string}    cookie The identified visitor's.
 */

process.exitCode = await benchmark();

/**
 * Measures, prints a table, and compares with the budgets.
 *
 * @return {Promise<number>} Exit code: 1 when over budget.
 */
async function benchmark() {
	const ground = await startGround();
	try {
		const site = await installSite( {
			programs: ground.programs,
			folder: join( ground.folder, 'site' ),
			url: `http://${ HOST }`,
			socket: ground.socket( 'db' ),
			password: ground.password,
		} );
		const [ user = 0 ] = await addPeople( site, VISITORS.slice( 0, 1 ) );
		await addPages( site );
		const bench = { ground, site, cookie: await loginCookie( site, user ) };
		const without = await costs( bench );
		await activatePlugin( site );
		return report( without, await costs( bench ) );
	} finally {
		await ground.stop();
	}
}

/**
 * Measures the site as it is.
 *
 * @param {Bench} bench The site.
 * @return {Promise<Record<Visitor, Cost>>} Cost of one view for each visitor.
 */
async function costs( bench ) {
	return {
		guest: await costOf( bench, '' ),
		identified: await costOf( bench, bench.cookie ),
	};
}

/**
 * Measures one visitor's views.
 *
 * @param {Bench}  bench  The site.
 * @param {string} cookie The visitor's; empty for a guest.
 * @return {Promise<Cost>} Cost of one view.
 */
async function costOf( bench, cookie ) {
	const file = join( bench.ground.folder, 'counts.json' );
	const command = phpCommand( bench );
	// What the site keeps in its database for later is there from now on.
	await view( bench, cookie, command );
	await view( bench, cookie, command, { STACK_COUNTS: file } );
	const counts = JSON.parse( readFileSync( file, 'utf8' ) );
	// Two at once: another's speed does not change what is counted.
	const [ few, many ] = await Promise.all(
		[ FEW, MANY ].map( ( times ) => instructionsOf( bench, cookie, times ) )
	);
	return {
		...counts,
		startup: Number( few ),
		instructions: Math.round(
			( Number( many ) - Number( few ) ) / ( MANY - FEW )
		),
	};
}

/**
 * Gives the command that runs one view.
 *
 * @param {Bench} bench The site.
 * @return {string[]} Program and arguments.
 */
function phpCommand( { ground } ) {
	const compiled = join( ground.folder, 'compiled' );
	mkdirSync( compiled, { recursive: true } );
	return [ ground.programs.phpCgi, ...phpSettings( compiled ) ];
}

/**
 * Counts the instructions of a number of views in one process.
 *
 * @param {Bench}  bench  The site.
 * @param {string} cookie The visitor's; empty for a guest.
 * @param {number} times  How many views.
 * @return {Promise<number>} Instructions, with those of the start.
 * @throws {Error} When valgrind does not say.
 */
async function instructionsOf( bench, cookie, times ) {
	const { programs } = bench.ground;
	const output = await view( bench, cookie, [
		programs.valgrind,
		'--tool=callgrind',
		'--callgrind-out-file=/dev/null',
		...phpCommand( bench ),
		'-T',
		String( times ),
	] );
	const count = /Collected\s*:\s*(\d+)/.exec( output )?.[ 1 ];
	if ( ! count ) {
		throw new Error(
			`valgrind counted nothing:\n${ output.slice( -500 ) }`
		);
	}
	return Number( count );
}

/**
 * Asks for the page.
 *
 * @param {Bench}                  bench   The site.
 * @param {string}                 cookie  The visitor's; empty for a guest.
 * @param {string[]}               command The program and its arguments.
 * @param {Record<string, string>} more    Further variables.
 * @return {Promise<string>} What was printed.
 * @throws {Error} When that is not the page.
 */
async function view( { site }, cookie, command, more = {} ) {
	const [ program = '', ...args ] = command;
	// Every variable costs instructions: the same few on every machine.
	const variables = {
		PATH: '/usr/bin:/bin',
		REQUEST_METHOD: 'GET',
		REQUEST_URI: PAGE,
		QUERY_STRING: '',
		SCRIPT_FILENAME: join( site.folder, 'index.php' ),
		SCRIPT_NAME: '/index.php',
		HTTP_HOST: HOST,
		SERVER_NAME: '127.0.0.1',
		SERVER_PORT: '8999',
		SERVER_PROTOCOL: 'HTTP/1.1',
		REMOTE_ADDR: '127.0.0.1',
		REDIRECT_STATUS: '200',
		...( cookie ? { HTTP_COOKIE: cookie } : {} ),
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
	if ( ! output.includes( '</html>' ) ) {
		throw new Error( `No page:\n${ output.slice( -500 ) }` );
	}
	return output;
}

/**
 * Prints what the plugin costs.
 *
 * @param {Record<Visitor, Cost>} without The site without the plugin.
 * @param {Record<Visitor, Cost>} plus    The site with it.
 * @return {number} Exit code: 1 when over budget.
 */
function report( without, plus ) {
	const rows = [];
	let isOver = false;
	for ( const visitor of /** @type {const} */ ( [
		'guest',
		'identified',
	] ) ) {
		for ( const what of /** @type {const} */ ( [
			'queries',
			'files',
			'instructions',
		] ) ) {
			const added = plus[ visitor ][ what ] - without[ visitor ][ what ];
			const budget = BUDGETS[ visitor ][ what ];
			isOver ||= added > budget;
			rows.push( {
				'per warm view': `${ visitor }: ${ what }`,
				without: without[ visitor ][ what ],
				with: plus[ visitor ][ what ],
				added,
				budget,
				result: added > budget ? 'OVER' : 'ok',
			} );
		}
	}
	console.table( rows );
	return isOver ? 1 : 0;
}
