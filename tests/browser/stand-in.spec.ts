/**
 * Proves the stand-in for the Bitrix24 widget faithful, row by row, on plain pages without any plugin.
 * tests/stand-in/README.md lists which fact is shown where.
 */

import type { Page } from '@playwright/test';

import type { Block, Generation } from '../stand-in/types';
import {
	ANN,
	BOB,
	call,
	chat,
	chatButton,
	expect,
	log,
	methodsOf,
	onEvent,
	openChat,
	script,
	shownBlocks,
	test,
	userOf,
	visit,
	visitAndWrite,
	wipeCookie,
	write,
	type World,
} from './support/stand-in';

const A = ANN.hash;
const B = BOB.hash;
const RANDOM = '0123456789abcdef0123456789abcdef';

// Each worker has a portal and a site of its own, and no test leaves anything to the next.
test.describe.configure( { mode: 'parallel' } );

/** Tells the widget inside the event who is there. */
const asVisitor = ( user: object ) =>
	onEvent( `widget.setUserRegisterData( ${ JSON.stringify( user ) } );` );

/** A page with a widget. */
function chatPage(
	{ portal, site }: World,
	head = '',
	generation: Generation = 'g2',
	path = '/'
): string {
	return site.page( path, head + portal.snippet( generation ) );
}

/** All that a website can clear. */
async function wipeSite( page: Page ): Promise< void > {
	await wipeCookie( page );
	await page.evaluate( () => localStorage.clear() );
}

const REGISTER = 'imopenlines.widget.user.register';

test.describe( 'the code that owners paste', () => {
	test( 'adds an async script with the minute, before the first one', async ( {
		page,
		portal,
		site,
	} ) => {
		await visit( page, chatPage( { portal, site } ) );

		const first = page.locator( 'script' ).first();
		await expect( first ).toHaveAttribute(
			'src',
			/\/b1\/crm\/site_button\/loader_2_standin\.js\?\d{8}$/
		);
		expect(
			await first.evaluate( ( { async }: HTMLScriptElement ) => async )
		).toBe( true );
		await expect(
			page.locator(
				'script[src*="/bitrix/js/imopenlines/widget/script.js"]'
			)
		).toHaveCount( 1 );
		expect( portal.state().log[ 0 ] ).toMatchObject( {
			name: 'loader',
			detail: { generation: 'g2' },
		} );
	} );

	test( 'BxLiveChatLoader runs while BXLiveChat is undefined', async ( {
		page,
		portal,
		site,
	} ) => {
		const head = script(
			'window.BxLiveChatLoader = [ () => { window.seen = typeof BXLiveChat; } ];'
		);
		await visit( page, chatPage( { portal, site }, head ) );

		expect( await call( page, 'seen' ) ).toBe( 'undefined' );
	} );
} );

test.describe( 'G0, the iframe', () => {
	const init = ( answer: string ) =>
		script(
			`window.asked = 0; window.BxLiveChatInit = () => { asked += 1; return ${ answer }; };`
		);

	test( 'reads user and first message once, cut for the address; no event', async ( {
		page,
		portal,
		site,
	} ) => {
		const answer = JSON.stringify( {
			user: ANN,
			firstMessage: 'ж'.repeat( 500 ),
			currentUrl: 'https://example.com/here',
		} );
		const head = init( answer ) + onEvent( 'window.fired = true;' );
		await visit( page, chatPage( { portal, site }, head, 'g0' ) );
		await chatButton( page ).click();
		const inside = page.frameLocator( 'iframe' );
		await inside.getByLabel( 'Your message' ).fill( 'Hello' );
		await page.keyboard.press( 'Enter' );
		await expect( inside.getByText( 'Hello' ) ).toBeVisible();

		expect(
			await call(
				page,
				'[ asked, window.fired, typeof BX.LiveChat.init, typeof BX.LiveChatWidget ]'
			)
		).toEqual( [ 1, undefined, 'function', 'undefined' ] );
		expect( userOf( portal, A ) ).toMatchObject( { name: 'Ann' } );
		// One such letter takes six of about a thousand characters.
		expect( shownBlocks( portal ) ).toEqual( [
			{ MESSAGE: 'ж'.repeat( 166 ) },
		] );
		expect(
			portal.state().log.find( ( { name } ) => name === 'frame' )
		).toMatchObject( {
			detail: { currentUrl: 'https://example.com/here' },
		} );
	} );

	test( 'tolerates falsy answers', async ( { page, portal, site } ) => {
		for ( const answer of [ 'undefined', 'null', 'false' ] ) {
			await visit(
				page,
				chatPage( { portal, site }, init( answer ), 'g0' )
			);
			expect( await call( page, 'asked' ) ).toBe( 1 );
		}
		await chatButton( page ).click();

		await expect(
			page.frameLocator( 'iframe' ).getByLabel( 'Your message' )
		).toBeVisible();
	} );

	test( 'button: false leaves its own button out', async ( {
		page,
		portal,
		site,
	} ) => {
		await page.goto(
			chatPage( { portal, site }, init( '{ button: false }' ), 'g0' )
		);
		await page.waitForFunction( 'window.asked' );

		await expect( chatButton( page ) ).toHaveCount( 0 );
	} );
} );

test.describe( 'G1, one synchronous class', () => {
	test( 'event inside the constructor, then BxLiveChatInit; both reach the operator', async ( {
		page,
		portal,
		site,
	} ) => {
		const head =
			onEvent(
				`window.order = [ 'event ' + typeof BXLiveChat ];
				order.push( String( widget.setUserRegisterData( ${ JSON.stringify( ANN ) } ) ) );
				widget.setCustomData( 'twice' );`
			) +
			script(
				`window.BxLiveChatInit = () => { order.push( 'init' ); return { user: ${ JSON.stringify( ANN ) }, firstMessage: 'twice' }; };`
			);
		await visitAndWrite(
			page,
			chatPage( { portal, site }, head, 'g1' ),
			'Hi'
		);

		expect( await call( page, 'order' ) ).toEqual( [
			'event undefined',
			'undefined',
			'init',
		] );
		expect( userOf( portal, A ) ).toMatchObject( { lastName: 'Young' } );
		expect( shownBlocks( portal ) ).toEqual( [
			{ MESSAGE: 'twice' },
			{ MESSAGE: 'twice' },
		] );
		expect(
			( await log( page ) ).filter( ( { kind } ) => kind === 'console' )
		).toEqual( [] );
	} );

	test( 'BxLiveChatInit alone identifies', async ( {
		page,
		portal,
		site,
	} ) => {
		const head = script(
			`window.BxLiveChatInit = () => ( { user: ${ JSON.stringify( ANN ) } } );`
		);
		await visitAndWrite(
			page,
			chatPage( { portal, site }, head, 'g1' ),
			'Hi'
		);

		expect( userOf( portal, A ) ).toBeDefined();
	} );
} );

