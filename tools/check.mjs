/**
 * `npm run check`: what can be checked in half a minute, without a WordPress.
 */
import { ensurePackages } from './lib/packages.mjs';

await ensurePackages();

// What they import is there only now.
const gates = await import( './lib/gates.mjs' );
const { runTogether, summarize } = await import( './lib/steps.mjs' );

process.exitCode = summarize(
	await runTogether( [
		gates.contractGate(),
		gates.pluginCheckGate(),
		...gates.lintGates(),
		gates.typesGate(),
		gates.quickUnitGate(),
		...( gates.hasPhpTools() ? gates.phpGates() : [] ),
	] )
);
