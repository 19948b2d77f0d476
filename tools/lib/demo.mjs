/**
 * The demo site of `npm start`, from building the plugin to Ctrl-C.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import getPort, { portNumbers } from 'get-port';
import { startPortal } from '../../tests/stand-in/portal.mjs';
import { filesOf, wpScripts } from './gates.mjs';
import { demoNote, root } from './paths.mjs';
import { noteRunning } from './running.mjs';
import { phpString, startSite } from './site.mjs';
import { messageOf } from './steps.mjs';

const FIRST_PORT = 8880;
const LAST_PORT = 65_535;

/** Who can sign in; made by tools/demo/seed.php. The password is the login. */
const PEOPLE = [
	[ 'admin', 'Olena Kovalenko, administrator' ],
	[ 'marta', 'Marta Silva, editor' ],
	[ 'ann', 'Ann Young, subscriber' ],
	[ 'bob', '[b]Bold[/b] Bob, a name that tries to be BBCode' ],
	[ 'noname', 'a subscriber without any name' ],
	[ 'carla', 'Carla Núñez, customer' ],
];

/** @typedef {() => Promise<void>} Stop */

/**
 * Runs the demo until it is told to end.
 *
 * @param {{ isDev: boolean }} options Whether it follows the sources: `npm run dev`.
 * @return {Promise<number>} Exit code: 0 after Ctrl-C, 1 when it could not start.
 */
export async function runDemo( { isDev } ) {
	const ended = untilSignal();
	/** @type {Stop[]} */
	const stops = [];
	let code = 0;
	const starting = startAll( stops, isDev );
	try {
		await Promise.race( [ starting, ended ] );
		await ended;
		// What is half started cannot be ended, so it gets its time.
		await starting.catch( () => {} );
	} catch ( error ) {
		process.stderr.write( `${ messageOf( error ) }\n` );
		code = 1;
	}
	for ( const stop of stops.reverse() ) {
		await stop();
	}
	return code;
}

/**
 * Waits for Ctrl-C or a polite request to end. A second one does not wait.
 *
 * @return {Promise<void>} When it comes.
 */
function untilSignal() {
	return new Promise( ( resolve ) => {
		let asked = false;
		const onSignal = () => {
			if ( asked ) {
				process.exit( 1 );
			}
			asked = true;
			process.stdout.write( '\nEnding.\n' );
			resolve();
		};
		process.on( 'SIGINT', onSignal );
		process.on( 'SIGTERM', onSignal );
	} );
}

/**
 * Finds a port that nobody listens on.
 *
 * @param {number} first Port to start from, for the next free one.
 * @return {Promise<number>} The port, free at this moment.
 */
const freePort = ( first ) =>
	getPort( { host: '127.0.0.1', port: portNumbers( first, LAST_PORT ) } );

/**
 * Starts portal and site, and says where they are.
 *
 * @param {Stop[]}  stops Gets what ends each part, as it starts.
 * @param {boolean} isDev Whether it follows the sources.
 * @return {Promise<void>} When all runs.
 * @throws {Error} When something does not start.
 */
async function startAll( stops, isDev ) {
	const first = Number( process.env[ 'PORT' ] ) || FIRST_PORT;
	const port = await freePort( first );
	const portal = await startPortal( { port: await freePort( port + 1 ) } );
	stops.push( portal.stop );
	const watching = isDev ? await follow( port + 1 ) : undefined;
	if ( watching ) {
		stops.push( watching.stop );
	} else {
		await ensureBuild();
	}
	process.stdout.write( 'Starting WordPress.\n' );
	const site = await startSite( {
		port,
		persist: 'demo',
		muPlugins: demoPlugins( portal, watching?.url ),
		...( watching ? { build: watching.folder } : {} ),
	} );
	stops.push( site.stop );
	await site.runPhp( demoSeed() );
	watching?.follow( site );
	const text = welcome( site, portal, isDev );
	stops.push( noteRunning( { url: site.url, text, isDev }, demoNote ) );
	process.stdout.write( text );
}

/**
 * Starts to build on each change.
 *
 * @param {number} first Port to start from, for the next free one.
 * @return {Promise<import('./dev.mjs').Watching>} After the first build.
 * @throws {Error} When that fails.
 */