test.describe( 'G2, the asynchronous store', () => {
	test( 'the calling order', async ( { page, portal, site } ) => {
		const head =
			script(
				`window.order = [];
				const say = ( word ) => order.push( word + ' ' + typeof window.BXLiveChat );
				addEventListener( 'onBitrixLiveChatSourceLoaded', () => { say( 'source' ); Promise.resolve().then( () => { say( 'start returned' ); order.push( BXLiveChat.getUserData() ); } ); } );
				window.BxLiveChatInit = () => { say( 'init' ); return {}; };`
			) +
			onEvent(
				`say( 'event' ); order.push( typeof BXLiveChat.getUserData(), Object.keys( detail ).sort().join(), detail.widgetHost );`
			);
		await visit( page, chatPage( { portal, site }, head ) );
		await openChat( page );

		expect( await call( page, 'order' ) ).toEqual( [
			'source undefined',
			'init undefined',
			'start returned object',
			false,
			'event object',
			'object',
			'widget,widgetCode,widgetHost',
			portal.url,
		] );
		expect( ( await log( page ) ).map( ( { name } ) => name ) ).toEqual( [
			'onBitrixLiveChatSourceLoaded',
			'new BX.LiveChatWidget',
			'BxLiveChatInit',
			'BXLiveChat.start',
			'onBitrixLiveChat',
			'start',
			'store read',
			'loading',
			'batch',
			'ready',
		] );
	} );

	test( 'BxLiveChatInit comes too early: errors on the console, data lost', async ( {
		page,
		portal,
		site,
	} ) => {
		const head = script(
			`window.BxLiveChatInit = () => ( { user: ${ JSON.stringify( ANN ) }, firstMessage: 'lost' } );`
		);
		const errors: string[] = [];
		page.on( 'console', ( message ) => errors.push( message.text() ) );
		await visitAndWrite( page, chatPage( { portal, site }, head ), 'Hi' );

		const hint =
			'method can be called after fired event - onBitrixLiveChat';
		expect( errors ).toEqual( [
			`setUserRegisterData: ${ hint }`,
			`setCustomData: ${ hint }`,
		] );
		expect( userOf( portal, A ) ).toBeUndefined();
		expect( JSON.stringify( shownBlocks( portal ) ) ).not.toContain(
			'lost'
		);
	} );

	test( 'both setters refuse with false before the event', async ( {
		page,
		portal,
		site,
	} ) => {
		const head = script(
			`addEventListener( 'onBitrixLiveChatSourceLoaded', () => Promise.resolve().then( () => {
				window.answers = [ BXLiveChat.setUserRegisterData( {} ), BXLiveChat.setCustomData( 'x' ) ];
			} ) );`
		);
		await visit( page, chatPage( { portal, site }, head ) );

		expect( await call( page, 'answers' ) ).toEqual( [ false, false ] );
	} );

	test( 'the methods of the wrapper and of the widget', async ( {
		page,
		portal,
		site,
	} ) => {
		const head = onEvent( 'window.widget = widget;' );
		await visit( page, chatPage( { portal, site }, head ) );

		const names =
			'open close start subscribe addLocalize getUserData setUserRegisterData setCustomData';
		const missing = ( object: string, list: string ) =>
			call(
				page,
				`'${ list }'.split( ' ' ).filter( ( name ) => typeof ${ object }[ name ] !== 'function' )`
			);
		expect( await missing( 'BXLiveChat', names ) ).toEqual( [] );
		expect(
			await missing( 'BXLiveChat', 'setOption setNewAuthToken' )
		).toHaveLength( 2 );
		expect(
			await missing( 'widget', `${ names } setOption setNewAuthToken` )
		).toEqual( [] );
	} );

	test( 'the event fires once and is not replayed', async ( {
		page,
		portal,
		site,
	} ) => {
		const head = script( 'window.times = 0;' ) + onEvent( 'times += 1;' );
		await visit( page, chatPage( { portal, site }, head ) );
		await page.evaluate(
			"addEventListener( 'onBitrixLiveChat', () => { times += 10; } )"
		);
		await openChat( page );

		expect( await call( page, 'times' ) ).toBe( 1 );
	} );
} );

for ( const generation of [ 'g1', 'g2' ] as const ) {
	const killers = {
		undefined: '() => undefined',
		null: '() => null',
		'an error': "() => { throw new Error( 'page' ); }",
	};
	for ( const [ name, init ] of Object.entries( killers ) ) {
		test( `${ generation }: BxLiveChatInit with ${ name } kills the widget`, async ( {
			page,
			portal,
			site,
		} ) => {
			const head =
				script( `window.BxLiveChatInit = ${ init };` ) +
				script(
					'window.onerror = ( text ) => { window.died = text; };'
				);
			await page.goto( chatPage( { portal, site }, head, generation ) );
			await page.waitForFunction( 'window.died' );

			expect( await call( page, 'typeof BXLiveChat' ) ).toBe(
				'undefined'
			);
			await expect( chatButton( page ) ).toHaveCount( 0 );
		} );
	}

	test( `${ generation }: an object in place of BxLiveChatInit is ignored`, async ( {
		page,
		portal,
		site,
	} ) => {
		const head = script(
			`window.BxLiveChatInit = { user: ${ JSON.stringify( ANN ) } };`
		);
		await visitAndWrite(
			page,
			chatPage( { portal, site }, head, generation ),
			'Hi'
		);

		expect( userOf( portal, A ) ).toBeUndefined();
	} );
}

test.describe( 'late, after the event', () => {
	const late = `BXLiveChat.setUserRegisterData( ${ JSON.stringify( ANN ) } )`;

	test( 'works before the chat was opened', async ( {
		page,
		portal,
		site,
	} ) => {
		await visit( page, chatPage( { portal, site } ) );
		expect( await call( page, late ) ).toBeUndefined();
		await openChat( page );
		await write( page, 'Hi' );

		expect( userOf( portal, A ) ).toMatchObject( { name: 'Ann' } );
	} );

	test( 'works after an anonymous open without a message', async ( {
		page,
		portal,
		site,
	} ) => {
		await visit( page, chatPage( { portal, site } ) );
		await openChat( page );
		await call( page, late );

		await expect.poll( () => userOf( portal, A )?.name ).toBe( 'Ann' );
		await expect( chat( page ) ).toHaveAttribute( 'data-state', 'ready' );
	} );

	test( 'with another conversation loaded: blank until reload', async ( {
		page,
		portal,
		site,
	} ) => {
		await visitAndWrite(
			page,
			chatPage( { portal, site } ),
			'I am a guest'
		);
		await call( page, late );

		await expect( chat( page ) ).toHaveAttribute( 'data-state', 'blank' );
		await expect( chat( page ) ).not.toContainText( 'I am a guest' );
		await page.reload();
		await openChat( page );
		await expect( chat( page ) ).toContainText( 'I am a guest' );
	} );
} );

