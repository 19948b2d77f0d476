/**
 * The machine's own PHP as a site's web server: a page takes some hundredths of a second, where Playground takes more
 * than one.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
	closeSync,
	cpSync,
	openSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import getPort from 'get-port';
import { root } from './paths.mjs';
import { findCommand, run } from './process.mjs';
import { messageOf } from './steps.mjs';

/** What the oldest PHP that the plugin works on is called in numbers. */
const OLDEST_PHP = 80100;

/** What WordPress and its SQLite integration want. */
const EXTENSIONS = [ 'pdo_sqlite', 'mbstring', 'dom' ];

/** With one process, a site that asks itself something would wait for itself. */
const PROCESSES = 4;

/** Milliseconds for the server to answer after its start. */
const START_TIMEOUT = 20_000;

/** Milliseconds for one answer; who is no web server may give none. */
const ANSWER_TIMEOUT = 2_000;

/** How many ports are tried. */
const PORTS = 5;

const SETTINGS = {
	// What WordPress itself cannot log any more, or not yet, is shown.
	display_errors: '1',
	html_errors: '0',
	error_reporting: '-1',
	memory_limit: '256M',
	max_execution_time: '120',
	'opcache.enable': '1',
	// Tests change files and want to see it in the next request.
	'opcache.revalidate_freq': '0',
	'xdebug.mode': 'off',
};

/**
 * Runs the server until nobody holds the other end of standard input any more, however that comes. PHP's server would
 * leave its workers behind when it is ended by itself, so all of the group goes.
 */
const SUPERVISED =
	'exec 3<&0; ( read -r _ <&3; kill -TERM 0 ) & exec "$@" 3<&- </dev/null';

/**
 * @typedef {Object} NativePhp
 * @property {string} command The program.
 * @property {string} version Its version, such as 8.2.36.
 */

/** @type {Promise<{ php?: NativePhp, reason: string }> | undefined} */
let search;

/**
 * Looks for a PHP on this machine that can serve a test site.
 *
 * @return {Promise<{ php?: NativePhp, reason: string }>} The PHP, or in words what is missing; the same on every call.
 */
export function findNativePhp() {
	search ??= lookForPhp();
	return search;
}

/**
 * Looks for PHP and asks what it can do.
 *
 * @return {Promise<{ php?: NativePhp, reason: string }>} What was found.
 */
async function lookForPhp() {
	if ( process.platform === 'win32' ) {
		return { reason: 'PHP’s own server has one process only on Windows' };
	}
	const command = findCommand( 'php' );
	if ( ! command ) {
		return { reason: 'there is no PHP on this machine' };
	}
	const { code, output } = await run( command, [
		'-r',
		`echo json_encode( array( 'version' => PHP_VERSION, 'number' => PHP_VERSION_ID, 'loaded' => get_loaded_extensions() ) );`,
	] );
	if ( code !== 0 ) {
		return { reason: `${ command } does not run: ${ output.trim() }` };
	}
	/** @type {{ version: string, number: number, loaded: string[] }} */
	const found = JSON.parse( output );
	if ( found.number < OLDEST_PHP ) {
		return { reason: `PHP here is ${ found.version }, which is too old` };
	}
	const missing = EXTENSIONS.filter(
		( name ) => ! found.loaded.includes( name )
	);
	return missing.length > 0
		? { reason: `PHP here has no ${ missing.join( ', no ' ) }` }
		: { php: { command, version: found.version }, reason: '' };
}

/**
 * Starts PHP's own web server on an installed WordPress.
 *
 * @param {NativePhp}                          php     The PHP.
 * @param {import('./site.mjs').ServerOptions} options What to serve.
 * @return {Promise<import('./site.mjs').Server>} The running server.
 * @throws {Error} With the server's own words, when it does not start.
 */
export async function bootNative( php, { folder, port, parts } ) {
	addSqlite( folder );
	// Copies, not links: a test that deletes the plugin must not delete the checkout.
	const copyParts = () => {
		for ( const { source, path } of parts ) {
			cpSync( source, join( folder, path ), { recursive: true } );
		}
	};
	// A kept site may hold what the checkout no longer has.
	for ( const { path } of parts ) {
		rmSync( join( folder, path ), { recursive: true, force: true } );
	}
	copyParts();
	const server = port
		? await startServer( php.command, folder, port )
		: await startSomewhere( php.command, folder );
	const url = `http://127.0.0.1:${ server.port }`;
	return {
		url,
		port: server.port,
		php: php.version,
		documentRoot: folder,
		run: ( code ) => runInRequest( folder, url, code ),
		refresh: copyParts,
		stop: server.stop,
	};
}

