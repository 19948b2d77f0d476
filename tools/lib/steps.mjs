/**
 * Steps of a check: each runs on although another failed, and a table says how it went.
 */

/**
 * @typedef {Object} StepResult
 * @property {boolean} ok       Whether all is well.
 * @property {string}  [output] What to show; when it was not shown while it ran.
 * @property {string}  [skip]   Why it did not run; then `ok` says whether that is all right.
 */

/**
 * @typedef {Object} Step
 * @property {string}                    name What it checks, in a word or two.
 * @property {() => Promise<StepResult>} run  Checks it; throwing means no.
 */

/** @typedef {{ name: string, state: 'passed' | 'failed' | 'skipped', seconds: number, output: string }} Outcome */

/**
 * Runs steps one after another, each under a heading.
 *
 * @param {Step[]} steps What to run.
 * @return {Promise<Outcome[]>} How they went, in their order.
 */
export async function runInTurn( steps ) {
	const outcomes = [];
	for ( const step of steps ) {
		process.stdout.write( `\n== ${ step.name } ==\n` );
		const outcome = await runStep( step );
		process.stdout.write( outcome.output );
		process.stdout.write(
			`-- ${ step.name }: ${ outcome.state } after ${ inSeconds( outcome ) }\n`
		);
		outcomes.push( outcome );
	}
	return outcomes;
}

/**
 * Runs steps at once, and shows each one's output when it has ended.
 *
 * @param {Step[]} steps What to run.
 * @return {Promise<Outcome[]>} How they went, in their order.
 */
export function runTogether( steps ) {
	return Promise.all(
		steps.map( async ( step ) => {
			const outcome = await runStep( step );
			const { state } = outcome;
			process.stdout.write(
				`== ${ step.name }: ${ state } after ${ inSeconds( outcome ) }\n`
			);
			process.stdout.write( state === 'passed' ? '' : outcome.output );
			return outcome;
		} )
	);
}

/**
 * Prints a table of how steps went, and the sum as the last line.
 *
 * @param {Outcome[]} outcomes How they went.
 * @return {number} Exit code: 1 when any failed.
 */
export function summarize( outcomes ) {
	const width = Math.max( ...outcomes.map( ( { name } ) => name.length ) );
	const lines = outcomes.map(
		( outcome ) =>
			`${ outcome.name.padEnd( width ) }  ${ outcome.state.padEnd( 7 ) }  ${ inSeconds( outcome ).padStart( 7 ) }`
	);
	const count = ( /** @type {Outcome['state']} */ state ) =>
		outcomes.filter( ( outcome ) => outcome.state === state ).length;
	const skipped = count( 'skipped' );
	const sum = `${ count( 'passed' ) } passed, ${ count( 'failed' ) } failed`;
	process.stdout.write(
		`\n${ lines.join( '\n' ) }\n\n${ sum }${ skipped ? `, ${ skipped } skipped` : '' }\n`
	);
	return count( 'failed' ) ? 1 : 0;
}

/**
 * Runs one step.
 *
 * @param {Step} step What to run.
 * @return {Promise<Outcome>} How it went.
 */
async function runStep( step ) {
	const start = Date.now();
	/** @type {StepResult} */
	let result;
	try {
		result = await step.run();
	} catch ( error ) {
		result = { ok: false, output: `${ messageOf( error ) }\n` };
	}
	const { ok, skip, output = '' } = result;
	const passed = skip ? 'skipped' : 'passed';
	return {
		name: step.name,
		state: ok ? passed : 'failed',
		seconds: ( Date.now() - start ) / 1000,
		output: skip ? `!! ${ step.name } DID NOT RUN: ${ skip }\n` : output,
	};
}

/**
 * What an error says.
 *
 * @param {unknown} error Anything thrown.
 * @return {string} Its message.
 */
export function messageOf( error ) {
	return error instanceof Error ? error.message : String( error );
}

/**
 * Writes how long a step took.
 *
 * @param {Outcome} outcome How it went.
 * @return {string} Such as "12.3 s".
 */
function inSeconds( outcome ) {
	return `${ outcome.seconds.toFixed( 1 ) } s`;
}
