/**
 * Other tabs of the browser: they close the chat when their visitor is no longer the one.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { annWasHere, annWasOn, timesGiven } from './support/former-visitor';
import {
	ANNS,
	chatPage,
	identity,
	kept,
	ours,
	setMark,
} from './support/plugin';
import { asking } from './support/request';
import {
	BOB,
	chat,
	chatButton,
	expect,
	openChat,
	test,
	visit,
	visitAndWrite,
	write,
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

/** A guest's page, whose tab is still open when Ann comes, and goes, in another one. */
const GUESTS = {
	guard: ours( 'guard' ),
	request: asking(),
	// The loader, too, where the visitor's own page says "off" at its end, or cannot be read.
	'a loader that is switched off':
		identity() +
		'<script type="application/json" class="known-visitor-override">{"enabled":false}</script>',
	'a loader without valid data': identity( { ...ANNS, v: 2 } ),
} as const;

/** Ann is here in a second tab, and signs out. */
async function annInSecondTab(
	context: BrowserContext,
	world: World,
	generation: Generation
): Promise< void > {
	const other = await context.newPage();
	await annWasHere( other, world, generation );
	await visit(
		other,
		chatPage( world, ours( 'guard' ), generation, '/out' )
	);
}

for ( const generation of [ 'g1', 'g2' ] as const ) {
	for ( const [ what, head ] of Object.entries( GUESTS ) ) {
		test( `${ generation }: a guest’s tab from before Ann: without our script it opens her conversation after her sign-out; with ${ what } it does not`, async ( {
			page,
			context,
			world,
		} ) => {
			for ( const isProtected of [ false, true ] ) {
				const tab = await context.newPage();
				await tab.goto( world.site.page( '/clear', '' ) );
				await tab.evaluate( 'localStorage.clear()' );
				await page.goto( 'about:blank' );
				await visit(
					tab,
					chatPage(
						world,
						isProtected ? head : '',
						generation,
						'/guest'
					)
				);
				// Nobody was here: the widget is left alone.
				expect( await kept( tab ) ).toEqual( {} );
				await annInSecondTab( context, world, generation );
				const before = timesGiven( world.portal );

				await openChat( tab, generation );
				expect( timesGiven( world.portal ) > before ).toBe(
					! isProtected
				);
				await context.clearCookies();
				world.portal.reset();
			}
		} );

		test( `${ generation }: a guest’s open conversation from before Ann says nothing in hers, with ${ what }`, async ( {
			page,
			context,
			world,
		} ) => {
			await visitAndWrite(
				page,
				chatPage( world, head, generation, '/guest' ),
				'I am nobody'
			);
			await annInSecondTab( context, world, generation );

			await expect( chat( page ) ).toHaveAttribute(
				'data-state',
				'blank'
			);
			await expect(
				chat( page ).getByLabel( 'Your message' )
			).toBeHidden();
		} );
	}
}

for ( const generation of [ 'g1', 'g2' ] as const ) {
	test( `${ generation }: a guest writes in a tab of Ann’s that closed her chat; once she is back in another one, nothing more is said there, least of all in her conversation`, async ( {
		page,
		context,
		world,
	} ) => {
		const anns = chatPage( world, identity(), generation, '/ann' );
		await setMark( page, world, ANNS.mark );
		await visit( page, anns );
		// She signs out where no script of ours is; the next click in her tab notices it.
		await setMark( page, world, '0' );
		await openChat( page );
		await write( page, 'I am nobody' );
		await setMark( page, world, ANNS.mark );
		await annWasOn( await context.newPage(), anns, generation );

		await expect( chat( page ) ).toHaveAttribute( 'data-state', 'blank' );
		await expect( chat( page ).getByLabel( 'Your message' ) ).toBeHidden();
	} );
}

for ( const generation of [ 'g1', 'g2' ] as const ) {
	test( `${ generation }: a guest writes in a tab of Ann’s whose chat she had not opened; then Bob comes and goes in another one: nothing more is said there, least of all in his conversation`, async ( {
		page,
		context,
		world,
	} ) => {
		// Her chat was not open: what shows a conversation stays blank until it is loaded anew.
		await visit( page, chatPage( world, identity(), generation, '/ann' ) );
		const other = await context.newPage();
		const out = chatPage( world, ours( 'guard' ), generation, '/out' );
		await visit( other, out );
		await expect
			.poll( () => kept( page ) )
			.toHaveProperty( 'known-visitor-guest' );
		await openChat( page );
		await write( page, 'I am nobody' );
		const bobs = chatPage( world, identity( BOBS ), generation, '/bob' );
		await visitAndWrite( other, bobs, 'Secret of Bob' );
		await visit( other, out );

		await expect( chat( page ) ).toHaveAttribute( 'data-state', 'blank' );
		await expect( chat( page ).getByLabel( 'Your message' ) ).toBeHidden();
	} );
}
