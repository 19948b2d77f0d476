/**
 * `npm run benchmark`: what a page view costs with the plugin and without. Fails when it is over a budget.
 */
import { ensurePackages } from './lib/packages.mjs';

await ensurePackages();

// What they import is there only now.
const gates = await import( './lib/gates.mjs' );
const { runInTurn, summarise } = await import( './lib/steps.mjs' );

process.exitCode = summarise( await runInTurn( [ gates.benchmarkGate() ] ) );
