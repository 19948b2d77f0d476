/**
 * Delivery `request`: the page holds nobody's data and asks. Until it is answered, and when it is not, nobody sees a
 * former visitor's conversation. Each leak is shown first, without our script.
 */
import type { Page, Route } from '@playwright/test';
import { holdTheClock, letTheChatStart, skip } from './support/clock';
import {
	annWasOn,
	GENERATIONS,
	SECRET,
	timesGiven,
} from './support/former-visitor';
import {
	chatPage,
	heard,
	kept,
	listening,
	runLate,
	setMark,
	sourceOf,
	watch,
} from './support/plugin';
import {
	ANNS_ANSWER,
	ANNS_MARK,
	asking,
	askingLate,
	BOBS_ANSWER,
	BOBS_MARK,
	send,
	sendNothing,
	serve,
	SLOW_WIDGET,
} from './support/request';
import {
	ANN,
	BOB,
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
	visitAndWrite,
	write,
	type Generation,
	type World,
} from './support/stand-in';

/** Ann was here and wrote. */
async function annWasHere(
	page: Page,
	world: World,
	generation: Generation = 'g2'
): Promise< void > {
	await setMark( page, world, ANNS_MARK );
	await serve( page, send( ANNS_ANSWER ) );
	const address = chatPage(
		world,
		asking() + SLOW_WIDGET,
		generation,
		'/ann'
	);
	await annWasOn( page, address, generation );
	await page.unroute( '**/visitor*' );
}

/** Opens the chat; answers whether Ann's conversation came to the page. */
async function leaks(
	page: Page,
	world: World,
	generation: Generation,
	before: number
): Promise< boolean > {
	await openChat( page, generation );
	const shown = await chat( page, generation )
		.getByText( SECRET )
		.isVisible();
	expect( shown ).toBe( timesGiven( world.portal ) > before );
	return shown;
}

const NEVER = () => new Promise< void >( () => {} );

for ( const cookies of [ 'kept', 'blocked' ] as const ) {
	test.describe( `the portal's session cookie ${ cookies }`, () => {
		test.beforeEach( ( { world } ) =>
			world.portal.setSessionCookies( cookies )
		);

		for ( const generation of GENERATIONS ) {
			for ( const [ who, mark, reply ] of [
				[ 'another visitor', BOBS_MARK, send( BOBS_ANSWER ) ],
				[ 'a session that is over', ANNS_MARK, sendNothing ],
			] as const ) {
				test( `${ generation }: ${ who }, without our script: the former visitor's conversation shows`, async ( {
					page,
					world,
				} ) => {
					await annWasHere( page, world, generation );
					// Ann's own page would notice that the cookie changes.
					await page.goto( 'about:blank' );
					await setMark( page, world, mark );
					const before = timesGiven( world.portal );
					await visit( page, chatPage( world, '', generation ) );

					expect(
						await leaks( page, world, generation, before )
					).toBe( true );
				} );

				test( `${ generation }: ${ who }: a guest's chat while the answer is on its way, and after it`, async ( {
					page,
					world,
				} ) => {
					await annWasHere( page, world, generation );
					await setMark( page, world, mark );
					const server = await serve( page, reply, true );
					const before = timesGiven( world.portal );
					await visit(
						page,
						chatPage( world, asking(), generation )
					);

					expect(
						await leaks( page, world, generation, before )
					).toBe( false );
					await write( page, 'I am early', generation );
					await server.answer();
					const window_ = chat( page, generation );
					await expect( window_ ).toHaveAttribute(
						'data-state',
						'ready'
					);
					await expect( window_ ).toContainText( 'I am early' );
					expect( timesGiven( world.portal ) ).toBe( before );
				} );
			}
		}
	} );
}

