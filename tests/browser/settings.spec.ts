/**
 * The settings screen on a real WordPress: a few journeys through all of it. What it does by itself is shown on the
 * harness, in tests/screen.
 */
import type { Page } from '@playwright/test';
import { SECRET } from '../integration/helpers';
import {
	chat,
	expect,
	message,
	open,
	PATIENCE,
	region,
	save,
	saved,
	settingsOf,
	tab,
	test,
} from './support/settings';

test.use( { actionTimeout: PATIENCE.action } );
test.setTimeout( PATIENCE.test );
// Each begins with a site of its own.
test.describe.configure( { mode: 'parallel' } );

test.beforeEach( async ( { site } ) => site.reset() );

const identity = ( page: Page ) =>
	page.locator( '.known-visitor-preview__technical code' );
const place = ( page: Page ) =>
	page.getByRole( 'combobox', { name: 'On this page' } );

/** Picks a page by its title or its address. */
async function pick( page: Page, typed: string ): Promise< void > {
	await place( page ).fill( typed );
	await page.getByRole( 'option', { name: typed } ).first().click();
}

test( 'the preview follows every key, and is what the page gives to the loader', async ( {
	page,
	site,
} ) => {
	const ann = await site.createUser( {
		login: 'ann',
		first_name: 'Ann',
		last_name: '[b]Young[/b]',
		meta: { customer_number: 'C-12' },
	} );
	await site.createPost( {
		title: 'Silent',
		content: '[known_visitor enabled="no"]',
	} );
	const ordinary = await site.createPost( {
		title: 'A page',
		content: 'Nothing special.',
	} );
	await open( page, site );

	await test.step( 'BBCode is drawn, and no HTML is taken', async () => {
		await message( page ).fill( '[b]Hi[/b] <img src=x> {user_id}' );
		await expect(
			chat( page ).locator( 'strong', { hasText: 'Hi' } )
		).toBeVisible();
		await expect( chat( page ) ).toContainText( 'Hi <img src=x> 1' );
	} );

	await test.step( 'for any user, found by search', async () => {
		await page
			.getByRole( 'combobox', { name: 'As this visitor' } )
			.fill( 'ann' );
		await page.getByRole( 'option', { name: /ann@example\.com/ } ).click();
		await expect( chat( page ) ).toContainText(
			`Hi <img src=x> ${ ann.id }`
		);
		await message( page ).fill( '{full_name}' );
		await expect( chat( page ) ).toContainText( 'Ann ［b］Young［/b］' );
	} );

	await test.step( 'for any page', async () => {
		await message( page ).fill( '{page_link} {page_host}' );
		await pick( page, 'A page' );
		// The title is the one that the page has in the browser.
		const elsewhere = await page.context().newPage();
		await elsewhere.goto( ordinary.url );
		const title = await elsewhere.title();
		await elsewhere.close();
		expect( title ).not.toBe( 'A page' );
		await expect(
			chat( page ).getByRole( 'link', { name: title } )
		).toHaveAttribute( 'href', ordinary.url );
		await pick( page, 'https://other.example/' );
		await expect(
			page.getByText( 'This is not the address of a page on this site.' )
		).toBeVisible();
		await pick( page, 'Silent' );
		await expect( region( page, 'Preview' ) ).toContainText(
			'The page itself says that nobody is identified on it.'
		);
		await expect( chat( page ) ).toHaveCount( 0 );
		await pick( page, `${ site.url }/a/` );
	} );

	await test.step( 'user meta, once it is allowed', async () => {
		await message( page ).fill( 'No. {meta:customer_number}' );
		await page
			.getByRole( 'button', { name: 'Allow “customer_number”' } )
			.click();
		await expect( chat( page ) ).toContainText( 'No. C-12' );
		await save( page ).click();
		await expect( saved( page ) ).toBeVisible();
		expect( await settingsOf( site ) ).toMatchObject( {
			first_message: 'No. {meta:customer_number}',
			meta_keys: [ 'customer_number' ],
		} );
	} );

	await test.step( 'never with the hash', async () => {
		expect( await page.content() ).not.toMatch(
			/\b[0-9a-f]{32}\b"?,"name/
		);
		await region( page, 'Preview' )
			.getByText( 'Technical details' )
			.click();
		await expect( region( page, 'Preview' ) ).toContainText(
			/Identity mark: [0-9a-f]{8}\./
		);
	} );
} );

