/**
 * Nothing that the loader and the guard meet stops the page or the widget; the console says why, once, and nothing personal.
 */
import { createHash } from 'node:crypto';
import {
	ANNS,
	blockStorage,
	chatPage,
	cookieSeen,
	dataBlock,
	fillStorage,
	heard,
	identity,
	kept,
	listening,
	ours,
	setMark,
	sourceOf,
	watch,
} from './support/plugin';
import { asking } from './support/request';
import {
	ANN,
	chatButton,
	expect,
	onEvent,
	openChat,
	script,
	test,
	userOf,
	visit,
	visitAndWrite,
	type Generation,
} from './support/stand-in';

const GENERATIONS: Generation[] = [ 'g0', 'g1', 'g2' ];

for ( const generation of GENERATIONS ) {
	test( `${ generation }: a browser that keeps nothing has nobody identified: later pages could not forget him`, async ( {
		page,
		world,
	} ) => {
		world.portal.setSessionCookies( 'blocked' );
		await blockStorage( page );
		const { errors } = watch( page );
		const address = chatPage( world, identity(), generation );
		await visitAndWrite( page, address, 'Hello', generation );

		expect( world.portal.state().users ).toMatchObject( [
			{ identified: false },
		] );
		expect( await heard( page ) ).toEqual( [] );
		expect( errors ).toEqual( [] );
	} );

	test( `${ generation }: a full storage has nobody identified, either, unless there is the cookie`, async ( {
		page,
		world,
	} ) => {
		await fillStorage( page );
		const { said, errors } = watch( page );
		const address = chatPage( world, identity(), generation );
		await visitAndWrite( page, address, 'Hello', generation );
		expect( userOf( world.portal, ANN.hash ) ).toBeUndefined();

		await setMark( page, world, 'mark-ann' );
		await visitAndWrite( page, address, 'Hello again', generation );
		expect( userOf( world.portal, ANN.hash ) ).toBeDefined();
		expect( new Set( said ) ).toEqual(
			new Set( [ 'warning: known-visitor QuotaExceededError' ] )
		);
		expect( errors ).toEqual( [] );
	} );

	test( `${ generation }: the guard says nothing in a browser that blocks cookies and storage`, async ( {
		page,
		world,
	} ) => {
		world.portal.setSessionCookies( 'blocked' );
		await blockStorage( page );
		const { said, errors } = watch( page );
		const address = chatPage( world, ours( 'guard' ), generation );
		await visitAndWrite( page, address, 'Hello', generation );

		expect( said.concat( errors ) ).toEqual( [] );
	} );
}

const damaged: Record< string, string > = {
	'broken JSON': identity(
		'{"v":1,"mark":"x","user":{"email":"ann@example.com"'
	),
	'an empty data block': identity( '' ),
	'null for data': identity( 'null' ),
	'no data block': ours( 'loader' ),
	'data without a user': identity( { ...ANNS, user: undefined } ),
	'an upper-case hash': identity( {
		...ANNS,
		user: { ...ANN, hash: ANN.hash.toUpperCase() },
	} ),
	'a SHA-256 for a hash': identity( {
		...ANNS,
		user: { ...ANN, hash: 'a'.repeat( 64 ) },
	} ),
	'no hash': identity( { ...ANNS, user: { name: 'Ann' } } ),
};
for ( const [ what, head ] of Object.entries( damaged ) ) {
	test( `with ${ what } nobody is identified, and the chat works`, async ( {
		page,
		world,
	} ) => {
		const { said, errors } = watch( page );
		await visitAndWrite( page, chatPage( world, head ), 'Hello' );

		expect( world.portal.state().users ).toMatchObject( [
			{ identified: false },
		] );
		expect( await heard( page ) ).toEqual( [] );
		expect( await kept( page ) ).toEqual( {} );
		expect( said ).toEqual( [
			expect.stringMatching( /^warning: known-visitor \w+Error$/ ),
		] );
		expect( errors ).toEqual( [] );
	} );
}

const throwers: Record< string, string > = {
	'an error': "new Error( 'ann@example.com' )",
	null: 'null',
	'a text': "'ann@example.com'",
};
for ( const [ what, thrown ] of Object.entries( throwers ) ) {
	for ( const setter of [ 'setUserRegisterData', 'setCustomData' ] ) {
		test( `a widget whose ${ setter } throws ${ what } still opens`, async ( {
			page,
			world,
		} ) => {
			const { said, errors } = watch( page );
			const head =
				onEvent(
					`widget.${ setter } = () => { throw ${ thrown }; };`
				) + identity();
			await visit( page, chatPage( world, head ) );
			await openChat( page );

			expect( said ).toHaveLength( 1 );
			expect( said[ 0 ] ).toMatch(
				/^warning: known-visitor (Error|undefined)$/
			);
			expect( errors ).toEqual( [] );
			// Without a message he is known all the same.
			expect( await heard( page ) ).toEqual(
				setter === 'setCustomData' ? [ 'identified' ] : []
			);
		} );
	}
}

for ( const [ what, thrown ] of Object.entries( throwers ) ) {
	test( `a widget that throws ${ what } at the guard still opens, and no error of ours reaches the page`, async ( {
		page,
		world,
	} ) => {
		await page.goto( world.site.page( '/ann', identity() ) );
		await setMark( page, world, '0' );
		const { said, errors } = watch( page );
		const head =
			onEvent(
				`widget.setUserRegisterData = () => { throw ${ thrown }; };`
			) + ours( 'guard' );
		await visit( page, chatPage( world, head ) );
		await openChat( page );

		expect( said.concat( errors ) ).toEqual( [] );
	} );
}