test.describe( 'setUserRegisterData', () => {
	const consoleOf = async ( page: Page ) =>
		( await log( page ) ).filter( ( { kind } ) => kind === 'console' );

	test( 'an unknown field is warned about and skipped', async ( {
		page,
		portal,
		site,
	} ) => {
		const visitor = { ...ANN, phone: '1' };
		await visitAndWrite(
			page,
			chatPage( { portal, site }, asVisitor( visitor ) ),
			'Hi'
		);

		expect( await consoleOf( page ) ).toMatchObject( [
			{
				name: 'warn',
				detail: { text: expect.stringContaining( 'phone' ) },
			},
		] );
		expect( userOf( portal, A ) ).toMatchObject( { name: 'Ann' } );
		expect( userOf( portal, A )?.received ).not.toHaveProperty( 'phone' );
	} );

	test( 'anything but an object is refused with false', async ( {
		page,
		portal,
		site,
	} ) => {
		await visit( page, chatPage( { portal, site } ) );

		for ( const value of [ 'null', 'undefined', "'text'", '[]', '7' ] ) {
			expect(
				await call(
					page,
					`BXLiveChat.setUserRegisterData( ${ value } )`
				)
			).toBe( false );
		}
		expect( await consoleOf( page ) ).toHaveLength( 5 );
	} );

	test( 'absent and falsy fields delete what was set before', async ( {
		page,
		portal,
		site,
	} ) => {
		const again = { hash: A, name: '', lastName: 'Only' };
		const head = asVisitor( ANN ) + asVisitor( again );
		await visitAndWrite( page, chatPage( { portal, site }, head ), 'Hi' );

		expect( userOf( portal, A ) ).toMatchObject( {
			name: '',
			lastName: 'Only',
			email: '',
		} );
	} );

	test( '{} does not sign out', async ( { page, portal, site } ) => {
		await visitAndWrite(
			page,
			chatPage( { portal, site }, asVisitor( ANN ) ),
			'Secret of Ann'
		);
		await page.goto( chatPage( { portal, site }, asVisitor( {} ) ) );
		await openChat( page );

		await expect( chat( page ) ).toContainText( 'Secret of Ann' );
	} );

	test( 'an upper-case hash registers and then breaks the chat', async ( {
		page,
		portal,
		site,
	} ) => {
		const hash = A.toUpperCase();
		await visit(
			page,
			chatPage( { portal, site }, asVisitor( { hash } ) )
		);
		await chatButton( page ).click();

		await expect( chat( page ) ).toHaveAttribute( 'data-state', 'error' );
		expect( userOf( portal, hash ) ).toBeDefined();
	} );

	test( 'any other hash is silently replaced by a random one', async ( {
		page,
		portal,
		site,
	} ) => {
		await visit( page, chatPage( { portal, site } ) );
		for ( const hash of [
			'c'.repeat( 64 ),
			'ann',
			`${ A.slice( 1 ) }z`,
		] ) {
			expect(
				await call(
					page,
					`BXLiveChat.setUserRegisterData( { hash: '${ hash }' } )`
				)
			).toBeUndefined();
		}

		const taken = ( await log( page ) )
			.filter( ( { name } ) => name === 'setUserRegisterData' )
			.map(
				( { detail } ) =>
					( detail[ 'taken' ] as { fields: { hash: string } } ).fields
						.hash
			);
		expect( new Set( taken ).size ).toBe( 3 );
		taken.forEach( ( hash ) => expect( hash ).toMatch( /^[0-9a-f]{32}$/ ) );
		expect( await consoleOf( page ) ).toEqual( [] );
	} );

	test( 'a SHA-256 makes an unknown person, new in every browser', async ( {
		page,
		portal,
		site,
		browser,
	} ) => {
		const hash = 'c'.repeat( 64 );
		const address = chatPage( { portal, site }, asVisitor( { hash } ) );
		await visitAndWrite( page, address, 'from here' );
		await visit( page, address );
		await openChat( page );
		await expect( chat( page ) ).toContainText( 'from here' );
		const other = await browser.newPage();
		await visitAndWrite( other, address, 'from there' );
		await expect( chat( other ) ).not.toContainText( 'from here' );
		await other.close();

		expect( portal.state().users ).toHaveLength( 2 );
		expect( userOf( portal, hash ) ).toBeUndefined();
	} );
} );

