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
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import getPort from 'get-port';
import { root } from './paths.mjs';
import { findCommand, run } from './process.mjs';

/** What the oldest PHP that the plugin works on is called in numbers. */
const OLDEST_PHP = 80100;

/** What WordPress and its SQLite integration want. */
const EXTENSIONS = [ 'pdo_sqlite', 'mbstring', 'dom' ];

/** With one process, a site that asks itself something would wait for itself. */
const PROCESSES = 4;

/** Milliseconds for the server to answer after its start. */
const START_TIMEOUT = 20_000;

/** Ports that are tried: between finding a free one and listening there, another process may take it. */
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
	const { stop, ownPort } = await startSomewhere( php.command, folder, port );
	const url = `http://127.0.0.1:${ ownPort }`;
	return {
		url,
		port: ownPort,
		php: php.version,
		documentRoot: folder,
		run: ( code ) => runInRequest( folder, url, code ),
		refresh: copyParts,
		stop,
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
 * Starts the server on the port that is asked for, or on a free one.
 *
 * @param {string}             command PHP.
 * @param {string}             folder  The site's folder.
 * @param {number | undefined} port    The port; any free one when left out.
 * @return {Promise<{ stop: () => Promise<void>, ownPort: number }>} What ends it, and where it is.
 * @throws {Error} With the end of its log, when it does not answer.
 */
async function startSomewhere( command, folder, port ) {
	for ( let left = port ? 1 : PORTS; ; left-- ) {
		const ownPort = port ?? ( await getPort( { host: '127.0.0.1' } ) );
		try {
			const address = `127.0.0.1:${ ownPort }`;
			return {
				stop: await startServer( command, folder, address ),
				ownPort,
			};
		} catch ( error ) {
			if ( left <= 1 || ! /already in use/.test( String( error ) ) ) {
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
 * @param {string} address Host and port to listen on.
 * @return {Promise<() => Promise<void>>} What ends it.
 * @throws {Error} With its log, when it does not answer.
 */
async function startServer( command, folder, address ) {
	const log = join( folder, 'server.log' );
	const output = openSync( log, 'w' );
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
	// Another site that has taken the port has the same files, but not this one.
	const name = `started-${ randomUUID() }.txt`;
	writeFileSync( join( folder, name ), name );
	try {
		const deadline = Date.now() + START_TIMEOUT;
		while ( child.exitCode === null && Date.now() < deadline ) {
			if (
				( await textAt( `http://${ address }/${ name }` ) ) === name
			) {
				return stop;
			}
			await sleep( 20 );
		}
	} finally {
		rmSync( join( folder, name ) );
	}
	await stop();
	throw new Error(
		`PHP’s server does not start:\n${ readFileSync( log, 'utf8' ) }`
	);
}

/**
 * Reads what stands at an address.
 *
 * @param {string} address What to ask for.
 * @return {Promise<string | undefined>} The text; undefined if nobody answers.
 */
const textAt = ( address ) =>
	fetch( address )
		.then( ( response ) => response.text() )
		.catch( () => undefined );

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
