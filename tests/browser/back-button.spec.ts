/**
 * The back button, with the browser's own memory of pages, which Playwright otherwise switches off.
 */
import type { Page } from '@playwright/test';
import { ANNS, chatPage, identity, ours } from './support/plugin';
import { asking } from './support/request';
import {
	chat,
	chatButton,
	expect,
	openChat,
	script,
	test as standIn,
	visit,
	visitAndWrite,
	type World,
} from './support/stand-in';

const SECRET = 'Secret of Ann';

const test = standIn.extend( {
	launchOptions: [
		async ( { launchOptions }, provide ) => {
			const { getBrowser } =
				await import( '../../tools/lib/browser.mjs' );
			const { executablePath } = await getBrowser( { isWhole: true } );
			await provide( {
				...launchOptions,
				executablePath,
				ignoreDefaultArgs: [ '--disable-back-forward-cache' ],
			} );
		},
		{ scope: 'worker', timeout: 300_000 },
	],
} );

/** Notes on the page itself that it came out of memory. */
const REMEMBERS = script(
	`addEventListener( 'pageshow', ( event ) => { if ( event.persisted ) { document.documentElement.dataset.persisted = 'yes'; } } );`
);

/** Ann writes, signs out on another page, and somebody presses the back button. */
async function comeBack(
	page: Page,
	world: World,
	head: string
): Promise< void > {
	const address = chatPage( world, REMEMBERS + head, 'g2', '/ann' );
	await visitAndWrite( page, address, SECRET );
	// From now on the server gives a guest's pages.
	chatPage( world, ours( 'guard' ), 'g2', '/ann' );
	await visit( page, chatPage( world, ours( 'guard' ), 'g2', '/out' ) );
	// A page out of memory does not load.
	await page.goBack( { waitUntil: 'commit' } );
	await chatButton( page ).waitFor( { state: 'attached' } );
}

/** Waits for the page that comes out of memory; or, since it is about to go and cannot be asked, for the one that takes its place. */
const backAgain = async ( page: Page, isAnew: boolean ): Promise< void > => {
	await ( isAnew
		? page.waitForFunction( () =>
				performance
					.getEntriesByType( 'navigation' )
					.every(
						( entry ) => Reflect.get( entry, 'type' ) === 'reload'
					)
			)
		: page.locator( 'html[data-persisted]' ).waitFor() );
	await chatButton( page ).waitFor();
};

test( 'without our script the former visitor’s page comes out of the browser’s memory as it was', async ( {
	page,
	world,
} ) => {
	await comeBack(
		page,
		world,
		script(
			`addEventListener( 'onBitrixLiveChat', ( { detail } ) => detail.widget.setUserRegisterData( ${ JSON.stringify( ANNS.user ) } ) );`
		)
	);

	await expect( page.locator( 'html' ) ).toHaveAttribute(
		'data-persisted',
		'yes'
	);
	await expect( chat( page ) ).toContainText( SECRET );
} );

test( 'with it, the page is asked for anew, and shows nothing', async ( {
	page,
	world,
} ) => {
	await comeBack( page, world, identity() );

	await backAgain( page, true );
	await openChat( page );
	await expect( chat( page ) ).not.toContainText( SECRET );
} );

/** A page in the memory of Firefox (153) and Safari (WebKitGTK 2.50) never hears what another page stored meanwhile. */
const DEAF = script(
	`addEventListener( 'storage', ( event ) => event.stopImmediatePropagation(), true );`
);

for ( const [ what, head, isProtected ] of [
	[ 'without our script', '', false ],
	[ 'with the guard', ours( 'guard' ), true ],
	[ 'with the script that asks', asking(), true ],
] as const ) {
	test( `a guest’s page from before Ann comes out of the memory of a browser that does not tell it of her: ${ what } it ${ isProtected ? 'opens nothing of hers' : 'opens her conversation' }`, async ( {
		page,
		world,
	} ) => {
		const guests = chatPage(
			world,
			REMEMBERS + DEAF + head,
			'g2',
			'/guest'
		);
		await visit( page, guests );
		const anns = chatPage( world, identity(), 'g2', '/ann' );
		await visitAndWrite( page, anns, SECRET );
		chatPage( world, ours( 'guard' ), 'g2', '/ann' );
		await visit( page, chatPage( world, ours( 'guard' ), 'g2', '/out' ) );
		await page.evaluate( 'history.go( -2 )' );
		await backAgain( page, isProtected );
		await openChat( page );

		const shown = expect( chat( page ) );
		await ( isProtected
			? shown.not.toContainText( SECRET )
			: shown.toContainText( SECRET ) );
	} );
}

for ( const [ what, head ] of [
	[ 'guard', ours( 'guard' ) ],
	[ 'script that asks', asking() ],
] as const ) {
	test( `with the ${ what }, a page comes out of memory as it was where nobody was ever identified`, async ( {
		page,
		world,
	} ) => {
		const guests = chatPage( world, REMEMBERS + head, 'g2', '/guest' );
		await visitAndWrite( page, guests, 'I am a guest' );
		await visit( page, chatPage( world, head, 'g2', '/other' ) );
		await page.goBack( { waitUntil: 'commit' } );

		await backAgain( page, false );
		await expect( chat( page ) ).toContainText( 'I am a guest' );
	} );
}

test( 'a guest’s page from before Ann comes out of the browser’s memory, and opens nothing of hers', async ( {
	page,
	world,
} ) => {
	for ( const head of [ '', ours( 'guard' ) ] ) {
		await visit(
			page,
			chatPage( world, REMEMBERS + head, 'g2', '/guest' )
		);
		const address = chatPage( world, identity(), 'g2', '/ann' );
		await visitAndWrite( page, address, SECRET );
		chatPage( world, ours( 'guard' ), 'g2', '/ann' );
		await visit( page, chatPage( world, ours( 'guard' ), 'g2', '/out' ) );
		await page.evaluate( 'history.go( -2 )' );
		await backAgain( page, head !== '' );
		await openChat( page );
		if ( head ) {
			await expect( chat( page ) ).not.toContainText( SECRET );
		} else {
			await expect( chat( page ) ).toContainText( SECRET );
		}
		await page.evaluate( 'localStorage.clear()' );
		await page.context().clearCookies();
		world.portal.reset();
	}
} );