test.describe( 'our script twice, as where the page carries a message whose tokens it has to ask for', () => {
	test( 'a guest’s chat while both answers are on their way, and after them', async ( {
		page,
		world,
	} ) => {
		await annWasHere( page, world );
		await setMark( page, world, BOBS_MARK );
		const server = await serve( page, send( BOBS_ANSWER ), true );
		const before = timesGiven( world.portal );
		await visit( page, chatPage( world, asking() + asking() ) );

		expect( await leaks( page, world, 'g2', before ) ).toBe( false );
		await write( page, 'I am early' );
		await server.answer();
		await expect( chat( page ) ).toContainText( 'I am early' );
		expect( timesGiven( world.portal ) ).toBe( before );
		expect( userOf( world.portal, BOB.hash ) ).toBeUndefined();
	} );

	test( 'the visitor, told once, where the answers are there first', async ( {
		page,
		world,
	} ) => {
		await annWasHere( page, world );
		await setMark( page, world, BOBS_MARK );
		const before = timesGiven( world.portal );
		const server = await serve( page, send( BOBS_ANSWER ) );
		await visitAndWrite(
			page,
			chatPage( world, asking() + asking() + SLOW_WIDGET ),
			'I am Bob'
		);

		expect( server.asked ).toHaveLength( 2 );
		expect( userOf( world.portal, BOB.hash ) ).toBeDefined();
		expect( timesGiven( world.portal ) ).toBe( before );
		expect( await heard( page ) ).toEqual( [ 'identified' ] );
	} );
} );

test( 'our script runs again after an in-page navigation, and the first question fails after the second was answered: the visitor stays known', async ( {
	page,
	world,
} ) => {
	await setMark( page, world, BOBS_MARK );
	let fail = () => {};
	const failed = new Promise< void >( ( resolve ) => {
		fail = resolve;
	} );
	const { asked } = await serve( page, async ( route ) => {
		if ( route.request().url().endsWith( 'post=8' ) ) {
			return route.fulfill( { json: BOBS_ANSWER } );
		}
		await failed;
		return route.abort();
	} );
	await visit( page, chatPage( world, asking() ) );
	await expect.poll( () => asked.length ).toBe( 1 );
	await page.evaluate(
		( source ) => {
			const element = document.createElement( 'script' );
			element.textContent = source;
			document.head.append( element );
		},
		sourceOf( 'request', { url: '/visitor?post=8', forget: true } )
	);
	await expect.poll( () => heard( page ) ).toEqual( [ 'identified' ] );
	await openChat( page );
	await write( page, 'I am Bob' );
	await page.evaluate( 'window.answered = false' );
	fail();
	await page.waitForFunction( 'window.answered' );
	await write( page, 'Still here' );

	expect( userOf( world.portal, BOB.hash ) ).toBeDefined();
	expect( await kept( page ) ).toMatchObject( {
		'known-visitor': BOBS_MARK,
	} );
	expect( await heard( page ) ).toEqual( [ 'identified' ] );
} );

/** Ways in which an answer is none. */
const FAILURES: Readonly<
	Record< string, ( route: Route ) => Promise< void > >
> = {
	'the network fails': ( route ) => route.abort(),
	'the server fails': ( route ) => route.fulfill( { status: 500 } ),
	'the server refuses': ( route ) => route.fulfill( { status: 403 } ),
	'the server is too busy': ( route ) =>
		route.fulfill( { status: 503, body: 'Maintenance' } ),
	'the answer is a page of a hotel’s network': ( route ) =>
		route.fulfill( {
			status: 200,
			contentType: 'text/html',
			body: '<h1>Welcome</h1>',
		} ),
	'the answer is cut off': ( route ) =>
		route.fulfill( {
			status: 200,
			body: JSON.stringify( BOBS_ANSWER ).slice( 0, 60 ),
		} ),
	'the answer has no hash': send( { ...BOBS_ANSWER, user: {} } ),
	'the hash is none': send( {
		...BOBS_ANSWER,
		user: { ...BOB, hash: BOB.hash.toUpperCase() },
	} ),
	'a shared cache gives the former visitor’s answer': send( ANNS_ANSWER ),
	'a redirect leads to another site': ( route ) =>
		route.fulfill( {
			status: 302,
			headers: { Location: 'http://localhost:9/' },
		} ),
};

