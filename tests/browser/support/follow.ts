/** The way from one document to the next. */
import type { Page } from '@playwright/test';

/**
 * Does what leads to another document, and waits until that one has loaded.
 *
 * A click ends when the browser has been told of it. What a test reads or does next may still meet the document that is
 * about to go, or the empty one that has just come.
 *
 * @param page   Where.
 * @param action Such as a click at a link.
 */
export async function follow(
	page: Page,
	action: () => Promise< unknown >
): Promise< void > {
	const arrived = page.waitForEvent(
		'framenavigated',
		( frame ) => frame === page.mainFrame()
	);
	await Promise.all( [ arrived, action() ] );
	await page.waitForLoadState();
}

/**
 * Waits until the scripts of a page of WordPress's admin have taken over what they serve: before that a link leads to a
 * page of its own.
 *
 * jQuery calls them some time after the document is complete, one after the other, and whoever comes last at the end.
 *
 * @param page Where.
 */
export async function adminScripts( page: Page ): Promise< void > {
	await page.waitForLoadState();
	await page.evaluate(
		() =>
			new Promise< void >( ( resolve ) =>
				Reflect.get( window, 'jQuery' )( () => resolve() )
			)
	);
}
