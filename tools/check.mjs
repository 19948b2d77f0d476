/**
 * `npm run check`: what can be checked in under a minute, without a WordPress.
 */
import { ensurePackages } from './lib/packages.mjs';

await ensurePackages();

// What they import is there only now.
const gates = await import( './lib/gates.mjs' );
const { runTogether, summarise } = await import( './lib/steps.mjs' );

process.exitCode = summarise(
	await runTogether( [
		...gates.lintGates(),
		gates.typesGate(),
		// Those that draw the settings screen take a minute by themselves.
		gates.unitGate( '\\.test\\.ts$' ),
		...( gates.hasPhpTools() ? gates.phpGates() : [] ),
	] )
);
