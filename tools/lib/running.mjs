/**
 * The demo that runs in another window, if any: what it said of itself when it had started.
 *
 * Runs before anything is installed, so it may import nothing but what comes with Node.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning } from './folders.mjs';

/** Milliseconds in which a page of a running demo answers, also on a busy machine. */
const TIMEOUT_MS = 10_000;

/**
 * @typedef {Object} Running
 * @property {number}  pid   The process that serves it.
 * @property {string}  url   The site's address.
 * @property {string}  text  What it printed: addresses, and who can sign in.
 * @property {boolean} isDev Whether it follows the sources.
 */

/**
 * Looks for a running demo of this checkout.
 *
 * @param {string} file Where a demo notes that it runs.
 * @return {Promise<Running | undefined>} What it said of itself; undefined when none runs, or none that answers.
 */
export async function findRunning( file ) {
	const noted = readNote( file );
	if ( ! noted || ! isRunning( noted.pid ) ) {
		return undefined;
	}
	// After a crash another program may have got the number.
	return fetch( `${ noted.url }/license.txt`, {
		signal: AbortSignal.timeout( TIMEOUT_MS ),
	} ).then(
		() => noted,
		() => undefined
	);
}

/**
 * Notes that this process serves the demo.
 *
 * @param {Omit<Running, 'pid'>} demo What it is.
 * @param {string}               file Where to note it.
 * @return {() => Promise<void>} What takes the note away again.
 */
export function noteRunning( demo, file ) {
	mkdirSync( join( file, '..' ), { recursive: true } );
	writeFileSync( file, JSON.stringify( { pid: process.pid, ...demo } ) );
	return async () => rmSync( file, { force: true } );
}

/**
 * Reads the note.
 *
 * @param {string} file Where it is.
 * @return {Running | undefined} What it says; undefined when there is none, or none that can be read.
 */
function readNote( file ) {
	try {
		/** @type {unknown} */
		const note = JSON.parse( readFileSync( file, 'utf8' ) );
		return isNote( note ) ? note : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Determines whether something is a note.
 *
 * @param {unknown} value Anything.
 * @return {value is Running} True if so.
 */
const isNote = ( value ) =>
	value !== null &&
	typeof value === 'object' &&
	'pid' in value &&
	Number.isInteger( value.pid ) &&
	'url' in value &&
	typeof value.url === 'string' &&
	'text' in value &&
	typeof value.text === 'string' &&
	'isDev' in value &&
	typeof value.isDev === 'boolean';