test( 'the secret is replaced only by who knows what is lost, and never shown', async ( {
	page,
	site,
} ) => {
	await open( page, site );
	const before = await identity( page ).textContent();
	await tab( page, 'Advanced' ).click();
	const replace = page.getByRole( 'button', { name: 'Replace…' } );
	const dialog = page.getByRole( 'dialog', { name: 'Replace the secret?' } );

	await test.step( 'the dialog says what is lost, and can be left', async () => {
		await replace.click();
		await expect( dialog ).toContainText(
			'Every visitor starts a new, empty conversation.'
		);
		await dialog.getByRole( 'button', { name: 'Cancel' } ).click();
		await expect( dialog ).toBeHidden();
		await expect( replace ).toBeFocused();
		await replace.press( 'Enter' );
		await expect( dialog ).toBeFocused();
		await page.keyboard.press( 'Escape' );
		await expect( dialog ).toBeHidden();
		await expect( replace ).toBeFocused();
	} );

	await test.step( 'a short one is refused at the field', async () => {
		await replace.click();
		await dialog.getByLabel( 'Use my own' ).check();
		const field = dialog.getByLabel( 'Your secret' );
		await expect( field ).toHaveAttribute( 'type', 'password' );
		await field.fill( 'short' );
		await dialog
			.getByRole( 'button', { name: 'Replace the secret' } )
			.click();
		await expect( field ).toBeFocused();
		await expect( dialog.getByRole( 'alert' ) ).toContainText(
			'at least 16 characters'
		);
	} );

	await test.step( 'one’s own takes its place', async () => {
		await dialog.getByLabel( 'Your secret' ).fill( SECRET );
		await dialog
			.getByRole( 'button', { name: 'Replace the secret' } )
			.click();
		await expect( dialog ).toBeHidden();
		await expect(
			page.locator( '.components-snackbar', {
				hasText: 'The new secret is in place.',
			} )
		).toBeVisible();
		await expect( replace ).toBeFocused();
		expect(
			await site.php< string >(
				"return get_option( 'known_visitor_secret' );"
			)
		).toBe( SECRET );
	} );

	await test.step( 'the preview is of the new identity', async () => {
		await expect( identity( page ) ).not.toHaveText( before ?? '' );
	} );

	await page.reload();
	await tab( page, 'Message' ).click();
	await expect( chat( page ) ).toBeVisible();
	expect( await page.content() ).not.toContain( SECRET );
} );

test( 'a session that is over loses nothing: sign in elsewhere, and save', async ( {
	page,
	site,
} ) => {
	await open( page, site );
	await message( page ).fill( 'Precious' );
	await site.php(
		'WP_Session_Tokens::get_instance( 1 )->destroy_all(); return true;'
	);
	await save( page ).click();
	await expect(
		page
			.getByText( /Your session has expired\. Sign in in another tab/ )
			.first()
	).toBeVisible();
	await expect( message( page ) ).toHaveValue( 'Precious' );

	await site.signIn( page.context(), 'admin' );
	await save( page ).click();
	await expect( saved( page ) ).toBeVisible();
	await site.close();
	expect( await settingsOf( site ) ).toMatchObject( {
		first_message: 'Precious',
	} );
} );

test( 'without a secret the screen offers to make one; with one in wp-config.php it says where', async ( {
	page,
	site,
} ) => {
	await site.rest( '/known-visitor/v1/secret', {
		as: 'admin',
		method: 'DELETE',
	} );
	await site.signIn( page.context(), 'admin' );
	await page.goto(
		'/wp-admin/options-general.php?page=known-visitor#message'
	);
	await expect( region( page, 'Preview' ) ).toContainText(
		'There is no secret of at least 16 characters'
	);
	// The status leads to what mends it.
	await region( page, 'Status' )
		.getByRole( 'link', { name: 'Make a secret' } )
		.click();
	const secret = region( page, 'Secret' );
	await expect( secret ).toContainText( 'There is no secret yet.' );
	await page.getByRole( 'button', { name: 'Make a secret' } ).click();
	await expect( secret ).toContainText( 'The secret of the chat is strong.' );
	await tab( page, 'Message' ).click();
	await expect( chat( page ) ).toBeVisible();
	await tab( page, 'Advanced' ).click();

	site.muPlugin(
		'constant',
		`define( 'KNOWN_VISITOR_SECRET', '${ SECRET }' );`
	);
	await page.reload();
	await expect( secret ).toContainText( 'It is set in wp-config.php' );
	await expect(
		page.getByRole( 'button', { name: 'Replace…' } )
	).toHaveCount( 0 );
	expect( await page.content() ).not.toContain( SECRET );
} );
