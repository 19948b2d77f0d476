/**
 * "Try it on my site": an administrator sees, step by step, how far the chat gets with their identity, and what stops it.
 */
import type { Locator, Page } from '@playwright/test';
import {
	axe,
	change,
	DELAY,
	DELAY_MS,
	expect,
	loseThePatience,
	outcome,
	panel,
	states,
	step,
	steps,
	surround,
	test,
	trialOf,
	tryIt,
	type Generation,
	type Portal,
} from './support/trial';
import { holdTheClock, letTheChatStart } from './support/clock';
import { SLOW_WIDGET } from './support/request';
import { chat, chatButton, openChat } from './support/stand-in';

const GENERATIONS: Generation[] = [ 'g0', 'g1', 'g2' ];
const OK = [ 'ok', 'ok', 'ok', 'ok', 'ok' ];

// Each begins with a site of its own.
test.describe.configure( { mode: 'parallel' } );

test.beforeEach( async ( { site, portal } ) => {
	await site.reset();
	portal.reset();
	portal.setStaff( false );
} );

const picture = ( page: Page, name: string ): Promise< unknown > =>
	page.screenshot( { path: `artifacts/screens/try-${ name }.png` } );

/** Waits for all steps to be judged. */
async function judged(
	page: Page,
	expected: readonly string[]
): Promise< void > {
	// A tab that is still on its way has no steps, and cannot be asked for them.
	await expect( steps( page ) ).toHaveCount( expected.length );
	await expect.poll( () => states( page ) ).toEqual( expected );
}

/** The host of the portal, with its port. */
const hostOf = ( portal: Portal ): string => new URL( portal.url ).host;