test.describe( 'no answer', () => {
	for ( const [ what, reply ] of Object.entries( FAILURES ) ) {
		test( `${ what }: a guest's chat, also on the next page, then the visitor's`, async ( {
			page,
			world,
		} ) => {
			const { errors } = watch( page );
			await annWasHere( page, world );
			await setMark( page, world, BOBS_MARK );
			const before = timesGiven( world.portal );
			const failing = await serve( page, reply );
			await visit( page, chatPage( world, asking() ) );
			await expect.poll( () => heard( page ) ).toEqual( [ 'forgotten' ] );

			expect( failing.asked ).toHaveLength( 1 );
			expect( await leaks( page, world, 'g2', before ) ).toBe( false );
			await write( page, 'I am a guest' );
			await page.reload();
			await chatButton( page ).waitFor();
			expect( timesGiven( world.portal ) ).toBe( before );

			await serve( page, send( BOBS_ANSWER ) );
			await visitAndWrite(
				page,
				chatPage( world, asking() + SLOW_WIDGET ),
				'I am Bob'
			);
			expect( userOf( world.portal, BOB.hash ) ).toBeDefined();
			expect( timesGiven( world.portal ) ).toBe( before );
			expect( errors ).toEqual( [] );
		} );
	}

	for ( const generation of GENERATIONS ) {
		test( `${ generation }: the answer never comes: a guest's chat, before and after patience is over`, async ( {
			page,
			world,
		} ) => {
			await annWasHere( page, world, generation );
			const before = timesGiven( world.portal );
			await serve( page, NEVER );
			await holdTheClock( page );
			await page.goto( chatPage( world, asking(), generation ) );
			await letTheChatStart( page );
			expect( await leaks( page, world, generation, before ) ).toBe(
				false
			);
			await write( page, 'Is anybody there?', generation );
			expect( await heard( page ) ).toEqual( [] );
			await skip( page, 10_000 );
			await expect.poll( () => heard( page ) ).toEqual( [ 'forgotten' ] );

			await expect( chat( page, generation ) ).toHaveAttribute(
				'data-state',
				'ready'
			);
			await expect( chat( page, generation ) ).toContainText(
				'Is anybody there?'
			);
			expect( timesGiven( world.portal ) ).toBe( before );
		} );
	}

	test( 'the guest of an outage stays the same one', async ( {
		page,
		world,
	} ) => {
		await annWasHere( page, world );
		const server = await serve( page, ( route ) => route.abort(), true );
		const address = chatPage( world, asking() );
		await visitAndWrite( page, address, 'I am a guest' );
		await server.answer();
		await setMark( page, world );
		await visit( page, address );
		await openChat( page );

		await expect( chat( page ) ).toContainText( 'I am a guest' );
		await expect( chat( page ) ).not.toContainText( SECRET );
	} );
} );

for ( const generation of GENERATIONS ) {
	test( `${ generation }: an answer before the widget: the visitor's conversation, with the first message`, async ( {
		page,
		world,
	} ) => {
		await annWasHere( page, world, generation );

		expect( userOf( world.portal, ANN.hash ) ).toMatchObject( {
			name: 'Ann',
			email: ANN.email,
		} );
		expect( JSON.stringify( cards( world.portal ) ) ).toContain(
			'Ann Young (ann@example.com)[br]'
		);
		await serve( page, send( ANNS_ANSWER ) );
		await visit(
			page,
			chatPage( world, asking() + SLOW_WIDGET, generation )
		);
		await openChat( page, generation );
		await expect( chat( page, generation ) ).toContainText( SECRET );
		expect( await kept( page ) ).toMatchObject( {
			'known-visitor': ANNS_MARK,
		} );
	} );
}

for ( const generation of [ 'g1', 'g2' ] as const ) {
	test( `${ generation }: an answer after the widget, whose window nobody opened: the visitor's conversation`, async ( {
		page,
		world,
	} ) => {
		await annWasHere( page, world, generation );
		const server = await serve( page, send( ANNS_ANSWER ), true );
		await visit( page, chatPage( world, asking(), generation ) );
		await server.answer();
		await openChat( page, generation );

		await expect( chat( page, generation ) ).toContainText( SECRET );
		expect( await heard( page ) ).toEqual( [ 'identified' ] );
	} );

	test( `${ generation }: an answer while a guest's window is open: it stays, and the next page is the visitor's`, async ( {
		page,
		world,
	} ) => {
		await setMark( page, world, BOBS_MARK );
		const server = await serve( page, send( BOBS_ANSWER ), true );
		await visitAndWrite(
			page,
			chatPage( world, asking(), generation ),
			'I am early'
		);
		await server.answer();
		await expect( chat( page ) ).toHaveAttribute( 'data-state', 'ready' );
		await expect( chat( page ) ).toContainText( 'I am early' );

		await serve( page, send( BOBS_ANSWER ) );
		await visitAndWrite(
			page,
			chatPage( world, asking() + SLOW_WIDGET, generation, '/next' ),
			'I am Bob'
		);
		await expect( chat( page ) ).not.toContainText( 'I am early' );
		expect( userOf( world.portal, BOB.hash ) ).toBeDefined();
	} );

	test( `${ generation }: waiting closes no chat in the same visitor's other tab`, async ( {
		page,
		context,
		world,
	} ) => {
		await annWasHere( page, world, generation );
		const other = await context.newPage();
		const server = await serve( other, send( ANNS_ANSWER ), true );
		await visit( other, chatPage( world, asking(), generation ) );
		await server.answer();

		await expect( chat( page ) ).toBeVisible();
		await expect( chat( page ) ).toContainText( SECRET );
	} );
}

