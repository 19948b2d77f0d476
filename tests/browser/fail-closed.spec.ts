/**
 * Fail closed: whatever happens to a page that should have identified its visitor, they get no former visitor's
 * conversation. Each leak is shown first, without the lines that protect.
 */
import type { Page } from '@playwright/test';
import {
	annWasHere,
	BOBS,
	GENERATIONS,
	leaks,
	timesGiven,
} from './support/former-visitor';
import {
	ANNS,
	dataBlock,
	heard,
	identity,
	ours,
	setMark,
	watch,
} from './support/plugin';
import {
	ANN,
	BOB,
	expect,
	script,
	test,
	type World,
	userOf,
	write,
} from './support/stand-in';

/** What is left of Bob's identity on his page. */
const DAMAGED: Readonly< Record< string, string > > = {
	'no data block': '',
	'an empty data block': dataBlock( '' ),
	'broken JSON': dataBlock( JSON.stringify( BOBS ).slice( 0, 60 ) ),
	'somebody else’s JSON': dataBlock( { '@type': 'WebSite' } ),
	'null for data': dataBlock( 'null' ),
	'data of another version': dataBlock( { ...BOBS, v: 2 } ),
	'data without a mark': dataBlock( { ...BOBS, mark: undefined } ),
	'data without a user': dataBlock( { ...BOBS, user: undefined } ),
	'no hash': dataBlock( { ...BOBS, user: { name: 'Bob' } } ),
	'a hash in capitals': dataBlock( {
		...BOBS,
		user: { ...BOB, hash: BOB.hash.toUpperCase() },
	} ),
	'a list with a hash': dataBlock( {
		...BOBS,
		user: { ...BOB, hash: [ BOB.hash ] },
	} ),
	'a SHA-256 for a hash': dataBlock( {
		...BOBS,
		user: { ...BOB, hash: 'b'.repeat( 64 ) },
	} ),
	// Whatever an author may write, scripts it is not.
	'a data block of an author’s': `<div id="known-visitor-data">${ JSON.stringify( ANNS ) }</div>`,
	'an override that cannot be read':
		identity( BOBS ) +
		'<script type="application/json" class="known-visitor-override">{"enab</script>',
};

/** What a careless script makes of a page: the message first, and trust in what content can shadow. */
const CARELESS = script( `{
	const identity = () => {
		document.title.trim();
		document.referrer.trim();
		document.cookie.trim();
		return ${ JSON.stringify( BOB ) };
	};
	addEventListener( 'onBitrixLiveChat', ( { detail } ) => {
		try {
			detail.widget.setUserRegisterData( identity() );
		} catch {}
	} );
	window.BxLiveChatInit = () => {
		try {
			return { user: ! window.BX?.LiveChatWidget && identity() };
		} catch {
			return {};
		}
	};
}` );

/** What content can put in the place of what a script looks for; `true` where the careless script stumbles over it. */
const SHADOWS: Readonly< Record< string, boolean > > = {
	'<form name="title"></form>': true,
	'<img name="referrer" alt="">': true,
	'<form name="cookie"><input name="toString"></form>': true,
	'<form name="getElementById"></form>': false,
	'<form name="querySelectorAll"></form>': false,
	'<form name="currentScript"></form>': false,
	'<form name="addEventListener"></form>': false,
	'<a id="BX"></a>': false,
	'<a id="BXLiveChat" href="#hash"></a>': false,
	'<form name="BXLiveChat"></form>': false,
	'<a id="BxLiveChatInit"></a>': false,
	'<a id="localStorage"></a><a id="crypto"></a>': false,
};

for ( const cookies of [ 'kept', 'blocked' ] as const ) {
	for ( const generation of GENERATIONS ) {
		test.describe( `${ generation }, the portal's session cookie ${ cookies }`, () => {
			test.beforeEach( ( { world } ) =>
				world.portal.setSessionCookies( cookies )
			);

			for ( const [ what, block ] of Object.entries( DAMAGED ) ) {
				test( `${ what }: without our script, Bob gets Ann's conversation; with it, he is a guest`, async ( {
					page,
					world,
				} ) => {
					const { errors } = watch( page );
					await annWasHere( page, world, generation );
					const control = block.replace( ours( 'loader' ), '' );
					expect(
						await leaks( page, world, control, generation )
					).toBe( true );

					const head = control + ours( 'loader' );
					expect( await leaks( page, world, head, generation ) ).toBe(
						false
					);
					await write( page, 'Who am I?', generation );
					expect( world.portal.state().users.at( -1 ) ).toMatchObject(
						{ identified: false, name: '' }
					);
					expect( await heard( page ) ).toEqual( [ 'forgotten' ] );
					expect( errors ).toEqual( [] );
				} );
			}
		} );
	}
}

