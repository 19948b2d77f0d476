/**
 * The first message, as the operator gets it from real pages.
 */
import type { Page } from '@playwright/test';
import {
	ANNS,
	chatPage,
	identity,
	type Identity,
	type ScriptName,
} from './support/plugin';
import {
	ANN,
	expect,
	script,
	shownBlocks,
	test,
	visitAndWrite,
	type World,
} from './support/stand-in';

interface Visit {
	readonly template?: string;
	readonly data?: Partial< Identity >;
	readonly name?: ScriptName;
	readonly title?: string;
	readonly path?: string;
	/** What follows the path in the address. */
	readonly rest?: string;
}

/** Opens the chat on a page of that title and address; answers what the operator is shown. */
async function blocksOn(
	page: Page,
	world: World,
	{ template, data, name, title, path = '/', rest = '' }: Visit
) {
	const titled =
		title === undefined
			? ''
			: script( `document.title = ${ JSON.stringify( title ) };` );
	const message = template ?? ANNS.message;
	const head = identity( { ...ANNS, message, ...data }, name );
	const address = chatPage( world, head + titled, 'g2', path );
	await visitAndWrite( page, address + rest, 'Hello' );
	return shownBlocks( world.portal );
}

async function messageOn( page: Page, world: World, visit: Visit ) {
	const blocks = await blocksOn( page, world, visit );
	expect( blocks ).toEqual( [ { MESSAGE: expect.any( String ) } ] );
	return blocks[ 0 ]?.[ 'MESSAGE' ] as string;
}

test( 'the tokens of the page tell where the visitor is', async ( {
	page,
	world,
} ) => {
	const { url } = world.site;
	const message = await messageOn( page, world, {
		template: '{page_url} {page_title} {page_link} {page_host}',
		title: 'Pricing – Example',
		path: '/pricing',
		rest: '?a=1&b=2#top',
	} );

	const address = `${ url }/pricing?a=1&b=2#top`;
	expect( message ).toBe(
		`${ address } Pricing – Example [url=${ address }]Pricing – Example[/url] ${ new URL( url ).host }`
	);
} );

test( 'the referrer is where the visitor came from', async ( {
	page,
	world,
} ) => {
	const { site, portal } = world;
	const data = { ...ANNS, message: '{referrer|typed}' };
	const address = chatPage( world, identity( data ) );
	await page.goto(
		site.page( '/from', `<a href="${ address }">On</a>` ) + '?q=[b]'
	);
	await page.getByRole( 'link', { name: 'On' } ).click();
	await page.waitForURL( address );
	await page.getByRole( 'button', { name: 'Open the live chat' } ).click();
	await page.getByLabel( 'Your message' ).fill( 'Hello' );
	await page.keyboard.press( 'Enter' );

	await expect
		.poll( () => shownBlocks( portal ) )
		.toEqual( [ { MESSAGE: `${ site.url }/from?q=%5Bb%5D` } ] );
} );

test( 'without a referrer its fallback stands', async ( { page, world } ) => {
	expect(
		await messageOn( page, world, { template: '{referrer|typed}' } )
	).toBe( 'typed' );
} );

test( 'a hostile title is text', async ( { page, world } ) => {
	const message = await messageOn( page, world, {
		template: '{page_title}|{page_link}',
		title: '>> [send=/hack]go[/send] "q" ------ #BR# {email} >>quote',
	} );

	const title =
		'＞> ［send=/hack］go［/send］ "q" －－－－-- ＃BR# {email} ＞>quote';
	expect( message ).toBe(
		`${ title }|[url=${ world.site.url }/]${ title }[/url]`
	);
} );

