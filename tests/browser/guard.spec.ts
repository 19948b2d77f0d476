/**
 * The guard: after sign-out, nobody sees the former visitor's conversation. Each leak is shown first, without the guard.
 */
import {
	annWasHere,
	annWasOn,
	BOBS,
	GENERATIONS,
	leaks,
	SECRET,
	timesGiven,
} from './support/former-visitor';
import {
	ANNS,
	chatPage,
	dataBlock,
	delayed,
	fillStorage,
	heard,
	identity,
	kept,
	listening,
	ours,
	runLate,
	sourceOf,
	watch,
	wipeAllButOurs,
} from './support/plugin';
import {
	ANN,
	call,
	chat,
	chatButton,
	expect,
	log,
	onEvent,
	openChat,
	script,
	test,
	visit,
	visitAndWrite,
	wipeCookie,
	write,
} from './support/stand-in';

const HASH = /^[0-9a-f]{32}$/;
const guard = ours( 'guard' );

const cleared = {
	'nothing is cleared': async () => {},
	"the widget's cookie is deleted": wipeCookie,
	'all but our own storage is cleared': wipeAllButOurs,
};

for ( const cookies of [ 'kept', 'blocked' ] as const ) {
	test.describe( `sign-out, the portal's session cookie ${ cookies }`, () => {
		test.beforeEach( ( { world } ) =>
			world.portal.setSessionCookies( cookies )
		);

		for ( const [ what, clear ] of Object.entries( cleared ) ) {
			const isLeak = cookies === 'kept' || clear !== wipeAllButOurs;

			test( `without the guard, ${ what }: the guest ${ isLeak ? 'sees' : 'does not see' } the former visitor's conversation`, async ( {
				page,
				world,
			} ) => {
				await annWasHere( page, world );
				await clear( page );

				expect( await leaks( page, world, '' ) ).toBe( isLeak );
			} );

			test( `with the guard, ${ what }: the guest has a clean chat`, async ( {
				page,
				world,
			} ) => {
				const { said, errors } = watch( page );
				await annWasHere( page, world );
				await clear( page );

				expect( await leaks( page, world, guard ) ).toBe( false );
				expect( await heard( page ) ).toEqual( [ 'forgotten' ] );
				expect( await kept( page ) ).toEqual( {
					'known-visitor-guest': expect.stringMatching( HASH ),
				} );
				expect( said.concat( errors ) ).toEqual( [] );
			} );

			test( `with the guard, ${ what } after a page on which nobody opened the chat: the guest still has a clean chat`, async ( {
				page,
				world,
			} ) => {
				await annWasHere( page, world );
				await visit( page, chatPage( world, guard ) );
				await clear( page );

				expect( await leaks( page, world, guard ) ).toBe( false );
				expect( await heard( page ) ).toEqual( [] );
			} );
		}
	} );
}