test.describe( 'setCustomData', () => {
	/** What the operator is shown after some calls inside the event. */
	async function shownAfter(
		page: Page,
		world: World,
		calls: string
	): Promise< Block[] > {
		await visitAndWrite( page, chatPage( world, onEvent( calls ) ), 'Hi' );
		return shownBlocks( world.portal );
	}

	test( 'a text becomes a message, a list keeps its objects, calls add up', async ( {
		page,
		portal,
		site,
	} ) => {
		const blocks = await shownAfter(
			page,
			{ portal, site },
			`widget.setCustomData( 'one' ); widget.setCustomData( [ { MESSAGE: 'two' }, 3, { DELIMITER: { SIZE: 9 } } ] );`
		);

		expect( blocks ).toEqual( [
			{ MESSAGE: 'one' },
			{ MESSAGE: 'two' },
			{ DELIMITER: { SIZE: 9 } },
		] );
	} );

	test( 'one bare object is wrapped wrongly', async ( {
		page,
		portal,
		site,
	} ) => {
		const blocks = await shownAfter(
			page,
			{ portal, site },
			`widget.setCustomData( { TEXT: 'one', AS_DESCRIPTION: 'Y' } );`
		);

		expect( blocks ).toEqual( [
			{ MESSAGE: { TEXT: 'one', AS_DESCRIPTION: 'Y' } },
		] );
	} );

	test( 'a message that is an object without a text stops the portal', async ( {
		page,
		portal,
		site,
	} ) => {
		const head = onEvent( `widget.setCustomData( { MESSAGE: 'one' } );` );
		await visit( page, chatPage( { portal, site }, head ) );
		await openChat( page );
		await chat( page ).getByLabel( 'Your message' ).fill( 'Hi' );
		await page.keyboard.press( 'Enter' );

		await expect( chat( page ) ).toHaveAttribute( 'data-state', 'error' );
		expect( portal.state().log.at( -1 ) ).toMatchObject( {
			detail: { error: 'INTERNAL_SERVER_ERROR' },
		} );
	} );

	test( 'an empty list, an empty text and other things are refused with an error and false', async ( {
		page,
		portal,
		site,
	} ) => {
		await visit( page, chatPage( { portal, site } ) );

		for ( const value of [
			'[]',
			'[ 3 ]',
			"''",
			'null',
			'undefined',
			'7',
		] ) {
			expect(
				await call( page, `BXLiveChat.setCustomData( ${ value } )` )
			).toBe( false );
		}
		const errors = ( await log( page ) ).filter(
			( { kind } ) => kind === 'console'
		);
		expect( errors.map( ( { name } ) => name ) ).toEqual(
			Array( 6 ).fill( 'error' )
		);
	} );

	test( 'never called: the address of the page', async ( {
		page,
		portal,
		site,
	} ) => {
		const blocks = await shownAfter( page, { portal, site }, '' );

		expect( blocks ).toEqual( [
			{ MESSAGE: `127.0.0.1: [URL]${ site.url }/[/URL]` },
		] );
	} );

	test( 'shown once, when a session starts', async ( {
		page,
		portal,
		site,
	} ) => {
		await visitAndWrite(
			page,
			chatPage( { portal, site }, asVisitor( ANN ) ),
			'one'
		);
		await write( page, 'two' );
		const cards = () =>
			portal
				.state()
				.conversations[ 0 ]?.messages.filter(
					( { author } ) => author === 'card'
				).length;

		expect( cards() ).toBe( 1 );
		await expect( chat( page ) ).not.toContainText( site.url );
		portal.finish( A );
		await write( page, 'three' );
		expect( cards() ).toBe( 2 );
	} );

	test( 'kept for 8 hours', async ( { page, portal, site } ) => {
		const post = ( calls: object ) =>
			page.request.post( `${ portal.url }/rest/batch`, {
				data: { livechat_auth_id: A, cmd: { call: calls } },
			} );
		const message = { method: 'im.message.add', params: { message: 'Hi' } };
		await visit( page, chatPage( { portal, site }, asVisitor( ANN ) ) );
		await openChat( page );
		portal.advance( 7 * 60 * 60 * 1000 );
		await post( message );
		expect( shownBlocks( portal ) ).toHaveLength( 1 );

		portal.finish( A );
		portal.advance( 2 * 60 * 60 * 1000 );
		await post( message );
		expect(
			portal.state().conversations[ 0 ]?.sessions.at( -1 )?.custom
		).toEqual( [] );
	} );

	test( '60,000 characters of JSON are too many', async ( {
		page,
		portal,
		site,
	} ) => {
		const blocks = await shownAfter(
			page,
			{ portal, site },
			`widget.setCustomData( 'x'.repeat( 60000 ) );`
		);

		expect( blocks ).toEqual( [] );
	} );
} );

test.describe( 'what the portal makes of custom data', () => {
	/** What the operator is shown of a message. */
	async function read(
		page: Page,
		{ portal, site }: World,
		...messages: string[]
	): Promise< Block[] > {
		const data = JSON.stringify(
			messages.map( ( MESSAGE ) => ( { MESSAGE } ) )
		);
		const head = onEvent( `widget.setCustomData( ${ data } );` );
		await visitAndWrite( page, chatPage( { portal, site }, head ), 'Hi' );
		return shownBlocks( portal );
	}

	for ( const [ what, given, shown ] of [
		[ 'a line break', 'a\nb', 'a\nb' ],
		[ 'a backslash and a letter', 'a\\nb\\tc', 'a\nb\tc' ],
		[ 'a backslash alone', 'C:\\Users', 'C:\\Users' ],
		[ 'the number of a character', '\\u005Bb\\u005D', '\\[b\\]' ],
		[ 'a carriage return', 'a\rb', 'a\\rb' ],
		[ 'quotation marks', 'say "yes"', 'say "yes"' ],
		[ 'an entity', '&#91;', '&#91;' ],
	] as const ) {
		test( `${ what }`, async ( { page, world } ) => {
			expect( await read( page, world, given ) ).toEqual( [
				{ MESSAGE: shown },
			] );
		} );
	}

	test( 'a value that ends in a backslash: all is lost', async ( {
		page,
		world,
	} ) => {
		expect( await read( page, world, 'first', 'Ann\\' ) ).toEqual( [] );
		expect( await read( page, world, 'Ann\\', 'last' ) ).toEqual( [] );
	} );

	test( 'it takes time, growing with the square of the length', async ( {
		page,
		world,
	} ) => {
		await read( page, world, 'x'.repeat( 29_984 ) );

		expect(
			world.portal
				.state()
				.log.filter( ( { name } ) => name === 'custom data read' )
		).toMatchObject( [
			{ detail: { characters: 30_000, seconds: 33 / 4, lost: false } },
		] );
	} );
} );