for ( const generation of GENERATIONS ) {
	for ( const [ content, isStumbling ] of Object.entries( SHADOWS ) ) {
		test( `${ generation }: ${ content } in the content: Bob is known, and gets nothing of Ann's`, async ( {
			page,
			world,
		} ) => {
			const { errors } = watch( page );
			await annWasHere( page, world, generation );
			if ( isStumbling ) {
				const head = CARELESS + content;
				expect( await leaks( page, world, head, generation ) ).toBe(
					true
				);
			}

			const before = timesGiven( world.portal );
			const head = identity( BOBS ) + content;
			expect( await leaks( page, world, head, generation ) ).toBe(
				false
			);
			await write( page, 'I am Bob', generation );
			expect( userOf( world.portal, BOB.hash ) ).toBeDefined();
			expect( timesGiven( world.portal ) ).toBe( before );
			expect( errors ).toEqual( [] );
		} );
	}
}

test( 'g0: two links of an author’s that look like the later generations’ class: Bob is known, whoever cannot be known is a guest', async ( {
	page,
	world,
} ) => {
	await annWasHere( page, world, 'g0' );
	const links = '<a id="BX"></a><a id="BX" name="LiveChatWidget"></a>';
	expect( await leaks( page, world, links, 'g0' ) ).toBe( true );

	for ( const head of [ ours( 'guard' ), identity( BOBS ) ] ) {
		expect( await leaks( page, world, head + links, 'g0' ) ).toBe( false );
	}
	await write( page, 'I am Bob', 'g0' );
	expect( userOf( world.portal, BOB.hash ) ).toBeDefined();
} );

for ( const generation of GENERATIONS ) {
	test( `${ generation }: the \`Event\` of MooTools 1.2, before our script: Bob is known, and nobody gets anything of Ann’s`, async ( {
		page,
		world,
	} ) => {
		await annWasHere( page, world, generation );
		const broken = script(
			'window.Event = function ( event ) { event.type.toLowerCase(); };'
		);
		expect( await leaks( page, world, broken, generation ) ).toBe( true );

		for ( const head of [ ours( 'guard' ), identity( BOBS ) ] ) {
			expect(
				await leaks( page, world, broken + head, generation )
			).toBe( false );
		}
		await write( page, 'I am Bob', generation );
		expect( userOf( world.portal, BOB.hash ) ).toMatchObject( {
			name: BOB.name,
		} );
	} );
}

/** What may throw at our script before it is done, where it stands above it. */
const IN_THE_WAY: Readonly< Record< string, string > > = {
	'a `CustomEvent` of the page’s own that makes no event':
		'{ const { CustomEvent } = window; window.CustomEvent = function ( name, init ) { return /^known/.test( name ) ? {} : new CustomEvent( name, init ); }; }',
	'a `BxLiveChatInit` that cannot be set':
		"Object.defineProperty( window, 'BxLiveChatInit', { get() {}, set() { throw new Error( 'of the page' ); } } );",
};

/**
 * Tries a page with each of our scripts.
 *
 * @param tools       What the test has.
 * @param tools.page
 * @param tools.world
 * @param generation  The widget's.
 * @param place       Puts our script into the page's.
 */
async function expectSafe(
	{ page, world }: { readonly page: Page; readonly world: World },
	generation: ( typeof GENERATIONS )[ number ],
	place: ( ours: string ) => string
): Promise< void > {
	await annWasHere( page, world, generation );
	expect( await leaks( page, world, place( '' ), generation ) ).toBe( true );

	for ( const head of [
		ours( 'guard' ),
		identity( { ...BOBS, v: 2 } ),
		identity( BOBS ),
	] ) {
		expect( await leaks( page, world, place( head ), generation ) ).toBe(
			false
		);
	}
	await write( page, 'I am Bob', generation );
	expect( userOf( world.portal, BOB.hash ) ).toMatchObject( {
		identified: true,
	} );
}

for ( const generation of [ 'g1', 'g2' ] as const ) {
	for ( const [ what, source ] of Object.entries( IN_THE_WAY ) ) {
		test( `${ generation }: ${ what }, before our script: Bob is known, whoever cannot be known is a guest, and nobody gets anything of Ann’s`, ( {
			page,
			world,
		} ) =>
			expectSafe(
				{ page, world },
				generation,
				( head ) => script( source ) + head
			) );
	}
}

