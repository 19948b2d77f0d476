/**
 * A real WordPress with this plugin active, for tests and for `npm start`.
 */
import {
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isRunning, makeFolder, temporaryFolder } from './folders.mjs';
import { getInstalled } from './installed.mjs';
import { cache, root } from './paths.mjs';
import { bootPlayground } from './playground.mjs';
import { getWordPress } from './wordpress.mjs';

/** What a user of the plugin gets, and so all that the site sees of the checkout. */
const PLUGIN_PARTS = [
	'plugin.php',
	'uninstall.php',
	'readme.txt',
	'includes',
	'build',
	'languages',
];

const DATABASE = 'wp-content/database/.ht.sqlite';

/** Who is there in every new site: an administrator. */
export const administrator = { login: 'admin', password: 'password' };

/**
 * @typedef {Object} SiteOptions
 * @property {string}                 [wordpressVersion] Two numbers with a dot; 7.1 when left out.
 * @property {string}                 [php]              Version of PHP; 8.3 when left out.
 * @property {number}                 [port]             Any free one when left out.
 * @property {string}                 [persist]          Name under which the site is kept for the next start; thrown away when left out.
 * @property {Record<string, string>} [muPlugins]        Must-use plugins: PHP by file name.
 * @property {string}                 [theme]            `known-visitor-classic` or, when left out, `twentytwentyfive`.
 * @property {object[]}               [steps]            Steps of a Playground blueprint.
 */

/**
 * @typedef {Object} Site
 * @property {string}                              url          Its address, on 127.0.0.1, with no slash at the end.
 * @property {number}                              port         Its port.
 * @property {import('./wordpress.mjs').WordPress} wordpress    Which WordPress it runs and where that came from.
 * @property {string}                              php          Which PHP it runs.
 * @property {string}                              folder       WordPress's folder on this machine.
 * @property {boolean}                             isNew        False when a kept site was started again.
 * @property {( code: string ) => Promise<string>} runPhp       Runs PHP statements (no opening tag) with WordPress loaded, as a request of its own, and answers what
 *                                                              they print; throws an Error with PHP's message on a fatal error. For a value back, print JSON between
 *                                                              marks of your own, since anything may print besides; tests/support/wordpress.ts does so.
 * @property {() => string}                        readDebugLog What WordPress logged: every notice, warning and error; empty when there was none.
 * @property {() => void}                          reset        Puts database, must-use plugins' files and log back to where they were when the site had started.
 * @property {() => Promise<void>}                 stop         Ends it. Its folder goes too, unless it is to be kept.
 */

/**
 * Starts a site. The plugin in it is the checkout itself: changed files work at once.
 *
 * @param {SiteOptions} options What is wanted.
 * @return {Promise<Site>} The running site.
 * @throws {Error} When WordPress cannot be had or started, the plugin cannot be activated, or a kept site runs already.
 */
export async function startSite( options = {} ) {
	const wordpress = await getWordPress( options.wordpressVersion );
	const place = await takeFolder( wordpress, options.persist );
	const php = options.php ?? '8.3';
	try {
		fillContent( place.folder, options.muPlugins ?? {} );
		const playground = await bootPlayground( {
			folder: place.folder,
			php,
			mounts: pluginMounts(),
			steps: options.steps ?? [],
			...( options.port ? { port: options.port } : {} ),
		} );
		const runPhp = ( /** @type {string} */ code ) =>
			playground.run( wrapPhp( code ) );
		const stop = async () => {
			await playground.stop();
			place.leave();
		};
		try {
			if ( place.isNew ) {
				await runPhp(
					firstSteps( options.theme ?? 'twentytwentyfive' )
				);
			}
		} catch ( error ) {
			await stop();
			throw error;
		}
		const { url, port } = playground;
		return {
			url,
			port,
			wordpress,
			php,
			folder: place.folder,
			isNew: place.isNew,
			runPhp,
			stop,
			...records( place.folder ),
		};
	} catch ( error ) {
		place.leave();
		throw error;
	}
}

/**
 * Gets a folder for a site: a new copy, or the one that was kept.
 *
 * @param {import('./wordpress.mjs').WordPress} wordpress The WordPress that it has to hold.
 * @param {string | undefined}                  persist   Name of a site to be kept.
 * @return {Promise<{ folder: string, isNew: boolean, leave: () => void }>} The folder, and what to call at the end.
 * @throws {Error} When another process runs that very site.
 */
async function takeFolder( wordpress, persist ) {
	const sites = join( cache, 'sites' );
	const installed = await getInstalled( wordpress );
	if ( ! persist ) {
		const folder = temporaryFolder( sites );
		cpSync( installed.folder, folder, { recursive: true } );
		return {
			folder,
			isNew: true,
			leave: () =>
				rmSync( folder, {
					recursive: true,
					force: true,
					maxRetries: 3,
				} ),
		};
	}
	// Another WordPress wants another folder: the key is part of the name.
	const folder = join( sites, `${ persist }-${ installed.key }` );
	const leave = lock( folder );
	const isNew = ! existsSync( folder );
	if ( isNew ) {
		await makeFolder( folder, existsSync, async ( target ) =>
			cpSync( installed.folder, target, { recursive: true } )
		);
	}
	return { folder, isNew, leave };
}