for ( const generation of GENERATIONS ) {
	test( `${ generation }: everything works, and the message is shown`, async ( {
		page,
		site,
		portal,
	} ) => {
		surround( site, { html: portal.snippet( generation ) } );
		await tryIt( page, site );

		await judged( page, OK );
		await expect( panel( page ).getByRole( 'status' ) ).toHaveText(
			'Everything works: the chat knows you.'
		);
		await expect(
			step( page, `The chat’s script came from ${ hostOf( portal ) }.` )
		).toBeVisible();
		const message = panel( page ).getByRole( 'group', {
			name: 'What operators will see',
		} );
		await expect( message ).toContainText( 'Client code: 1' );
		await expect( message ).not.toContainText( '[' );
		expect( await outcome( page ) ).toEqual( {
			at: expect.any( Number ),
			state: 'ok',
			message: 'Everything works: the chat knows you.',
		} );
		await picture( page, generation );
		expect( await axe( page ) ).toEqual( [] );
	} );

	test( `${ generation }: in delivery by request`, async ( {
		page,
		site,
		portal,
	} ) => {
		await change( site, { delivery: 'request' } );
		surround( site, { html: SLOW_WIDGET + portal.snippet( generation ) } );
		await tryIt( page, site );

		await judged( page, OK );
		await expect(
			step( page, 'Your site told this page who you are.' )
		).toBeVisible();
	} );

	test( `${ generation }: two chats`, async ( { page, site, portal } ) => {
		surround( site, {
			html: portal.snippet( generation ) + portal.snippet( 'g2' ),
		} );
		await tryIt( page, site );

		await judged( page, [ 'ok', 'warning', 'ok', 'ok', 'ok' ] );
		await expect(
			step( page, `Two chats are on this page: ${ hostOf( portal ) }.` )
		).toContainText( 'Your theme or other plugins print the code twice.' );
		expect( await outcome( page ) ).toMatchObject( { state: 'warning' } );
	} );

	test( `${ generation }: a policy blocks the chat's script`, async ( {
		page,
		site,
		portal,
	} ) => {
		surround( site, {
			html: portal.snippet( generation ),
			policy: "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
		} );
		await tryIt( page, site );

		await judged( page, [ 'ok', 'error', 'skip', 'skip', 'skip' ] );
		await expect( step( page, 'blocks the chat’s script' ) ).toContainText(
			`from ${ hostOf( portal ) }.Its directive script-src has to allow ${ hostOf( portal ) }.`
		);
		await picture( page, 'policy' );
		expect( await axe( page ) ).toEqual( [] );
	} );

	test( `${ generation }: a policy blocks the portal`, async ( {
		page,
		site,
		portal,
	} ) => {
		surround( site, {
			html: portal.snippet( generation ),
			policy: `script-src 'self' 'unsafe-inline' 'unsafe-eval' ${ portal.url }/b1/`,
		} );
		await tryIt( page, site );

		await judged( page, [ 'ok', 'ok', 'error', 'skip', 'skip' ] );
		await expect( step( page, 'keeps the chat from' ) ).toContainText(
			`its portal ${ hostOf( portal ) }.Its directive script-src has to allow ${ hostOf( portal ) }.`
		);
	} );

	test( `${ generation }: a policy forbids eval`, async ( {
		page,
		site,
		portal,
	} ) => {
		surround( site, {
			html: portal.snippet( generation ),
			policy: `script-src 'self' 'unsafe-inline' ${ portal.url }`,
		} );
		await tryIt( page, site );

		await expect( step( page, 'forbids eval' ) ).toContainText(
			"Its directive script-src has to allow 'unsafe-eval'."
		);
		await judged( page, [ 'ok', 'ok', 'error', 'ok', 'ok' ] );
	} );

	test( `${ generation }: the chat's script is lost on the network`, async ( {
		page,
		site,
		portal,
	} ) => {
		surround( site, { html: portal.snippet( generation ) } );
		await page.route( '**/crm/site_button/**', ( route ) => route.abort() );
		await tryIt( page, site );

		await judged( page, [ 'ok', 'error', 'skip', 'skip', 'skip' ] );
		await expect(
			step( page, `did not arrive from ${ hostOf( portal ) }.` )
		).toContainText( 'ad blocker' );
	} );

	test( `${ generation }: an optimizer delays our script`, async ( {
		page,
		site,
		portal,
	} ) => {
		surround( site, {
			html: portal.snippet( generation ),
			php: DELAY,
		} );
		await holdTheClock( page );
		await tryIt( page, site );
		await letTheChatStart( page );
		await expect( chatButton( page ) ).toBeVisible();
		await page.clock.fastForward( DELAY_MS );
		await loseThePatience( page );

		await expect(
			step( page, 'before the script of this plugin' )
		).toContainText( 'Add known-visitor to the scripts' );
		await judged( page, [
			'ok',
			'ok',
			'ok',
			...( generation === 'g0'
				? [ 'error', 'skip' ]
				: [ 'warning', 'ok' ] ),
		] );
		await picture( page, `delayed-${ generation }` );
	} );

	test( `${ generation }: an administrator who is signed in to the portal`, async ( {
		page,
		site,
		portal,
	} ) => {
		surround( site, { html: portal.snippet( generation ) } );
		portal.setStaff( true );
		await tryIt( page, site );
		await judged( page, OK );
		// Nobody can know before the chat is opened.
		await expect(
			step( page, 'you may be signed in to Bitrix24 in this browser' )
		).toBeVisible();
		await chatButton( page ).click();
		await expect( chat( page, generation ) ).toHaveAttribute(
			'data-state',
			'error'
		);

		// The first generation's window is a page of the portal's own, into which nobody sees.
		if ( generation !== 'g0' ) {
			await expect(
				step( page, 'You are signed in to Bitrix24 in this browser' )
			).toContainText( 'Open a private window' );
			await judged( page, [ 'ok', 'ok', 'error', 'ok', 'ok' ] );
			await expect
				.poll( () => outcome( page ) )
				.toMatchObject( { state: 'error' } );
			await picture( page, 'staff' );
		}
	} );
}

