/**
 * Saving, and all that may come in between.
 */
import type { Page } from '@playwright/test';
import {
	answers,
	axe,
	expect,
	expectFocusIn,
	masterSwitch,
	message,
	region,
	roundTrip,
	save,
	sentence,
	snackbar,
	tab,
	test,
	written,
	type Rest,
} from './support';

const SAVED = 'Settings saved.';
const SETTINGS = '**/wp-json/known-visitor/v1/settings*';
const unsaved = ( page: Page ) => sentence( page, 'Unsaved changes' );

/** Whether the browser would ask before it leaves the page. */
const asksBeforeLeaving = ( page: Page ) =>
	expect.poll( () =>
		page.evaluate(
			() =>
				! window.dispatchEvent(
					new Event( 'beforeunload', { cancelable: true } )
				)
		)
	);

test( 'sends only what was changed', async ( { page, open } ) => {
	const { rest } = await open( {}, '#visitors' );
	await masterSwitch( page ).uncheck();
	await save( page ).click();

	await expect( snackbar( page, SAVED ) ).toBeVisible();
	expect( written( rest ) ).toEqual( [
		{
			what: 'POST /settings',
			body: { enabled: false, base: { enabled: true } },
		},
	] );
	await expect( masterSwitch( page ) ).not.toBeChecked();
	await expect( save( page ) ).toBeDisabled();
	await expect( save( page ) ).toBeFocused();
} );

test( 'has nothing to save once a change is taken back', async ( {
	page,
	open,
} ) => {
	const { rest } = await open( {}, '#visitors' );
	await masterSwitch( page ).click();
	await expect( unsaved( page ) ).toBeVisible();
	await masterSwitch( page ).click();
	await expect( save( page ) ).toBeDisabled();
	await save( page ).click( { force: true } );
	await roundTrip( page );
	expect( written( rest ) ).toEqual( [] );
} );

test( 'asks before unsaved changes are left, and not after', async ( {
	page,
	open,
} ) => {
	const { rest } = await open( {}, '#visitors' );
	await asksBeforeLeaving( page ).toBe( false );
	await masterSwitch( page ).click();
	await asksBeforeLeaving( page ).toBe( true );

	const release = rest.hold( 'POST /settings' );
	await save( page ).click();
	await expect( sentence( page, 'Saving…' ) ).toBeVisible();
	await asksBeforeLeaving( page ).toBe( true );
	release();
	await expect( snackbar( page, SAVED ) ).toBeVisible();
	await asksBeforeLeaving( page ).toBe( false );
} );

test( 'keeps what is typed while it saves', async ( { page, open } ) => {
	const { rest } = await open( { settings: { first_message: 'one' } } );
	const release = rest.hold( 'POST /settings' );
	await message( page ).fill( 'one two' );
	await save( page ).click();
	await expect( sentence( page, 'Saving…' ) ).toBeVisible();
	await message( page ).fill( 'one two three' );
	release();

	await expect( unsaved( page ) ).toBeVisible();
	await expect( message( page ) ).toHaveValue( 'one two three' );
	expect( rest.settings.first_message ).toBe( 'one two' );
} );

test( 'keeps even a change back to the old value while it saves', async ( {
	page,
	open,
} ) => {
	const { rest } = await open( {}, '#visitors' );
	const release = rest.hold( 'POST /settings' );
	await masterSwitch( page ).click();
	await save( page ).click();
	await masterSwitch( page ).click();
	release();

	await expect( unsaved( page ) ).toBeVisible();
	await expect( masterSwitch( page ) ).toBeChecked();
} );

test( 'shows what the server made of a value', async ( { page, open } ) => {
	const { rest } = await open( { settings: { first_message: 'a' } } );
	await message( page ).fill( 'ab ' );
	rest.answerNext( 'POST /settings', {
		status: 200,
		body: { ...rest.settings, first_message: 'ab' },
	} );
	await save( page ).click();
	await expect( snackbar( page, SAVED ) ).toBeVisible();
	await expect( message( page ) ).toHaveValue( 'ab' );
} );

