/**
 * Other tabs of the browser: they close the chat when their visitor is no longer the one.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { ANNS, chatPage, identity, kept, ours } from './support/plugin';
import {
	BOB,
	chat,
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
		expect( await kept( page ) ).toEqual( { 'known-visitor': 'mark-bob' } );
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