/**
 * Makes WordPress use the SQLite integration that Playground left in its folder.
 *
 * @param {string} folder WordPress's folder.
 */
function addSqlite( folder ) {
	writeFileSync(
		join( folder, 'wp-content/db.php' ),
		`<?php
define( 'DB_ENGINE', 'sqlite' );
// Without files beside the database, the database can be put back in one move.
define( 'SQLITE_JOURNAL_MODE', 'MEMORY' );
require_once __DIR__ . '/sqlite/wp-includes/sqlite/db.php';
`
	);
}

/**
 * @typedef {Object} Started
 * @property {number}              port Where it listens.
 * @property {() => Promise<void>} stop What ends it.
 */

/**
 * Starts the server on a free port. PHP takes no port that the system chooses, and one that is free may be another's when
 * PHP asks for it: a second site's, or the end of a browser's connection.
 *
 * @param {string} command PHP.
 * @param {string} folder  The site's folder.
 * @return {Promise<Started>} The running server.
 * @throws {Error} With the end of its log, when it does not answer.
 */
async function startSomewhere( command, folder ) {
	for ( let left = PORTS; ; left-- ) {
		const port = await getPort( { host: '127.0.0.1' } );
		try {
			return await startServer( command, folder, port );
		} catch ( error ) {
			if ( left === 1 || ! /in use/.test( messageOf( error ) ) ) {
				throw error;
			}
		}
	}
}

/**
 * Starts the server and waits until it answers.
 *
 * @param {string} command PHP.
 * @param {string} folder  The site's folder.
 * @param {number} port    Port to listen on.
 * @return {Promise<Started>} The running server.
 * @throws {Error} With the end of its log, when it does not answer.
 */
async function startServer( command, folder, port ) {
	const address = `127.0.0.1:${ port }`;
	const log = join( folder, 'server.log' );
	const output = openSync( log, 'a' );
	const settings = Object.entries( SETTINGS ).flatMap( ( [ key, value ] ) => [
		'-d',
		`${ key }=${ value }`,
	] );
	const router = join( root, 'tools/php/router.php' );
	const child = spawn(
		'sh',
		[
			...[ '-c', SUPERVISED, 'sh', command, ...settings ],
			...[ '-S', address, '-t', folder, router ],
		],
		{
			// A process group of its own.
			detached: true,
			stdio: [ 'pipe', output, output ],
			env: {
				...process.env,
				PHP_CLI_SERVER_WORKERS: String( PROCESSES ),
			},
		}
	);
	closeSync( output );
	const ended = new Promise( ( resolve ) => child.once( 'close', resolve ) );
	const stop = async () => {
		child.stdin?.end();
		await ended;
	};
	// Who does not know it is another server, on a port that this one will not get.
	const sign = randomUUID();
	const file = join( folder, `started-${ sign }.txt` );
	writeFileSync( file, sign );
	try {
		const deadline = Date.now() + START_TIMEOUT;
		while ( child.exitCode === null && Date.now() < deadline ) {
			if (
				await says( `http://${ address }/${ basename( file ) }`, sign )
			) {
				return { port, stop };
			}
			await sleep( 20 );
		}
	} finally {
		rmSync( file, { force: true } );
	}
	await stop();
	throw new Error(
		`PHP’s server does not start:\n${ readFileSync( log, 'utf8' ) }`
	);
}

/**
 * Determines whether somebody answers with a certain text.
 *
 * @param {string} address What to ask for.
 * @param {string} text    The text.
 * @return {Promise<boolean>} True if so.
 */
const says = ( address, text ) =>
	fetch( address, { signal: AbortSignal.timeout( ANSWER_TIMEOUT ) } )
		.then( ( response ) => response.text() )
		.then(
			( answer ) => answer === text,
			() => false
		);

/**
 * Runs PHP as a request of its own.
 *
 * @param {string} folder The site's folder.
 * @param {string} url    Its address.
 * @param {string} code   A PHP file's text.
 * @return {Promise<string>} What it printed.
 * @throws {Error} With all it printed, when PHP fails.
 */
async function runInRequest( folder, url, code ) {
	const name = `run-${ randomUUID() }.php`;
	const file = join( folder, name );
	writeFileSync( file, code );
	try {
		const response = await fetch( `${ url }/${ name }` );
		const printed = await response.text();
		if ( response.status >= 500 ) {
			throw new Error( printed );
		}
		return printed;
	} finally {
		rmSync( file, { force: true } );
	}
}
