/**
 * Other programs: whether they are here, and running them.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './paths.mjs';

/**
 * @typedef {Object} RunOptions
 * @property {string}            [cwd]    Folder to run in; the checkout when left out.
 * @property {NodeJS.ProcessEnv} [env]    Variables on top of this process's own.
 * @property {boolean}           [show]   Whether the output appears as it comes, too.
 * @property {AbortSignal}       [signal] Ends the program when aborted.
 */

/**
 * Finds a program on PATH.
 *
 * @param {string} name Program, without the ending that Windows wants.
 * @return {string | undefined} Its full path, undefined when it is not there.
 */
export function findCommand( name ) {
	const endings =
		process.platform === 'win32' ? [ '.exe', '.cmd', '.bat' ] : [ '' ];
	for ( const folder of ( process.env[ 'PATH' ] ?? '' ).split( delimiter ) ) {
		for ( const ending of endings ) {
			const path = join( folder, name + ending );
			if ( folder && isExecutable( path ) ) {
				return path;
			}
		}
	}
	return undefined;
}

/**
 * Whether a file is there and may be run.
 *
 * @param {string} path File.
 * @return {boolean} True if so; false for every kind of no.
 */
export function isExecutable( path ) {
	try {
		accessSync( path, constants.X_OK );
		return true;
	} catch {
		return false;
	}
}

/**
 * Runs a program to its end, without input.
 *
 * @param {string}     command Program.
 * @param {string[]}   args    Its arguments, never read by a shell.
 * @param {RunOptions} options How to run it.
 * @return {Promise<{ code: number, output: string }>} Exit code (127 when the program cannot be started,
 *                                                     128 when a signal ended it) and everything it printed.
 */
export function run( command, args, options = {} ) {
	return new Promise( ( resolve ) => {
		let output = '';
		const child = spawn( command, args, {
			cwd: options.cwd ?? root,
			env: { ...process.env, ...options.env },
			stdio: [ 'ignore', 'pipe', 'pipe' ],
			...( options.signal ? { signal: options.signal } : {} ),
		} );
		for ( const [ from, to ] of /** @type {const} */ ( [
			[ child.stdout, process.stdout ],
			[ child.stderr, process.stderr ],
		] ) ) {
			from.setEncoding( 'utf8' ).on( 'data', ( text ) => {
				output += text;
				if ( options.show ) {
					to.write( text );
				}
			} );
		}
		child.once( 'error', ( error ) =>
			resolve( { code: 127, output: output + error.message } )
		);
		child.once( 'close', ( code ) =>
			resolve( { code: code ?? 128, output } )
		);
	} );
}

/**
 * Runs a program that has to succeed.
 *
 * @param {string}     command Program.
 * @param {string[]}   args    Its arguments.
 * @param {RunOptions} options How to run it.
 * @return {Promise<string>} What it printed.
 * @throws {Error} With the last lines of its output, when it fails.
 */
export async function mustRun( command, args, options = {} ) {
	const { code, output } = await run( command, args, options );
	if ( code !== 0 ) {
		const end = output.trim().split( '\n' ).slice( -5 ).join( '\n' );
		throw new Error(
			`"${ command } ${ args[ 0 ] ?? '' }" failed (${ code }): ${ end }`
		);
	}
	return output;
}

/**
 * The npm that belongs to this Node, as a command and its first arguments.
 *
 * @return {[ string, string[] ]} To be run with more arguments behind.
 */
export function npmCommand() {
	// npm names itself to what it runs. Windows cannot start npm.cmd without a shell.
	const own = process.env[ 'npm_execpath' ];
	if ( own?.endsWith( 'npm-cli.js' ) ) {
		return [ process.execPath, [ own ] ];
	}
	return [ findCommand( 'npm' ) ?? 'npm', [] ];
}
