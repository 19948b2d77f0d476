/**
 * WP-CLI, to run the plugin's commands for real: out of Composer's registry, in a folder of its own in the cache.
 */
import { spawn } from 'node:child_process';
import { existsSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './folders.mjs';
import { cache, root } from './paths.mjs';
import { findCommand, mustRun } from './process.mjs';

/** Every package in one exact version, as in composer.json. */
const PACKAGES = {
	'wp-cli/wp-cli': '2.4.1',
	'wp-cli/php-cli-tools': '0.11.11',
	'wp-cli/mustangostang-spyc': '0.6.7',
	'mustache/mustache': '2.13.0',
	'rmccue/requests': '1.7.0',
	'symfony/finder': '5.4.21',
};

const FOLDER = join( cache, `wp-cli-${ PACKAGES[ 'wp-cli/wp-cli' ] }` );

/** What starts WP-CLI, below its folder. */
const START = 'vendor/wp-cli/wp-cli/php/boot-fs.php';

/**
 * @typedef {Object} Outcome
 * @property {number} code   Exit code; 128 when a signal ended it.
 * @property {string} stdout What it answered.
 * @property {string} stderr What it said besides.
 */

/**
 * Gets WP-CLI.
 *
 * @return {Promise<string>} Its folder.
 * @throws {Error} That says what is missing: PHP, Composer, or what Composer says.
 */
async function getWpCli() {
	const missing = [ 'php', 'composer' ].filter(
		( name ) => ! findCommand( name )
	);
	if ( missing.length > 0 ) {
		throw new Error(
			`WP-CLI cannot be had: ${ missing.join( ' and ' ) } is not on this machine.`
		);
	}
	const isComplete = ( /** @type {string} */ folder ) =>
		existsSync( join( folder, START ) );
	if ( ! isComplete( FOLDER ) ) {
		process.stdout.write( 'Getting WP-CLI.\n' );
		await makeFolder( FOLDER, isComplete, install );
	}
	return FOLDER;
}

/**
 * Installs WP-CLI.
 *
 * @param {string} folder An empty folder.
 * @return {Promise<void>} When it is there.
 * @throws {Error} With Composer's own words, when it fails.
 */
async function install( folder ) {
	writeFileSync(
		join( folder, 'composer.json' ),
		JSON.stringify( { require: PACKAGES, config: { lock: false } } )
	);
	await mustRun(
		'composer',
		[
			'install',
			'--no-interaction',
			'--no-progress',
			// It says that it does not know this PHP.
			'--ignore-platform-reqs',
		],
		// Composer asks back as root, where nobody is there to answer.
		{ cwd: folder, env: { COMPOSER_ALLOW_SUPERUSER: '1' } }
	);
}

/**
 * Writes `wp` on a test site as a command of this machine.
 *
 * @param {{ folder: string, url: string }} site The site.
 * @param {string[]}                        args What comes after `wp`.
 * @return {Promise<[ string, string[], Record<string, string> ]>} Program, arguments, and variables of its environment.
 * @throws {Error} When WP-CLI cannot be had.
 */
export async function wpCliCommand( site, args ) {
	const folder = await getWpCli();
	return [
		'php',
		[
			'-d',
			'display_errors=stderr',
			join( folder, START ),
			'--allow-root',
			'--no-color',
			`--path=${ site.folder }`,
			`--require=${ join( root, 'tools/php/wp-cli.php' ) }`,
			...args,
		],
		{
			KNOWN_VISITOR_TEST_URL: site.url,
			// PHP names files by where they really are.
			KNOWN_VISITOR_WP_CLI: realpathSync( folder ),
			// Nobody's own.
			WP_CLI_CONFIG_PATH: '/dev/null',
		},
	];
}

/**
 * Runs `wp` on a test site.
 *
 * @param {{ folder: string, url: string }} site    The site.
 * @param {string[]}                        args    What comes after `wp`.
 * @param {string}                          [input] What comes through a pipe; nothing when left out.
 * @return {Promise<Outcome>} How it ended.
 * @throws {Error} When WP-CLI cannot be had.
 */
export async function runWpCli( site, args, input = '' ) {
	const [ command, all, env ] = await wpCliCommand( site, args );
	const child = spawn( command, all, { env: { ...process.env, ...env } } );
	const outcome = { code: 0, stdout: '', stderr: '' };
	child.stdout
		.setEncoding( 'utf8' )
		.on( 'data', ( text ) => ( outcome.stdout += text ) );
	child.stderr
		.setEncoding( 'utf8' )
		.on( 'data', ( text ) => ( outcome.stderr += text ) );
	child.stdin.on( 'error', () => {
		// It ended without reading what it was given.
	} );
	child.stdin.end( input );
	outcome.code = await new Promise( ( resolve, reject ) => {
		child.once( 'error', reject );
		child.once( 'close', ( code ) => resolve( code ?? 128 ) );
	} );
	return outcome;
}
