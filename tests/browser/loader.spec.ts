/**
 * The loader on each generation of the widget, in time: it runs before the widget is there.
 */
import {
	ANNS,
	chatPage,
	heard,
	identity,
	kept,
	listening,
	watch,
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
	visitAndWrite,
	write,
} from './support/stand-in';

const GENERATIONS = [ 'g0', 'g1', 'g2' ] as const;

const firstMessage = ( site: { url: string } ) =>
	`Ann Young (ann@example.com)[br]Client code: 7[br]Website: ${ new URL( site.url ).host }[br]Page: [url=${ site.url }/]A page[/url]`;

for ( const generation of GENERATIONS ) {
	test( `${ generation }: the operator knows the visitor, and has one first message`, async ( {
		page,
		world,
	} ) => {
		const { said, errors } = watch( page );
		const address = chatPage( world, identity(), generation );
		await visitAndWrite( page, address, 'Hello', generation );

		expect( userOf( world.portal, ANN.hash ) ).toMatchObject( {
			name: 'Ann',
			lastName: 'Young',
			email: 'ann@example.com',
			identified: true,
		} );
		expect( cards( world.portal ) ).toEqual( [
			[ { MESSAGE: firstMessage( world.site ) } ],
		] );
		expect( world.portal.state().users ).toHaveLength( 1 );
		expect( await heard( page ) ).toEqual( [ 'identified' ] );
		expect( said ).toEqual( [] );
		expect( errors ).toEqual( [] );
	} );

	test( `${ generation }: the browser keeps the mark, and nothing personal`, async ( {
		page,
		world,
	} ) => {
		await visit( page, chatPage( world, identity(), generation ) );

		expect( await kept( page ) ).toEqual( { 'known-visitor': 'mark-ann' } );
	} );

	const failing = {
		'throws an error': "() => { throw new Error( 'ann@example.com' ); }",
		'answers null': '() => null',
		'answers undefined': '() => undefined',
		'answers a number': '() => 7',
		'answers what throws when it is read':
			"() => ( { get button() { throw new Error( 'ann@example.com' ); } } )",
		'is an object': `{ user: ${ JSON.stringify( BOB ) } }`,
	};
	for ( const [ what, own ] of Object.entries( failing ) ) {
		test( `${ generation }: the widget starts though the page's own BxLiveChatInit ${ what }`, async ( {
			page,
			world,
		} ) => {
			const { said, errors } = watch( page );
			const head =
				script( `window.BxLiveChatInit = ${ own };` ) + identity();
			const address = chatPage( world, head, generation );
			await visitAndWrite( page, address, 'Hello', generation );

			expect( userOf( world.portal, ANN.hash ) ).toBeDefined();
			expect( cards( world.portal ) ).toEqual( [
				[ { MESSAGE: firstMessage( world.site ) } ],
			] );
			expect( said.join() ).not.toContain( 'ann@example.com' );
			expect( errors ).toEqual( [] );
		} );
	}
}

test.describe( 'in order', () => {
	test( 'g0: BxLiveChatInit gives the visitor, before the frame is there', async ( {
		page,
		world,
	} ) => {
		await visit( page, chatPage( world, identity(), 'g0' ) );
		expect( await log( page ) ).toMatchObject( [
			{ name: 'onBitrixLiveChatSourceLoaded' },
			{
				name: 'BxLiveChatInit',
				detail: { answer: { user: { hash: ANN.hash } } },
			},
		] );
		await openChat( page, 'g0' );

		const { log: arrived } = world.portal.state();
		expect(
			arrived.find( ( { name } ) => name === 'frame' )?.detail
		).toMatchObject( { user: JSON.stringify( ANN ) } );
	} );

	const orders = {
		g1: [
			'new BX.LiveChatWidget',
			'onBitrixLiveChat',
			'setUserRegisterData',
			'setCustomData',
			'BxLiveChatInit',
			'start',
			'store read',
		],
		g2: [
			'new BX.LiveChatWidget',
			'BxLiveChatInit',
			'BXLiveChat.start',
			'onBitrixLiveChat',
			'setUserRegisterData',
			'setCustomData',
			'start',
			'store read',
		],
	};
	for ( const generation of [ 'g1', 'g2' ] as const ) {
		test( `${ generation }: the widget knows the visitor before it reads or loads anything`, async ( {
			page,
			world,
		} ) => {
			await visit( page, chatPage( world, identity(), generation ) );

			expect( ( await log( page ) ).map( ( { name } ) => name ) ).toEqual(
				[ 'onBitrixLiveChatSourceLoaded', ...orders[ generation ] ]
			);
		} );
	}
} );

