/**
 * WordPress Playground: PHP as WebAssembly with a web server in front, inside this process.
 */
import { Server } from 'node:net';
import { runCLI } from '@wp-playground/cli';
import { freePort } from './ports.mjs';

/**
 * @typedef {Object} BootOptions
 * @property {string}                                  folder    WordPress folder; gets written into.
 * @property {boolean}                                 [install] Whether WordPress still has to be installed there.
 * @property {string}                                  [php]     Version of PHP, two numbers with a dot.
 * @property {number}                                  [port]    Port to listen on; any free one when left out.
 * @property {{ hostPath: string, vfsPath: string }[]} [mounts]  What else PHP sees, and where.
 * @property {object[]}                                [steps]   Steps of a Playground blueprint.
 */

/**
 * @typedef {Object} Playground
 * @property {string}                              url  Address of the site, with no slash at the end.
 * @property {number}                              port Its port.
 * @property {( code: string ) => Promise<string>} run  Runs a PHP file's text and answers what it prints; throws with what PHP says when it fails.
 * @property {() => Promise<void>}                 stop Ends the server and its threads.
 */

/** With one thread, a site that asks itself something would wait for itself. */
const THREADS = 2;

/**
 * Starts Playground on a WordPress folder. Nobody gets signed in by it.
 *
 * @param {BootOptions} options What to start.
 * @return {Promise<Playground>} The running server.
 * @throws {Error} When the port is taken or WordPress does not start.
 */
export async function bootPlayground( options ) {
	const port = options.port ?? ( await freePort() );
	const { playground, server, serverUrl, ...rest } = await onLoopback( () =>
		runCLI( {
			command: 'server',
			port,
			php: /** @type {'8.3'} */ ( options.php ?? '8.3' ),
			workers: THREADS,
			verbosity: /** @type {never} */ ( 'quiet' ),
			'mount-before-install': [
				{ hostPath: options.folder, vfsPath: '/wordpress' },
				...( options.mounts ?? [] ),
			],
			wordpressInstallMode: options.install
				? 'install-from-existing-files'
				: 'do-not-attempt-installing',
			blueprint: {
				steps: /** @type {never[]} */ ( options.steps ?? [] ),
			},
			redis: false,
			memcached: false,
		} )
	);
	// The very first request only gets sent to itself again.
	await fetch( serverUrl, { redirect: 'manual' } );
	return {
		url: serverUrl,
		port,
		run: async ( code ) => {
			try {
				return ( await playground.run( { code } ) ).text;
			} catch ( error ) {
				throw new Error( explain( error ) );
			}
		},
		stop: async () => {
			server.closeAllConnections();
			await rest[ Symbol.asyncDispose ]();
		},
	};
}

/**
 * Makes every server that starts meanwhile listen on this machine only.
 *
 * Playground listens on all of the machine's addresses and has no option for it; it must not, with passwords like ours.
 *
 * @template T
 * @param {() => Promise<T>} start Starts something.
 * @return {Promise<T>} What it answers.
 */
async function onLoopback( start ) {
	const listen = Server.prototype.listen;
	Server.prototype.listen = /** @type {typeof listen} */ (
		function ( /** @type {unknown[]} */ ...args ) {
			const own =
				typeof args[ 0 ] === 'number'
					? [ args[ 0 ], '127.0.0.1', ...args.slice( 1 ) ]
					: args;
			return Reflect.apply( listen, this, own );
		}
	);
	try {
		return await start();
	} finally {
		Server.prototype.listen = listen;
	}
}

/**
 * Takes PHP's own message out of what Playground throws.
 *
 * @param {unknown} error What was thrown.
 * @return {string} The message, or everything there is.
 */
function explain( error ) {
	const text = error instanceof Error ? error.message : String( error );
	const plain = text.replace( /<[^>]+>/g, '' ).replaceAll( '&quot;', '"' );
	return (
		/(?:PHP error|Fatal error|Parse error):[^]*?(?=\n\s*\n|$)/.exec(
			plain
		)?.[ 0 ] ?? plain
	);
}