for ( const generation of GENERATIONS ) {
	test.describe( generation, () => {
		test( 'without the guard, the guest sees the former visitor', async ( {
			page,
			world,
		} ) => {
			await annWasHere( page, world, generation );

			expect( await leaks( page, world, '', generation ) ).toBe( true );
		} );

		test( 'with the guard, the guest has a clean chat, on all pages', async ( {
			page,
			world,
		} ) => {
			await annWasHere( page, world, generation );

			expect( await leaks( page, world, guard, generation ) ).toBe(
				false
			);
			expect( await heard( page ) ).toEqual( [ 'forgotten' ] );
			expect( await leaks( page, world, guard, generation ) ).toBe(
				false
			);
			expect( await heard( page ) ).toEqual( [] );
		} );

		test( 'the guest tells the portal nothing but a hash, and the widget in time', async ( {
			page,
			world,
		} ) => {
			await annWasHere( page, world, generation );
			await visit( page, chatPage( world, guard, generation ) );
			const names = ( await log( page ) ).map( ( { name } ) => name );
			const told =
				generation === 'g0' ? 'BxLiveChatInit' : 'setUserRegisterData';

			expect( names.filter( ( name ) => name === told ) ).toHaveLength(
				1
			);
			if ( generation !== 'g0' ) {
				expect( names.indexOf( told ) ).toBeLessThan(
					names.indexOf( 'store read' )
				);
			}
			await openChat( page, generation );
			await write( page, 'Who am I?', generation );
			expect( world.portal.state().users.at( -1 ) ).toMatchObject( {
				hash: ( await kept( page ) )[ 'known-visitor-guest' ],
				identified: false,
				name: '',
			} );
		} );

		test( "a guest's own conversation goes on, then the visitor's, then another's", async ( {
			page,
			world,
		} ) => {
			const asGuest = chatPage( world, guard, generation, '/guest' );
			const asAnn = chatPage( world, identity(), generation, '/ann' );
			const asBob = chatPage(
				world,
				identity( BOBS ),
				generation,
				'/bob'
			);
			const room = chat( page, generation );
			await annWasHere( page, world, generation );
			await visitAndWrite( page, asGuest, 'I am a guest', generation );

			await visit( page, asGuest );
			await openChat( page, generation );
			await expect( room ).toContainText( 'I am a guest' );
			await visit( page, asAnn );
			await openChat( page, generation );
			await expect( room ).toContainText( SECRET );
			await expect( room ).not.toContainText( 'I am a guest' );
			await visitAndWrite( page, asBob, 'I am Bob', generation );
			await expect( room ).not.toContainText( SECRET );
			await visit( page, asGuest );
			await openChat( page, generation );
			await expect( room ).toContainText( 'I am a guest' );
			await expect( room ).not.toContainText( /Bob|Ann/ );
			await visit( page, asBob );
			await openChat( page, generation );
			await expect( room ).toContainText( 'I am Bob' );
			await expect( room ).not.toContainText( SECRET );
		} );

		test( 'a visitor who was never identified is left alone', async ( {
			page,
			world,
		} ) => {
			const { said, errors } = watch( page );
			const address = chatPage( world, guard, generation );
			await visitAndWrite( page, address, 'I am a guest', generation );
			await visit( page, address );

			const names = ( await log( page ) ).map( ( { name } ) => name );
			expect( names ).not.toContain( 'setUserRegisterData' );
			expect( await call( page, 'window.BxLiveChatInit()' ) ).toEqual(
				generation === 'g0' ? {} : { user: 0 }
			);
			expect( await heard( page ) ).toEqual( [] );
			expect( await kept( page ) ).toEqual( {} );
			await openChat( page, generation );
			await expect( chat( page, generation ) ).toContainText(
				'I am a guest'
			);
			expect( said.concat( errors ) ).toEqual( [] );
		} );

		test( "the page's own BxLiveChatInit is called, and cannot stop the guard", async ( {
			page,
			world,
		} ) => {
			await annWasHere( page, world, generation );
			for ( const own of [
				`() => ( { user: ${ JSON.stringify( ANN ) } } )`,
				'() => { throw null; }',
				'() => undefined',
				'{}',
			] ) {
				const head =
					script( `window.BxLiveChatInit = ${ own };` ) + guard;
				expect( await leaks( page, world, head, generation ) ).toBe(
					false
				);
			}
		} );
	} );
}

test.describe( 'a guard that an optimizer delays', () => {
	const PAGES = [
		[ '', '' ],
		[
			', a page with a class `Event` of its own',
			script( 'class Event {}' ),
		],
	] as const;
	for ( const generation of [ 'g1', 'g2' ] as const ) {
		for ( const [ where, before ] of PAGES ) {
			test( `${ generation }${ where }: the former visitor's conversation does not stay`, async ( {
				page,
				world,
			} ) => {
				await annWasHere( page, world, generation );
				const head = before + delayed( 'guard', 'on call' );
				await visit( page, chatPage( world, head, generation ) );
				await openChat( page );
				await expect( chat( page ) ).toContainText( SECRET );
				await runLate( page );

				await expect( chat( page ) ).toHaveAttribute(
					'data-state',
					'blank'
				);
				await expect( chat( page ) ).not.toContainText( SECRET );
				expect( await heard( page ) ).toEqual( [ 'forgotten' ] );
				await page.reload();
				await chatButton( page ).waitFor();
				await runLate( page );
				await openChat( page );
				await expect( chat( page ) ).not.toContainText( SECRET );
			} );
		}

		test( `${ generation }: before anything is loaded it is in time`, async ( {
			page,
			world,
		} ) => {
			await annWasHere( page, world, generation );
			world.portal.finish( ANN.hash );
			await expect( chat( page ) ).toContainText( 'finished' );
			const head = delayed( 'guard', 300 );
			const before = timesGiven( world.portal );
			await visit( page, chatPage( world, head, generation ) );
			await page.waitForFunction( 'window.lateDone' );
			await openChat( page );

			await expect( chat( page ) ).not.toContainText( SECRET );
			expect( timesGiven( world.portal ) ).toBe( before );
		} );
	}
} );