for ( const [ what, reason, fail ] of [
	[
		'an expired session',
		/Your session has expired. Sign in in another tab, then try again\. Your changes are still here/,
		( rest ) => {
			rest.isSignedIn = false;
		},
	],
	[
		'somebody who was signed out',
		/Your session has expired/,
		async ( rest ) => {
			const { SIGNED_OUT } = await answers();
			rest.answerNext( 'POST /settings', SIGNED_OUT );
		},
	],
	[
		'a lost network',
		/cannot be reached/,
		( _, page ) => page.route( SETTINGS, ( route ) => route.abort() ),
	],
	[
		'a server in trouble',
		/The database is away\./,
		( rest ) =>
			rest.answerNext( 'POST /settings', {
				status: 500,
				body: { code: 'x', message: 'The database is away.' },
			} ),
	],
] satisfies [ string, RegExp, ( rest: Rest, page: Page ) => unknown ][] ) {
	test( `loses nothing to ${ what }`, async ( { page, open } ) => {
		const { rest } = await open();
		await message( page ).fill( 'Precious' );
		await fail( rest, page );
		await save( page ).click();

		await expect( sentence( page, reason ) ).toBeVisible();
		await expect( snackbar( page, SAVED ) ).toBeHidden();
		await expect( message( page ) ).toHaveValue( 'Precious' );
		await expect( save( page ) ).toBeFocused();

		rest.isSignedIn = true;
		await page.unroute( SETTINGS );
		await save( page ).click();
		await expect( snackbar( page, SAVED ) ).toBeVisible();
		await expect( sentence( page, reason ) ).toBeHidden();
		expect( rest.settings.first_message ).toBe( 'Precious' );
	} );
}

test( 'takes "saved" back when the next save fails', async ( {
	page,
	open,
} ) => {
	await open( {}, '#visitors' );
	await masterSwitch( page ).click();
	await save( page ).click();
	await expect( snackbar( page, SAVED ) ).toBeVisible();

	await page.route( SETTINGS, ( route ) => route.abort() );
	await masterSwitch( page ).click();
	await save( page ).click();
	await expect( sentence( page, /cannot be reached/ ) ).toBeVisible();
	await expect( snackbar( page, SAVED ) ).toBeHidden();
} );

test( 'does not call an answer that it cannot read a success', async ( {
	page,
	open,
} ) => {
	const { rest } = await open( {}, '#visitors' );
	rest.answerNext( 'POST /settings', {
		status: 200,
		body: { enabled: false },
	} );
	await masterSwitch( page ).click();
	await save( page ).click();
	await expect( sentence( page, /does not understand/ ) ).toBeVisible();
	await expect( unsaved( page ) ).toBeVisible();
} );

for ( const [ what, status, type, body, said ] of [
	// Of a firewall, or a cache in the place of the route.
	[ 'a page', 200, 'text/html', '<h1>Hello</h1>', /does not understand/ ],
	[ 'a page', 403, 'text/html', '<h1>No</h1>', /does not understand/ ],
	[
		'WordPress’s own words',
		500,
		'application/json',
		JSON.stringify( {
			code: 'internal_server_error',
			message:
				'<p>There has been a critical error.</p><p><a href="https://example.org/">Learn more</a></p>',
			data: { status: 500 },
		} ),
		/^There has been a critical error\.\s+Learn more$/,
	],
] as const ) {
	test( `understands ${ what } in the place of an answer, with status ${ status }`, async ( {
		page,
		open,
	} ) => {
		await open();
		await page.route( SETTINGS, ( route ) =>
			route.fulfill( { status, contentType: type, body } )
		);
		await message( page ).fill( 'Precious' );
		await save( page ).click();
		await expect(
			region( page, 'Save' ).locator( '.components-notice__content' )
		).toHaveText( said );
		await expect( message( page ) ).toHaveValue( 'Precious' );
	} );
}

