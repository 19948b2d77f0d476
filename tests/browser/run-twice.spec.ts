/**
 * Our script stands twice on a page, or runs again after an in-page navigation: one message, the right person, and
 * nothing of the former visitor's.
 */
import type { Page } from '@playwright/test';
import {
	annWasHere,
	BOBS,
	GENERATIONS,
	leaks,
	SECRET,
	timesGiven,
} from './support/former-visitor';
import {
	ANNS,
	chatPage,
	heard,
	identity,
	ours,
	sourceOf,
	watch,
	type ScriptName,
} from './support/plugin';
import {
	ANN,
	BOB,
	call,
	cards,
	chat,
	chatButton,
	expect,
	log,
	openChat,
	script,
	test,
	userOf,
	visit,
	write,
	type Generation,
} from './support/stand-in';

/** What an in-page navigation does, such as Turbo's: new elements of the head come after the old ones, scripts run. */
const navigateInPage = (
	page: Page,
	name: ScriptName,
	data?: object
): Promise< void > =>
	page.evaluate(
		( [ json, source ] ) => {
			if ( json ) {
				const block = document.createElement( 'script' );
				block.type = 'application/json';
				block.id = 'known-visitor-data';
				block.textContent = json;
				document.head.append( block );
			}
			const element = document.createElement( 'script' );
			element.textContent = source;
			document.head.append( element );
		},
		[ data ? JSON.stringify( data ) : '', sourceOf( name ) ] as const
	);

/** Whom the widgets were told, in order, as far as they hear of it by a setter. */
const told = async ( page: Page ): Promise< unknown[] > =>
	( await log( page ) )
		.filter( ( { name } ) => name === 'setUserRegisterData' )
		.map( ( { detail } ) => Object( detail[ 'given' ] ).hash );

const messages = async ( page: Page ): Promise< number > =>
	( await log( page ) ).filter( ( { name } ) => name === 'setCustomData' )
		.length;

/** A script that listens twice, as ours did once. */
const CARELESS = script(
	`addEventListener( 'onBitrixLiveChat', ( { detail } ) => {
		detail.widget.setUserRegisterData( ${ JSON.stringify( ANN ) } );
		detail.widget.setCustomData( 'Ann Young' );
	} );`
);

const ANNS_INIT = `( { user: ${ JSON.stringify( ANN ) }, firstMessage: 'of the page', button: true } )`;

/** What a page may define, before our script and after it. */
const OWN: Readonly< Record< string, readonly [ string, string ] > > = {
	'set before': [ `window.BxLiveChatInit = () => ${ ANNS_INIT };`, '' ],
	'declared before': [
		`function BxLiveChatInit() { return ${ ANNS_INIT }; }`,
		'',
	],
	'set after': [ '', `window.BxLiveChatInit = () => ${ ANNS_INIT };` ],
	'a variable after': [ '', `var BxLiveChatInit = () => ${ ANNS_INIT };` ],
	'around ours': [
		'',
		`{ const ours = window.BxLiveChatInit; window.BxLiveChatInit = () => ( { ...ours(), ...${ ANNS_INIT } } ); }`,
	],
	'throwing after': [ '', 'window.BxLiveChatInit = () => { throw null; };' ],
	'removed after': [ '', 'window.BxLiveChatInit = undefined;' ],
};

/** Opens the chat, says who it is, and answers what the operator was shown. */
async function shownTo(
	page: Page,
	generation: Generation,
	text: string,
	world: { portal: Parameters< typeof cards >[ 0 ] }
) {
	await openChat( page, generation );
	await write( page, text, generation );
	return cards( world.portal );
}

test( 'a script that does not know of itself sends two first messages', async ( {
	page,
	world,
} ) => {
	await visit( page, chatPage( world, CARELESS + CARELESS ) );
	expect( ( await shownTo( page, 'g2', 'Hello', world ) )[ 0 ] ).toHaveLength(
		2
	);
} );