test.describe( "the page's own BxLiveChatInit", () => {
	const own = script(
		`window.times = 0; window.BxLiveChatInit = () => { times += 1; return {
			user: ${ JSON.stringify( BOB ) }, button: false, currentUrl: 'https://example.com/here' }; };`
	);

	test( 'g0: button and currentUrl stay, the visitor is ours', async ( {
		page,
		world,
	} ) => {
		await page.goto( chatPage( world, own + identity(), 'g0' ) );
		await page.waitForFunction( 'window.times' );
		await expect( chatButton( page ) ).toHaveCount( 0 );
		await call( page, 'BX.LiveChat.open()' );
		await write( page, 'Hello', 'g0' );

		expect( await call( page, 'times' ) ).toBe( 1 );
		expect( world.portal.state().users ).toMatchObject( [
			{ hash: ANN.hash },
		] );
		expect(
			world.portal.state().log.find( ( { name } ) => name === 'frame' )
				?.detail
		).toMatchObject( { currentUrl: 'https://example.com/here' } );
	} );

	for ( const generation of [ 'g1', 'g2' ] as const ) {
		test( `${ generation }: it is called, and the visitor is ours`, async ( {
			page,
			world,
		} ) => {
			const { said } = watch( page );
			const address = chatPage( world, own + identity(), generation );
			await visitAndWrite( page, address, 'Hello' );

			expect( await call( page, 'times' ) ).toBe( 1 );
			expect( world.portal.state().users ).toMatchObject( [
				{ hash: ANN.hash },
			] );
			expect( said ).toEqual( [] );
		} );
	}

	test( 'g0: an empty template leaves the first message to the page', async ( {
		page,
		world,
	} ) => {
		const init = script(
			"window.BxLiveChatInit = () => ( { firstMessage: 'of the page' } );"
		);
		const head = init + identity( { ...ANNS, message: '' } );
		await visitAndWrite(
			page,
			chatPage( world, head, 'g0' ),
			'Hello',
			'g0'
		);

		expect( cards( world.portal ) ).toEqual( [
			[ { MESSAGE: 'of the page' } ],
		] );
	} );
} );

for ( const generation of GENERATIONS ) {
	test( `${ generation }: an empty template sends the widget's own first message`, async ( {
		page,
		world,
	} ) => {
		const { said } = watch( page );
		const head = identity( { ...ANNS, message: '' } );
		const address = chatPage( world, head, generation );
		await visitAndWrite( page, address, 'Hello', generation );

		expect( JSON.stringify( cards( world.portal ) ) ).toContain(
			`[URL]${ world.site.url }/[/URL]`
		);
		expect( said ).toEqual( [] );
	} );
}

for ( const generation of [ 'g1', 'g2' ] as const ) {
	test( `${ generation }: a page that fires the event again, for those who came late, gets no second first message`, async ( {
		page,
		world,
	} ) => {
		const again = script(
			`addEventListener( 'onBitrixLiveChat', ( { detail } ) =>
				dispatchEvent( new CustomEvent( 'onBitrixLiveChat', { detail } ) ), { once: true } );`
		);
		const address = chatPage( world, identity() + again, generation );
		await visitAndWrite( page, address, 'Hello', generation );

		expect( cards( world.portal ) ).toEqual( [
			[ { MESSAGE: firstMessage( world.site ) } ],
		] );
	} );
}

test.describe( 'several widgets on a page', () => {
	for ( const generation of [ 'g1', 'g2' ] as const ) {
		test( `${ generation }: each is told once`, async ( {
			page,
			world,
		} ) => {
			const { site, portal } = world;
			const snippet = portal.snippet( generation );
			const { said, errors } = watch( page );
			await page.goto(
				site.page( '/', listening + identity() + snippet + snippet )
			);
			await expect( chatButton( page ) ).toHaveCount( 2 );

			expect( await heard( page ) ).toEqual( [
				'identified',
				'identified',
			] );
			const told = ( await log( page ) ).filter(
				( { name } ) => name === 'setCustomData'
			);
			expect( told ).toHaveLength( 2 );
			await chatButton( page ).last().click();
			const second = chat( page ).last();
			await expect( second ).toHaveAttribute( 'data-state', 'ready' );
			await second.getByLabel( 'Your message' ).fill( 'Hello' );
			await page.keyboard.press( 'Enter' );
			await expect( second ).toContainText( 'Hello' );
			expect( cards( portal ) ).toEqual( [
				[ { MESSAGE: firstMessage( site ) } ],
			] );
			expect( said.concat( errors ) ).toEqual( [] );
		} );
	}
} );
