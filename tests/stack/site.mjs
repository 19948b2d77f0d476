/**
 * The site of the stack: a real WordPress with the plugin, on the stack's own database.
 */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../tools/lib/paths.mjs';
import { mustRun } from '../../tools/lib/process.mjs';
import { getWordPress } from '../../tools/lib/wordpress.mjs';

/** @typedef {import('./packages.mjs').Programs} Programs */

/** What a user of the plugin gets. */
const PLUGIN_PARTS = [ 'plugin.php', 'uninstall.php', 'includes', 'build' ];

const ownPhp = fileURLToPath( new URL( 'php/', import.meta.url ) );

const ANSWER_MARK = '=====known-visitor-answer=====';

/**
 * @typedef {Object} SiteOptions
 * @property {Programs} programs The programs.
 * @property {string}   folder   Where the site is to be; must not exist.
 * @property {string}   url      Its address, with no slash at the end.
 * @property {string}   socket   The database's socket.
 * @property {string}   password The password of the database's user.
 * @property {string}   [redis]  Redis's socket; without it there is no persistent object cache.
 */

/**
 * @typedef {Object} StackSite
 * @property {string} folder  WordPress's folder.
 * @property {string} version WordPress's version.
 * @property {RunPhp} runPhp  Runs PHP in it.
 */

/** @typedef {( code: string, args?: Record<string, unknown> ) => Promise<any>} RunPhp */

/**
 * Installs the site, without the plugin being active.
 *
 * @param {SiteOptions} options What is wanted.
 * @return {Promise<StackSite>} The site.
 */
export async function installSite( options ) {
	const { folder } = options;
	const wordpress = await getWordPress();
	cpSync( wordpress.folder, folder, { recursive: true } );
	writeFileSync( join( folder, 'wp-config.php' ), wpConfig( options ) );

	const content = join( folder, 'wp-content' );
	cpSync( join( root, 'tests/support/themes' ), join( content, 'themes' ), {
		recursive: true,
	} );
	mkdirSync( join( content, 'mu-plugins' ), { recursive: true } );
	cpSync(
		join( ownPhp, 'mu-plugin.php' ),
		join( content, 'mu-plugins/stack.php' )
	);
	// Not in the folder itself, where WordPress would load it.
	cpSync(
		join( ownPhp, 'snippet.php' ),
		join( content, 'mu-plugins/stack/snippet.php' )
	);
	cpSync(
		join( ownPhp, 'empty-plugin.php' ),
		join( content, 'plugins/empty/empty.php' )
	);
	for ( const part of PLUGIN_PARTS ) {
		cpSync(
			join( root, part ),
			join( content, 'plugins/known-visitor', part ),
			{ recursive: true }
		);
	}
	const runPhp = phpRunner( options );
	await runPhp( INSTALL );
	if ( options.redis ) {
		cpSync(
			join( ownPhp, 'object-cache.php' ),
			join( content, 'object-cache.php' )
		);
	}
	return { folder, version: wordpress.version, runPhp };
}

/** Makes WordPress's tables and one administrator, and a site of few and steady parts. */
const INSTALL = `
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install( 'Known Visitor', 'admin', 'admin@example.org', true, '', 'password' );
switch_theme( 'known-visitor-classic' );
update_option( 'permalink_structure', '/%postname%/' );
update_option( 'stack_snippet', 0 );
$GLOBALS['wp_rewrite']->init();
flush_rewrite_rules();
return true;`;

/**
 * Makes what runs PHP on the command line with WordPress loaded.
 *
 * @param {SiteOptions} options The site.
 * @return {RunPhp} Takes the body of a function that finds its arguments in `$args`, and answers what it returns.
 */
function phpRunner( { programs, folder } ) {
	const file = join( folder, '..', 'run.php' );
	return async ( code, args = {} ) => {
		writeFileSync(
			file,
			`<?php
if ( ! is_file( ${ JSON.stringify( folder ) } . '/wp-content/object-cache.php' ) ) {
	define( 'WP_INSTALLING', getenv( 'STACK_INSTALLING' ) === '1' );
}
require ${ JSON.stringify( folder ) } . '/wp-load.php';
$args   = json_decode( getenv( 'STACK_ARGS' ), true );
$answer = ( static function () use ( $args ) {
${ code }
} )();
echo '${ ANSWER_MARK }', wp_json_encode( $answer, JSON_THROW_ON_ERROR ), '${ ANSWER_MARK }';
`
		);
		const printed = await mustRun( programs.php, [ file ], {
			env: {
				STACK_ARGS: JSON.stringify( args ),
				STACK_INSTALLING: code === INSTALL ? '1' : '',
			},
		} );
		const answer = printed.split( ANSWER_MARK )[ 1 ];
		if ( answer === undefined ) {
			throw new Error( `PHP ended without an answer: ${ printed }` );
		}
		return JSON.parse( answer );
	};
}

/**
 * Writes a wp-config.php: nothing happens but what a test does.
 *
 * @param {SiteOptions} options The site.
 * @return {string} PHP.
 */
function wpConfig( { url, socket, password, redis } ) {
	const salts = [ 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ]
		.flatMap( ( name ) => [ `${ name }_KEY`, `${ name }_SALT` ] )
		.map( ( name ) => `define( '${ name }', '${ name }-${ password }' );` );
	return `<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'wordpress' );
define( 'DB_PASSWORD', '${ password }' );
define( 'DB_HOST', 'localhost:${ socket }' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
${ salts.join( '\n' ) }
define( 'WP_HOME', '${ url }' );
define( 'WP_SITEURL', '${ url }' );
define( 'STACK_REDIS', '${ redis ?? '' }' );
define( 'WP_DEBUG', false );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'DISABLE_WP_CRON', true );
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
`;
}