/** What other scripts of the page put into the place of what the browser brings; each stands in real libraries or themes. */
const REPLACED: Readonly< Record< string, string > > = {
	'a console that has `log` alone': 'window.console = { log() {} };',
	'no console': 'window.console = undefined;',
	'the `Array.from()` of Prototype 1.7 and MooTools 1.5':
		'Array.from = ( list ) => Array.prototype.slice.call( list );',
	'a class `Event` of the page’s own': 'class Event {}',
	'a class `Document` of the page’s own': 'class Document {}',
	'a variable `crypto` of the page’s own': "let crypto = 'BTC';",
	'a variable `self` of the page’s own': 'const self = {};',
	'a function `addEventListener` of the page’s own, for elements':
		'const addEventListener = ( element, name, action ) => element.addEventListener( name, action );',
};

for ( const generation of GENERATIONS ) {
	for ( const [ what, source ] of Object.entries( REPLACED ) ) {
		test( `${ generation }: ${ what }: Bob is known, whoever cannot be known is a guest, and nobody gets anything of Ann’s`, async ( {
			page,
			world,
		} ) => {
			const { errors } = watch( page );
			await expectSafe(
				{ page, world },
				generation,
				( head ) => head + script( source )
			);
			expect( errors ).toEqual( [] );
		} );
	}
}

/** Ways to clear what a sign-out clears, and to say so; each leaves one of the two places. */
const SIGN_OUTS = {
	'localStorage is cleared': 'localStorage.clear();',
	'cookies of ours are cleared':
		"document.cookie = 'known_visitor=; path=/; max-age=0';",
	'nothing is cleared': '',
} as const;

for ( const generation of GENERATIONS ) {
	for ( const [ what, clear ] of Object.entries( SIGN_OUTS ) ) {
		test( `${ generation }: a sign-out, and ${ what }: the guest has a clean chat, also with <img name="cookie"> in the content and a class \`Document\` of the page’s own`, async ( {
			page,
			world,
		} ) => {
			await setMark( page, world, ANNS.mark );
			await annWasHere( page, world, generation );
			await page.goto( world.site.page( '/wp-login', '' ) );
			await setMark( page, world, '0' );
			await page.evaluate( clear );

			const head =
				ours( 'guard' ) +
				'<img name="cookie" alt="">' +
				script( 'class Document {}' );
			expect( await leaks( page, world, head, generation ) ).toBe(
				false
			);
			expect( await heard( page ) ).toEqual( [ 'forgotten' ] );
			expect( await leaks( page, world, head, generation ) ).toBe(
				false
			);
			expect( await heard( page ) ).toEqual( [] );
		} );
	}

	test( `${ generation }: a sign-out after which neither place has a trace: the guest gets Ann's conversation`, async ( {
		page,
		world,
	} ) => {
		await annWasHere( page, world, generation );
		await page.goto( world.site.page( '/wp-login', '' ) );
		await page.evaluate( 'localStorage.clear()' );

		expect( await leaks( page, world, ours( 'guard' ), generation ) ).toBe(
			true
		);
	} );
}

/** A page of Ann's from before her sign-out, as a service worker or a prefetch shows it. */
const CLAIMS = {
	'says that she signed out': [ '0' ],
	'names Bob': [ BOBS.mark ],
} as const;

for ( const generation of GENERATIONS ) {
	for ( const [ what, [ value ] ] of Object.entries( CLAIMS ) ) {
		test( `${ generation }: an old page of Ann's, and the cookie ${ what }: not her conversation`, async ( {
			page,
			world,
		} ) => {
			await annWasHere( page, world, generation );
			// Without a cookie nothing contradicts the page.
			expect( await leaks( page, world, identity(), generation ) ).toBe(
				true
			);
			await page.goto( 'about:blank' );
			await setMark( page, world, value );

			const head = identity() + '<img name="cookie" alt="">';
			expect( await leaks( page, world, head, generation ) ).toBe(
				false
			);
			expect( await heard( page ) ).toEqual( [ 'forgotten' ] );
		} );
	}

	test( `${ generation }: a second cookie of the same name does not keep Ann from being known`, async ( {
		page,
		world,
	} ) => {
		await annWasHere( page, world, generation );
		await setMark( page, world, '0' );
		await setMark( page, world, ANNS.mark, '/next' );

		expect( await leaks( page, world, identity(), generation ) ).toBe(
			true
		);
		expect( await heard( page ) ).toEqual( [ 'identified' ] );
		expect( world.portal.state().users ).toMatchObject( [
			{ hash: ANN.hash },
		] );
	} );
}