test( 'a hostile address stays one link', async ( { page, world } ) => {
	const message = await messageOn( page, world, {
		template: '{page_link}',
		path: '/search',
		rest: '?s=[/url][send=/hack]"\'>>#BR#[b]------javascript:alert(1)',
	} );

	expect( message.match( /\[[^\]]*\]/g ) ).toEqual( [
		expect.stringMatching( /^\[url=http/ ),
		'[/url]',
	] );
	expect( message ).toContain( '%5B/url%5D%5Bsend=/hack%5D' );
	expect( message ).not.toMatch( /#BR#|>>|[\s"]s/i );
} );

test( 'a title that changes after our script ran is the one that counts', async ( {
	page,
	world,
} ) => {
	// The script stands at the start of the head, before anything else of the page.
	expect(
		await messageOn( page, world, {
			template: '{page_title}',
			title: 'Final',
		} )
	).toBe( 'Final' );
} );

test( 'a page without a title is linked by its address', async ( {
	page,
	world,
} ) => {
	const { url } = world.site;
	expect(
		await messageOn( page, world, { template: '{page_link}', title: '' } )
	).toBe( `[url]${ url }/[/url]` );
} );

test( "the visitor's own values are text", async ( { page, world } ) => {
	const message = await messageOn( page, world, {
		template: '[b]{full_name}[/b]\n{nickname|none}\n{unknown} {{user_id}',
		data: {
			tokens: {
				full_name: '[url=https://evil.example]x[/url]\n>>{email}',
				nickname: '',
				user_id: '7',
			},
		},
	} );

	expect( message ).toBe(
		'[b]［url=https://evil.example］x［/url］ ＞>{email}[/b][br]none[br]{unknown} {user_id}'
	);
} );

/** What a page carries that was met after its head. */
const late = ( says: object ): string =>
	`<script type="application/json" class="known-visitor-override">${ JSON.stringify( says ) }</script>`;

test( 'what a page says late counts, the last one for what it says', async ( {
	page,
	world,
} ) => {
	const head =
		identity() +
		late( { template: 'one {nickname}', tokens: { nickname: 'Annie' } } ) +
		'<p>Content</p>' +
		late( { template: 'two {nickname} {user_id}' } );
	await visitAndWrite( page, chatPage( world, head ), 'Hello' );

	expect( shownBlocks( world.portal ) ).toEqual( [
		{ MESSAGE: 'two Annie 7' },
	] );
} );

test( 'a page that says late that it identifies nobody does not', async ( {
	page,
	world,
} ) => {
	const head = identity() + '<p>Content</p>' + late( { enabled: false } );
	await visitAndWrite( page, chatPage( world, head ), 'Hello' );

	expect( world.portal.state().users ).toMatchObject( [
		{ identified: false },
	] );
} );

test.describe( 'the full loader', () => {
	const row = ( label: string, value: string ) => ( { label, value } );
	const drawn = ( NAME: string, VALUE: string ) => ( {
		NAME,
		VALUE,
		DISPLAY: 'ROW',
	} );
	const tokens = {
		...ANNS.tokens,
		profile_url: 'https://example.com/wp-admin/user-edit.php?user_id=7',
	};

	test( 'gives the operator a card, filled, without empty rows', async ( {
		page,
		world,
	} ) => {
		const avatar = 'https://example.com/ann.png';
		const card = [
			row( 'E-mail', '{email}' ),
			row( 'Phone', '{meta:phone}' ),
			row( '[b]Page[/b]', '[b]{page_link}[/b]' ),
			row( 'Find in the CRM', '{find_in_crm}' ),
		];

		expect(
			await blocksOn( page, world, {
				name: 'loader-full',
				template: '{full_name} on {page_title}',
				data: {
					user: { ...ANN, avatar },
					card,
					tokens: { ...tokens, 'meta:phone': '' },
				},
			} )
		).toEqual( [
			{
				USER: {
					NAME: 'Ann Young',
					AVATAR: avatar,
					LINK: tokens.profile_url,
				},
			},
			{ MESSAGE: 'Ann Young on A page' },
			{
				GRID: [
					drawn( 'E-mail', ANN.email ),
					drawn(
						'[b]Page[/b]',
						`[b][url=${ world.site.url }/]A page[/url][/b]`
					),
					drawn(
						'Find in the CRM',
						`[url=${ world.portal.url }/crm/contact/list/?apply_filter=Y&FIND=ann%40example.com]${ ANN.email }[/url]`
					),
				],
			},
		] );
	} );

	test( 'is of the person alone where nothing else is wanted', async ( {
		page,
		world,
	} ) => {
		expect(
			await blocksOn( page, world, {
				name: 'loader-full',
				template: '',
				data: { card: [], tokens: {} },
			} )
		).toEqual( [ { USER: { NAME: 'Ann Young' } } ] );
	} );

	test( 'gives the message alone where there is no card', async ( {
		page,
		world,
	} ) => {
		expect(
			await messageOn( page, world, {
				name: 'loader-full',
				template: '{email}',
			} )
		).toBe( ANN.email );
	} );

	const endless: Record< string, [ string, RegExp ] > = {
		link: [ '{page_link}', /\[\/url\]$/ ],
		tag: [ '[b]x[/b]', /(x|\[b\]|\[\/b\])$/ ],
		'line break': [ 'word\n', /(w|wo|wor|word|\[br\])$/ ],
		emoji: [ '😀', /😀$/u ],
	};
	for ( const [ what, [ piece, end ] ] of Object.entries( endless ) ) {
		test( `cuts a long message below 10,000 characters of JSON, never inside a ${ what }`, async ( {
			page,
			world,
		} ) => {
			const message = await messageOn( page, world, {
				name: 'loader-full',
				template: `!${ piece.repeat( 11_000 ) }`,
				title: 'A long way home',
			} );

			const { length } = JSON.stringify( [ { MESSAGE: message } ] );
			expect( length ).toBeLessThan( 10_000 );
			expect( length ).toBeGreaterThan( 9_900 );
			expect( message ).toMatch( end );
		} );
	}
} );
