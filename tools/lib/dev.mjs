/**
 * What `npm run dev` adds to the demo: a build that follows the sources, and pages that reload when it is there.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
// It comes with @wordpress/scripts, in the version that it wants.
// eslint-disable-next-line import/no-extraneous-dependencies
import webpack from 'webpack';
import { artifacts, root } from './paths.mjs';

/** Where it builds: ignored by Git, so that the committed build stays what `npm run build` made. */
const FOLDER = join( artifacts, 'dev' );

/** Milliseconds without another change before the build begins: an editor may save several files. */
const CALM_MS = 100;

/** What of the plugin is not built, and has to reload the pages all the same. */
const PHP = {
	files: [ 'plugin.php', 'uninstall.php' ],
	folders: [ 'includes', 'languages' ],
};

/**
 * @typedef {Object} Watching
 * @property {string}                                                       folder Where the build is.
 * @property {( site: Pick<import('./site.mjs').Site, 'refresh'> ) => void} follow Brings changes into this site from now on, and has its pages reloaded.
 * @property {string}                                                       url    What the pages listen to.
 * @property {() => Promise<void>}                                          stop   Ends it.
 */

/**
 * Builds the plugin, and again after each change.
 *
 * @param {number} port Where the pages will listen.
 * @return {Promise<Watching>} After the first build.
 * @throws {Error} When the first build fails, with its errors.
 */
export async function startWatching( port ) {
	/** @type {Pick<import('./site.mjs').Site, 'refresh'> | undefined} */
	let site;
	const pages = await startPages( port );
	const onBuilt = () => {
		// What changes while the site starts is in the site when it has.
		if ( site ) {
			site.refresh();
			say( `Changed; ${ pages.reload() } open in a browser.` );
		}
	};
	try {
		const stop = await watch( onBuilt );
		return {
			folder: FOLDER,
			url: pages.url,
			follow: ( running ) => {
				site = running;
				running.refresh();
			},
			stop: async () => {
				await stop();
				await pages.stop();
			},
		};
	} catch ( error ) {
		await pages.stop();
		throw error;
	}
}

/**
 * Starts what pages listen to.
 *
 * @param {number} port Port on this machine.
 * @return {Promise<{ url: string, reload: () => string, stop: () => Promise<void> }>} Its address; what reloads all pages and says how many; what ends it.
 * @throws {Error} When the port is taken.
 */
async function startPages( port ) {
	/** @type {Set<import('node:http').ServerResponse>} */
	const pages = new Set();
	const server = createServer( ( _, page ) => {
		page.writeHead( 200, {
			'Content-Type': 'text/event-stream',
			'Cache-Control': 'no-store',
			'Access-Control-Allow-Origin': '*',
		} );
		page.flushHeaders();
		pages.add( page );
		page.once( 'close', () => pages.delete( page ) );
	} );
	await new Promise( ( resolve, reject ) => {
		server.once( 'error', reject );
		server.listen( port, '127.0.0.1', () => resolve( undefined ) );
	} );
	return {
		url: `http://127.0.0.1:${ port }/`,
		reload: () => {
			pages.forEach( ( page ) => page.write( 'data: changed\n\n' ) );
			return pages.size === 1 ? '1 page' : `${ pages.size } pages`;
		},
		stop: () =>
			new Promise( ( resolve ) => {
				server.close( () => resolve() );
				server.closeAllConnections();
			} ),
	};
}

/**
 * Has webpack build the plugin and watch its sources, PHP included.
 *
 * @param {() => void} onBuilt Called after each build without an error, but for the first.
 * @return {Promise<() => Promise<void>>} After the first build, what ends it.
 * @throws {Error} When the first build fails, with its errors.
 */
async function watch( onBuilt ) {
	// webpack.config.js reads it: source maps, and no time lost on small code.
	process.env[ 'NODE_ENV' ] = 'development';
	const { default: builds } = await import( '../../webpack.config.js' );
	const compiler = webpack( [
		...builds.map( ( build ) => ( {
			...build,
			output: { ...build.output, path: FOLDER },
		} ) ),
		watchOnly( PHP ),
	] );
	const stop = () =>
		/** @type {Promise<void>} */ (
			new Promise( ( resolve ) => compiler.close( () => resolve() ) )
		);
	let isFirst = true;
	return new Promise( ( resolve, reject ) => {
		compiler.watch( { aggregateTimeout: CALM_MS }, ( error, stats ) => {
			const errors = errorsOf( error, stats );
			const wasFirst = isFirst;
			isFirst = false;
			if ( errors && wasFirst ) {
				stop().then( () =>
					reject(
						new Error( `The plugin cannot be built:\n${ errors }` )
					)
				);
			} else if ( errors ) {
				say( `Not built:\n${ errors }` );
			} else if ( wasFirst ) {
				resolve( stop );
			} else {
				onBuilt();
			}
		} );
	} );
}

/**
 * Makes a build of nothing, which is done again whenever certain files change.
 *
 * @param {{ files: string[], folders: string[] }} what Paths in the checkout.
 * @return {import('webpack').Configuration} For webpack.
 */
function watchOnly( { files, folders } ) {
	return {
		name: 'php',
		mode: 'none',
		entry: {},
		output: { path: FOLDER },
		plugins: [
			( compiler ) =>
				compiler.hooks.afterCompile.tap( 'WatchOnly', ( build ) => {
					build.fileDependencies.addAll(
						files.map( ( file ) => join( root, file ) )
					);
					build.contextDependencies.addAll(
						folders.map( ( folder ) => join( root, folder ) )
					);
				} ),
		],
	};
}

/**
 * Gathers what went wrong in a build.
 *
 * @param {Error | null}                             error What webpack itself stumbled over.
 * @param {import('webpack').MultiStats | undefined} stats How the builds went.
 * @return {string} The errors; empty when there are none.
 */
function errorsOf( error, stats ) {
	if ( error ) {
		return error.message;
	}
	const { errors = [] } =
		stats?.toJson( { all: false, errors: true, errorStack: false } ) ?? {};
	// What several builds share fails in each; where in Babel it did is nobody's concern.
	const messages = errors.map( ( { moduleName, message } ) =>
		`${ moduleName ?? '' } ${ message }`.replaceAll( /\n\s+at .+/g, '' )
	);
	return [ ...new Set( messages ) ].join( '\n' );
}

/**
 * Prints a line with the time.
 *
 * @param {string} text The line.
 */
function say( text ) {
	process.stdout.write(
		`  ${ new Date().toLocaleTimeString( 'en-GB' ) }  ${ text }\n`
	);
}
