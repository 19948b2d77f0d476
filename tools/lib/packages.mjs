/**
 * The packages that the tools need, from npm and from Composer.
 *
 * Runs before anything is installed, so it may import nothing but what comes with Node.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { findCommand, npmCommand, run } from './process.mjs';

const MINUTE = 60_000;

/**
 * @typedef {Record<string, { version?: string, optional?: boolean }>} LockedPackages
 */

/**
 * Installs the npm packages when they are missing or not the ones of package-lock.json.
 *
 * @return {Promise<void>} When they are there.
 * @throws {Error} With npm's own words, when it fails.
 */
export async function ensurePackages() {
	if ( packagesAreCurrent() ) {
		return;
	}
	process.stdout.write(
		'Installing the npm packages of package-lock.json: 1.4 GB, a few minutes, once.\n'
	);
	const start = Date.now();
	const stillThere = setInterval( () => {
		const minutes = Math.round( ( Date.now() - start ) / MINUTE );
		process.stdout.write( `… for ${ minutes } min now.\n` );
	}, MINUTE );
	const [ npm, args ] = npmCommand();
	// .npmrc says that no package may run code while it is installed.
	const { code, output } = await run( npm, [
		...args,
		'ci',
		'--loglevel=error',
	] );
	clearInterval( stillThere );
	if ( code !== 0 ) {
		throw new Error( `npm could not install the packages:\n${ output }` );
	}
}

/**
 * Compares what npm wrote down after the last install with the lock file.
 *
 * Times of files say nothing: a checkout makes every file new.
 *
 * @return {boolean} Whether every package of the lock file is there in its version.
 */
function packagesAreCurrent() {
	const installed = lockedPackages(
		join( root, 'node_modules/.package-lock.json' )
	);
	const wanted = lockedPackages( join( root, 'package-lock.json' ) );
	if ( ! installed || ! wanted ) {
		return false;
	}
	return Object.entries( wanted ).every(
		( [ path, { version, optional } ] ) => {
			const own = installed[ path ];
			// The empty path is this project. Optional packages are left out on machines that they are not for.
			return (
				path === '' ||
				( own ? own.version === version : optional === true )
			);
		}
	);
}

/**
 * Reads the list of packages out of a lock file.
 *
 * @param {string} path The file.
 * @return {LockedPackages | undefined} Packages by folder, undefined when there is no readable file.
 */
function lockedPackages( path ) {
	try {
		return JSON.parse( readFileSync( path, 'utf8' ) ).packages;
	} catch {
		return undefined;
	}
}

/**
 * Installs the PHP tools of composer.json, where PHP and Composer are.
 *
 * @return {Promise<boolean>} Whether they are there; false, with the reason printed, when PHP or Composer is missing.
 * @throws {Error} When Composer fails; its own output says why.
 */
export async function ensurePhpPackages() {
	const composer = findCommand( 'composer' );
	if ( ! findCommand( 'php' ) || ! composer ) {
		const missing = composer ? 'PHP' : 'Composer';
		process.stdout.write(
			`${ missing } is not on this machine, so the PHP tools cannot run.\n`
		);
		return false;
	}
	const stamp = join( root, 'vendor/.composer-json' );
	const wanted = createHash( 'sha256' )
		.update( readFileSync( join( root, 'composer.json' ) ) )
		.digest( 'hex' );
	if ( existsSync( stamp ) && readFileSync( stamp, 'utf8' ) === wanted ) {
		return true;
	}
	process.stdout.write( 'Installing the PHP tools of composer.json.\n' );
	const { code } = await run(
		composer,
		[ 'install', '--no-interaction', '--no-progress' ],
		{
			show: true,
			// Composer asks back as root, where nobody is there to answer.
			env: { COMPOSER_ALLOW_SUPERUSER: '1' },
		}
	);
	if ( code !== 0 ) {
		throw new Error(
			'Composer could not install the PHP tools (see above).'
		);
	}
	writeFileSync( stamp, wanted );
	return true;
}
