/**
 * A stand-in portal with a plain site around it, and what a visitor does there.
 */
import {
	expect,
	test as base,
	type FrameLocator,
	type Locator,
	type Page,
} from '@playwright/test';

import type { Site } from '../../stand-in/site.mjs';
import type {
	Block,
	Generation,
	LogEntry,
	Portal,
	PortalUser,
} from '../../stand-in/types';

export { expect };
export type { Generation, Portal };

export const ANN = {
	hash: 'a'.repeat( 32 ),
	name: 'Ann',
	lastName: 'Young',
	email: 'ann@example.com',
};
export const BOB = { hash: 'b'.repeat( 32 ), name: 'Bob', lastName: 'Stone' };

export interface World {
	readonly portal: Portal;
	readonly site: Site;
}

/** One test needs a portal below the site's own host name. */
const RESOLVER =
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE portal.localhost';

/** For `test.extend` of any `test`: a portal for each worker. */
export const usePortal = async (
	{}: object,
	provide: ( portal: Portal ) => Promise< void >
): Promise< void > => {
	// Playwright turns static imports into `require`, which does not take modules.
	const { startPortal } = await import( '../../stand-in/portal.mjs' );
	const portal = await startPortal();
	await provide( portal );
	await portal.stop();
};

/** Each worker has a portal and a site of its own, and no test leaves anything to the next. */
export const test = base.extend< { world: World }, World >( {
	launchOptions: [
		async ( { launchOptions }, provide ) => {
			const { browserFlags, getBrowser } =
				await import( '../../../tools/lib/browser.mjs' );
			const { executablePath } = await getBrowser();
			const args = [ ...browserFlags, RESOLVER ];
			await provide( { ...launchOptions, executablePath, args } );
		},
		{ scope: 'worker', timeout: 300_000 },
	],
	portal: [ usePortal, { scope: 'worker' } ],
	site: [
		async ( {}, provide ) => {
			const { startSite } = await import( '../../stand-in/site.mjs' );
			const site = await startSite();
			await provide( site );
			await site.stop();
		},
		{ scope: 'worker' },
	],

	/** Both, empty. */
	world: [
		async ( { portal, site }, provide ) => {
			portal.reset();
			portal.setSessionCookies( 'kept' );
			await provide( { portal, site } );
		},
		{ auto: true },
	],
} );

/** A script of the page's own. */
export const script = ( body: string ): string => `<script>${ body }</script>`;

/** Calls on the widget inside the event. */
export const onEvent = ( body: string ): string =>
	script(
		`addEventListener( 'onBitrixLiveChat', ( { detail } ) => { const { widget } = detail; ${ body } } );`
	);

/** What the widgets on a page were told, did and said, in order. */
export const log = ( page: Page ): Promise< LogEntry[] > =>
	page.evaluate(
		() =>
			( window as { BitrixStandIn?: { log: LogEntry[] } } ).BitrixStandIn
				?.log ?? []
	);

/** What the page can call, answered as JSON. */
export const call = ( page: Page, expression: string ): Promise< unknown > =>
	page.evaluate( expression );

export const chatButton = ( page: Page ): Locator =>
	page.getByRole( 'button', { name: 'Open the live chat' } );

/** The chat's window; on G0 it is inside a frame. */
export const chat = ( page: Page, generation: Generation = 'g2' ): Locator => {
	const place: Page | FrameLocator =
		generation === 'g0' ? page.frameLocator( 'iframe' ) : page;
	return place.getByRole( 'dialog', { name: 'Live chat' } );
};

/** Waits until the widget has been started and knows what it keeps of earlier pages. */
export async function visit( page: Page, address: string ): Promise< void > {
	await page.goto( address );
	await chatButton( page ).waitFor();
}

export async function openChat(
	page: Page,
	generation: Generation = 'g2'
): Promise< void > {
	await chatButton( page ).click();
	await expect( chat( page, generation ) ).toHaveAttribute(
		'data-state',
		'ready'
	);
}

export async function write(
	page: Page,
	text: string,
	generation: Generation = 'g2'
): Promise< void > {
	const field = chat( page, generation ).getByLabel( 'Your message' );
	await field.fill( text );
	await field.press( 'Enter' );
	await expect( chat( page, generation ) ).toContainText( text );
}

/** Somebody comes, opens the chat and writes. */
export async function visitAndWrite(
	page: Page,
	address: string,
	text: string,
	generation: Generation = 'g2'
): Promise< void > {
	await visit( page, address );
	await openChat( page, generation );
	await write( page, text, generation );
}

export const wipeCookie = ( page: Page ): Promise< void > =>
	page.evaluate( () => {
		document.cookie = 'LIVECHAT_HASH=; path=/; max-age=0';
	} );

export const userOf = (
	portal: Portal,
	hash: string
): PortalUser | undefined =>
	portal.state().users.find( ( user ) => user.hash === hash );

/** All blocks that operators were shown, of each session's start. */
export const cards = ( portal: Portal ): Block[][] =>
	portal
		.state()
		.conversations.flatMap( ( { messages } ) => messages )
		.filter( ( { author } ) => author === 'card' )
		.map( ( { blocks } ) => blocks );

/** The blocks that the operator was shown last. */
export const shownBlocks = ( portal: Portal ): Block[] =>
	cards( portal ).at( -1 ) ?? [];

/** The methods that the portal was asked for, batch by batch. */
export const methodsOf = ( portal: Portal ): unknown[] =>
	portal
		.state()
		.log.filter( ( { kind } ) => kind === 'rest' )
		.map( ( { detail } ) => detail[ 'methods' ] );