test( 'a guest asks nothing; one who was never identified is left alone', async ( {
	page,
	world,
} ) => {
	const { said, errors } = watch( page );
	const server = await serve( page, sendNothing );
	const address = chatPage( world, asking() );
	await visitAndWrite( page, address, 'I am a guest' );
	await visit( page, address );

	expect( server.asked ).toEqual( [] );
	expect( ( await log( page ) ).map( ( { name } ) => name ) ).not.toContain(
		'setUserRegisterData'
	);
	await openChat( page );
	await expect( chat( page ) ).toContainText( 'I am a guest' );
	expect( await heard( page ) ).toEqual( [] );
	expect( said.concat( errors ) ).toEqual( [] );
} );

test( 'after sign-out, without asking, the guest has a clean chat', async ( {
	page,
	world,
} ) => {
	await annWasHere( page, world );
	await setMark( page, world );
	const before = timesGiven( world.portal );
	const server = await serve( page, send( ANNS_ANSWER ) );
	await visit( page, chatPage( world, asking() ) );

	expect( await leaks( page, world, 'g2', before ) ).toBe( false );
	expect( server.asked ).toEqual( [] );
	expect( await heard( page ) ).toEqual( [ 'forgotten' ] );
} );

test( 'the question: one, with our header and the page', async ( {
	page,
	world,
} ) => {
	await setMark( page, world, ANNS_MARK );
	const server = await serve( page, send( ANNS_ANSWER ) );
	world.site.page(
		'/strict',
		listening + asking() + world.portal.snippet( 'g2' ),
		{ 'Referrer-Policy': 'no-referrer' }
	);
	await visit( page, `${ world.site.url }/strict?a=1#b` );
	await expect.poll( () => heard( page ) ).toContain( 'identified' );

	expect( server.asked ).toEqual( [
		{
			url: `${ world.site.url }/visitor?post=7`,
			headers: expect.objectContaining( {
				'x-known-visitor': '1',
				// Even where the site tells other sites nothing.
				referer: `${ world.site.url }/strict?a=1`,
			} ),
		},
	] );
} );

test( 'without an address nothing is asked, and the former visitor is forgotten', async ( {
	page,
	world,
} ) => {
	await annWasHere( page, world );
	const before = timesGiven( world.portal );
	const requests: string[] = [];
	page.on( 'request', ( request ) => requests.push( request.url() ) );
	const head = `<script>${ sourceOf( 'request' ) }</script>`;
	await visit( page, chatPage( world, head ) );

	expect( await leaks( page, world, 'g2', before ) ).toBe( false );
	expect(
		requests.filter( ( url ) => url.startsWith( world.site.url ) )
	).toEqual( [ `${ world.site.url }/` ] );
} );

test( 'an owner who wants nobody forgotten gets that', async ( {
	page,
	world,
} ) => {
	await annWasHere( page, world );
	await setMark( page, world );
	await visit( page, chatPage( world, asking( false ) ) );
	await openChat( page );

	await expect( chat( page ) ).toContainText( SECRET );
	expect( await heard( page ) ).toEqual( [] );
} );

