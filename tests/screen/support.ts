/**
 * The settings screen on its harness: the built script on WordPress's own, with a server in memory. How a test opens it,
 * and what it looks for there.
 *
 *     test( 'saves', async ( { page, open } ) => {
 *         const { rest } = await open( { settings: { enabled: false } } );
 *         …
 *         expect( rest.settings ).toMatchObject( { enabled: true } );
 *     } );
 */
import {
	expect,
	test as base,
	type BrowserContext,
	type Locator,
	type Page,
} from '@playwright/test';
import type { Harness, Rest, RestRequest, ScreenState } from './harness/types';
import { violationsIn } from '../support/axe';

export { expect };
export type { Rest, ScreenState };

interface TestFixtures {
	/** Opens a tab of the screen in some state, and waits for the form and the first answers of status and preview. */
	readonly open: (
		state?: ScreenState,
		hash?: string
	) => Promise< { rest: Rest } >;
	/** Opens the screen and waits for nothing. */
	readonly show: (
		state?: ScreenState,
		hash?: string
	) => Promise< { rest: Rest } >;
}

interface WorkerFixtures {
	readonly harness: Harness;
	readonly sharedContext: BrowserContext;
}

/** What the harness answers in special cases. */
export const answers = (): Promise<
	typeof import( './harness/rest.mjs', {
		with: { 'resolution-mode': 'import' },
	} )
> => import( './harness/rest.mjs' );

export const test = base.extend< TestFixtures, WorkerFixtures >( {
	harness: [
		async ( {}, provide ) => {
			// Playwright turns static imports into `require`, which does not take modules.
			const { startHarness } = await import( './harness/server.mjs' );
			const harness = await startHarness();
			await provide( harness );
			await harness.stop();
		},
		{ scope: 'worker', timeout: 300_000 },
	],

	// The screen keeps nothing in the browser; so its tests share one, which has compiled WordPress's scripts once.
	sharedContext: [
		async ( { browser }, provide ) => {
			const context = await browser.newContext( {
				// WordPress's popovers slide into place, and on a busy machine a click misses what is in them.
				reducedMotion: 'reduce',
				// The screen tells times of day as the owner's clock does.
				timezoneId: 'UTC',
			} );
			await provide( context );
			await context.close();
		},
		{ scope: 'worker' },
	],

	page: async ( { sharedContext }, provide ) => {
		const page = await sharedContext.newPage();
		await provide( page );
		await page.close( { runBeforeUnload: false } );
	},

	show: async ( { page, harness }, provide ) => {
		await provide( async ( state, hash = '' ) => {
			const { url, rest } = harness.open( state );
			await page.goto( url + hash );
			return { rest };
		} );
	},

	open: async ( { page, show }, provide ) => {
		await provide( async ( state, hash ) => {
			const shown = await show( state, hash );
			await expectAnswers( page );
			return shown;
		} );
	},
} );

export const status = ( page: Page ): Locator =>
	page.getByRole( 'region', { name: 'Status' } );
export const tab = ( page: Page, name: string ): Locator =>
	page.getByRole( 'tab', { name } );
export const message = ( page: Page ): Locator =>
	page.getByRole( 'textbox', {
		name: 'What the operator reads when a conversation starts',
	} );
export const chat = ( page: Page ): Locator =>
	page.getByRole( 'group', { name: 'What operators will see' } );
export const save = ( page: Page ): Locator =>
	page.getByRole( 'button', { name: 'Save changes' } );
export const button = ( page: Page, name: string ): Locator =>
	page.getByRole( 'button', { name, exact: true } );
export const region = ( page: Page, name: string ): Locator =>
	page.getByRole( 'region', { name, exact: true } );
export const masterSwitch = ( page: Page ): Locator =>
	page.getByRole( 'checkbox', { name: 'Identify signed-in visitors' } );

/** A message at the bottom of the screen; WordPress repeats its text for screen readers elsewhere. */
export const snackbar = ( page: Page, text: string ): Locator =>
	page.locator( '.components-snackbar', { hasText: text } );

/** A sentence, where eyes find it. */
export const sentence = ( page: Page | Locator, text: string | RegExp ) =>
	page
		.getByText( text )
		.and( page.locator( ':not([aria-live] *, [aria-live])' ) );

/** Waits for the form, and until the server has answered the first questions of status and preview. */
export async function expectAnswers( page: Page ): Promise< void > {
	await save( page ).waitFor();
	await expect( status( page ) ).toHaveAttribute( 'aria-busy', 'false' );
	// The preview is there on every tab, if not to be seen.
	await expect( page.getByText( 'Asking your site…' ) ).toHaveCount( 0 );
}

/** Waits for a popover or dialog to have the focus, which it takes a moment after it is to be seen: keys go there. */
export const expectFocusIn = ( place: Locator ): Promise< void > =>
	expect
		.poll( () =>
			place.evaluate( ( element ) =>
				element.contains( element.ownerDocument.activeElement )
			)
		)
		.toBe( true );

/** Waits until whatever the page sent before has come to the server: what did not come by then, was not sent. */
export const roundTrip = ( page: Page ): Promise< unknown > =>
	page.evaluate( async () => ( await fetch( 'nonce' ) ).text() );

/** What was written to the server: no questions of preview and checks. */
export const written = ( rest: Rest ): RestRequest[] =>
	rest.requests.filter(
		( { what } ) => what.startsWith( 'POST' ) && what !== 'POST /preview'
	);

/** What axe finds on the screen, or on a part of it. */
export const axe = (
	page: Page,
	within = '#known-visitor-settings',
	withoutRules: readonly string[] = []
): Promise< unknown > => violationsIn( page.locator( within ), withoutRules );
