/**
 * Ann was here before, and wrote; does whoever comes next get her conversation?
 */
import type { Frame, Page } from '@playwright/test';
import { ANNS, chatPage, identity, type Identity } from './plugin';
import {
	ANN,
	BOB,
	expect,
	type Generation,
	type Portal,
	type World,
} from './stand-in';

export const GENERATIONS: readonly Generation[] = [ 'g0', 'g1', 'g2' ];

export const SECRET = 'Secret of Ann';

/** What PHP would send for Bob. */
export const BOBS: Identity = {
	...ANNS,
	mark: 'mark-bob',
	user: BOB,
	tokens: {},
};

/** A wish to the chat of a page. */
interface Wish {
	/** What to click at, if anything. */
	readonly press?: string;
	/** What to write, if anything. */
	readonly text?: string;
	/** What has to be there in the end. */
	readonly until: string;
}

/**
 * Runs in the page: does something in the chat, and waits until it shows what is wanted.
 *
 * The page does it itself. Playwright's hands come with a script that takes longer than all of such a page, and these
 * tests are many; that the chat can be seen and clicked at, the others show.
 *
 * @param wish What is wanted.
 * @return All that the chat says then.
 */
async function handle( wish: Wish ): Promise< string > {
	// An element's name can hide the document's own method, and a class of the page's the browser's.
	const { querySelectorAll } = HTMLDocument.prototype;
	const find = ( selector: string ): Element | undefined =>
		[ ...querySelectorAll.call( document, '[data-bitrix-stand-in]' ) ]
			.map( ( { shadowRoot } ) => shadowRoot?.querySelector( selector ) )
			.find( ( element ) => element?.checkVisibility() ) ?? undefined;
	const wait = async ( selector: string, text = '' ): Promise< Element > => {
		const deadline = Date.now() + 20_000;
		for (;;) {
			const element = find( selector );
			if ( element?.textContent?.includes( text ) ) {
				return element;
			}
			if ( Date.now() > deadline ) {
				throw new Error( `The chat has no ${ selector } ${ text }` );
			}
			await new Promise( ( go ) => setTimeout( go, 5 ) );
		}
	};
	if ( wish.press ) {
		( ( await wait( wish.press ) ) as HTMLElement ).click();
	}
	if ( wish.text ) {
		const field = ( await wait( '.field' ) ) as HTMLTextAreaElement;
		field.value = wish.text;
		field.form?.requestSubmit();
	}
	return ( await wait( wish.until, wish.text ) ).textContent ?? '';
}

/** Somebody comes to a page and opens its chat; gives where that is, and what it says. */
async function comeAndOpen(
	page: Page,
	address: string,
	generation: Generation
): Promise< { frame: Frame; text: string } > {
	await page.goto( address );
	await page.evaluate( handle, { press: '.round', until: '.window' } );
	const [ main, inner ] = page.frames();
	const frame = ( generation === 'g0' && inner ) || main;
	if ( ! frame ) {
		throw new Error( 'A page without a frame.' );
	}
	if ( frame === inner ) {
		await frame.waitForURL( '**/online/**' );
	}
	const text = await frame.evaluate( handle, {
		until: '.window[data-state="ready"]',
	} );
	return { frame, text };
}

/** Ann opens the chat on a page of hers and writes. */
export const annWasHere = (
	page: Page,
	world: World,
	generation: Generation = 'g2'
): Promise< void > =>
	annWasOn(
		page,
		chatPage( world, identity(), generation, '/ann' ),
		generation
	);

/** The same, on another page than the one that holds her identity. */
export async function annWasOn(
	page: Page,
	address: string,
	generation: Generation = 'g2'
): Promise< void > {
	const { frame } = await comeAndOpen( page, address, generation );
	await frame.evaluate( handle, { text: SECRET, until: '.list' } );
}

/** How often the portal gave Ann's conversation away. */
export const timesGiven = ( portal: Portal ): number =>
	portal
		.state()
		.log.filter(
			( { detail } ) =>
				detail[ 'livechat_auth_id' ] === ANN.hash && ! detail[ 'error' ]
		).length;

/** Somebody comes after Ann and opens the chat; answers whether her conversation came to the page, at any moment. */
export async function leaks(
	page: Page,
	world: World,
	head: string,
	generation: Generation = 'g2'
): Promise< boolean > {
	const before = timesGiven( world.portal );
	const address = chatPage( world, head, generation, '/next' );
	const { text } = await comeAndOpen( page, address, generation );
	const shown = text.includes( SECRET );
	const given = timesGiven( world.portal ) > before;
	expect( shown ).toBe( given );
	return given;
}