for ( const generation of GENERATIONS ) {
	test.describe( generation, () => {
		test( 'twice with the same data, as where `wp_head` fires twice: one message', async ( {
			page,
			world,
		} ) => {
			const { said, errors } = watch( page );
			await visit(
				page,
				chatPage( world, identity() + identity(), generation )
			);
			const shown = await shownTo( page, generation, 'Hello', world );

			expect( shown ).toHaveLength( 1 );
			expect( shown[ 0 ] ).toHaveLength( 1 );
			expect( await heard( page ) ).toEqual( [ 'identified' ] );
			expect( world.portal.state().users ).toMatchObject( [
				{ hash: ANN.hash },
			] );
			expect( said.concat( errors ) ).toEqual( [] );
		} );

		test( 'with another visitor’s data after the first’s: the second, and her message alone', async ( {
			page,
			world,
		} ) => {
			await annWasHere( page, world, generation );
			const head = identity() + identity( BOBS );
			expect( await leaks( page, world, head, generation ) ).toBe(
				false
			);
			await write( page, 'I am Bob', generation );

			expect( userOf( world.portal, BOB.hash ) ).toBeDefined();
			const shown = cards( world.portal ).at( -1 );
			expect( shown ).toHaveLength( 1 );
			expect( JSON.stringify( shown ) ).not.toContain( 'Ann' );
		} );

		test( 'a guard after a loader: a guest', async ( { page, world } ) => {
			await annWasHere( page, world, generation );
			const head = identity() + ours( 'guard' );
			expect( await leaks( page, world, head, generation ) ).toBe(
				false
			);
			expect( await heard( page ) ).toEqual( [ 'forgotten' ] );
			await write( page, 'Who am I?', generation );
			expect(
				JSON.stringify( cards( world.portal ).at( -1 ) )
			).not.toContain( 'Ann' );
		} );

		test( 'a loader after a guard: the visitor', async ( {
			page,
			world,
		} ) => {
			await annWasHere( page, world, generation );
			const head = ours( 'guard' ) + identity( BOBS );
			expect( await leaks( page, world, head, generation ) ).toBe(
				false
			);
			await write( page, 'I am Bob', generation );
			expect( userOf( world.portal, BOB.hash ) ).toBeDefined();
			expect( cards( world.portal ).at( -1 ) ).toHaveLength( 1 );
		} );

		for ( const [ what, [ before, after ] ] of Object.entries( OWN ) ) {
			test( `BxLiveChatInit, ${ what }: the visitor is ours, with one message`, async ( {
				page,
				world,
			} ) => {
				const { said, errors } = watch( page );
				const head =
					script( before ) + identity( BOBS ) + script( after );
				await visit( page, chatPage( world, head, generation ) );
				const shown = await shownTo(
					page,
					generation,
					'I am Bob',
					world
				);

				expect( world.portal.state().users ).toMatchObject( [
					{ hash: BOB.hash },
				] );
				expect( shown ).toHaveLength( 1 );
				expect( shown[ 0 ] ).toHaveLength( 1 );
				expect( JSON.stringify( shown ) ).toContain( 'Client code' );
				expect( errors ).toEqual( [] );
				expect( said.join() ).not.toContain( 'error: ' );
			} );
		}

		test( 'BxLiveChatInit, defined after the guard: a guest all the same, and the page’s other settings stay', async ( {
			page,
			world,
		} ) => {
			await annWasHere( page, world, generation );
			const head =
				ours( 'guard' ) +
				script(
					`window.BxLiveChatInit = () => ( { user: ${ JSON.stringify( ANN ) }, currentUrl: 'https://example.com/here' } );`
				);
			expect( await leaks( page, world, head, generation ) ).toBe(
				false
			);
			expect( await call( page, 'BxLiveChatInit().currentUrl' ) ).toBe(
				'https://example.com/here'
			);
		} );
	} );
}