test.describe( 'a value that the server refuses', () => {
	test( 'is marked at its field, which gets the focus', async ( {
		page,
		open,
	} ) => {
		const { rest } = await open();
		const { refusal } = await answers();
		rest.answerNext(
			'POST /settings',
			refusal( 'first_message', 'This message is not welcome.' )
		);
		await message( page ).fill( 'Hi {nmae}' );
		await save( page ).click();

		const alert = region( page, 'First message' ).getByRole( 'alert' );
		await expect( alert ).toContainText( 'This message is not welcome.' );
		await expect( message( page ) ).toHaveAttribute(
			'aria-invalid',
			'true'
		);
		await expect( message( page ) ).toHaveAccessibleDescription(
			/This message is not welcome/
		);
		await expect( message( page ) ).toBeFocused();
		expect( await axe( page ) ).toEqual( [] );

		await message( page ).press( '?' );
		await expect( message( page ) ).not.toHaveAttribute(
			'aria-invalid',
			'true'
		);
		await expect( alert ).toHaveCount( 0 );
	} );

	test( 'is named beside the button if it has no field here', async ( {
		page,
		open,
	} ) => {
		const { rest } = await open( {}, '#visitors' );
		const { refusal } = await answers();
		rest.answerNext(
			'POST /settings',
			refusal( 'fields[name]', 'No such name.' )
		);
		await masterSwitch( page ).click();
		await save( page ).click();
		await expect( sentence( page, /No such name\./ ) ).toBeVisible();
	} );
} );

test( 'what another administrator saved is not overwritten unseen', async ( {
	page,
	open,
} ) => {
	const { rest } = await open();
	rest.settings = {
		...rest.settings,
		first_message: 'Theirs',
		forget: false,
	};
	await message( page ).fill( 'Mine' );
	await save( page ).click();

	const dialog = page.getByRole( 'dialog', {
		name: /Somebody else changed/,
	} );
	await expect( dialog ).toContainText( 'Theirs' );
	await expect( dialog ).toContainText( 'Mine' );
	expect( rest.settings.first_message ).toBe( 'Theirs' );

	await dialog
		.getByRole( 'button', { name: 'Replace theirs with mine' } )
		.click();
	await expect( snackbar( page, SAVED ) ).toBeVisible();
	expect( rest.settings ).toMatchObject( {
		first_message: 'Mine',
		forget: false,
	} );
} );

test( 'a conflict is told in the words of the screen', async ( {
	page,
	open,
} ) => {
	const { rest } = await open(
		{ settings: { roles: [ 'subscriber' ] } },
		'#visitors'
	);
	rest.settings = {
		...rest.settings,
		roles: [],
		paths: { mode: 'only', list: [ '/shop/*' ] },
		fields: { ...rest.settings.fields, name: 'nickname', email: false },
		delivery: 'request',
		card: {
			enabled: true,
			find_in_crm: true,
			rows: [ { label: 'Number', value: '{user_id}' } ],
		},
	};
	await page.getByLabel( 'Editor' ).check();
	await page.getByLabel( 'On all pages except these' ).check();
	await page.getByLabel( 'Pages, one per line' ).fill( '/cart/' );
	await page.getByLabel( 'Profile picture' ).uncheck();
	await tab( page, 'Message' ).click();
	await page.getByLabel( 'Show the visitor as a card' ).check();
	await page.getByRole( 'button', { name: 'Add a row' } ).click();
	await page.getByLabel( 'Value' ).fill( '{role}' );
	await save( page ).click();

	const texts = page
		.getByRole( 'dialog', { name: /Somebody else changed/ } )
		.locator( 'dd' );
	await expect( texts ).toHaveText( [
		'Name: Nickname\nLast name: Last name\nProfile picture: On\nEmail address: Off\nLink to the WordPress profile: Off\nRole on this site, as the position: Off',
		'Name: First name\nLast name: Last name\nProfile picture: Off\nEmail address: On\nLink to the WordPress profile: Off\nRole on this site, as the position: Off',
		'On\nFind in the CRM: On\nNumber: {user_id}',
		'On\nFind in the CRM: Off\n: {role}',
		'All signed-in visitors',
		'Subscriber\nEditor',
		'Only on these pages\n/shop/*',
		'On all pages except these\n/cart/',
	] );
} );

test( 'a link elsewhere loses nothing', async ( { page, open } ) => {
	const { rest } = await open();
	await message( page ).fill( 'Precious' );
	const plugins = page.locator( '#adminmenu a[href$="plugins.php"]' );
	await plugins.click();
	await page.getByRole( 'button', { name: 'Stay here' } ).click();
	await expect( message( page ) ).toHaveValue( 'Precious' );
	await plugins.click();
	await page.getByRole( 'button', { name: 'Save and leave' } ).click();
	await page.waitForURL( /plugins\.php/ );
	expect( rest.settings.first_message ).toBe( 'Precious' );
} );