test.describe( 'the portal registers', () => {
	test( 'a hash once; later fields are ignored', async ( {
		page,
		portal,
		site,
		browser,
	} ) => {
		await visitAndWrite(
			page,
			chatPage( { portal, site }, asVisitor( ANN ) ),
			'Hi'
		);
		const other = await browser.newPage();
		const renamed = { ...ANN, name: 'Anna' };
		await visit(
			other,
			chatPage( { portal, site }, asVisitor( renamed ), 'g2', '/other' )
		);
		await openChat( other );

		// The hash alone opens the conversation, in any browser.
		await expect( chat( other ) ).toContainText( 'Hi' );
		await other.close();
		expect( userOf( portal, A ) ).toMatchObject( {
			name: 'Ann',
			registrations: 2,
		} );
	} );

	test( 'with columns of 50 and 255 characters', async ( {
		page,
		portal,
		site,
	} ) => {
		const long = 'я'.repeat( 300 );
		const visitor = {
			hash: A,
			name: long,
			lastName: long,
			position: long,
			www: long,
		};
		await visitAndWrite(
			page,
			chatPage( { portal, site }, asVisitor( visitor ) ),
			'Hi'
		);

		const { name, lastName, position, www } = userOf( portal, A ) ?? {};
		expect(
			[ name, lastName, position, www ].map( ( text ) => text?.length )
		).toEqual( [ 50, 50, 255, 255 ] );
	} );

	test( 'nobody with a bad e-mail address: no chat at all', async ( {
		page,
		portal,
		site,
	} ) => {
		const visitor = { ...ANN, email: 'user@localhost' };
		await visit( page, chatPage( { portal, site }, asVisitor( visitor ) ) );
		await chatButton( page ).click();

		await expect( chat( page ) ).toHaveAttribute( 'data-state', 'error' );
		expect( portal.state().users ).toEqual( [] );
	} );

	test( 'women by F, everybody else as male', async ( {
		page,
		portal,
		site,
	} ) => {
		const visitors = { F: A, female: B };
		for ( const [ gender, hash ] of Object.entries( visitors ) ) {
			await visit(
				page,
				chatPage( { portal, site }, asVisitor( { hash, gender } ) )
			);
			await openChat( page );
		}

		expect( userOf( portal, A )?.gender ).toBe( 'F' );
		expect( userOf( portal, B )?.gender ).toBe( 'M' );
	} );

	test( 'avatars by their ending and below 1,000,000 bytes', async ( {
		page,
		portal,
		site,
	} ) => {
		const small = site.file(
			'/face.png',
			'image/png',
			Buffer.alloc( 900 )
		);
		const big = site.file(
			'/big.png',
			'image/png',
			Buffer.alloc( 1_000_000 )
		);
		const addresses = [
			`${ small }?s=96`,
			big,
			`${ site.url }/avatar/1?f=.png`,
		];
		for ( const [ index, avatar ] of addresses.entries() ) {
			const hash = String( index ).repeat( 32 );
			await visit(
				page,
				chatPage( { portal, site }, asVisitor( { hash, avatar } ) )
			);
			await openChat( page );
		}

		await expect
			.poll( () =>
				portal.state().users.map( ( { avatar } ) => avatar.state )
			)
			.toEqual( [ 'kept', 'refused', 'refused' ] );
	} );

	test( 'through a batch as a guest, with the new hash where another was stored', async ( {
		page,
		portal,
		site,
	} ) => {
		await visitAndWrite(
			page,
			chatPage( { portal, site }, asVisitor( ANN ) ),
			'Hi'
		);
		await visit( page, chatPage( { portal, site }, asVisitor( BOB ) ) );
		await openChat( page );

		const registrations = portal
			.state()
			.log.filter(
				( { detail } ) => String( detail[ 'methods' ] ) === REGISTER
			)
			.map( ( { detail } ) => detail );
		expect( registrations ).toMatchObject( [
			{ livechat_auth_id: 'guest' },
			{ livechat_auth_id: 'guest', livechat_custom_auth_id: B },
		] );
		expect( registrations[ 0 ] ).not.toHaveProperty(
			'livechat_custom_auth_id'
		);
		expect(
			Object.keys(
				(
					registrations[ 0 ]?.[ 'cmd' ] as {
						call0: { params: object };
					}
				 ).call0.params
			).sort()
		).toEqual(
			'avatar config_id consent_url custom_data email gender last_name name position trace_data user_hash www'.split(
				' '
			)
		);
	} );
} );

test( 'what stays behind', async ( { page, portal, site, context } ) => {
	await visitAndWrite(
		page,
		chatPage( { portal, site }, asVisitor( ANN ) ),
		'Hi'
	);

	const cookies = await context.cookies();
	const own = cookies.find( ( { name } ) => name === 'LIVECHAT_HASH' );
	expect( own ).toMatchObject( { value: A, path: '/', httpOnly: false } );
	expect( ( own?.expires ?? 0 ) - Date.now() / 1000 ).toBeGreaterThan(
		364 * 24 * 3600
	);
	expect(
		cookies.find( ( { name } ) => name !== 'LIVECHAT_HASH' )
	).toMatchObject( {
		httpOnly: true,
	} );
	expect( await call( page, 'document.cookie' ) ).toBe(
		`LIVECHAT_HASH=${ A }`
	);

	const keys = (
		await page.evaluate( () => Object.keys( localStorage ) )
	).sort();
	expect( keys ).toEqual( [
		'bx-messenger-null-0-LIVECHAT_HASH',
		expect.stringMatching( /^bx-messenger-.+/ ),
		expect.stringMatching( /^bx-pull-.+/ ),
		...Array( 4 ).fill( expect.stringMatching( /^bx-vuex-[0-9a-f]{32}$/ ) ),
	] );
} );