for ( const [ what, head ] of Object.entries( {
	guard: ours( 'guard' ),
	loader: identity(),
} ) ) {
	test( `an event without a widget that can be read throws no error of the ${ what }'s`, async ( {
		page,
		world,
	} ) => {
		const { errors } = watch( page );
		const event = script(
			`dispatchEvent( new CustomEvent( 'onBitrixLiveChat', { detail: { get widget() { throw new Error(); } } } ) );`
		);
		await page.goto( world.site.page( '/', head + event ) );

		expect( errors ).toEqual( [] );
	} );
}

test( 'two failures make one line on the console', async ( {
	page,
	world,
} ) => {
	const { said } = watch( page );
	const { portal } = world;
	const head =
		onEvent( 'widget.setCustomData = () => { throw null; };' ) +
		identity() +
		portal.snippet( 'g2' );
	await page.goto( chatPage( world, head ) );
	await expect( chatButton( page ) ).toHaveCount( 2 );

	expect( said ).toEqual( [ 'warning: known-visitor undefined' ] );
} );

for ( const [ what, head ] of Object.entries( {
	guard: ours( 'guard' ),
	loader: identity(),
} ) ) {
	test( `while the head is read, the ${ what } waits for no other process: it looks at neither cookies nor localStorage`, async ( {
		page,
		world,
	} ) => {
		await page.addInitScript( () => {
			const asked: string[] = [];
			const askedInHead: string[] = [];
			Object.assign( window, { asked, askedInHead } );
			for ( const [ owner, key ] of [
				[ Document.prototype, 'cookie' ],
				[ window, 'localStorage' ],
			] as const ) {
				const own = Object.getOwnPropertyDescriptor( owner, key );
				Object.defineProperty( owner, key, {
					...own,
					get() {
						asked.push( key );
						if (
							document.currentScript?.id ===
							'known-visitor-loader'
						) {
							askedInHead.push( key );
						}
						return own?.get?.call( this );
					},
				} );
			}
		} );
		await visit( page, chatPage( world, head ) );
		await openChat( page );

		expect( await page.evaluate( 'askedInHead' ) ).toEqual( [] );
		// They are asked when the widget is there.
		expect( await page.evaluate( 'asked' ) ).toEqual(
			expect.arrayContaining( [ 'cookie', 'localStorage' ] )
		);
	} );
}

test( 'a page with a policy needs a nonce for our script, and nothing else', async ( {
	page,
	world,
} ) => {
	const { portal, site } = world;
	const { said, errors } = watch( page );
	const nonced = ( html: string ) =>
		html.replaceAll( '<script', '<script nonce="n0nce"' );
	// The portal's loader adds a script of its own.
	const loader = await (
		await page.request.get( portal.loaderUrl( 'g2' ) )
	).text();
	const launcher = JSON.parse(
		/textContent = (".*");/.exec( loader )?.[ 1 ] ?? '""'
	) as string;
	const digest = createHash( 'sha256' ).update( launcher ).digest( 'base64' );
	const html = identity() + portal.snippet( 'g2' );
	const address = site.page( '/strict', nonced( html ), {
		'Content-Security-Policy': `script-src 'nonce-n0nce' 'sha256-${ digest }' 'unsafe-eval' ${ portal.url }; object-src 'none'; base-uri 'none'`,
	} );
	await visitAndWrite( page, address, 'Hello' );

	expect( userOf( portal, ANN.hash ) ).toBeDefined();
	expect( said.concat( errors ) ).toEqual( [] );
} );

for ( const [ what, head ] of Object.entries( {
	guard: ours( 'guard' ),
	loader: identity(),
	'script that asks': asking(),
} ) ) {
	test( `on a page in a sandbox, which may not ask for cookies or localStorage, the ${ what } throws no error`, async ( {
		page,
		world,
	} ) => {
		const { errors } = watch( page );
		const address = world.site.page( '/sandbox', listening + head, {
			'Content-Security-Policy': 'sandbox allow-scripts',
		} );
		await page.goto( address );
		await cookieSeen( page );
		expect(
			await page.evaluate( () => {
				try {
					return document.cookie;
				} catch ( error ) {
					return Object( error ).name;
				}
			} )
		).toBe( 'SecurityError' );
		// Whoever asks early.
		await page.evaluate( 'BxLiveChatInit()' );
		expect( await heard( page ) ).toEqual( [] );
		// As out of the back/forward cache.
		await page.evaluate( () => {
			dispatchEvent(
				new PageTransitionEvent( 'pageshow', { persisted: true } )
			);
		} );
		await page.waitForLoadState();

		expect( errors ).toEqual( [] );
	} );
}

test( 'the scripts stay inside their element, whatever a name contains', async ( {
	page,
	world,
} ) => {
	const name = '</script><script>window.hacked = 1;</script><!--';
	const data = { ...ANNS, user: { ...ANN, name } };
	const head = dataBlock( data ) + ours( 'loader' );
	await visitAndWrite( page, chatPage( world, head ), 'Hello' );

	expect( userOf( world.portal, ANN.hash )?.name ).toBe(
		name.slice( 0, 50 )
	);
	expect( await page.evaluate( 'window.hacked' ) ).toBeUndefined();
	for ( const each of [ 'loader', 'loader-full', 'guard' ] as const ) {
		expect( sourceOf( each ) ).not.toMatch( /<\/script|<!--/i );
	}
} );