for ( const generation of GENERATIONS ) {
	test( `${ generation }: a full storage cannot stop the widget, nor bring the former visitor back`, async ( {
		page,
		world,
	} ) => {
		await annWasHere( page, world, generation );
		await fillStorage( page );

		expect( await leaks( page, world, guard, generation ) ).toBe( false );
		expect( await leaks( page, world, guard, generation ) ).toBe( false );
	} );
}

test( 'a widget that takes no other hash still opens, and the mark stays for the next page', async ( {
	page,
	world,
} ) => {
	await annWasHere( page, world );
	const head = onEvent(
		'widget.setUserRegisterData = () => { throw null; };'
	);
	await visit( page, chatPage( world, head + guard ) );
	await openChat( page );

	expect( await heard( page ) ).toEqual( [] );
	expect( await kept( page ) ).toEqual( { 'known-visitor': 'mark-ann' } );
} );

test( 'a guest page without a widget keeps the mark, for the page that has one', async ( {
	page,
	world,
} ) => {
	await annWasHere( page, world );
	await page.goto( world.site.page( '/plain', listening + guard ) );
	expect( await kept( page ) ).toEqual( { 'known-visitor': 'mark-ann' } );
	expect( await heard( page ) ).toEqual( [] );

	expect( await leaks( page, world, guard ) ).toBe( false );
} );

for ( const generation of GENERATIONS ) {
	for ( const [ what, folder ] of Object.entries( {
		'in another folder of': '/first/',
		'at the root of': '',
	} ) ) {
		test( `${ generation }: a guest of a site in a folder gets nothing of the visitor’s of one ${ what } the same origin, whose trace stays`, async ( {
			page,
			world,
		} ) => {
			await annWasOn(
				page,
				chatPage(
					world,
					dataBlock( ANNS ) +
						script( sourceOf( 'loader', {}, folder ) ),
					generation,
					folder || '/'
				),
				generation
			);
			expect( await leaks( page, world, '', generation ) ).toBe( true );

			const head = script( sourceOf( 'guard', {}, '/second/' ) );
			expect( await leaks( page, world, head, generation ) ).toBe(
				false
			);
			expect( await kept( page ) ).toMatchObject( {
				[ `known-visitor${ folder }` ]: ANNS.mark,
			} );
		} );
	}
}

test( 'a browser has one guest, however often somebody signs out, and each browser another', async ( {
	page,
	browser,
	world,
} ) => {
	const seen: unknown[] = [];
	const other = await ( await browser.newContext() ).newPage();
	for ( const each of [ page, page, page, other ] ) {
		await visit( each, chatPage( world, identity(), 'g1', '/ann' ) );
		await visit( each, chatPage( world, guard, 'g1', '/guest' ) );
		expect( await heard( each ) ).toEqual( [ 'forgotten' ] );
		seen.push( ( await kept( each ) )[ 'known-visitor-guest' ] );
	}
	await other.context().close();

	expect( seen ).toEqual( Array( 4 ).fill( expect.stringMatching( HASH ) ) );
	expect( new Set( seen ).size ).toBe( 2 );
	expect( seen[ 0 ] ).toBe( seen[ 2 ] );
} );

test( 'two widgets are told the same stranger, and the visitor is forgotten once', async ( {
	page,
	world,
} ) => {
	await annWasHere( page, world );
	const head = guard + world.portal.snippet( 'g2' );
	await page.goto( chatPage( world, head ) );
	await expect( chatButton( page ) ).toHaveCount( 2 );

	const hashes = ( await log( page ) )
		.filter( ( { name } ) => name === 'setUserRegisterData' )
		.map( ( { detail } ) => detail[ 'given' ] );
	expect( hashes ).toHaveLength( 2 );
	expect( hashes[ 0 ] ).toEqual( hashes[ 1 ] );
	expect( await heard( page ) ).toEqual( [ 'forgotten' ] );
} );

test( 'the guard is the same for everybody, and holds no data', () => {
	expect( guard ).not.toMatch( /\b[0-9a-f]{32}\b|@|known-visitor-data/ );
} );
