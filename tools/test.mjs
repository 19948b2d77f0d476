/**
 * `npm test`: installs what it needs and checks everything. Fails when anything does.
 */
import { ensurePackages } from './lib/packages.mjs';

await ensurePackages();

// What they import is there only now.
const gates = await import( './lib/gates.mjs' );
const { runInTurn, runTogether, summarize } = await import( './lib/steps.mjs' );

process.exitCode = summarize( [
	...( await runTogether( [
		gates.buildGate(),
		gates.contractGate(),
		gates.pluginCheckGate(),
		...gates.lintGates(),
		gates.typesGate(),
		gates.unitGate(),
		...gates.phpGates(),
	] ) ),
	// Each of these has the whole machine.
	...( await runInTurn( [
		gates.playwrightGate( 'integration' ),
		gates.cliGate(),
		gates.playwrightGate( 'screen' ),
		gates.playwrightGate( 'browser' ),
		gates.stackGate(),
		gates.countsGate(),
	] ) ),
] );