for ( const generation of [ 'g1', 'g2' ] as const ) {
	test.describe( `${ generation }, after an in-page navigation`, () => {
		test( 'the same visitor: nothing is said twice', async ( {
			page,
			world,
		} ) => {
			await visit( page, chatPage( world, identity(), generation ) );
			await navigateInPage( page, 'loader', ANNS );
			const shown = await shownTo( page, generation, 'Hello', world );

			expect( await messages( page ) ).toBe( 1 );
			expect( shown[ 0 ] ).toHaveLength( 1 );
			expect( new Set( await told( page ) ) ).toEqual(
				new Set( [ ANN.hash ] )
			);
		} );

		test( 'another visitor: he, and nothing of the first’s for the operator', async ( {
			page,
			world,
		} ) => {
			await visit( page, chatPage( world, identity(), generation ) );
			await navigateInPage( page, 'loader', BOBS );
			const shown = await shownTo( page, generation, 'I am Bob', world );

			expect( world.portal.state().users ).toMatchObject( [
				{ hash: BOB.hash },
			] );
			expect( JSON.stringify( shown ) ).not.toContain( 'Ann' );
		} );

		test( 'another visitor, while the first’s conversation is open: it goes', async ( {
			page,
			world,
		} ) => {
			await annWasHere( page, world, generation );
			await navigateInPage( page, 'loader', BOBS );

			await expect( chat( page ) ).toHaveAttribute(
				'data-state',
				'blank'
			);
			await expect( chat( page ) ).not.toContainText( SECRET );
			expect( ( await told( page ) ).at( -1 ) ).not.toBe( ANN.hash );
		} );

		for ( const [ whose, name, data ] of [
			[ 'a guest', 'guard', undefined ],
			[ 'another visitor', 'loader', BOBS ],
		] as const ) {
			test( `${ whose }, on a page with two widgets: both let go of the first`, async ( {
				page,
				world,
			} ) => {
				const anns = chatPage(
					world,
					identity() + world.portal.snippet( generation ),
					generation
				);
				await page.goto( anns );
				await expect( chatButton( page ) ).toHaveCount( 2 );
				const windows = chat( page );
				for ( const at of [ 0, 1 ] ) {
					await chatButton( page ).nth( at ).click();
					const field = windows
						.nth( at )
						.getByLabel( 'Your message' );
					await field.fill( `Secret ${ at } of Ann` );
					await field.press( 'Enter' );
					await expect( windows.nth( at ) ).toContainText(
						`Secret ${ at } of Ann`
					);
				}
				await navigateInPage( page, name, data );

				for ( const at of [ 0, 1 ] ) {
					await expect( windows.nth( at ) ).not.toContainText(
						'Secret'
					);
				}
			} );
		}

		test( 'a guest: the first’s conversation goes', async ( {
			page,
			world,
		} ) => {
			await annWasHere( page, world, generation );
			await navigateInPage( page, 'guard' );

			await expect( chat( page ) ).toHaveAttribute(
				'data-state',
				'blank'
			);
			await expect( chat( page ) ).not.toContainText( SECRET );
			expect( await heard( page ) ).toEqual( [
				'identified',
				'forgotten',
			] );
		} );

		test( 'a guest whose chat nobody opened: the operator does not take him for the first', async ( {
			page,
			world,
		} ) => {
			await visit( page, chatPage( world, identity(), generation ) );
			await navigateInPage( page, 'guard' );
			const shown = await shownTo( page, generation, 'Who am I?', world );

			expect( world.portal.state().users ).toMatchObject( [
				{ identified: false },
			] );
			expect( JSON.stringify( shown ) ).not.toContain( 'Ann' );
		} );

		test( 'a visitor after a guest', async ( { page, world } ) => {
			await annWasHere( page, world, generation );
			const before = timesGiven( world.portal );
			await visit(
				page,
				chatPage( world, ours( 'guard' ), generation, '/guest' )
			);
			await navigateInPage( page, 'loader', BOBS );
			await openChat( page );
			await write( page, 'I am Bob' );

			expect( userOf( world.portal, BOB.hash ) ).toBeDefined();
			expect( timesGiven( world.portal ) ).toBe( before );
		} );

		test( 'two widgets are each told once', async ( { page, world } ) => {
			const head =
				identity() + identity() + world.portal.snippet( generation );
			await page.goto( chatPage( world, head, generation ) );
			await expect( chatButton( page ) ).toHaveCount( 2 );

			expect( await told( page ) ).toEqual( [ ANN.hash, ANN.hash ] );
			expect( await messages( page ) ).toBe( 2 );
		} );
	} );
}

for ( const [ whose, name, data ] of [
	[ 'a guest', 'guard', undefined ],
	[ 'another visitor', 'loader', BOBS ],
	[ 'a visitor without an identity', 'loader', {} ],
] as const ) {
	test( `g0, after an in-page navigation: ${ whose }; the first’s chat closes, since an iframe keeps what it shows`, async ( {
		page,
		world,
	} ) => {
		await annWasHere( page, world, 'g0' );
		await expect( chat( page, 'g0' ) ).toBeVisible();
		await navigateInPage( page, name, data );

		await expect( chat( page, 'g0' ) ).toBeHidden();
	} );
}

test( 'g0, after an in-page navigation: the same visitor’s chat stays open', async ( {
	page,
	world,
} ) => {
	await annWasHere( page, world, 'g0' );
	await navigateInPage( page, 'loader', ANNS );

	await expect( chat( page, 'g0' ) ).toContainText( SECRET );
	await expect( chat( page, 'g0' ) ).toBeVisible();
} );

test( 'nothing of ours on the page gives the hash away', async ( {
	page,
	world,
} ) => {
	await visit( page, chatPage( world, identity() ) );
	const found = await call(
		page,
		`Reflect.ownKeys( window ).filter( ( key ) => {
			try {
				return JSON.stringify( window[ key ] )?.includes( '${ ANN.hash }' );
			} catch {
				return false;
			}
		} ).map( String )`
	);

	// The stand-in's own diary.
	expect( found ).toEqual( [ 'BitrixStandIn' ] );
} );
