/**
 * Tries stories, and tells the shortest in which a rule does not hold.
 */
import type { Browser } from '@playwright/test';
import type { World } from '../browser/support/stand-in';
import fc from '../support/fast-check';
import { settings, stories } from './commands';
import { Computer, startMachine } from './computer';

interface Size {
	/** How many stories. */
	readonly stories: number;
	/** Of how many steps at most. */
	readonly steps: number;
}

/** Throws where it finds one. */
export async function explore(
	browser: Browser,
	world: World,
	{ stories: numRuns, steps }: Size
): Promise< void > {
	const machine = await startMachine( browser );
	try {
		await fc.assert(
			fc.asyncProperty(
				settings,
				stories( steps ),
				async ( setting, story ) => {
					const real = await Computer.start(
						machine,
						world,
						setting
					);
					try {
						await fc.asyncModelRun(
							() => ( { model: { computer: real }, real } ),
							story
						);
					} finally {
						await real.stop();
					}
				}
			),
			{ numRuns }
		);
	} finally {
		await machine.context.close();
	}
}
