/**
 * A real WordPress with this plugin active, for tests and for `npm start`.
 */
import {
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import {
	isRunning,
	linkFolder,
	makeFolder,
	temporaryFolder,
} from './folders.mjs';
import { makePseudoLanguages } from './i18n/pseudo.mjs';
import { DATABASE, getInstalled } from './installed.mjs';
import { bootNative, findNativePhp } from './native.mjs';
import { cache, root } from './paths.mjs';
import { bootPlayground } from './playground.mjs';
import { messageOf } from './steps.mjs';
import { getWordPress } from './wordpress.mjs';

/** What a user of the plugin gets, and so all that the site sees of the checkout. */
const PLUGIN_PARTS = [
	'plugin.php',
	'uninstall.php',
	'readme.txt',
	'includes',
	'build',
	'languages',
	'wpml-config.xml',
];

/** Who is there in every new site: an administrator. */
const administrator = { login: 'admin', password: 'password' };

/**
 * @typedef {Object} SiteOptions
 * @property {string}                  [wordpressVersion] Two numbers with a dot; 7.1 when left out.
 * @property {'native' | 'playground'} [server]           The machine's own PHP or WordPress Playground; when left out, the first if it can.
 * @property {string}                  [php]              Version of PHP, two numbers with a dot, which only Playground can choose.
 * @property {number}                  [port]             Any free one when left out.
 * @property {string}                  [persist]          Name under which the site is kept for the next start; thrown away when left out.
 * @property {Record<string, string>}  [muPlugins]        Must-use plugins: PHP by file name.
 * @property {string}                  [build]            Folder that is the plugin's build; the committed one when left out.
 * @property {string}                  [theme]            `known-visitor-classic` or, when left out, `twentytwentyfive`.
 * @property {boolean}                 [isActive]         False leaves the plugin for the test to activate.
 * @property {boolean}                 [hasPlugin]        False leaves it for the test to install.
 * @property {boolean}                 [hasPseudo]        True lets the plugin speak the language of tools/lib/i18n/pseudo.mjs, too.
 */

/**
 * @typedef {Object} ServerOptions
 * @property {string}                             folder WordPress folder; gets written into.
 * @property {number}                             [port] Port to listen on; any free one when left out.
 * @property {{ source: string, path: string }[]} parts  What else is in the site: file or folder of this machine, and where in WordPress's folder.
 */

/**
 * @typedef {Object} Server
 * @property {string}                              url          Address of the site, with no slash at the end.
 * @property {number}                              port         Its port.
 * @property {string}                              php          Which PHP it runs.
 * @property {string}                              documentRoot What PHP takes the site's folder for.
 * @property {( code: string ) => Promise<string>} run          Runs a PHP file's text and answers what it prints; throws with what PHP says when it fails.
 * @property {() => void}                          refresh      Brings what has changed in the parts into the site.
 * @property {() => Promise<void>}                 stop         Ends the server and all that belongs to it.
 */

/**
 * @typedef {Object} Site
 * @property {string}                              url           Its address, on 127.0.0.1, with no slash at the end.
 * @property {number}                              port          Its port.
 * @property {import('./wordpress.mjs').WordPress} wordpress     Which WordPress it runs and where that came from.
 * @property {string}                              php           Which PHP it runs, and where or why there, in words.
 * @property {string}                              folder        WordPress's folder on this machine.
 * @property {typeof administrator}                administrator Who is there from the start.
 * @property {boolean}                             isNew         False when a kept site was started again.
 * @property {( code: string ) => Promise<string>} runPhp        Runs PHP statements (no opening tag) with WordPress loaded, as a request of its own, and answers what
 *                                                               they print; throws an Error with PHP's message on a fatal error. For a value back, print JSON between
 *                                                               marks of your own, since anything may print besides; tests/support/wordpress.ts does so.
 * @property {() => string}                        readDebugLog  What WordPress logged: every notice, warning and error; empty when there was none.
 * @property {() => void}                          reset         Puts database, must-use plugins' files and log back to where they were when the site had started.
 * @property {() => void}                          refresh       Brings what has changed in the checkout into the site.
 * @property {() => Promise<void>}                 stop          Ends it. Its folder goes too, unless it is to be kept.
 */

/**
 * Starts a site with the plugin of the checkout in it.
 *
 * @param {SiteOptions} options What is wanted.
 * @return {Promise<Site>} The running site.
 * @throws {Error} When WordPress cannot be had or started, the plugin cannot be activated, or a kept site runs already.
 */
export async function startSite( options = {} ) {
	const wordpress = await getWordPress( options.wordpressVersion );
	const place = await takeFolder( wordpress, options.persist );
	try {
		fillContent( place.folder, options.muPlugins ?? {} );
		const hasPlugin = options.hasPlugin !== false;
		const { server, php } = await boot( options, {
			folder: place.folder,
			parts: hasPlugin
				? pluginParts( place.folder, options.build, options.hasPseudo )
				: [],
			...( options.port ? { port: options.port } : {} ),
		} );
		const runPhp = ( /** @type {string} */ code ) =>
			server.run( wrapPhp( server.documentRoot, code ) ).catch( explain );
		const stop = async () => {
			await server.stop();
			place.leave();
		};
		try {
			if ( place.isNew ) {
				// WordPress makes a site's navigation at its first view: what a reset goes back to has one, as any site.
				await fetch( server.url );
				await runPhp(
					firstSteps( options.theme ?? 'twentytwentyfive' ) +
						( hasPlugin && options.isActive !== false
							? ACTIVATE
							: '' )
				);
			}
		} catch ( error ) {
			await stop();
			throw error;
		}
		const { url, port } = server;
		return {
			url,
			port,
			wordpress,
			php,
			folder: place.folder,
			administrator,
			isNew: place.isNew,
			runPhp,
			refresh: server.refresh,
			stop,
			...records( place.folder ),
		};
	} catch ( error ) {
		place.leave();
		throw error;
	}
}

/**
 * Starts the web server: the machine's own PHP where that can, since it is quicker.
 *
 * @param {SiteOptions}   options What the site wants.
 * @param {ServerOptions} what    What to serve.
 * @return {Promise<{ server: Server, php: string }>} The running server, and in words which PHP it has, and why that one.
 * @throws {Error} When it does not start, or the machine's own PHP is asked for and cannot.
 */
async function boot( options, what ) {
	const { php, reason } =
		options.server === 'playground' || options.php
			? { php: undefined, reason: 'as was asked for' }
			: await findNativePhp();
	if ( php ) {
		const server = await bootNative( php, what );
		return { server, php: `PHP ${ php.version } (${ php.command })` };
	}
	if ( options.server === 'native' ) {
		throw new Error(
			`The machine’s own PHP cannot serve a site: ${ reason }.`
		);
	}
	const server = await bootPlayground( {
		...what,
		...( options.php ? { php: options.php } : {} ),
	} );
	return {
		server,
		php: `PHP ${ server.php } as WebAssembly (Playground; ${ reason })`,
	};
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
		copyInstalled( installed.folder, folder );
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
 * Copies an installed WordPress for a while. Into WordPress's own code no site writes: that is not copied but linked.
 *
 * @param {string} source The installed WordPress.
 * @param {string} target The site's folder.
 */
function copyInstalled( source, target ) {
	const code = [ 'wp-admin', 'wp-includes' ].map( ( name ) =>
		join( source, name )
	);
	cpSync( source, target, {
		recursive: true,
		filter: ( path ) => ! code.includes( path ),
	} );
	for ( const folder of code ) {
		linkFolder( folder, join( target, basename( folder ) ) );
	}
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
 * Lists which parts of the checkout the site has, and where.
 *
 * @param {string}  folder    WordPress's folder.
 * @param {string}  build     The folder that is the plugin's build.
 * @param {boolean} hasPseudo Whether the plugin speaks the language of brackets, too.
 * @return {ServerOptions['parts']} Files and folders.
 * @throws {Error} When there is no plugin in the checkout.
 */
function pluginParts(
	folder,
	build = join( root, 'build' ),
	hasPseudo = false
) {
	// A mount needs something to lie on.
	mkdirSync( join( folder, 'wp-content/plugins/known-visitor' ), {
		recursive: true,
	} );
	if ( ! existsSync( join( root, 'plugin.php' ) ) ) {
		throw new Error( 'There is no plugin.php in the checkout.' );
	}
	const elsewhere = /** @type {Record<string, string>} */ ( {
		build,
		...( hasPseudo ? { languages: makePseudoLanguages( root ) } : {} ),
	} );
	return PLUGIN_PARTS.map( ( part ) => ( {
		source: elsewhere[ part ] ?? join( root, part ),
		path: `wp-content/plugins/known-visitor/${ part }`,
	} ) ).filter( ( { source } ) => existsSync( source ) );
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

/**
 * Keeps WordPress from asking wordpress.org for updates and translations, from sending e-mail, and from making passwords
 * hard to guess: to sign in would take longer than the page.
 */
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
add_filter( 'translations_api', static fn () => array( 'translations' => array() ) );
add_filter( 'pre_wp_mail', '__return_true' );
add_filter( 'wp_hash_password_options', static fn () => array( 'cost' => 4 ) );
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
wp_set_password( ${ phpString( administrator.password ) }, 1 );
switch_theme( ${ phpString( theme ) } );
$GLOBALS['wp_rewrite']->init();
flush_rewrite_rules();`;
}

/** Activates the plugin as an administrator does. */
const ACTIVATE = `
$result = activate_plugin( 'known-visitor/plugin.php' );
if ( is_wp_error( $result ) ) {
	throw new Exception( $result->get_error_message() . ' ' . wp_json_encode( $result->get_error_data() ) );
}`;

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
 * @param {string} folder Where PHP sees WordPress.
 * @param {string} code   Statements.
 * @return {string} A PHP file's text.
 */
function wrapPhp( folder, code ) {
	return `<?php
define( 'WP_DISABLE_FATAL_ERROR_HANDLER', true );
require ${ phpString( `${ folder }/wp-load.php` ) };
register_shutdown_function( static function () {
	$error = error_get_last();
	if ( $error && ( $error['type'] & ( E_ERROR | E_PARSE | E_COMPILE_ERROR | E_USER_ERROR | E_RECOVERABLE_ERROR ) ) ) {
		echo "\\nPHP error: {$error['message']} ({$error['file']}:{$error['line']})";
	}
} );
${ code }`;
}

/**
 * Throws PHP's own message out of what a server throws.
 *
 * @param {unknown} error What was thrown.
 * @return {never} Nothing.
 * @throws {Error} With the message, or with everything there is.
 */
function explain( error ) {
	const plain = messageOf( error )
		.replace( /<[^>]+>/g, '' )
		.replaceAll( '&quot;', '"' );
	throw new Error(
		/(?:PHP error|Fatal error|Parse error):[^]*?(?=\n\s*\n|$)/.exec(
			plain
		)?.[ 0 ] ?? plain
	);
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
			// In one move: a request that still runs keeps the old file.
			writeFileSync( `${ database }.new`, start );
			renameSync( `${ database }.new`, database );
			rmSync( log, { force: true } );
		},
	};
}
