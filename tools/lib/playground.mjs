/**
 * WordPress Playground: PHP as WebAssembly with a web server in front, inside this process.
 */
import { Server } from 'node:net';
import { runCLI } from '@wp-playground/cli';

/** The version of PHP unless another is asked for. */
const DEFAULT_PHP = '8.3';

/** What PHP takes the site's folder for. */
const DOCUMENT_ROOT = '/wordpress';

/** With one thread, a site that asks itself something would wait for itself. */
const THREADS = 2;

/** The system chooses one that is free, and nobody can take it in between. */
const ANY_PORT = 0;

/**
 * Starts Playground on a WordPress folder. Nobody gets signed in by it.
 *
 * @param {import('./site.mjs').ServerOptions & { php?: string, install?: boolean }} options What to serve, with which version of PHP (two
 *                                                                                           numbers with a dot), and whether WordPress still
 *                                                                                           has to be installed there.
 * @return {Promise<import('./site.mjs').Server>} The running server.
 * @throws {Error} When the port is taken or WordPress does not start.
 */
export async function bootPlayground( options ) {
	const php = options.php ?? DEFAULT_PHP;
	const { playground, server, serverUrl, ...rest } = await onLoopback(
		options.port ?? ANY_PORT,
		() =>
			runCLI( {
				command: 'server',
				php: /** @type {'8.3'} */ ( php ),
				workers: THREADS,
				verbosity: /** @type {never} */ ( 'quiet' ),
				'mount-before-install': [
					{ hostPath: options.folder, vfsPath: DOCUMENT_ROOT },
					...options.parts.map( ( { source, path } ) => ( {
						hostPath: source,
						vfsPath: `${ DOCUMENT_ROOT }/${ path }`,
					} ) ),
				],
				wordpressInstallMode: options.install
					? 'install-from-existing-files'
					: 'do-not-attempt-installing',
				blueprint: {},
				redis: false,
				memcached: false,
			} )
	);
	// The very first request only gets sent to itself again.
	await fetch( serverUrl, { redirect: 'manual' } );
	return {
		url: serverUrl,
		port: Number( new URL( serverUrl ).port ),
		php,
		documentRoot: DOCUMENT_ROOT,
		run: async ( code ) => ( await playground.run( { code } ) ).text,
		// Its files are the checkout's.
		refresh: () => {},
		stop: async () => {
			server.closeAllConnections();
			await rest[ Symbol.asyncDispose ]();
		},
	};
}

/**
 * Makes every server that starts meanwhile listen on this machine only, and on the port that is wanted.
 *
 * Playground listens on all of the machine's addresses and has no option for it; it must not, with passwords like ours. Nor
 * has it one for any port that is free: it tries one of its own choice first.
 *
 * @template T
 * @param {number}           port  The port.
 * @param {() => Promise<T>} start Starts something.
 * @return {Promise<T>} What it answers.
 */
async function onLoopback( port, start ) {
	const listen = Server.prototype.listen;
	/**
	 * @this {Server}
	 * @param {unknown[]} args What whoever listens asks for.
	 */
	function listenOnPort( ...args ) {
		const own =
			typeof args[ 0 ] === 'number'
				? [ port, '127.0.0.1', ...args.slice( 1 ) ]
				: args;
		return Reflect.apply( listen, this, own );
	}
	Server.prototype.listen = /** @type {typeof listen} */ ( listenOnPort );
	try {
		return await start();
	} finally {
		Server.prototype.listen = listen;
	}
}