test.describe( 'the bar', () => {
	const bar = ( page: Page ) => region( page, 'Save' );
	const TOO_LONG = 'x'.repeat( 4001 );

	test( 'counts the fields to correct, and leads to the first on whichever tab', async ( {
		page,
		open,
	} ) => {
		const { rest } = await open();
		await message( page ).fill( TOO_LONG );
		await tab( page, 'Visitors' ).click();
		await page.getByLabel( 'Only on these pages' ).check();
		await page.getByLabel( 'Pages, one per line' ).fill( 'nonsense' );
		await expect( bar( page ) ).toContainText(
			'Not saved: 2 fields to correct.'
		);
		await tab( page, 'Advanced' ).click();
		await save( page ).click();
		await expect( message( page ) ).toBeFocused();
		await tab( page, 'Advanced' ).click();
		await bar( page ).getByRole( 'button', { name: 'Show' } ).click();
		await expect( message( page ) ).toBeFocused();
		expect( written( rest ) ).toEqual( [] );

		await message( page ).fill( 'Short' );
		await expect( bar( page ) ).toContainText(
			'Not saved: 1 field to correct.'
		);
		await bar( page ).getByRole( 'button', { name: 'Show' } ).click();
		await expect( page.getByLabel( 'Pages, one per line' ) ).toBeFocused();
	} );

	test( 'what is wrong looks wrong', async ( { page, open } ) => {
		await open();
		const red = 'rgb(204, 24, 24)';
		await expect( message( page ) ).not.toHaveCSS( 'border-color', red );
		await message( page ).fill( TOO_LONG );
		await expect( message( page ) ).toHaveCSS( 'border-color', red );
		await tab( page, 'Visitors' ).click();
		const keys = page.getByLabel( 'Allowed user meta keys' );
		await keys.fill( 'session_tokens' );
		await keys.press( 'Enter' );
		await expect(
			page.locator( '.components-form-token-field__input-container' )
		).toHaveCSS( 'border-color', red );
	} );

	for ( const key of [ 'Control+s', 'Meta+s' ] ) {
		test( `saves by ${ key }, and the focus stays`, async ( {
			page,
			open,
		} ) => {
			const { rest } = await open();
			await message( page ).fill( 'By key' );
			await message( page ).press( key );
			await expect( snackbar( page, SAVED ) ).toBeVisible();
			expect( rest.settings.first_message ).toBe( 'By key' );
			await expect( message( page ) ).toBeFocused();
			// Nothing to save: nothing is sent.
			await message( page ).press( key );
			await roundTrip( page );
			expect( written( rest ) ).toHaveLength( 1 );
		} );
	}

	test( 'does not save by key what lies behind a dialog', async ( {
		page,
		open,
	} ) => {
		const { rest } = await open( {}, '#advanced' );
		await page.getByLabel( /^Hide the conversation/ ).uncheck();
		await page.getByRole( 'button', { name: 'Replace…' } ).click();
		await expectFocusIn( page.getByRole( 'dialog' ) );
		await page.keyboard.press( 'Control+s' );
		await roundTrip( page );
		expect( written( rest ) ).toEqual( [] );
	} );

	test( '"saved" leaves as soon as something is not', async ( {
		page,
		open,
	} ) => {
		await open();
		await message( page ).fill( 'One' );
		await save( page ).click();
		await expect( snackbar( page, SAVED ) ).toBeVisible();
		await message( page ).fill( 'Two' );
		await expect( snackbar( page, SAVED ) ).toHaveCount( 0 );
		await expect( unsaved( page ) ).toBeVisible();
	} );

	test( 'says that a save failed, until the field is corrected', async ( {
		page,
		open,
	} ) => {
		const { rest } = await open();
		const { refusal } = await answers();
		rest.answerNext(
			'POST /settings',
			refusal( 'first_message', 'This message is not welcome.' )
		);
		await message( page ).fill( 'Hi' );
		await save( page ).click();
		await expect( bar( page ) ).toContainText( 'Nothing was saved.' );
		await expect( bar( page ) ).toContainText(
			'Not saved: 1 field to correct.'
		);
		await message( page ).press( '!' );
		await expect( bar( page ) ).not.toContainText( 'Nothing was saved.' );
		await expect( unsaved( page ) ).toBeVisible();
	} );
} );
