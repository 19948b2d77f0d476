/**
 * WordPress's own files: from a folder that the user names, the cache, wordpress.org or Debian's archive.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertSum } from './checksum.mjs';
import { fromDebian, hasDebianTools } from './debian.mjs';
import { makeFolder } from './folders.mjs';
import { cache } from './paths.mjs';
import { mustRun } from './process.mjs';
import { messageOf } from './steps.mjs';

/** The WordPress that everything runs on unless something else is asked for. */
const defaultVersion = '7.1';

const CONNECT_TIMEOUT = 15_000;

/**
 * @typedef {Object} WordPress
 * @property {string} folder  Complete WordPress folder without a wp-config.php; not to be written into.
 * @property {string} version What its own wp-includes/version.php says, such as 7.1.4.
 * @property {string} source  Where it came from, in words.
 */

/**
 * Gets the files of a WordPress version, from the nearest place that has them.
 *
 * @param {string} version Two numbers with a dot, such as 7.1.
 * @return {Promise<WordPress>} The files; kept in the cache by version.
 * @throws {Error} That lists every place that was tried, why it failed, and what to do.
 */
export async function getWordPress( version = defaultVersion ) {
	const named =
		version === defaultVersion ? process.env[ 'WP_CORE_DIR' ] : undefined;
	if ( named ) {
		return describe( named, 'WP_CORE_DIR' );
	}
	const folder = join( cache, 'wordpress', version );
	if ( isWordPress( folder ) ) {
		return describe( folder, 'the cache' );
	}
	/** @type {[ string, ( target: string, version: string ) => Promise<void> ][]} */
	const places = [ [ 'wordpress.org', fromWordPressOrg ] ];
	// For machines that build and test without the internet; elsewhere nobody need hear of it.
	if ( hasDebianTools() ) {
		places.push( [ 'Debian’s archive', fromDebian ] );
	}
	const failures = [];
	for ( const [ place, fetchInto ] of places ) {
		process.stdout.write(
			`Getting WordPress ${ version } from ${ place }.\n`
		);
		try {
			await makeFolder( folder, isWordPress, ( target ) =>
				fetchInto( target, version )
			);
			return describe( folder, place );
		} catch ( error ) {
			const failure = `${ place }: ${ messageOf( error ) }`;
			failures.push( `- ${ failure }` );
			process.stdout.write( `Not from ${ failure }.\n` );
		}
	}
	throw new Error(
		[
			`WordPress ${ version } could not be had:`,
			`- the cache: nothing in .cache/wordpress/${ version }`,
			...failures,
			'Unpack WordPress somewhere yourself and name the folder: WP_CORE_DIR=/path/to/wordpress npm start',
		].join( '\n' )
	);
}

/**
 * Whether a folder holds WordPress's files.
 *
 * @param {string} folder The folder.
 * @return {boolean} True if it does.
 */
function isWordPress( folder ) {
	return (
		existsSync( join( folder, 'wp-includes/version.php' ) ) &&
		existsSync( join( folder, 'wp-load.php' ) )
	);
}

/**
 * Reads which WordPress a folder holds.
 *
 * @param {string} folder The folder.
 * @param {string} source Where it came from.
 * @return {WordPress} All about it.
 * @throws {Error} When it is no WordPress.
 */
function describe( folder, source ) {
	if ( ! isWordPress( folder ) ) {
		throw new Error( `${ source }: there is no WordPress in ${ folder }.` );
	}
	const text = readFileSync(
		join( folder, 'wp-includes/version.php' ),
		'utf8'
	);
	const version =
		/\$wp_version\s*=\s*'([^']+)'/.exec( text )?.[ 1 ] ?? 'unknown';
	return { folder, version, source };
}

/**
 * Downloads a version's newest release from wordpress.org.
 *
 * @param {string} target  Empty folder to fill.
 * @param {string} version Two numbers with a dot.
 * @return {Promise<void>} When it is unpacked.
 * @throws {Error} When it cannot be reached or unpacked.
 */
async function fromWordPressOrg( target, version ) {
	const release = await newestRelease( version );
	const address = `https://wordpress.org/wordpress-${ release }.tar.gz`;
	const content = Buffer.from(
		await ( await download( address ) ).arrayBuffer()
	);
	// WordPress signs no releases. TLS says who gives the file, the sum that it came whole.
	assertSum(
		content,
		await ( await download( `${ address }.sha1` ) ).text()
	);
	const archive = join( target, 'wordpress.tar.gz' );
	writeFileSync( archive, content );
	// tar comes with Linux, macOS and Windows; a program for zip files does not.
	await mustRun(
		'tar',
		[ '-xzf', 'wordpress.tar.gz', '--strip-components=1' ],
		{ cwd: target }
	);
	rmSync( archive );
}

/**
 * Finds the newest release of a version.
 *
 * @param {string} version Two numbers with a dot.
 * @return {Promise<string>} Such as 7.1.4; the version itself when wordpress.org lists no other.
 * @throws {Error} When wordpress.org cannot be reached.
 */
async function newestRelease( version ) {
	const response = await download(
		'https://api.wordpress.org/core/stable-check/1.0/'
	);
	const releases = Object.keys(
		/** @type {Record<string, string>} */ ( await response.json() )
	)
		.filter(
			( release ) =>
				release === version || release.startsWith( `${ version }.` )
		)
		.sort( ( one, other ) =>
			one.localeCompare( other, 'en', { numeric: true } )
		);
	return releases.at( -1 ) ?? version;
}

/**
 * Fetches an address that has to answer soon.
 *
 * @param {string} address What to fetch.
 * @return {Promise<Response>} The answer, whose body may take longer.
 * @throws {Error} When nothing answers in time, or with an error.
 */
async function download( address ) {
	const response = await connect( address );
	if ( ! response.ok ) {
		throw new Error( `${ address } answers ${ response.status }` );
	}
	return response;
}

/**
 * Asks an address and waits for the answer to begin.
 *
 * @param {string} address What to fetch.
 * @return {Promise<Response>} The answer, whatever its status.
 * @throws {Error} When nothing answers in time; fetch's own error hides the reason.
 */
function connect( address ) {
	const controller = new AbortController();
	const timer = setTimeout( () => controller.abort(), CONNECT_TIMEOUT );
	return fetch( address, { signal: controller.signal } )
		.catch( ( error ) => {
			const reason = controller.signal.aborted
				? 'does not answer'
				: ( error.cause?.message ?? error.message );
			throw new Error( `${ address }: ${ reason }` );
		} )
		.finally( () => clearTimeout( timer ) );
}
