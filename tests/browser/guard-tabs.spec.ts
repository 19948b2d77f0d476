/**
 * Other tabs of the browser: they close the chat when their visitor is no longer the one.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { ANNS, chatPage, identity, kept, ours } from './support/plugin';
import {
	BOB,
	chat,
	chatButton,
	expect,
	openChat,
	test,
	visit,
	visitAndWrite,
	type Generation,
	type World,
} from './support/stand-in';

const BOBS = { ...ANNS, mark: 'mark-bob', user: BOB, tokens: {} };

/** Ann's open chat in one tab; another page in a second one. */
async function secondTab(
	{ page, context }: { page: Page; context: BrowserContext },
	world: World,
	head: string,
	generation: Generation
): Promise< Page > {
	const anns = chatPage( world, identity(), generation, '/ann' );
	await visitAndWrite( page, anns, 'Secret of Ann' );
	const other = await context.newPage();
	await visit( other, chatPage( world, head, generation, '/other' ) );
	return other;
}

for ( const generation of [ 'g1', 'g2' ] as const ) {
	test( `${ generation }: sign-out in one tab closes the chat in the other`, async ( {
		page,
		context,
		world,
	} ) => {
		const other = await secondTab(
			{ page, context },
			world,
			ours( 'guard' ),
			generation
		);

		await expect( chat( page ) ).toBeHidden();
		await openChat( other );
		await expect( chat( other ) ).not.toContainText( 'Secret of Ann' );
	} );

	test( `${ generation }: another account in one tab closes the chat in the other`, async ( {
		page,
		context,
		world,
	} ) => {
		await secondTab(
			{ page, context },
			world,
			identity( BOBS ),
			generation
		);

		await expect( chat( page ) ).toBeHidden();
		// Whoever opens the first tab's chat again is nobody's.
		expect( await kept( page ) ).toEqual( {
			'known-visitor': 'mark-bob',
			'known-visitor-guest': expect.stringMatching( /^[0-9a-f]{32}$/ ),
		} );
	} );

	test( `${ generation }: of two widgets on a page, both close`, async ( {
		page,
		context,
		world,
	} ) => {
		const anns = chatPage(
			world,
			identity() + world.portal.snippet( generation ),
			generation,
			'/ann'
		);
		await page.goto( anns );
		await expect( chatButton( page ) ).toHaveCount( 2 );
		const windows = chat( page );
		for ( const at of [ 0, 1 ] ) {
			await chatButton( page ).nth( at ).click();
			const field = windows.nth( at ).getByLabel( 'Your message' );
			await field.fill( `Secret ${ at } of Ann` );
			await field.press( 'Enter' );
			await expect( windows.nth( at ) ).toContainText(
				`Secret ${ at } of Ann`
			);
		}
		const other = await context.newPage();
		await visit(
			other,
			chatPage( world, ours( 'guard' ), generation, '/other' )
		);

		for ( const at of [ 0, 1 ] ) {
			await expect( windows.nth( at ) ).toBeHidden();
			await chatButton( page ).nth( at ).click();
			await expect( windows.nth( at ) ).not.toContainText( 'Secret' );
		}
	} );

	test( `${ generation }: the same visitor's second tab leaves the first one's chat open`, async ( {
		page,
		context,
		world,
	} ) => {
		const other = await secondTab(
			{ page, context },
			world,
			identity(),
			generation
		);
		await openChat( other );
		await expect( chat( other ) ).toContainText( 'Secret of Ann' );

		await expect( chat( page ) ).toBeVisible();
	} );
}