test.describe( 'one browser, several people', () => {
	const SECRET = 'Secret of Ann';

	/** Ann was here and wrote. */
	async function annWasHere( page: Page, world: World ): Promise< void > {
		await visitAndWrite(
			page,
			chatPage( world, asVisitor( ANN ), 'g2', '/ann' ),
			SECRET
		);
	}

	test( 'guest, then A: a clean switch, nothing merged', async ( {
		page,
		portal,
		site,
	} ) => {
		await visitAndWrite(
			page,
			chatPage( { portal, site } ),
			'I am a guest'
		);
		await visit( page, chatPage( { portal, site }, asVisitor( ANN ) ) );
		await openChat( page );

		await expect( chat( page ) ).not.toContainText( 'I am a guest' );
		await write( page, 'I am Ann' );
		expect(
			portal
				.state()
				.conversations.map(
					( { messages } ) => messages.at( -1 )?.text
				)
		).toEqual( [ 'I am a guest', 'I am Ann' ] );
	} );

	test( 'A, then a page without identity: A, and without a click', async ( {
		page,
		portal,
		site,
	} ) => {
		await annWasHere( page, { portal, site } );
		await visit( page, chatPage( { portal, site } ) );

		await expect( chat( page ) ).toBeHidden();
		await expect(
			page.locator( '[data-bitrix-stand-in] .said' )
		).toHaveText( /Secret of Ann/ );
		await expect
			.poll( () => call( page, 'BXLiveChat.getUserData()' ) )
			.toMatchObject( { hash: A } );
	} );

	test( 'the same with a finished session: A, after a click', async ( {
		page,
		portal,
		site,
	} ) => {
		await annWasHere( page, { portal, site } );
		portal.finish( A );
		// The widget hears of it while it is still there.
		await expect( chat( page ) ).toContainText(
			'The session was finished.'
		);
		const before = methodsOf( portal ).length;
		await visit( page, chatPage( { portal, site } ) );
		expect( methodsOf( portal ) ).toHaveLength( before );

		await openChat( page );
		await expect( chat( page ) ).toContainText( SECRET );
	} );

	test( 'the same after the cookie is deleted: still A', async ( {
		page,
		portal,
		site,
	} ) => {
		await annWasHere( page, { portal, site } );
		await wipeCookie( page );
		await visit( page, chatPage( { portal, site } ) );
		await openChat( page );

		await expect( chat( page ) ).toContainText( SECRET );
	} );

	test( 'all wiped, session cookie blocked: a new guest', async ( {
		page,
		portal,
		site,
	} ) => {
		portal.setSessionCookies( 'blocked' );
		await annWasHere( page, { portal, site } );
		await wipeSite( page );
		await visitAndWrite( page, chatPage( { portal, site } ), 'I am new' );

		await expect( chat( page ) ).not.toContainText( SECRET );
		expect( portal.state().users ).toHaveLength( 2 );
	} );

	test( 'all wiped, session cookie kept: the portal hands A back', async ( {
		page,
		portal,
		site,
	} ) => {
		await annWasHere( page, { portal, site } );
		await wipeSite( page );
		await visit( page, chatPage( { portal, site } ) );
		await openChat( page );

		await expect( chat( page ) ).toContainText( SECRET );
		expect(
			( await log( page ) ).filter( ( { name } ) => name === 'error' )
		).toMatchObject( [
			{ detail: { error: 'LIVECHAT_AUTH_WIDGET_USER', hash: A } },
		] );
	} );

	const asStranger = asVisitor( { hash: RANDOM } );

	for ( const cookies of [ 'kept', 'blocked' ] as const ) {
		test( `A, then a random hash, session cookie ${ cookies }: a clean guest, and stays so`, async ( {
			page,
			portal,
			site,
		} ) => {
			portal.setSessionCookies( cookies );
			await annWasHere( page, { portal, site } );
			await visit( page, chatPage( { portal, site }, asStranger ) );
			await openChat( page );
			await visit(
				page,
				chatPage( { portal, site }, '', 'g2', '/later' )
			);
			await openChat( page );

			await expect( chat( page ) ).not.toContainText( SECRET );
			await write( page, 'Somebody else' );
			expect( portal.state().conversations.at( -1 )?.userId ).toBe(
				userOf( portal, RANDOM )?.id
			);
			expect( userOf( portal, RANDOM )?.identified ).toBe( false );
		} );

		test( `A, then a random hash on every page, session cookie ${ cookies }: a clean guest, whenever the chat is opened`, async ( {
			page,
			portal,
			site,
		} ) => {
			portal.setSessionCookies( cookies );
			await annWasHere( page, { portal, site } );
			await visit( page, chatPage( { portal, site }, asStranger ) );
			await visit( page, chatPage( { portal, site }, asStranger ) );
			await openChat( page );

			await expect( chat( page ) ).not.toContainText( SECRET );
			await expect
				.poll( () => call( page, 'BXLiveChat.getUserData()' ) )
				.toMatchObject( { hash: RANDOM } );
		} );
	}

	test( 'another hash clears what is stored, and the portal hears of it when the chat is opened', async ( {
		page,
		portal,
		site,
	} ) => {
		await annWasHere( page, { portal, site } );
		const before = methodsOf( portal ).length;
		await visit( page, chatPage( { portal, site }, asStranger ) );

		expect(
			await call( page, '[ document.cookie, BXLiveChat.getUserData() ]' )
		).toMatchObject( [ 'LIVECHAT_HASH=', { hash: '' } ] );
		expect( methodsOf( portal ) ).toHaveLength( before );
		expect( userOf( portal, RANDOM ) ).toBeUndefined();
		await openChat( page );
		expect( userOf( portal, RANDOM ) ).toBeDefined();
	} );

	test( 'another hash on a page where nobody opens the chat: the next page without one may get A back', async ( {
		page,
		portal,
		site,
	} ) => {
		await annWasHere( page, { portal, site } );
		await visit( page, chatPage( { portal, site }, asStranger ) );
		await visit( page, chatPage( { portal, site } ) );
		await openChat( page );

		await expect( chat( page ) ).toContainText( SECRET );
	} );

	test( "A, then B: B's conversation only", async ( {
		page,
		portal,
		site,
	} ) => {
		await annWasHere( page, { portal, site } );
		await visit( page, chatPage( { portal, site }, asVisitor( BOB ) ) );
		await openChat( page );

		await expect( chat( page ) ).not.toContainText( SECRET );
		await write( page, 'I am Bob' );
		await visit( page, chatPage( { portal, site }, asVisitor( ANN ) ) );
		await openChat( page );
		await expect( chat( page ) ).toContainText( SECRET );
		await expect( chat( page ) ).not.toContainText( 'I am Bob' );
	} );

	test( 'the secret changes: a new, empty conversation', async ( {
		page,
		portal,
		site,
	} ) => {
		await annWasHere( page, { portal, site } );
		const rehashed = { ...ANN, hash: 'd'.repeat( 32 ) };
		await visit(
			page,
			chatPage( { portal, site }, asVisitor( rehashed ) )
		);
		await openChat( page );

		await expect( chat( page ).getByRole( 'listitem' ) ).toHaveCount( 0 );
	} );
} );

test.describe( 'errors of the portal', () => {
	test( 'LIVECHAT_AUTH_FAILED: storage wiped, works after reload', async ( {
		page,
		portal,
		site,
	} ) => {
		await visitAndWrite( page, chatPage( { portal, site } ), 'Hi' );
		portal.reset();
		await page.reload();
		await chatButton( page ).click();
		await expect( chat( page ) ).toHaveAttribute( 'data-state', 'error' );
		expect(
			await call( page, '[ localStorage.length, document.cookie ]' )
		).toEqual( [ 0, '' ] );

		await page.reload();
		await openChat( page );
	} );

	test( 'LIVECHAT_AUTH_BLOCKED: more than three wrong hashes', async ( {
		page,
		portal,
	} ) => {
		const codes: unknown[] = [];
		for ( const digit of [ 1, 2, 3, 4, 5 ] ) {
			const answer = await page.request.post(
				`${ portal.url }/rest/batch`,
				{
					data: {
						livechat_auth_id: String( digit ).repeat( 32 ),
						cmd: {},
					},
				}
			);
			codes.push( ( await answer.json() ).error );
		}

		const failed = Array( 3 ).fill( 'LIVECHAT_AUTH_FAILED' );
		const blocked = Array( 2 ).fill( 'LIVECHAT_AUTH_BLOCKED' );
		expect( codes ).toEqual( [ ...failed, ...blocked ] );
	} );

	test( 'LIVECHAT_AUTH_PORTAL_USER: staff get no chat', async ( {
		page,
		portal,
		site,
	} ) => {
		portal.setStaff( true );
		await visit( page, chatPage( { portal, site } ) );
		await chatButton( page ).click();

		await expect( chat( page ).getByRole( 'alert' ) ).toContainText(
			'private window'
		);
	} );

	test( 'whatever a test asks for, once', async ( {
		page,
		portal,
		site,
	} ) => {
		portal.failNext( { method: REGISTER } );
		await visit( page, chatPage( { portal, site }, asVisitor( ANN ) ) );
		await chatButton( page ).click();
		await expect( chat( page ) ).toHaveAttribute( 'data-state', 'error' );

		await page.reload();
		await openChat( page );
	} );
} );

