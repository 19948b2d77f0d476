/** axe, run in the page itself: its own helper for Playwright brings other types of Playwright. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';

/** Waits until nothing on the page fades or moves any more, but for what never ends, as spinners do. */
const comesToRest = ( page: Page ): Promise< unknown > =>
	page.evaluate( () =>
		Promise.allSettled(
			document
				.getAnimations()
				.filter(
					( { effect } ) =>
						effect?.getComputedTiming().endTime !== Infinity
				)
				.map( ( { finished } ) => finished )
		)
	);

/**
 * Answers what axe finds wrong with a part of a page, once it has come to rest: half faded in, no text has contrast.
 *
 * @param part         The part.
 * @param withoutRules Rules that do not count there, by their names.
 */
export async function violationsIn(
	part: Locator,
	withoutRules: readonly string[] = []
): Promise< unknown > {
	const page = part.page();
	await page.evaluate(
		readFileSync( require.resolve( 'axe-core/axe.min.js' ), 'utf8' )
	);
	await comesToRest( page );
	return part.evaluate( async ( element, rules ) => {
		const { violations } = await Reflect.get( window, 'axe' ).run(
			element,
			{
				rules: Object.fromEntries(
					rules.map( ( rule ) => [ rule, { enabled: false } ] )
				),
			}
		);
		return violations;
	}, withoutRules );
}