async function follow( first ) {
	process.stdout.write( 'Building the plugin, and again on each change.\n' );
	// Only `npm run dev` needs webpack.
	const { startWatching } = await import( './dev.mjs' );
	return startWatching( await freePort( first ) );
}

/**
 * Builds the plugin when there is no build, or an older one than the sources.
 *
 * @return {Promise<void>} When the build is there.
 * @throws {Error} When it fails, with its output.
 */
async function ensureBuild() {
	const newest = ( /** @type {string} */ folder ) =>
		Math.max(
			0,
			...filesOf( join( root, folder ) ).map(
				( name ) => statSync( join( root, folder, name ) ).mtimeMs
			)
		);
	if (
		existsSync( join( root, 'build' ) ) &&
		newest( 'build' ) >= newest( 'src' )
	) {
		return;
	}
	process.stdout.write( 'Building the plugin.\n' );
	const { code, output } = await wpScripts( 'build' );
	if ( code !== 0 ) {
		throw new Error( `The plugin cannot be built:\n${ output }` );
	}
}

/**
 * Writes the demo's must-use plugins.
 *
 * @param {import('../../tests/stand-in/types').Portal} portal The running stand-in.
 * @param {string}                                      reload What open pages listen to; without it they do not.
 * @return {Record<string, string>} Files by name.
 */
export function demoPlugins( portal, reload = '' ) {
	const facts = {
		operatorUrl: portal.operatorUrl,
		snippets: {
			g0: portal.snippet( 'g0' ),
			g1: portal.snippet( 'g1' ),
			g2: portal.snippet( 'g2' ),
		},
	};
	return {
		'demo-portal.php': `<?php define( 'KnownVisitorDemo\\PORTAL', json_decode( ${ phpString( JSON.stringify( facts ) ) }, true ) );`,
		'demo.php': readDemo( 'mu-plugin.php' ),
		'page-cache.php': readDemo( 'page-cache.php' ),
		'demo.css': readDemo( 'demo.css' ),
		'demo.js': readDemo( 'demo.js' ),
		...( reload
			? {
					'demo-reload.php': `<?php define( 'KnownVisitorDemo\\RELOAD', ${ phpString( reload ) } );`,
					'reload.php': readDemo( 'reload.php' ),
				}
			: {} ),
	};
}

/**
 * Returns the PHP that makes the sample content, once.
 *
 * @return {string} Statements.
 */
export const demoSeed = () => readDemo( 'seed.php' ).replace( '<?php', '' );

/**
 * Reads a file of the demo.
 *
 * @param {string} name File in tools/demo.
 * @return {string} Its text.
 */
function readDemo( name ) {
	return readFileSync( join( root, 'tools/demo', name ), 'utf8' );
}

/**
 * Says what runs, where, and what to look at.
 *
 * @param {import('./site.mjs').Site}                   site   The running site.
 * @param {import('../../tests/stand-in/types').Portal} portal The running stand-in.
 * @param {boolean}                                     isDev  Whether it follows the sources.
 * @return {string} Lines for the terminal.
 */
function welcome( site, portal, isDev ) {
	const { version, source } = site.wordpress;
	const people = PEOPLE.map(
		( [ login = '', who ] ) => `    ${ login.padEnd( 8 ) } ${ who }`
	);
	return `
  The site         ${ site.url }/
  Operator's side  ${ portal.operatorUrl }
  Settings         ${ site.url }/wp-admin/options-general.php?page=known-visitor

  Sign in with the bar at the top of each page, or at ${ site.url }/wp-login.php; each password is the login:
${ people.join( '\n' ) }

  First: sign in as Ann, open the chat, write something, and look at the operator's side, which stands beside the page.
  Then sign out. The switches of the bar show the rest: the card, a page cache, delivery by request, "Try it on my site".

  WordPress ${ version } (from ${ source }) on ${ site.php }${ site.isNew ? '' : '; the site of last time' }.
${ isDev ? '  Changes in src and includes are built into artifacts/dev, and open pages reload.\n' : '' }  Ctrl-C ends it. What you changed in WordPress is there again at the next start; delete .cache/sites to begin anew.
`;
}
