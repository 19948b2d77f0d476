/**
 * `npm start`: a real WordPress with the plugin in it, sample visitors and pages, and a stand-in for the Bitrix24 portal.
 * `npm run dev` (`--dev`): the same on a build that follows the sources, with pages that reload by themselves.
 */
import { ensurePackages } from './lib/packages.mjs';
import { demoNote } from './lib/paths.mjs';
import { findRunning } from './lib/running.mjs';
import { messageOf } from './lib/steps.mjs';

const isDev = process.argv.includes( '--dev' );

/**
 * Says what runs already, or starts it.
 *
 * @return {Promise<number>} Exit code: 1 when what was asked for does not run.
 * @throws {Error} When the packages cannot be installed.
 */
async function start() {
	const running = await findRunning( demoNote );
	if ( running ) {
		const isOther = isDev && ! running.isDev;
		process.stdout.write(
			`${ running.text }
  This runs already, in process ${ running.pid }; nothing was started.${ isOther ? ' It does not follow the sources: end it there (Ctrl-C), then try again.' : '' }
`
		);
		return isOther ? 1 : 0;
	}
	await ensurePackages();
	// What it imports is there only now.
	const { runDemo } = await import( './lib/demo.mjs' );
	return runDemo( { isDev } );
}

process.exitCode = await start().catch( ( error ) => {
	process.stderr.write( `${ messageOf( error ) }\n` );
	return 1;
} );
