/**
 * WordPress out of Debian's archive, for machines that reach it and not wordpress.org.
 *
 * Nothing gets installed, and the machine's own lists of packages are left alone.
 */
import {
	copyFileSync,
	cpSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readlinkSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { findCommand, mustRun } from './process.mjs';
import { messageOf } from './steps.mjs';

/** Debian's releases that carry a WordPress version, the calmest first. */
const SUITES = /** @type {Record<string, string[]>} */ ( {
	7.1: [ 'forky', 'sid' ],
	6.8: [ 'trixie' ],
} );

/** WordPress itself, and the packages that Debian moved parts of it to. */
const PACKAGES = [
	'wordpress',
	'wordpress-theme-twentytwentyfive',
	'libjs-cropper',
	'libjs-jquery-ui',
	'libjs-lodash',
	'libjs-underscore',
	'libphp-phpmailer',
	'php-getid3',
];

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/**
 * Determines whether this machine has the programs for Debian's archive.
 *
 * @return {boolean} True if so.
 */
export const hasDebianTools = () =>
	Boolean( findCommand( 'apt-get' ) && findCommand( 'dpkg' ) );

/**
 * Fetches a version of WordPress and puts it together.
 *
 * @param {string} target  Empty folder to fill.
 * @param {string} version Two numbers with a dot.
 * @return {Promise<void>} When it is complete.
 * @throws {Error} That says, for each of Debian's releases that have it, why it could not be had.
 */
export async function fromDebian( target, version ) {
	const suites = SUITES[ version ] ?? [];
	const failures = [];
	for ( const suite of suites ) {
		const work = join( target, '.apt', suite );
		try {
			const unpacked = await unpackSuite( work, suite, version );
			resolveLinks( join( unpacked, 'usr/share/wordpress' ), unpacked );
			moveContents( join( unpacked, 'usr/share/wordpress' ), target );
			rmSync( join( target, '.apt' ), { recursive: true } );
			return;
		} catch ( error ) {
			failures.push( `${ suite }: ${ messageOf( error ) }` );
		}
	}
	throw new Error(
		failures.join( '; ' ) || `no release of Debian carries ${ version }`
	);
}

/**
 * Downloads and unpacks the packages of one of Debian's releases.
 *
 * @param {string} work    Folder to work in.
 * @param {string} suite   The release's name.
 * @param {string} version Version of WordPress that is expected.
 * @return {Promise<string>} Folder that stands for the machine's root.
 * @throws {Error} When apt fails, or the release has moved on to another version.
 */
async function unpackSuite( work, suite, version ) {
	for ( const folder of [
		'lists/partial',
		'cache/archives/partial',
		'packages',
		'unpacked',
	] ) {
		mkdirSync( join( work, folder ), { recursive: true } );
	}
	const list = join( work, 'sources.list' );
	writeFileSync( list, `deb ${ await archiveAddress() } ${ suite } main\n` );
	/** @param {string[]} args */
	const apt = ( ...args ) =>
		mustRun(
			'apt-get',
			[
				...args,
				...aptOption( 'Dir::Etc::sourcelist', list ),
				...aptOption( 'Dir::Etc::sourceparts', '-' ),
				...aptOption( 'Dir::State::lists', join( work, 'lists' ) ),
				...aptOption( 'Dir::Cache', join( work, 'cache' ) ),
				...aptOption( 'Acquire::Languages', 'none' ),
				...aptOption( 'Acquire::Retries', '2' ),
				// apt's own user may not write below a home folder.
				...aptOption( 'APT::Sandbox::User', 'root' ),
			],
			{ cwd: join( work, 'packages' ) }
		);
	await apt( 'update' );
	await apt( 'download', ...PACKAGES );
	const packages = readdirSync( join( work, 'packages' ) );
	if (
		! packages.some( ( name ) =>
			name.startsWith( `wordpress_${ version }` )
		)
	) {
		throw new Error(
			`it carries ${ packages.find( ( name ) => name.startsWith( 'wordpress_' ) ) }`
		);
	}
	for ( const name of packages ) {
		await mustRun( 'dpkg', [
			'-x',
			join( work, 'packages', name ),
			join( work, 'unpacked' ),
		] );
	}
	return join( work, 'unpacked' );
}

/**
 * Writes an option for apt's command line.
 *
 * @param {string} name  The option.
 * @param {string} value Its value.
 * @return {string[]} Two arguments.
 */
function aptOption( name, value ) {
	return [ '-o', `${ name }=${ value }` ];
}

/**
 * Asks apt where this machine gets Debian's packages from.
 *
 * @return {Promise<string>} Address of the archive.
 * @throws {Error} When apt knows none.
 */
async function archiveAddress() {
	const lines = (
		await mustRun( 'apt-get', [
			'indextargets',
			'--format',
			'$(SITE) $(LABEL)',
		] )
	)
		.split( '\n' )
		.map( ( line ) => line.trim().split( ' ' ) );
	// Before the first update apt knows no labels: then the address has to do.
	const archive =
		lines.find( ( [ , label ] ) => label === 'Debian' ) ??
		lines.find( ( [ site ] ) => site && ! site.includes( 'security' ) );
	if ( ! archive?.[ 0 ] ) {
		throw new Error( 'apt knows no archive of Debian' );
	}
	return archive[ 0 ];
}

/**
 * Puts files in place of the links to other packages, and leaves out what is Debian's own.
 *
 * @param {string} folder   Part of WordPress.
 * @param {string} unpacked What stands for the machine's root.
 */
function resolveLinks( folder, unpacked ) {
	for ( const own of [ 'wp-config.php', '.htaccess' ] ) {
		rmSync( join( folder, own ), { force: true } );
	}
	for ( const entry of readdirSync( folder, {
		recursive: true,
		encoding: 'utf8',
	} ) ) {
		const path = join( folder, entry );
		if ( lstatSync( path ).isSymbolicLink() ) {
			resolveLink( path, unpacked );
		}
	}
}

/**
 * Puts the file in place of one link.
 *
 * @param {string} path     The link.
 * @param {string} unpacked What stands for the machine's root.
 */
function resolveLink( path, unpacked ) {
	const link = readlinkSync( path );
	const source = isAbsolute( link )
		? join( unpacked, link )
		: resolve( path, '..', link );
	rmSync( path );
	if ( link === CERTIFICATES ) {
		copyFileSync( CERTIFICATES, path );
	} else if ( existsSync( source ) ) {
		cpSync( source, path, { recursive: true, dereference: true } );
	}
}

/**
 * Moves what is in a folder into another one on the same disk.
 *
 * @param {string} from Folder to empty.
 * @param {string} to   Folder to fill.
 */
function moveContents( from, to ) {
	for ( const name of readdirSync( from ) ) {
		renameSync( join( from, name ), join( to, name ) );
	}
}
