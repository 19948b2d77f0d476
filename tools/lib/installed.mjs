/**
 * Installed sites, ready to be copied: installing takes ten seconds and more, copying one.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
	cpSync,
	existsSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './folders.mjs';
import { cache, root } from './paths.mjs';
import { bootPlayground } from './playground.mjs';

/** Where a site has its database, below its folder. */
export const DATABASE = 'wp-content/database/.ht.sqlite';

/** Goes last into an installed folder, so that its presence means that the folder is complete. */
const DONE = '.installed';

/**
 * Answers a folder with an installed WordPress: our wp-config.php, an SQLite database, one administrator.
 *
 * @param {import('./wordpress.mjs').WordPress} wordpress The files to install.
 * @return {Promise<{ folder: string, key: string }>} A folder to copy and not to write into, and what names it.
 * @throws {Error} When WordPress cannot be installed.
 */
export async function getInstalled( wordpress ) {
	const key = installedKey( wordpress.version );
	const folder = join( cache, 'installed', key );
	const isComplete = ( /** @type {string} */ path ) =>
		existsSync( join( path, DONE ) );
	if ( ! isComplete( folder ) ) {
		await makeFolder( folder, isComplete, ( target ) =>
			install( wordpress.folder, target )
		);
	}
	return { folder, key };
}

/**
 * Names an installation after everything that it depends on.
 *
 * @param {string} version WordPress's version.
 * @return {string} Name for a folder.
 */
function installedKey( version ) {
	const playground = readFileSync(
		join( root, 'node_modules/@wp-playground/cli/package.json' ),
		'utf8'
	);
	const hash = createHash( 'sha256' )
		.update( wpConfig( '' ) + KEEP_SQLITE )
		.update( String( JSON.parse( playground ).version ) );
	return `${ version }-${ hash.digest( 'hex' ).slice( 0, 8 ) }`;
}

/**
 * Installs WordPress.
 *
 * @param {string} source WordPress's files.
 * @param {string} target Empty folder for the installed site.
 * @return {Promise<void>} When it is complete.
 * @throws {Error} When there is no database afterwards.
 */
async function install( source, target ) {
	cpSync( source, target, { recursive: true } );
	writeFileSync(
		join( target, 'wp-config.php' ),
		wpConfig( randomBytes( 32 ).toString( 'hex' ) )
	);
	const playground = await bootPlayground( {
		folder: target,
		parts: [],
		install: true,
	} );
	try {
		await playground.run( KEEP_SQLITE );
	} finally {
		await playground.stop();
	}
	// The installer itself is not free of warnings.
	rmSync( join( target, 'wp-content/debug.log' ), { force: true } );
	if ( ! existsSync( join( target, DATABASE ) ) ) {
		throw new Error( 'WordPress did not install itself.' );
	}
	writeFileSync( join( target, DONE ), '' );
}

/** Copies Playground's SQLite integration to where tools/lib/native.mjs looks for it. */
const KEEP_SQLITE = `<?php
$from  = '/internal/shared/sqlite-database-integration/';
$files = new RecursiveIteratorIterator(
	new RecursiveDirectoryIterator( $from, FilesystemIterator::SKIP_DOTS ),
	RecursiveIteratorIterator::SELF_FIRST
);
mkdir( '/wordpress/wp-content/sqlite' );
foreach ( $files as $file ) {
	$target = '/wordpress/wp-content/sqlite/' . $files->getSubPathname();
	$file->isDir() ? mkdir( $target ) : copy( $file->getPathname(), $target );
}
`;

/**
 * Writes a wp-config.php: everything gets logged, nothing is shown, and nothing leaves this machine.
 *
 * @param {string} salt Random text.
 * @return {string} PHP.
 */
function wpConfig( salt ) {
	const salts = [ 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ]
		.flatMap( ( name ) => [ `${ name }_KEY`, `${ name }_SALT` ] )
		.map( ( name ) => `define( '${ name }', '${ name }${ salt }' );` );
	return `<?php
// Playground's opcache can only keep compiled files in files; to read them takes twice as long as to compile them anew.
if ( '/wordpress' === __DIR__ ) {
	ini_set( 'opcache.enable', '0' );
}
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', '' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', '' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
${ salts.join( '\n' ) }
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_LOG', __DIR__ . '/wp-content/debug.log' );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_ENVIRONMENT_TYPE', 'local' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'DISABLE_WP_CRON', true );
define( 'FS_METHOD', 'direct' );
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
`;
}