for ( const generation of [ 'g1', 'g2' ] as const ) {
	test( `${ generation }: once the portal has let somebody in, nobody is sent to a private window`, async ( {
		page,
		site,
		portal,
	} ) => {
		surround( site, { html: portal.snippet( generation ) } );
		await tryIt( page, site );
		await judged( page, OK );
		await openChat( page, generation );

		await expect( panel( page ) ).not.toContainText( 'private window' );
		await judged( page, OK );
	} );

	test( `${ generation }: a policy keeps the chat from the portal's REST`, async ( {
		page,
		site,
		portal,
	} ) => {
		surround( site, {
			html: portal.snippet( generation ),
			policy: `default-src 'self' 'unsafe-inline' 'unsafe-eval' data:; script-src 'self' 'unsafe-inline' 'unsafe-eval' ${ portal.url }`,
		} );
		await tryIt( page, site );
		await chatButton( page ).click();

		await expect( step( page, 'keeps the chat from' ) ).toContainText(
			'Its directive default-src has to allow'
		);
	} );

	test( `${ generation }: an older code gives the chat another identity`, async ( {
		page,
		site,
		portal,
	} ) => {
		surround( site, {
			html: `<script>addEventListener( 'onBitrixLiveChat', ( { detail } ) =>
				detail.widget.setUserRegisterData( { hash: '${ 'c'.repeat( 32 ) }', name: 'Old' } ) );</script>${ portal.snippet( generation ) }`,
		} );
		await tryIt( page, site );
		await openChat( page, generation );

		await expect(
			step( page, 'The chat holds an identity other than yours.' )
		).toContainText( 'setUserRegisterData' );
	} );
}

test( 'a widget that the plugin itself prints, and a second one of the theme', async ( {
	page,
	site,
	portal,
} ) => {
	const address =
		'https://cdn.bitrix24.com/b1/crm/site_button/loader_2_standin.js';
	await page.route( `${ address }*`, async ( route ) =>
		route.fulfill( {
			contentType: 'text/javascript',
			body: await ( await fetch( portal.loaderUrl( 'g2' ) ) ).text(),
		} )
	);
	await change( site, { widget_url: address } );
	await test.step( 'alone', async () => {
		surround( site, {} );
		await tryIt( page, site );
		await judged( page, OK );
		await expect( step( page, 'cdn.bitrix24.com' ) ).toBeVisible();
	} );
	await test.step( 'and another', async () => {
		surround( site, { html: portal.snippet( 'g2' ) } );
		await panel( page )
			.getByRole( 'button', { name: 'Start again' } )
			.click();
		await expect( step( page, 'Two chats' ) ).toContainText(
			'One of them is printed by this plugin.'
		);
	} );
} );