test.describe( 'late arrival', () => {
	for ( const generation of [ 'g1', 'g2' ] as const ) {
		test( `${ generation }: our script long after the widget: the visitor is known`, async ( {
			page,
			world,
		} ) => {
			await setMark( page, world, ANNS_MARK );
			await serve( page, send( ANNS_ANSWER ) );
			await visit( page, chatPage( world, askingLate(), generation ) );
			await runLate( page );
			await expect
				.poll( () => heard( page ) )
				.toEqual( [ 'identified' ] );
			await openChat( page );
			await write( page, SECRET );

			expect( userOf( world.portal, ANN.hash ) ).toBeDefined();
		} );

		test( `${ generation }: our script long after the widget, which shows a former visitor: blank at once, without waiting for the answer`, async ( {
			page,
			world,
		} ) => {
			await annWasHere( page, world, generation );
			await setMark( page, world, BOBS_MARK );
			await serve( page, NEVER );
			await visit( page, chatPage( world, askingLate(), generation ) );
			await openChat( page );
			await expect( chat( page ) ).toContainText( SECRET );
			await runLate( page );
			// Long before patience is over.
			await expect( chat( page ) ).toHaveAttribute(
				'data-state',
				'blank',
				{ timeout: 5_000 }
			);
			await expect( chat( page ) ).not.toContainText( SECRET );
		} );
	}

	test( 'a tag manager’s widget, five seconds after the page', async ( {
		page,
		world,
	} ) => {
		await annWasHere( page, world );
		await setMark( page, world, BOBS_MARK );
		const before = timesGiven( world.portal );
		const server = await serve( page, send( BOBS_ANSWER ) );
		await holdTheClock( page );
		const manager = script(
			`setTimeout( () => {
				const tag = document.createElement( 'script' );
				tag.src = ${ JSON.stringify( world.portal.loaderUrl( 'g2' ) ) };
				document.body.append( tag );
			}, 5000 );`
		);
		await page.goto(
			world.site.page( '/managed', listening + asking() + manager )
		);
		await server.answer();
		await skip( page, 5_000 );
		await chatButton( page ).waitFor();
		await openChat( page );
		await write( page, 'I am Bob' );

		expect( userOf( world.portal, BOB.hash ) ).toBeDefined();
		expect( timesGiven( world.portal ) ).toBe( before );
	} );

	test( 'two widgets while the answer is on its way are told the same guest', async ( {
		page,
		world,
	} ) => {
		await annWasHere( page, world );
		await serve( page, NEVER );
		await page.goto(
			chatPage( world, asking() + world.portal.snippet( 'g2' ) )
		);
		await expect( chatButton( page ) ).toHaveCount( 2 );
		const told = ( await log( page ) )
			.filter( ( { name } ) => name === 'setUserRegisterData' )
			.map( ( { detail } ) => detail[ 'given' ] );

		expect( told ).toHaveLength( 2 );
		expect( told[ 0 ] ).toEqual( told[ 1 ] );
		expect( JSON.stringify( told ) ).not.toContain( ANN.hash );
	} );
} );

/** As the browser does when the back button brings a page out of its memory. */
const comeBack = ( page: Page, persisted: boolean ) =>
	page.evaluate( ( is ) => {
		dispatchEvent(
			new PageTransitionEvent( 'pageshow', { persisted: is } )
		);
	}, persisted );

test( 'the back button: a page out of the browser’s memory asks anew after sign-out, and only then', async ( {
	page,
	world,
} ) => {
	await annWasHere( page, world );
	const server = await serve( page, send( ANNS_ANSWER ) );
	await comeBack( page, true );
	await comeBack( page, false );
	await expect( chat( page ) ).toContainText( SECRET );

	await setMark( page, world );
	await Promise.all( [
		page.waitForEvent( 'load' ),
		comeBack( page, true ),
	] );
	await chatButton( page ).waitFor();
	await openChat( page );
	await expect( chat( page ) ).not.toContainText( SECRET );
	expect( server.asked ).toEqual( [] );
} );

for ( const broken of [
	"Object.defineProperty( window, 'localStorage', { get() { throw new Error( 'Blocked' ); } } );",
	'Storage.prototype.setItem = () => { throw new Error( "Full" ); };',
	'const { fetch: f } = window; window.fetch = ( url, ...rest ) => { if ( /visitor/.test( url ) ) { throw 1; } return f( url, ...rest ); };',
	'window.AbortController = undefined;',
	'window.BxLiveChatInit = () => { throw null; };',
	'function crypto() {}',
] ) {
	for ( const generation of GENERATIONS ) {
		test( `${ generation }: the widget works on a page with ${ broken.slice( 0, 40 ) }`, async ( {
			page,
			world,
		} ) => {
			const { errors } = watch( page );
			await setMark( page, world, ANNS_MARK );
			await serve( page, send( ANNS_ANSWER ) );
			const head = script( broken ) + asking();
			await visit( page, chatPage( world, head, generation ) );
			await openChat( page, generation );
			await write( page, 'It works', generation );

			expect( errors ).toEqual( [] );
		} );
	}
}