/**
 * Makes sure that no other process runs a site on the same folder.
 *
 * @param {string} folder The site's folder.
 * @return {() => void} Call it when the folder is free again.
 * @throws {Error} When another process has it.
 */
function lock( folder ) {
	const file = `${ folder }.pid`;
	const owner = existsSync( file )
		? Number( readFileSync( file, 'utf8' ) )
		: 0;
	if ( owner > 0 && owner !== process.pid && isRunning( owner ) ) {
		throw new Error(
			`This site runs already, in process ${ owner }. End that one first (Ctrl-C in its window).`
		);
	}
	mkdirSync( join( folder, '..' ), { recursive: true } );
	writeFileSync( file, String( process.pid ) );
	return () => rmSync( file, { force: true } );
}

/**
 * Lists which parts of the checkout the site sees, and where.
 *
 * @return {{ hostPath: string, vfsPath: string }[]} Playground's mounts.
 * @throws {Error} When there is no plugin in the checkout.
 */
function pluginMounts() {
	if ( ! existsSync( join( root, 'plugin.php' ) ) ) {
		throw new Error( 'There is no plugin.php in the checkout.' );
	}
	return PLUGIN_PARTS.filter( ( part ) =>
		existsSync( join( root, part ) )
	).map( ( part ) => ( {
		hostPath: join( root, part ),
		vfsPath: `/wordpress/wp-content/plugins/known-visitor/${ part }`,
	} ) );
}

/**
 * Writes our own themes and the must-use plugins into a site.
 *
 * @param {string}                 folder    WordPress's folder.
 * @param {Record<string, string>} muPlugins PHP by file name.
 */
function fillContent( folder, muPlugins ) {
	const target = join( folder, 'wp-content/mu-plugins' );
	rmSync( target, { recursive: true, force: true } );
	mkdirSync( target, { recursive: true } );
	// A mount needs something to lie on.
	mkdirSync( join( folder, 'wp-content/plugins/known-visitor' ), {
		recursive: true,
	} );
	cpSync(
		join( root, 'tests/support/themes' ),
		join( folder, 'wp-content/themes' ),
		{ recursive: true }
	);
	for ( const [ name, php ] of Object.entries( {
		'a-site-of-its-own.php': ALONE,
		...muPlugins,
	} ) ) {
		writeFileSync( join( target, name ), php );
	}
}

/** Keeps WordPress from asking wordpress.org for updates and from sending e-mail. */
const ALONE = `<?php
foreach ( array( 'core', 'plugins', 'themes' ) as $known_visitor_what ) {
	add_filter(
		"pre_site_transient_update_$known_visitor_what",
		static fn () => (object) array(
			'last_checked'    => time(),
			'version_checked' => wp_get_wp_version(),
			'updates'         => array(),
			'checked'         => array(),
		)
	);
}
add_filter( 'pre_wp_mail', '__return_true' );
`;

/**
 * Writes what is done once in a new site.
 *
 * @param {string} theme The theme to switch to.
 * @return {string} PHP statements.
 */
function firstSteps( theme ) {
	return `
require_once ABSPATH . 'wp-admin/includes/plugin.php';
update_option( 'permalink_structure', '/%postname%/' );
update_option( 'blogname', 'Known Visitor' );
switch_theme( ${ phpString( theme ) } );
$result = activate_plugin( 'known-visitor/plugin.php' );
if ( is_wp_error( $result ) ) {
	throw new Exception( $result->get_error_message() . ' ' . wp_json_encode( $result->get_error_data() ) );
}
$GLOBALS['wp_rewrite']->init();
flush_rewrite_rules();`;
}

/**
 * Writes a text as PHP.
 *
 * @param {string} text Any text.
 * @return {string} A PHP expression for it.
 */
export function phpString( text ) {
	return `base64_decode( '${ Buffer.from( text ).toString( 'base64' ) }' )`;
}

/**
 * Loads WordPress before some PHP, and makes its last error the end of what is printed.
 *
 * @param {string} code Statements.
 * @return {string} A PHP file's text.
 */
function wrapPhp( code ) {
	return `<?php
define( 'WP_DISABLE_FATAL_ERROR_HANDLER', true );
require '/wordpress/wp-load.php';
register_shutdown_function( static function () {
	$error = error_get_last();
	if ( $error && ( $error['type'] & ( E_ERROR | E_PARSE | E_COMPILE_ERROR | E_USER_ERROR | E_RECOVERABLE_ERROR ) ) ) {
		echo "\\nPHP error: {$error['message']} ({$error['file']}:{$error['line']})";
	}
} );
${ code }`;
}

/**
 * Makes what looks into a site's files.
 *
 * @param {string} folder WordPress's folder.
 * @return {Pick<Site, 'readDebugLog' | 'reset'>} Two of the site's functions.
 */
function records( folder ) {
	const log = join( folder, 'wp-content/debug.log' );
	const database = join( folder, DATABASE );
	const start = readFileSync( database );
	return {
		readDebugLog: () =>
			existsSync( log ) ? readFileSync( log, 'utf8' ) : '',
		reset: () => {
			writeFileSync( database, start );
			rmSync( log, { force: true } );
		},
	};
}
