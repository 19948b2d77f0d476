/**
 * The programs of the stack as children of this process, none of which outlives it.
 */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds for a program to answer after its start, and to end when it is asked to. */
const START_TIMEOUT = 60_000;
const STOP_TIMEOUT = 10_000;

/**
 * @typedef {Object} PartOptions
 * @property {string}                 name       What to call it.
 * @property {string}                 command    The program; it has to stay in the foreground.
 * @property {string[]}               args       Its arguments.
 * @property {string}                 log        File for what it prints.
 * @property {Record<string, string>} [env]      Its variables; it sees no others, but for PATH.
 * @property {() => Promise<boolean>} isReady    Whether it answers.
 * @property {'SIGTERM' | 'SIGQUIT'}  [stopWith] What makes it end in good order.
 */

/**
 * @typedef {Object} Part
 * @property {string}              name  What it is called.
 * @property {() => Promise<void>} start Starts it, again if it was stopped, and waits until it answers.
 * @property {() => Promise<void>} stop  Ends it and waits until it is gone.
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();

// Whatever ends this process ends them, too: Ctrl-C, a failed test, an exception.
process.once( 'exit', endAll );
for ( const signal of /** @type {const} */ ( [
	'SIGINT',
	'SIGTERM',
	'SIGHUP',
] ) ) {
	process.once( signal, () => process.exit( 130 ) );
}

/** Asks every child to end. Killed outright, they would leave children of their own behind. */
function endAll() {
	for ( const child of children ) {
		child.kill( 'SIGTERM' );
	}
}

/**
 * Makes a part of the stack; it does not run yet.
 *
 * @param {PartOptions} options What it is.
 * @return {Part} The part.
 */
export function definePart( options ) {
	/** @type {import('node:child_process').ChildProcess | undefined} */
	let child;
	return {
		name: options.name,
		start: async () => {
			child = launch( options );
			await untilReady( options, child );
		},
		stop: async () => {
			if ( child ) {
				await end( child, options.stopWith ?? 'SIGTERM' );
				child = undefined;
			}
		},
	};
}

/**
 * Starts a program.
 *
 * @param {PartOptions} options What to start.
 * @return {import('node:child_process').ChildProcess} The running program.
 */
function launch( { command, args, log, env = {} } ) {
	const output = openSync( log, 'a' );
	const child = spawn( command, args, {
		stdio: [ 'ignore', output, output ],
		env: { PATH: process.env[ 'PATH' ], ...env },
	} );
	closeSync( output );
	children.add( child );
	child.once( 'exit', () => children.delete( child ) );
	child.once( 'error', () => children.delete( child ) );
	return child;
}

/**
 * Waits until a program answers.
 *
 * @param {PartOptions}                               options What was started.
 * @param {import('node:child_process').ChildProcess} child   The running program.
 * @return {Promise<void>} When it does.
 * @throws {Error} With the end of its log, when it ends instead or takes too long.
 */
async function untilReady( { name, log, isReady }, child ) {
	const deadline = Date.now() + START_TIMEOUT;
	while ( ! hasEnded( child ) && Date.now() < deadline ) {
		if ( await isReady() ) {
			return;
		}
		await sleep( 50 );
	}
	const said = readFileSync( log, 'utf8' ).trim().split( '\n' ).slice( -8 );
	throw new Error( `${ name } does not start:\n${ said.join( '\n' ) }` );
}

/**
 * Ends a program: politely, then not.
 *
 * @param {import('node:child_process').ChildProcess} child  The program.
 * @param {NodeJS.Signals}                            signal The polite way.
 * @return {Promise<void>} When it is gone.
 */
async function end( child, signal ) {
	child.kill( signal );
	const deadline = Date.now() + STOP_TIMEOUT;
	while ( ! hasEnded( child ) ) {
		await sleep( 20 );
		if ( Date.now() > deadline ) {
			child.kill( 'SIGKILL' );
		}
	}
}

/**
 * Whether a program has ended.
 *
 * @param {import('node:child_process').ChildProcess} child The program.
 * @return {boolean} True if so, or if it never ran.
 */
function hasEnded( child ) {
	return (
		child.pid === undefined ||
		child.exitCode !== null ||
		child.signalCode !== null
	);
}
