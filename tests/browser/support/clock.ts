/**
 * The page's own time, which passes only when a test says so: no patience runs out because a machine is slow.
 */
import type { Page } from '@playwright/test';

/** Milliseconds, some of them, in which a widget starts whose script is there. */
const START_MS = 100;

/** Milliseconds from now, in which the browser will certainly have heard of it. */
const SOON_MS = 60_000;

/** Holds the time of all documents that come. */
export async function holdTheClock( page: Page ): Promise< void > {
	await page.clock.install();
	// There is no way to stop it but at a time that has not come.
	await page.clock.pauseAt( Date.now() + SOON_MS );
}

/** Lets the chat start on a page that has loaded. */
export const letTheChatStart = ( page: Page ): Promise< void > =>
	page.clock.runFor( START_MS );

/** Skips some time, and lets it pass by itself from then on. */
export async function skip(
	page: Page,
	milliseconds: number
): Promise< void > {
	await page.clock.fastForward( milliseconds );
	await page.clock.resume();
}
