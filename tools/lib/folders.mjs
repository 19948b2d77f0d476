/**
 * Folders that appear whole or not at all, however often we are interrupted or started twice.
 */
import {
	copyFileSync,
	linkSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	renameSync,
	rmSync,
} from 'node:fs';
import { join } from 'node:path';

const PREFIX = '.making-';

/**
 * Fills a folder under another name and moves it to its own when it is complete.
 *
 * Two processes may do so at once: the first one's folder stays, the other one's goes. Nobody removes a folder that is
 * complete, since the first one uses it already.
 *
 * @param {string}                              target     The folder that is wanted; replaced only if `isComplete` says no.
 * @param {( target: string ) => boolean}       isComplete Whether a folder is the finished thing.
 * @param {( folder: string ) => Promise<void>} fill       Fills the empty folder that it is given.
 * @return {Promise<void>} When the target is complete.
 * @throws {Error} What `fill` throws; nothing is left behind then.
 */
export async function makeFolder( target, isComplete, fill ) {
	const parent = join( target, '..' );
	const temporary = temporaryFolder( parent );
	try {
		await fill( temporary );
		replaceIncomplete( target, isComplete, temporary );
	} catch ( error ) {
		if ( ! isComplete( target ) ) {
			throw error;
		}
	} finally {
		rmSync( temporary, { recursive: true, force: true } );
	}
}

/**
 * Moves a folder to its name, unless a complete one is there.
 *
 * The move comes first, and fails where something is: between a look and a removal, another process could complete it.
 *
 * @param {string}                        target     Its name.
 * @param {( target: string ) => boolean} isComplete Whether a folder is the finished thing.
 * @param {string}                        folder     The folder.
 */
function replaceIncomplete( target, isComplete, folder ) {
	try {
		renameSync( folder, target );
	} catch {
		if ( ! isComplete( target ) ) {
			rmSync( target, { recursive: true, force: true } );
			renameSync( folder, target );
		}
	}
}

/**
 * Makes a folder that belongs to this process, and removes those of processes that are gone.
 *
 * @param {string} parent Where; made when it is missing.
 * @return {string} The new, empty folder.
 */
export function temporaryFolder( parent ) {
	mkdirSync( parent, { recursive: true } );
	for ( const name of readdirSync( parent ) ) {
		const owner = name.startsWith( PREFIX )
			? Number( name.split( '-' )[ 1 ] )
			: 0;
		if ( owner > 0 && ! isRunning( owner ) ) {
			rmSync( join( parent, name ), { recursive: true, force: true } );
		}
	}
	return mkdtempSync( join( parent, `${ PREFIX }${ process.pid }-` ) );
}

/**
 * Gives a folder's files a second name elsewhere, which takes a fraction of the time of copying them. Nobody may write
 * into them. Where a file system has no such names, it copies.
 *
 * @param {string} source The folder.
 * @param {string} target Where; made when it is missing.
 */
export function linkFolder( source, target ) {
	mkdirSync( target, { recursive: true } );
	for ( const entry of readdirSync( source, { withFileTypes: true } ) ) {
		const from = join( source, entry.name );
		const to = join( target, entry.name );
		if ( entry.isDirectory() ) {
			linkFolder( from, to );
			continue;
		}
		try {
			linkSync( from, to );
		} catch {
			copyFileSync( from, to );
		}
	}
}

/**
 * Whether a process is there.
 *
 * @param {number} pid Its id.
 * @return {boolean} False only when it is certainly gone.
 */
export function isRunning( pid ) {
	try {
		process.kill( pid, 0 );
		return true;
	} catch ( error ) {
		return /** @type {NodeJS.ErrnoException} */ ( error ).code === 'EPERM';
	}
}
