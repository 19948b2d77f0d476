/**
 * Pages from before a sign-out that are shown after it: prefetched, prerendered, out of a service worker, or open in
 * another tab. (The back button: back-button.spec.ts.)
 */
import type { BrowserContext, Page } from '@playwright/test';
import { annWasHere, SECRET } from './support/former-visitor';
import {
	ANNS,
	chatPage,
	cookieSeen,
	heard,
	identity,
	kept,
	listening,
	ours,
	setMark,
} from './support/plugin';
import {
	ANN,
	chat,
	chatButton,
	expect,
	openChat,
	script,
	test,
	userOf,
	visit,
	visitAndWrite,
	write,
	type World,
} from './support/stand-in';

/** What tells the widget of Ann and asks no cookie. */
const CARELESS = script(
	`addEventListener( 'onBitrixLiveChat', ( { detail } ) => detail.widget.setUserRegisterData( ${ JSON.stringify( ANN ) } ) );`
);

/** A page that has the browser fetch the one after it. */
const speculating = ( world: World ): string =>
	world.site.page(
		'/start',
		`<script type="speculationrules">${ JSON.stringify( {
			prefetch: [ { urls: [ '/ann' ], eagerness: 'immediate' } ],
		} ) }</script><a href="/ann">To Ann's page</a>`
	);

/** How the page came. */
const arrival = ( page: Page ): Promise< unknown > =>
	page.evaluate( () => {
		const [ entry ] = performance.getEntriesByType( 'navigation' );
		return Reflect.get( Object( entry ), 'deliveryType' );
	} );

for ( const [ what, head ] of Object.entries( {
	'a careless script': CARELESS,
	ours: identity(),
} ) ) {
	test( `a page that was fetched ahead: ${ what } ${ head === CARELESS ? 'shows' : 'does not show' } Ann's conversation after her sign-out`, async ( {
		page,
		world,
	} ) => {
		await setMark( page, world, ANNS.mark );
		await annWasHere( page, world );
		chatPage( world, head, 'g2', '/ann' );
		const fetched = page
			.context()
			.waitForEvent( 'requestfinished', ( request ) =>
				request.url().endsWith( '/ann' )
			);
		await page.goto( speculating( world ) );
		await fetched;
		await setMark( page, world, '0' );
		// From now on the server gives a guest's page.
		chatPage( world, ours( 'guard' ), 'g2', '/ann' );
		await page.getByRole( 'link' ).click();
		await chatButton( page ).waitFor();
		expect( await arrival( page ) ).toBe( 'navigational-prefetch' );
		await chatButton( page ).click();

		await expect( chat( page ) ).toHaveAttribute(
			'data-state',
			/ready|blank/
		);
		const shown = expect( chat( page ) );
		await ( head === CARELESS
			? shown.toContainText( SECRET )
			: shown.not.toContainText( SECRET ) );
	} );
}

// A browser that is driven by a test renders no page ahead. Such a page is hidden until it is shown, and then says so.
test( 'a page that was rendered ahead, as Ann, and is shown after her sign-out: it closes the chat', async ( {
	page,
	world,
} ) => {
	await setMark( page, world, ANNS.mark );
	await annWasHere( page, world );
	await setMark( page, world, '0' );
	await expect( chat( page ) ).toContainText( SECRET );
	await page.evaluate( () => {
		document.dispatchEvent(
			new Event( 'visibilitychange', { bubbles: true } )
		);
	} );

	await expect( chat( page ) ).toBeHidden();
	await chatButton( page ).click();
	await expect( chat( page ) ).not.toContainText( SECRET );
} );

for ( const [ what, head ] of Object.entries( {
	'a careless script': CARELESS,
	ours: identity(),
} ) ) {
	test( `a service worker serves yesterday's page: ${ what } ${ head === CARELESS ? 'shows' : 'does not show' } Ann's conversation`, async ( {
		page,
		world,
	} ) => {
		await setMark( page, world, ANNS.mark );
		await annWasHere( page, world );
		world.site.file(
			'/worker.js',
			'text/javascript',
			Buffer.from(
				`addEventListener( 'install', ( event ) => event.waitUntil( caches.open( 'old' ).then( ( cache ) => cache.add( '/ann' ) ).then( () => skipWaiting() ) ) );
				addEventListener( 'activate', ( event ) => event.waitUntil( clients.claim() ) );
				addEventListener( 'fetch', ( event ) => event.respondWith( caches.match( event.request ).then( ( kept ) => kept || fetch( event.request ) ) ) );`
			)
		);
		chatPage( world, head, 'g2', '/ann' );
		await page.goto( world.site.page( '/plain', '' ) );
		await page.evaluate( async () => {
			await navigator.serviceWorker.register( '/worker.js' );
			await navigator.serviceWorker.ready;
		} );
		chatPage( world, ours( 'guard' ), 'g2', '/ann' );
		await setMark( page, world, '0' );
		await visit( page, `${ world.site.url }/ann` );
		await openChat( page );

		const shown = expect( chat( page ) );
		await ( head === CARELESS
			? shown.toContainText( SECRET )
			: shown.not.toContainText( SECRET ) );
	} );
}