test.describe( 'the page around', () => {
	test( "a policy without 'unsafe-eval': nothing is drawn", async ( {
		page,
		portal,
		site,
	} ) => {
		const policy = `script-src 'unsafe-inline' ${ portal.url }`;
		const address = site.page( '/strict', portal.snippet( 'g2' ), {
			'Content-Security-Policy': policy,
		} );
		await page.goto( address );
		await expect
			.poll( async () =>
				( await log( page ) ).map( ( { name } ) => name )
			)
			.toContain( 'error' );

		await expect( chatButton( page ) ).toHaveCount( 0 );
	} );

	const siteAbovePortal = ( { portal, site }: World, head: string ) => {
		const below = portal.url.replace( '127.0.0.1', 'portal.localhost' );
		const snippet = portal.snippet( 'g2' ).replace( portal.url, below );
		return site
			.page(
				'/above',
				script( 'window.BX = { isReady: true };' ) + head + snippet
			)
			.replace( '127.0.0.1', 'localhost' );
	};

	test( "a site above the portal's host: refuses to start", async ( {
		page,
		portal,
		site,
	} ) => {
		await page.goto( siteAbovePortal( { portal, site }, '' ) );
		await expect
			.poll( async () =>
				( await log( page ) ).map( ( { name } ) => name )
			)
			.toContain( 'error' );

		await expect( chatButton( page ) ).toHaveCount( 0 );
	} );

	test( 'unless checkSameDomain is off', async ( { page, portal, site } ) => {
		const head = onEvent( "widget.setOption( 'checkSameDomain', false );" );
		await visit( page, siteAbovePortal( { portal, site }, head ) );
		await openChat( page );
	} );

	// Whether the portal's cookie comes back is up to the browser here: private windows refuse it.
	test( 'a site of another name than the portal has a chat too', async ( {
		page,
		portal,
		site,
	} ) => {
		const address = chatPage( { portal, site }, asVisitor( ANN ) );
		await visitAndWrite(
			page,
			address.replace( '127.0.0.1', 'localhost' ),
			'Hi'
		);

		expect( userOf( portal, A ) ).toMatchObject( { name: 'Ann' } );
	} );

	test( 'two widgets: an event for each, side by side', async ( {
		page,
		portal,
		site,
	} ) => {
		const head = script( 'window.times = 0;' ) + onEvent( 'times += 1;' );
		await page.goto(
			chatPage( { portal, site }, head + portal.snippet( 'g2' ) )
		);

		await expect( chatButton( page ) ).toHaveCount( 2 );
		expect( await call( page, 'times' ) ).toBe( 2 );
		const places = await chatButton( page ).evaluateAll( ( buttons ) =>
			buttons.map( ( button ) => button.getBoundingClientRect().left )
		);
		expect( new Set( places ).size ).toBe( 2 );
	} );

	test( 'no styles leak, out or in', async ( { page, portal, site } ) => {
		const head =
			'<style>button { display: none; }</style><p class="said visitor">Text</p>';
		await visit( page, chatPage( { portal, site }, head ) );

		await expect( page.locator( 'p.said' ) ).toHaveCSS(
			'background-color',
			'rgba(0, 0, 0, 0)'
		);
		await expect( chatButton( page ) ).toBeVisible();
	} );

	test( 'the keyboard is enough', async ( { page, portal, site } ) => {
		await visit( page, chatPage( { portal, site } ) );
		await page.keyboard.press( 'Tab' );
		await page.keyboard.press( 'Enter' );
		await expect( chat( page ).getByLabel( 'Your message' ) ).toBeFocused();
		await page.keyboard.type( 'By hand' );
		await page.keyboard.press( 'Enter' );
		await expect( chat( page ) ).toContainText( 'By hand' );
		await page.keyboard.press( 'Escape' );

		await expect( chat( page ) ).toBeHidden();
		await expect( chatButton( page ) ).toBeFocused();
	} );
} );

