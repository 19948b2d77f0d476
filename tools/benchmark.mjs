/**
 * `npm run benchmark`: what a page view costs with the plugin, without it, and with what others do. Fails when it has grown.
 */
import { ensurePackages } from './lib/packages.mjs';

await ensurePackages();

// What they import is there only now.
const gates = await import( './lib/gates.mjs' );
const { runInTurn, summarize } = await import( './lib/steps.mjs' );

process.exitCode = summarize(
	await runInTurn( [ gates.benchmarkGate( ...process.argv.slice( 2 ) ) ] )
);