test( 'no chat at all, and none so far', async ( { page, site, portal } ) => {
	surround( site, {
		html: `<script>window.later = () => document.body.append( document.createRange().createContextualFragment( ${ JSON.stringify( portal.snippet( 'g2' ) ).replaceAll( '</', '<\\/' ) } ) );</script>`,
	} );
	await holdTheClock( page );
	await tryIt( page, site );
	await expect( step( page, 'Waiting for the chat’s script' ) ).toBeVisible();
	await picture( page, 'waiting' );
	expect( await outcome( page ) ).toEqual( {} );
	await loseThePatience( page );

	await judged( page, [ 'ok', 'error', 'skip', 'skip', 'skip' ] );
	await expect( step( page, 'No chat found on this page.' ) ).toContainText(
		'Paste its code'
	);
	await expect(
		panel( page ).getByRole( 'link', { name: 'Open the settings' } )
	).toHaveAttribute( 'href', /page=known-visitor#chat\/widget_url$/ );
	await picture( page, 'none' );

	await test.step( 'a banner that lets it through is followed', async () => {
		await page.evaluate( 'later()' );
		await judged( page, OK );
		await expect
			.poll( () => outcome( page ) )
			.toMatchObject( { state: 'ok' } );
	} );
} );

test( 'a policy forbids inline scripts', async ( { page, site, portal } ) => {
	surround( site, {
		html: portal.snippet( 'g2' ),
		policy: `script-src 'self' 'unsafe-eval' ${ portal.url }`,
	} );
	await holdTheClock( page );
	await tryIt( page, site );
	await loseThePatience( page );

	await expect(
		step( page, 'blocks the script that tells the chat who you are' )
	).toContainText( 'script-src' );
	await judged( page, [ 'error', 'error', 'skip', 'skip', 'skip' ] );
	// The nonce does not stay in the address, whoever took it out.
	expect( page.url() ).toBe( `${ site.url }/` );
} );

test( 'a policy that forbids all scripts: the page says so itself', async ( {
	page,
	site,
	portal,
} ) => {
	surround( site, {
		html: portal.snippet( 'g2' ),
		policy: "script-src 'none'",
	} );
	await site.signIn( page.context(), 'admin' );
	await page.goto( await trialOf( page.context(), site ) );

	await expect(
		page.getByText( 'something keeps its script from running' )
	).toBeVisible();
} );

test( 'a policy that only reports is none', async ( {
	page,
	site,
	portal,
} ) => {
	surround( site, {
		html: portal.snippet( 'g2' ),
		php: `add_action( 'template_redirect', static function () { header( "Content-Security-Policy-Report-Only: script-src 'none'" ); } );`,
	} );
	await tryIt( page, site );

	await judged( page, OK );
} );

test( 'an optimizer that never runs our script', async ( {
	page,
	site,
	portal,
} ) => {
	surround( site, {
		html: portal.snippet( 'g2' ),
		php: DELAY.replace( String( DELAY_MS ), '600000' ),
	} );
	await holdTheClock( page );
	await tryIt( page, site );
	await letTheChatStart( page );
	await expect( chatButton( page ) ).toBeVisible();
	await loseThePatience( page );

	await judged( page, [ 'ok', 'ok', 'ok', 'error', 'skip' ] );
	await expect(
		step( page, 'The chat started before the script of this plugin' )
	).toBeVisible();
} );

const REASONS: Readonly<
	Record<
		string,
		{ settings?: Record< string, unknown >; php?: string; says: string }
	>
> = {
	off: {
		settings: { enabled: false },
		says: 'Identification in the chat is switched off.',
	},
	role: {
		settings: { roles: [ 'subscriber' ] },
		says: 'Visitors with your roles are not identified.',
	},
	path: {
		settings: { paths: { mode: 'only', list: [ '/shop/*' ] } },
		says: 'Your list of pages leaves this page out.',
	},
	page: {
		php: `add_action( 'wp_footer', static function () { echo do_shortcode( '[known_visitor enabled="no"]' ); }, 1 );`,
		says: 'The page itself says that nobody is identified on it.',
	},
	secret: {
		php: "define( 'KNOWN_VISITOR_SECRET', 'short' );",
		says: 'There is no secret of at least 16 characters',
	},
	filter: {
		php: "add_filter( 'known_visitor_should_identify', '__return_false' );",
		says: 'Another plugin or the theme keeps you from being identified.',
	},
};

for ( const delivery of [ 'page', 'request' ] ) {
	for ( const [ reason, { settings = {}, php = '', says } ] of Object.entries(
		REASONS
	) ) {
		test( `delivery ${ delivery }: nobody is identified, and why: ${ reason }`, async ( {
			page,
			site,
			portal,
		} ) => {
			await change( site, { delivery, ...settings } );
			surround( site, { html: portal.snippet( 'g2' ), php } );
			await tryIt( page, site );

			await expect( step( page, says ) ).toBeVisible();
			await judged( page, [ 'error', 'ok', 'ok', 'skip', 'skip' ] );
			expect( ( await outcome( page ) ).message ).toContain( says );
		} );
	}
}

test( 'a copy of a site', async ( { page, site, portal } ) => {
	await site.php( `
		foreach ( array( 'home', 'siteurl' ) as $name ) {
			add_filter( "pre_option_$name", static fn () => 'http://original.example' );
		}
		$_SERVER['HTTP_HOST'] = 'original.example';
		KnownVisitor\\Identity\\Site::begin();
		return true;` );
	surround( site, { html: portal.snippet( 'g2' ) } );
	await tryIt( page, site );

	await expect(
		step( page, 'This looks like a copy of your site' )
	).toBeVisible();
} );

test( 'an identity that an optimizer spoils or takes away, and a cookie of somebody else', async ( {
	page,
	site,
	portal,
} ) => {
	const html = portal.snippet( 'g2' );
	const rewrite = ( from: string, to: string ) =>
		`add_action( 'template_redirect', static function () { ob_start( static fn ( $html ) => str_replace( ${ from }, ${ to }, $html ) ); }, 1 );`;
	surround( site, { html, php: rewrite( `'{"v":1,'`, `'{"v":1,,'` ) } );
	await tryIt( page, site );
	await expect( step( page, 'Your identity cannot be read' ) ).toBeVisible();

	surround( site, {
		html,
		php: rewrite( `'id="known-visitor-data"'`, `''` ),
	} );
	await panel( page ).getByRole( 'button', { name: 'Start again' } ).click();
	await expect(
		step( page, 'Your identity is not on this page' )
	).toBeVisible();

	surround( site, {
		html: `<script>document.cookie = 'known_visitor=11112222; path=/';</script>${ html }`,
	} );
	await panel( page ).getByRole( 'button', { name: 'Start again' } ).click();
	await expect(
		step( page, 'The cookie known_visitor in this browser is not yours' )
	).toBeVisible();
} );

for ( const [ what, status, says ] of [
	[ 'refuses', 403, 'The page asked who you are, and was refused.' ],
	[ 'knows nobody', 204, 'your site took you for a guest' ],
	[ 'is silent', 0, 'The page asked who you are, and got no answer.' ],
] as const ) {
	test( `delivery by request: the site ${ what }`, async ( {
		page,
		site,
		portal,
	} ) => {
		await change( site, { delivery: 'request' } );
		surround( site, { html: portal.snippet( 'g2' ) } );
		await page.route( '**/known-visitor/v1/visitor*', ( route ) =>
			status ? route.fulfill( { status } ) : route.abort()
		);
		await tryIt( page, site );

		await expect( step( page, says ) ).toBeVisible();
		await judged( page, [ 'error', 'ok', 'ok', 'skip', 'skip' ] );
	} );
}

test( 'delivery by request: a page whose addresses are of another site', async ( {
	page,
	site,
	portal,
} ) => {
	await change( site, { delivery: 'request' } );
	surround( site, {
		html: `<base href="https://elsewhere.example/">${ SLOW_WIDGET }${ portal.snippet( 'g2' ) }`,
	} );
	await tryIt( page, site );

	await judged( page, OK );
} );

test( 'delivery by request: no cookie, so the page does not ask', async ( {
	page,
	site,
	portal,
} ) => {
	await change( site, { delivery: 'request' } );
	surround( site, {
		html: portal.snippet( 'g2' ),
		php: `add_action( 'wp_head', static function () { echo "<script>document.cookie = 'known_visitor=; path=/; max-age=0';</script>"; }, -5 );`,
	} );
	await tryIt( page, site );

	await expect(
		step( page, 'This browser has no cookie known_visitor' )
	).toBeVisible();
} );

/** Holds the site's answer to who the visitor is, until it is let go. */
async function holdTheAnswer( page: Page ): Promise< () => void > {
	let answer = () => {};
	const answered = new Promise< void >( ( resolve ) => {
		answer = resolve;
	} );
	await page.route( '**/known-visitor/v1/visitor*', async ( route ) => {
		await answered;
		await route.continue();
	} );
	return answer;
}

test( 'delivery by request: a chat that is opened before the answer', async ( {
	page,
	site,
	portal,
} ) => {
	await change( site, { delivery: 'request' } );
	surround( site, { html: portal.snippet( 'g2' ) } );
	const answer = await holdTheAnswer( page );
	await holdTheClock( page );
	await tryIt( page, site );
	await letTheChatStart( page );
	await openChat( page );
	await expect( step( page, 'Asking your site who you are' ) ).toBeVisible();
	answer();
	await loseThePatience( page );

	await expect(
		step( page, 'The chat was faster than the answer of your site' )
	).toContainText( 'the identity should come with the page' );
	await judged( page, [ 'ok', 'ok', 'ok', 'error', 'skip' ] );
} );

test( 'delivery by request: a chat that asks once, and before the answer', async ( {
	page,
	site,
	portal,
} ) => {
	await change( site, { delivery: 'request' } );
	surround( site, { html: portal.snippet( 'g0' ) } );
	const answer = await holdTheAnswer( page );
	await holdTheClock( page );
	await tryIt( page, site );
	await letTheChatStart( page );
	await expect( chatButton( page ) ).toBeVisible();
	answer();
	await loseThePatience( page );

	await expect(
		step( page, 'The chat was faster than the answer of your site' )
	).toBeVisible();
} );

test( 'the panel on a phone, by keyboard, folded and closed', async ( {
	page,
	site,
	portal,
} ) => {
	await page.setViewportSize( { width: 360, height: 740 } );
	surround( site, { html: portal.snippet( 'g2' ) } );
	await tryIt( page, site );
	await judged( page, OK );
	const { width, height } = ( await panel( page ).boundingBox() ) ?? {
		width: 0,
		height: 0,
	};
	expect( width ).toBeLessThanOrEqual( 344 );
	expect( height ).toBeLessThanOrEqual( 740 * 0.6 + 1 );
	expect(
		await page.evaluate( () => document.documentElement.scrollWidth )
	).toBe( 360 );
	await picture( page, 'phone' );
	expect( await axe( page ) ).toEqual( [] );

	const details = panel( page ).getByRole( 'button', { name: 'Details' } );
	await details.focus();
	await page.keyboard.press( 'Enter' );
	await expect( details ).toHaveAttribute( 'aria-expanded', 'false' );
	await expect( step( page, 'The chat started.' ) ).toBeHidden();
	await picture( page, 'phone-folded' );
	// Beside the chat's own button, which can be reached.
	await chatButton( page ).click( { trial: true } );
	expect( await axe( page ) ).toEqual( [] );
	await page.keyboard.press( 'Enter' );
	await expect( step( page, 'The chat started.' ) ).toBeVisible();
	await page.keyboard.press( 'Tab' );
	await expect(
		panel( page ).getByRole( 'button', { name: 'Close' } )
	).toBeFocused();
	await page.keyboard.press( 'Tab' );
	await expect(
		panel( page ).getByRole( 'group', { name: 'What operators will see' } )
	).toBeFocused();
	await page.keyboard.press( 'Escape' );
	await expect( panel( page ) ).toBeHidden();
	await page.reload();
	await expect( chatButton( page ) ).toBeVisible();
	await expect( panel( page ) ).toBeHidden();
} );

/** The words of a sentence that run over two lines. */
const brokenWords = ( sentence: Locator ): Promise< string[] > =>
	sentence.evaluate( ( { firstChild } ) => {
		const words = ( firstChild?.textContent ?? '' ).matchAll( /\S+/g );
		return [ ...words ]
			.filter( ( { 0: word, index } ) => {
				const range = new Range();
				range.setStart( firstChild as Node, index );
				range.setEnd( firstChild as Node, index + word.length );
				const rows = [ ...range.getClientRects() ].map(
					( { top } ) => top
				);
				return new Set( rows ).size > 1;
			} )
			.map( String );
	} );

for ( const direction of [ 'ltr', 'rtl' ] ) {
	test( `on the narrowest phone, ${ direction }: whole words; folded it is beside the chat’s button`, async ( {
		page,
		site,
		portal,
	} ) => {
		await page.setViewportSize( { width: 320, height: 640 } );
		surround( site, {
			html: portal.snippet( 'g2' ),
			php: `
			add_filter( 'locale', static fn () => 'de_DE' );
			add_action( 'init', static function () { $GLOBALS['wp_locale']->text_direction = '${ direction }'; } );`,
		} );
		await site.signIn( page.context(), 'admin' );
		await page.goto( await trialOf( page.context(), site ) );
		const host = page.locator( '#known-visitor-try' );
		await expect( host ).toHaveAttribute( 'dir', direction );
		const verdict = host.getByRole( 'status' );
		await expect( verdict ).toHaveText(
			'Alles funktioniert: Der Chat kennt dich.'
		);
		// Open it has less room beside its buttons, where the browser enlarges everything by half.
		await page.setViewportSize( { width: 213, height: 427 } );
		await picture( page, `narrow-${ direction }` );
		expect( await brokenWords( verdict ) ).toEqual( [] );
		await page.setViewportSize( { width: 320, height: 640 } );
		await host.getByRole( 'button', { name: 'Details' } ).click();
		await picture( page, `narrow-folded-${ direction }` );

		const folded = await host.locator( '.panel' ).boundingBox();
		const button = await chatButton( page ).boundingBox();
		expect( ( folded?.x ?? 320 ) + ( folded?.width ?? 0 ) ).toBeLessThan(
			button?.x ?? 0
		);
		expect( await brokenWords( verdict ) ).toEqual( [] );
	} );
}

test( 'in a theme that zooms, and filters its body, all of the panel is in sight', async ( {
	page,
	site,
	portal,
} ) => {
	await page.setViewportSize( { width: 768, height: 640 } );
	surround( site, {
		html: `<style>html { zoom: 1.5; } body { filter: grayscale(1); min-height: 3000px; }</style>${ portal.snippet( 'g2' ) }`,
	} );
	await tryIt( page, site );
	await judged( page, OK );
	await picture( page, 'zoomed' );

	await expect( panel( page ) ).toBeInViewport( { ratio: 1 } );
} );

test( 'in the administrator’s own language, from right to left, in a theme that styles everything', async ( {
	page,
	site,
	portal,
} ) => {
	surround( site, {
		html: `<style>* { color: red !important; font-size: 40px !important; } div, section, ol, li { display: none !important; } [data-bitrix-stand-in] { display: block !important; }</style>${ portal.snippet( 'g2' ) }`,
		php: `
		add_filter( 'get_available_languages', static fn () => array( 'he_IL' ) );
		add_filter( 'pre_load_script_translations', static fn ( $json, $file, $handle ) =>
			'known-visitor-try-script' === $handle && 'he_IL' === determine_locale()
				? '{"locale_data":{"messages":{"":{"lang":"he"},"The chat started.":["הצ׳אט התחיל."]}}}' : $json, 10, 3 );
		add_filter( 'gettext_with_context', static fn ( $text, $original, $context ) =>
			'text direction' === $context && 'he_IL' === determine_locale() ? 'rtl' : $text, 10, 3 );
		add_action( 'change_locale', static function ( $locale ) { $GLOBALS['wp_locale']->text_direction = 'he_IL' === $locale ? 'rtl' : 'ltr'; } );`,
	} );
	await site.php( "return update_user_meta( 1, 'locale', 'he_IL' );" );
	await tryIt( page, site );

	await expect( step( page, 'הצ׳אט התחיל.' ) ).toBeVisible();
	await expect( page.locator( '#known-visitor-try' ) ).toHaveAttribute(
		'lang',
		'he-IL'
	);
	await expect( page.locator( '#known-visitor-try' ) ).toHaveAttribute(
		'dir',
		'rtl'
	);
	await expect( page.locator( 'html' ) ).toHaveAttribute( 'lang', 'en-US' );
	await expect( step( page, 'This page carries your identity.' ) ).toHaveCSS(
		'font-size',
		'13px'
	);
	await judged( page, OK );
	await picture( page, 'rtl' );
} );

test( 'in a classic theme', async ( { page, site, portal } ) => {
	surround( site, { html: portal.snippet( 'g2' ) } );
	await site.php( "switch_theme( 'known-visitor-classic' ); return true;" );
	await tryIt( page, site );

	await judged( page, OK );
} );

test( 'the operator’s card, drawn', async ( { page, site, portal } ) => {
	await change( site, {
		first_message: '[b]{user_login}[/b] [url={page_url}]here[/url]',
		card: {
			enabled: true,
			find_in_crm: true,
			rows: [ { label: 'Role', value: '[i]{role}[/i]' } ],
		},
	} );
	surround( site, { html: portal.snippet( 'g2' ) } );
	await tryIt( page, site );
	const message = panel( page ).getByRole( 'group', {
		name: 'What operators will see',
	} );

	await expect(
		message.locator( 'strong', { hasText: 'admin' } ).last()
	).toBeVisible();
	await expect(
		message.locator( 'em', { hasText: 'Administrator' } )
	).toBeVisible();
	await expect( message ).toContainText( 'Find in the CRM' );
	// Nothing in it leads away.
	await expect( message.locator( 'a, img' ) ).toHaveCount( 0 );
	await picture( page, 'card' );
	expect( await axe( page ) ).toEqual( [] );
} );

test( 'the hash is shown nowhere, nor remembered', async ( {
	page,
	site,
	portal,
} ) => {
	surround( site, { html: portal.snippet( 'g2' ) } );
	await tryIt( page, site );
	await judged( page, OK );
	const hash = await page.evaluate(
		() =>
			JSON.parse(
				document.querySelector( '#known-visitor-data' )?.textContent ??
					'{}'
			).user.hash
	);

	expect( hash ).toMatch( /^[0-9a-f]{32}$/ );
	expect(
		await page
			.locator( '#known-visitor-try' )
			.evaluate( ( host ) => host.shadowRoot?.innerHTML )
	).not.toContain( hash );
	expect( JSON.stringify( await outcome( page ) ) ).not.toContain( hash );
} );

test( 'content with an element of the panel’s name takes no panel away', async ( {
	page,
	site,
	portal,
} ) => {
	surround( site, {
		html: `<img id="known-visitor-try" alt="">${ portal.snippet( 'g2' ) }`,
	} );
	await tryIt( page, site );
	await judged( page, OK );
	await expect( page.getByText( 'Known Visitor cannot tell' ) ).toBeHidden();
} );

test( 'from the screen to the site, and the screen remembers', async ( {
	page,
	site,
	portal,
} ) => {
	surround( site, { html: portal.snippet( 'g2' ) } );
	await site.signIn( page.context(), 'admin' );
	await page.goto(
		'/wp-admin/options-general.php?page=known-visitor#chat/try'
	);
	const card = page.getByRole( 'region', { name: 'Does it work?' } );
	const opened = page.waitForEvent( 'popup' );
	await card.getByRole( 'link', { name: 'Try it on my site' } ).click();
	const trial = await opened;
	await judged( trial, OK );
	await expect( step( trial, 'This page carries' ) ).toBeVisible();
	await expect( trial ).toHaveURL( `${ site.url }/` );

	await expect( card.getByRole( 'status' ) ).toContainText(
		'Everything works: the chat knows you.'
	);
	await expect(
		panel( trial ).getByRole( 'link', { name: 'Back to the settings' } )
	).toHaveAttribute( 'href', /options-general\.php\?page=known-visitor$/ );
} );