/** Ann's chat, open in one tab. */
async function annsTab(
	page: Page,
	world: World,
	generation: 'g1' | 'g2'
): Promise< void > {
	await setMark( page, world, ANNS.mark );
	await visitAndWrite(
		page,
		chatPage( world, identity(), generation, '/ann' ),
		SECRET,
		generation
	);
}

/** Comes back to a tab. */
async function comeBackTo( page: Page, context: BrowserContext ) {
	const other = await context.newPage();
	await other.goto( 'about:blank' );
	await other.close();
	await page.bringToFront();
	// Headless windows have the focus all the time.
	await page.evaluate( () => {
		dispatchEvent( new Event( 'focus' ) );
	} );
}

for ( const generation of [ 'g1', 'g2' ] as const ) {
	test( `${ generation }: the tab of one who signed out in another, on a page of no script of ours: it closes, and holds nothing any more`, async ( {
		page,
		context,
		world,
	} ) => {
		await annsTab( page, world, generation );
		await setMark( page, world, '0' );
		await expect( chat( page ) ).toContainText( SECRET );
		await comeBackTo( page, context );

		await expect( chat( page ) ).toBeHidden();
		await chatButton( page ).click();
		await expect( chat( page ) ).not.toContainText( SECRET );
	} );

	test( `${ generation }: who signs out without leaving the page, as where a script does it: it closes at the next click, before that does anything`, async ( {
		page,
		world,
	} ) => {
		await annsTab( page, world, generation );
		await page.evaluate( () => {
			document.body.addEventListener( 'click', () => {
				document.body.title = String(
					document
						.querySelector( '[data-bitrix-stand-in]' )
						?.shadowRoot?.querySelector( '.window' )
						?.hasAttribute( 'hidden' )
				);
			} );
		} );
		// What has no focus to give, as a chat's button may have none.
		await page.evaluate( 'document.body.click()' );
		await expect( chat( page ) ).toContainText( SECRET );
		await setMark( page, world, '0' );
		await page.evaluate( 'document.body.click()' );

		await expect( chat( page ) ).toBeHidden();
		await expect( page.locator( 'body' ) ).toHaveAttribute(
			'title',
			'true'
		);
	} );

	test( `${ generation }: the tab of one who is still signed in stays as it is`, async ( {
		page,
		context,
		world,
	} ) => {
		await annsTab( page, world, generation );
		await comeBackTo( page, context );

		await expect( chat( page ) ).toBeVisible();
		await expect( chat( page ) ).toContainText( SECRET );
		expect( await kept( page ) ).toEqual( { 'known-visitor': ANNS.mark } );
	} );

	test( `${ generation }: a tab whose cookie is gone is no tab of hers any more`, async ( {
		page,
		context,
		world,
	} ) => {
		await annsTab( page, world, generation );
		await setMark( page, world );
		await comeBackTo( page, context );

		await expect( chat( page ) ).toBeHidden();
		expect( await heard( page ) ).toEqual( [ 'identified' ] );
	} );

	test( `${ generation }: a widget that starts when the cookie is gone that the page came with: not Ann's`, async ( {
		page,
		world,
	} ) => {
		await setMark( page, world, ANNS.mark );
		const { portal, site } = world;
		const manager = script(
			`window.startChat = () => {
				const tag = document.createElement( 'script' );
				tag.src = ${ JSON.stringify( portal.loaderUrl( generation ) ) };
				document.head.append( tag );
			};`
		);
		await page.goto(
			site.page( '/ann', listening + identity() + manager )
		);
		await cookieSeen( page );
		await setMark( page, world );
		await page.evaluate( 'startChat()' );
		await chatButton( page ).waitFor();
		await openChat( page );
		await write( page, 'Hello' );

		expect( userOf( portal, ANN.hash ) ).toBeUndefined();
		expect( await heard( page ) ).toEqual( [] );
	} );
}