test.describe( "the operator's side", () => {
	test( 'says what to do, then shows who writes, and answers', async ( {
		page,
		portal,
		site,
		context,
	} ) => {
		const operator = await context.newPage();
		await operator.goto( portal.operatorUrl );
		await expect(
			operator.getByText(
				'Open the chat on the site and write something'
			)
		).toBeVisible();

		const visitor = {
			...ANN,
			position: 'Editor',
			www: 'https://example.com/ann',
		};
		await visitAndWrite(
			page,
			chatPage( { portal, site }, asVisitor( visitor ) ),
			'Hello there'
		);
		const card = operator.getByRole( 'complementary', {
			name: 'Who writes',
		} );
		await expect(
			card.getByRole( 'heading', { name: 'Ann Young' } )
		).toBeVisible();
		await expect( card ).toContainText( 'Known visitor' );
		await expect( card ).toContainText( 'Editor' );
		await expect( card ).toContainText( A );
		await expect( card.getByRole( 'link' ) ).toHaveAttribute(
			'href',
			visitor.www
		);
		await card.getByText( 'Raw data' ).click();
		await expect( card ).toContainText( '"last_name": "Young"' );

		await operator.getByLabel( 'Your answer' ).fill( 'Good morning' );
		await operator.getByRole( 'button', { name: 'Send' } ).click();
		await expect( chat( page ) ).toContainText( 'Good morning' );
	} );

	test( 'a closed window counts what it has not shown', async ( {
		page,
		portal,
		site,
	} ) => {
		await visitAndWrite(
			page,
			chatPage( { portal, site }, asVisitor( ANN ) ),
			'Hello'
		);
		await page.keyboard.press( 'Escape' );
		portal.say( A, 'Are you there?' );

		await expect( page.locator( '.unread' ) ).toHaveText( '1' );
	} );

	/** What the operator is shown for a first message. */
	async function cardFor(
		page: Page,
		{ portal, site }: World,
		data: unknown
	) {
		const head = onEvent(
			`widget.setCustomData( ${ JSON.stringify( data ) } );`
		);
		await visitAndWrite( page, chatPage( { portal, site }, head ), 'Hi' );
		await page.goto( portal.operatorUrl );
		return page.locator( '.said.card' );
	}

	test( 'a guest is called one', async ( { page, portal, site } ) => {
		await cardFor( page, { portal, site }, 'x' );

		await expect( page.getByText( 'Guest, not identified' ) ).toBeVisible();
	} );

	test( 'renders BBCode', async ( { page, portal, site } ) => {
		const card = await cardFor(
			page,
			{ portal, site },
			'[b]b[/b][i]i[/i][u]u[/u][s]s[/s][size=20]big[/size][color=#ff0000]red[/color]' +
				'[url=https://example.com/]named[/url][URL]https://example.com/bare[/URL][user=1]Someone[/user]' +
				'[code][b]raw[/b][/code][br]next#BR#>>quoted#BR#------[br]fenced[br]------[br]' +
				'[send=/x]Send[/send][put=/y]Put[/put][call=1]Call[/call][b]open &#91;i&#93;decoded&#91;/i&#93;'
		);

		await expect( card.locator( 'strong' ) ).toHaveText( [ 'b' ] );
		await expect( card.locator( 'em' ) ).toHaveText( [ 'i', 'decoded' ] );
		await expect( card.getByText( 'big' ) ).toHaveCSS(
			'font-size',
			'20px'
		);
		await expect( card.getByText( 'red' ) ).toHaveCSS(
			'color',
			'rgb(255, 0, 0)'
		);
		await expect( card.getByRole( 'link' ) ).toHaveText( [
			'named',
			'https://example.com/bare',
		] );
		await expect( card.locator( 'code' ) ).toHaveText( '[b]raw[/b]' );
		await expect( card.locator( 'blockquote' ) ).toHaveText( [
			'quotedfenced',
		] );
		await expect( card.getByRole( 'button' ) ).toHaveText( [
			'Send',
			'Put',
			'Call',
		] );
		await expect( card ).toContainText( '[b]open ' );
	} );

	test( 'decodes entities before it reads anything, and finds pictures in bare addresses', async ( {
		page,
		portal,
		site,
	} ) => {
		const png = `${ site.url }/a.png`;
		const card = await cardFor( page, { portal, site }, [
			{ MESSAGE: '&#x5b;b&rsqb;bold&lsqb;/b&#93; &amp;#91;i]x[/i]' },
			{ MESSAGE: '&gt;&gt; quoted' },
			{ MESSAGE: png },
			{ MESSAGE: `[u]${ png }[/u] and ->${ png }` },
			{ MESSAGE: `see ${ png } or [img]${ png }[/img]` },
			{ MESSAGE: '[quote]no tag[/quote][dialog=chat1]Room[/dialog]' },
		] );

		await expect( card.locator( 'strong' ) ).toHaveText( 'bold' );
		await expect( card.locator( 'em' ) ).toHaveText( 'x' );
		await expect( card.locator( 'blockquote' ) ).toHaveText( 'quoted' );
		await expect( card ).toContainText( '[quote]no tag[/quote]Room' );
		// There is no such picture: they are asked for, and go away.
		await expect( card.locator( 'img' ) ).toHaveCount( 0 );
		await expect( card ).toContainText( `see ${ png } or` );
		expect( ( await card.innerText() ).split( png ) ).toHaveLength( 2 );
	} );

	test( 'runs nothing that a visitor wrote', async ( {
		page,
		portal,
		site,
	} ) => {
		const card = await cardFor(
			page,
			{ portal, site },
			'<img src=x onerror="document.title=1">[url=javascript:alert(1)]click[/url][img]javascript:1[/img]' +
				'[color=red;background:url(x)]c[/color][url=https://example.com/" onclick="x]q[/url]'
		);

		await expect( card ).toContainText( '<img src=x' );
		await expect( card.locator( 'img' ) ).toHaveCount( 0 );
		await expect( card.getByRole( 'link' ) ).toHaveCount( 1 );
		expect( await card.locator( '[onclick], [style*=url]' ).count() ).toBe(
			0
		);
	} );

	test( 'renders all blocks, links only where the portal takes them', async ( {
		page,
		portal,
		site,
	} ) => {
		const card = await cardFor( page, { portal, site }, [
			{ USER: { NAME: 'Ann', LINK: 'https://example.com/ann' } },
			{ LINK: { NAME: 'Shop', LINK: 'javascript:1', DESC: 'About it' } },
			{ MESSAGE: '[b]Bold[/b]' },
			{ DELIMITER: { SIZE: 200, COLOR: '#c6c6c6' } },
			{
				GRID: [
					{
						NAME: '[b]plain[/b]',
						VALUE: '[i]rich[/i]',
						DISPLAY: 'LINE',
						COLOR: '#ff0000',
					},
					{
						NAME: 'Order',
						VALUE: '17',
						DISPLAY: 'ROW',
						WIDTH: 90,
						LINK: '/order/17',
					},
					{ NAME: 'Old', VALUE: 'look', DISPLAY: 'TABLE' },
				],
			},
			{ MESSAGE: { TEXT: '[b]small[/b]', AS_DESCRIPTION: 'Y' } },
			{ IMAGE: { NAME: 'Picture', LINK: 'https://example.com/p.png' } },
			{
				FILE: {
					NAME: 'Terms',
					LINK: 'https://example.com/t.pdf',
					SIZE: 2_500_000,
				},
			},
		] );

		await expect( card.getByRole( 'link' ) ).toHaveText( [
			'Ann',
			'17',
			'Picture',
			'Terms',
		] );
		await expect( card ).toContainText( 'About it' );
		await expect( card.locator( 'dt' ).first() ).toHaveText(
			'[b]plain[/b]'
		);
		await expect( card.locator( 'dd em' ) ).toHaveText( 'rich' );
		await expect( card.locator( 'hr' ) ).toHaveCSS( 'width', '200px' );
		await expect( card ).toContainText( '2.5 MB' );
		await expect( card.locator( '.description strong' ) ).toHaveText(
			'small'
		);
		// Not drawn any more.
		await expect( card ).not.toContainText( 'Old' );
		await expect(
			card.getByRole( 'heading', { name: 'Only staff see this message' } )
		).toBeVisible();
	} );
} );

test( 'the state over HTTP, and a reset', async ( { page, portal, site } ) => {
	await visitAndWrite(
		page,
		chatPage( { portal, site }, asVisitor( ANN ) ),
		'Hi'
	);
	const state = async () =>
		( await (
			await page.request.get( `${ portal.url }/stand-in/state` )
		).json() ) as unknown;
	expect( await state() ).toMatchObject( { users: [ { hash: A } ] } );

	await page.request.post( `${ portal.url }/stand-in/reset` );
	expect( await state() ).toMatchObject( {
		users: [],
		conversations: [],
		log: [],
	} );
} );
