/**
 * All of the stack: nginx with a page cache, PHP twice behind it, MariaDB and Redis.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { temporaryFolder } from '../../tools/lib/folders.mjs';
import { cache } from '../../tools/lib/paths.mjs';
import { findPrograms } from './packages.mjs';
import { database, phpNode, redis, webServer } from './servers.mjs';
import { installSite } from './site.mjs';

/** @typedef {import('./parts.mjs').Part} Part */
/** @typedef {import('./packages.mjs').Programs} Programs */

/** Characters that the path of a socket has at most. */
const MAX_SOCKET_PATH = 100;

/**
 * @typedef {Object} Ground
 * @property {Programs}                   programs The programs.
 * @property {string}                     folder   Folder that goes away with the stack.
 * @property {( name: string ) => string} socket   Path of a socket.
 * @property {string}                     password A password that nobody else knows.
 * @property {Part}                       database MariaDB, which runs.
 * @property {Part[]}                     parts    What runs, in the order of its start; more may be added.
 * @property {() => Promise<void>}        stop     Ends all parts and removes the folder.
 */

/**
 * Starts what every site stands on: a folder and a database.
 *
 * @return {Promise<Ground>} With the database running.
 * @throws {Error} When a program is missing or does not start.
 */
export async function startGround() {
	const programs = await findPrograms();
	const folder = temporaryFolder( join( cache, 'stack' ) );
	const sockets =
		folder.length + 20 > MAX_SOCKET_PATH
			? mkdtempSync( join( tmpdir(), 'kv-' ) )
			: folder;
	const socket = ( /** @type {string} */ name ) =>
		join( sockets, `${ name }.sock` );
	const password = randomBytes( 16 ).toString( 'hex' );
	/** @type {Part[]} */
	const parts = [];
	const stop = async () => {
		for ( const part of [ ...parts ].reverse() ) {
			await part.stop();
		}
		for ( const path of [ sockets, folder ] ) {
			rmSync( path, { recursive: true, force: true, maxRetries: 3 } );
		}
	};
	try {
		const part = await database(
			programs,
			folder,
			socket( 'db' ),
			password
		);
		parts.push( part );
		await part.start();
		return {
			programs,
			folder,
			socket,
			password,
			database: part,
			parts,
			stop,
		};
	} catch ( error ) {
		await stop();
		throw error;
	}
}

/**
 * @typedef {Object} Stack
 * @property {string}                         url      The site's address, with no slash at the end.
 * @property {import('./site.mjs').StackSite} site     The site; the plugin is not active yet.
 * @property {Part}                           database MariaDB.
 * @property {Part}                           redis    Redis.
 * @property {() => Promise<void>}            stop     Ends everything.
 */

/**
 * Starts the whole stack.
 *
 * @return {Promise<Stack>} The running stack.
 * @throws {Error} When a program is missing or does not start.
 */
export async function startStack() {
	const ground = await startGround();
	const { programs, folder, socket, password, parts } = ground;
	try {
		const port = await getPort( { host: '127.0.0.1' } );
		const url = `http://127.0.0.1:${ port }`;
		const siteFolder = join( folder, 'site' );
		const nodes = { a: socket( 'a' ), b: socket( 'b' ) };
		const objectCache = redis( programs, folder, socket( 'redis' ) );
		const rest = [
			objectCache,
			phpNode( programs, folder, nodes.a, 'a' ),
			phpNode( programs, folder, nodes.b, 'b' ),
			webServer( programs, folder, siteFolder, port, nodes ),
		];
		for ( const part of rest ) {
			parts.push( part );
			await part.start();
		}
		const site = await installSite( {
			programs,
			folder: siteFolder,
			url,
			socket: socket( 'db' ),
			password,
			redis: socket( 'redis' ),
		} );
		return {
			url,
			site,
			database: ground.database,
			redis: objectCache,
			stop: ground.stop,
		};
	} catch ( error ) {
		await ground.stop();
		throw error;
	}
}
