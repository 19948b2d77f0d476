/**
 * "Try it on my site": the way there, and what the browser remembers of it.
 */
import type { Locator, Page } from '@playwright/test';
import { axe, expect, test } from './support';

const KEY = 'known-visitor-try';

const card = ( page: Page ): Locator =>
	page.getByRole( 'region', { name: 'Does it work?' } );

/** What a panel in another tab writes. */
const remember = ( page: Page, outcome: unknown ): Promise< void > =>
	page.evaluate( ( [ key, value ] ) => localStorage.setItem( key, value ), [
		KEY,
		typeof outcome === 'string' ? outcome : JSON.stringify( outcome ),
	] as const );

test.afterEach( async ( { page } ) =>
	page.evaluate( () => localStorage.clear() )
);

test( 'leads to the site in a new tab, and says nothing of a trial that never was', async ( {
	page,
	open,
} ) => {
	await open( {}, '#chat' );
	const link = card( page ).getByRole( 'link', {
		name: 'Try it on my site (opens in a new tab)',
	} );

	await expect( link ).toHaveAttribute(
		'href',
		/\?known_visitor_try=[^&]+$/
	);
	await expect( link ).toHaveAttribute( 'target', '_blank' );
	await expect( link ).toHaveAttribute( 'rel', /noreferrer|noopener/ );
	await expect( card( page ) ).not.toContainText( 'Tried on' );
} );

for ( const [ state, message ] of [
	[ 'ok', 'Everything works: the chat knows you.' ],
	[ 'warning', 'Two chats are on this page.' ],
	[ 'error', 'No chat found on this page.' ],
] as const ) {
	test( `shows how the last trial went: ${ state }`, async ( {
		page,
		open,
	} ) => {
		await open( {}, '#chat' );
		await remember( page, {
			at: Date.UTC( 2026, 10, 26, 12 ),
			state,
			message,
		} );
		await page.reload();

		await expect( card( page ) ).toContainText( message );
		await expect( card( page ) ).toContainText( 'Tried on Nov 26, 2026' );
		expect( await axe( page ) ).toEqual( [] );
		await card( page ).screenshot( {
			path: `artifacts/screens/try-it-${ state }.png`,
		} );
	} );
}

test( 'follows the trial in another tab', async ( {
	page,
	open,
	sharedContext,
} ) => {
	await open( {}, '#chat' );
	const other = await sharedContext.newPage();
	await other.goto( page.url() );
	await remember( other, {
		at: Date.now(),
		state: 'ok',
		message: 'Everything works: the chat knows you.',
	} );

	await expect( card( page ).getByRole( 'status' ) ).toContainText(
		'Everything works: the chat knows you.'
	);
	await other.close();
} );

for ( const [ what, stored ] of Object.entries( {
	'no JSON': '{',
	'another state': { at: 1, state: 'great', message: 'x' },
	'no time': { state: 'ok', message: 'x' },
	'a list': [],
	'a very long sentence': { at: 1, state: 'ok', message: 'x'.repeat( 501 ) },
} ) ) {
	test( `what is damaged counts as nothing: ${ what }`, async ( {
		page,
		open,
	} ) => {
		await open( {}, '#chat' );
		await remember( page, stored );
		await page.reload();

		await expect( card( page ) ).toContainText( 'Opens your site' );
		await expect( card( page ) ).not.toContainText( 'Tried on' );
	} );
}

test( 'what is stored is text, whatever it says', async ( { page, open } ) => {
	await open( {}, '#chat' );
	await remember( page, {
		at: 1,
		state: 'error',
		message: '<img src=x onerror=alert(1)>',
	} );
	await page.reload();

	await expect( card( page ) ).toContainText(
		'<img src=x onerror=alert(1)>'
	);
} );
