/**
 * The programs that the stack is made of, from the machine or from Debian's packages.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	findCommand,
	isExecutable,
	mustRun,
	run,
} from '../../tools/lib/process.mjs';

/** The newest first. */
const PHP_VERSIONS = [ '8.5', '8.4', '8.3', '8.2', '8.1' ];

/** Extensions of PHP that have packages of their own. */
const EXTENSIONS = [ 'mysqli', 'redis', 'mbstring', 'Zend OPcache' ];

/** Debian keeps servers where only root's PATH leads. */
const SYSTEM_FOLDERS = [ '/usr/sbin', '/sbin', '/usr/local/sbin' ];

const DEBIAN_PACKAGES = [
	'nginx',
	'php-cli',
	'php-fpm',
	'php-cgi',
	'php-mysql',
	'php-curl',
	'php-gd',
	'php-mbstring',
	'php-xml',
	'php-intl',
	'php-redis',
	'mariadb-server',
	'redis-server',
	'valgrind',
];

/**
 * @typedef {Object} Programs
 * @property {string} nginx      The web server.
 * @property {string} php        PHP's command line; all three are of one version.
 * @property {string} phpFpm     PHP behind a web server.
 * @property {string} phpCgi     PHP for one request, or for the same one many times.
 * @property {string} mariadbd   The database.
 * @property {string} installDb  Makes the database's first files.
 * @property {string} redis      The object cache.
 * @property {string} valgrind   Counts instructions.
 * @property {string} phpVersion Two numbers with a dot.
 */

/**
 * @typedef {Object} Search
 * @property {Programs} [programs]   All of them, if they are there.
 * @property {string}   [reason]     Else what is missing, and why it could not be had.
 * @property {boolean}  [obtainable] Whether somebody could install it on this very machine.
 */

/** @type {Promise<Search> | undefined} */
let search;

/**
 * Finds the programs, and as root on Debian installs what is missing.
 *
 * @return {Promise<Search>} The programs, or why there are none; the same on every call.
 */
export function ensurePrograms() {
	search ??= searchAndInstall();
	return search;
}

/**
 * Finds the programs that are there.
 *
 * @return {Promise<Programs>} All of them.
 * @throws {Error} That names what is missing.
 */
export async function findPrograms() {
	const [ phpVersion, found ] = locate();
	const missing = Object.keys( found ).filter( ( name ) => ! found[ name ] );
	if ( missing.length === 0 ) {
		const modules = await mustRun( found[ 'phpFpm' ] ?? '', [ '-m' ] );
		missing.push(
			...EXTENSIONS.filter(
				( name ) => ! modules.split( '\n' ).includes( name )
			).map( ( name ) => `PHP’s ${ name }` )
		);
	}
	if ( missing.length > 0 ) {
		throw new Error( `missing: ${ missing.join( ', ' ) }` );
	}
	return /** @type {Programs} */ ( { ...found, phpVersion } );
}

/**
 * Finds the programs, and installs what is missing where that is possible.
 *
 * @return {Promise<Search>} What came of it.
 */
async function searchAndInstall() {
	try {
		return { programs: await findPrograms() };
	} catch ( error ) {
		const missing =
			error instanceof Error ? error.message : String( error );
		if ( ! isDebian() ) {
			return { reason: `${ missing }; this is not a Debian.` };
		}
		if ( process.getuid?.() !== 0 ) {
			return {
				reason: `${ missing }. Run as root: apt-get install ${ DEBIAN_PACKAGES.join( ' ' ) }`,
				obtainable: true,
			};
		}
		return install( missing );
	}
}

/**
 * Installs Debian's packages.
 *
 * @param {string} missing What is missing, in words.
 * @return {Promise<Search>} What came of it.
 */
async function install( missing ) {
	process.stdout.write( `Installing Debian’s packages; ${ missing }.\n` );
	const env = { DEBIAN_FRONTEND: 'noninteractive' };
	await run( 'apt-get', [ 'update', '-q' ], { env } );
	const { code, output } = await run(
		'apt-get',
		[ 'install', '-y', '--no-install-recommends', ...DEBIAN_PACKAGES ],
		{ env }
	);
	try {
		return { programs: await findPrograms() };
	} catch ( error ) {
		const end = output.trim().split( '\n' ).slice( -3 ).join( '; ' );
		return {
			reason: `${ error instanceof Error ? error.message : error }; apt-get ended with ${ code }: ${ end }`,
		};
	}
}

/**
 * Looks for every program.
 *
 * @return {[ string, Record<string, string | undefined> ]} PHP's version, and paths by the names of Programs.
 */
function locate() {
	const phpVersion =
		PHP_VERSIONS.find( ( version ) => find( `php-fpm${ version }` ) ) ?? '';
	return [
		phpVersion,
		{
			nginx: find( 'nginx' ),
			php: find( `php${ phpVersion }` ),
			phpFpm: find( `php-fpm${ phpVersion }` ),
			phpCgi: find( `php-cgi${ phpVersion }` ),
			mariadbd: find( 'mariadbd' ),
			installDb: find( 'mariadb-install-db' ),
			redis: find( 'redis-server' ),
			valgrind: find( 'valgrind' ),
		},
	];
}

/**
 * Finds a program on PATH, or where the system keeps its servers.
 *
 * @param {string} name The program.
 * @return {string | undefined} Its path.
 */
function find( name ) {
	return (
		findCommand( name ) ??
		SYSTEM_FOLDERS.map( ( folder ) => join( folder, name ) ).find(
			isExecutable
		)
	);
}

/**
 * Whether this machine takes Debian's packages.
 *
 * @return {boolean} True if it is a Debian or made of one.
 */
function isDebian() {
	return (
		findCommand( 'apt-get' ) !== undefined &&
		existsSync( '/etc/os-release' ) &&
		/^ID(_LIKE)?=.*debian/m.test(
			readFileSync( '/etc/os-release', 'utf8' )
		)
	);
}
