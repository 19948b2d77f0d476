/**
 * The secret: what the owner may know of it, and how it is replaced.
 */
import type { Page } from '@playwright/test';
import type { SecretStatus } from '../../src/settings/settings';
import {
	answers,
	axe,
	button,
	expect,
	expectFocusIn,
	message,
	region,
	roundTrip,
	sentence,
	snackbar,
	tab,
	test,
	written,
} from './support';

const NONE: SecretStatus = { source: 'none', strong: false };
const WEAK: SecretStatus = { source: 'option', strong: false };
const OWN = 'correct horse battery';
const DONE = 'The new secret is in place.';

const dialog = ( page: Page ) => page.getByRole( 'dialog' );
const field = ( page: Page ) =>
	dialog( page ).getByLabel( 'Your secret', { exact: true } );
const replace = ( page: Page ) => button( page, 'Replace the secret' );
const openDialog = ( page: Page ) => button( page, 'Replace…' ).click();

async function typeOwn( page: Page, secret: string ): Promise< void > {
	await openDialog( page );
	await page.getByRole( 'radio', { name: 'Use my own' } ).check();
	await field( page ).fill( secret );
	await replace( page ).click();
}

test.describe( 'what the owner may know of the secret', () => {
	for ( const [ secret, strength, source ] of [
		[
			{ source: 'option', strong: true },
			/The secret of the chat is strong/,
			/database/,
		],
		[ WEAK, /The secret is weak/, /database/ ],
		[
			{ source: 'constant', strong: true },
			/The secret of the chat is strong/,
			/It is set in wp-config\.php, as KNOWN_VISITOR_SECRET/,
		],
		[
			{ source: 'environment', strong: false },
			/The secret is weak/,
			/environment variable KNOWN_VISITOR_SECRET/,
		],
		[ NONE, /There is no secret yet\./, /nobody is identified/ ],
	] satisfies [ SecretStatus, RegExp, RegExp ][] ) {
		test( JSON.stringify( secret ), async ( { page, open } ) => {
			await open( { settings: { secret } }, '#advanced' );
			const section = region( page, 'Secret' );
			await expect( section ).toContainText( strength );
			await expect( section ).toContainText( source );
		} );
	}

	for ( const source of [ 'constant', 'environment' ] as const ) {
		test( `cannot be changed here if it comes from the ${ source }`, async ( {
			page,
			open,
		} ) => {
			await open(
				{ settings: { secret: { source, strong: true } } },
				'#advanced'
			);
			const section = region( page, 'Secret' );
			await expect( section ).toContainText( /cannot be replaced here/ );
			await expect( section.getByRole( 'button' ) ).toHaveCount( 0 );
		} );
	}
} );

test.describe( 'replacing the secret', () => {
	test( 'says first what it costs, and can be called off', async ( {
		page,
		open,
	} ) => {
		const { rest } = await open( {}, '#advanced' );
		await openDialog( page );
		await expect( dialog( page ) ).toContainText(
			/Every visitor starts a new, empty/
		);
		await button( page, 'Cancel' ).click();
		await expect( dialog( page ) ).toBeHidden();
		await expect( button( page, 'Replace…' ) ).toBeFocused();

		await page.keyboard.press( 'Enter' );
		await expect( dialog( page ) ).toBeVisible();
		await expectFocusIn( dialog( page ) );
		await page.keyboard.press( 'Escape' );
		await expect( dialog( page ) ).toBeHidden();
		await expect( button( page, 'Replace…' ) ).toBeFocused();
		expect( written( rest ) ).toEqual( [] );
	} );

	test( 'has a strong one made unless asked otherwise', async ( {
		page,
		open,
	} ) => {
		const { rest } = await open(
			{ settings: { secret: WEAK } },
			'#advanced'
		);
		await openDialog( page );
		await replace( page ).click();

		await expect( snackbar( page, DONE ) ).toBeVisible();
		expect( written( rest ) ).toEqual( [
			{ what: 'POST /secret', body: {} },
		] );
		await expect( dialog( page ) ).toBeHidden();
		await expect(
			sentence( page, 'The secret of the chat is strong.' )
		).toBeVisible();
		await expect( button( page, 'Replace…' ) ).toBeFocused();
	} );

	test( 'takes one of the owner’s own, and the preview is of the new identity', async ( {
		page,
		open,
	} ) => {
		const { rest } = await open( {}, '#advanced' );
		const mark = page.locator( '.known-visitor-preview__technical code' );
		const before = await mark.textContent();
		await typeOwn( page, OWN );
		await expect( snackbar( page, DONE ) ).toBeVisible();
		expect( written( rest ) ).toEqual( [
			{ what: 'POST /secret', body: { secret: OWN } },
		] );
		await expect( mark ).not.toHaveText( before ?? '' );
		expect( await page.content() ).not.toContain( OWN );
	} );

	test( 'shows the owner’s own only on demand', async ( { page, open } ) => {
		await open( {}, '#advanced' );
		await openDialog( page );
		await page.getByRole( 'radio', { name: 'Use my own' } ).check();
		await expect( field( page ) ).toHaveAttribute( 'type', 'password' );
		await expect( field( page ) ).toHaveAttribute( 'autocomplete', 'off' );
		await button( page, 'Show the secret' ).click();
		await expect( field( page ) ).toHaveAttribute( 'type', 'text' );
		await button( page, 'Hide the secret' ).click();
		await expect( field( page ) ).toHaveAttribute( 'type', 'password' );
	} );

	test( 'does not send one that is too short', async ( { page, open } ) => {
		const { rest } = await open( {}, '#advanced' );
		await typeOwn( page, 'short' );
		await expect( dialog( page ).getByRole( 'alert' ) ).toContainText(
			'at least 16 characters'
		);
		await expect( field( page ) ).toHaveAttribute( 'aria-invalid', 'true' );
		await expect( field( page ) ).toBeFocused();
		expect( await axe( page, '[role=dialog]' ) ).toEqual( [] );
		expect( written( rest ) ).toEqual( [] );
	} );

	test( 'takes blanks for too short', async ( { page, open } ) => {
		const { rest } = await open( {}, '#advanced' );
		await typeOwn( page, ' '.repeat( 16 ) );
		await expect( dialog( page ).getByRole( 'alert' ) ).toContainText(
			'at least 16 characters'
		);
		expect( written( rest ) ).toEqual( [] );
	} );

	test( 'warns of a weak one before it is taken', async ( {
		page,
		open,
	} ) => {
		await open( {}, '#advanced' );
		await openDialog( page );
		await page.getByRole( 'radio', { name: 'Use my own' } ).check();
		await field( page ).fill( 'aaaaaaaaaaaaaaaaaaaa' );
		await expect( dialog( page ) ).toContainText( 'The secret is weak' );
		await field( page ).fill( OWN );
		await expect( dialog( page ) ).not.toContainText(
			'The secret is weak'
		);
		await field( page ).fill( 'abababababababababab' );
		await replace( page ).click();
		await expect( region( page, 'Secret' ) ).toContainText(
			'The secret is weak: somebody could guess it'
		);
	} );

	test( 'goes back to the secure recipe where all starts anew anyway', async ( {
		page,
		open,
	} ) => {
		const { rest } = await open(
			{ settings: { recipe: 'md5' } },
			'#advanced'
		);
		await openDialog( page );
		await replace( page ).click();
		await expect( snackbar( page, DONE ) ).toBeVisible();
		expect( written( rest ) ).toEqual( [
			{ what: 'POST /secret', body: { recipe: 'hmac' } },
		] );
	} );

	test( 'marks at the field what the server refuses, and loses nothing', async ( {
		page,
		open,
	} ) => {
		const { rest } = await open( {}, '#advanced' );
		const { refusal } = await answers();
		rest.answerNext(
			'POST /secret',
			refusal( 'secret', 'Everybody knows it.' )
		);
		await typeOwn( page, OWN );
		await expect( dialog( page ).getByRole( 'alert' ) ).toContainText(
			'Everybody knows it.'
		);
		await expect( field( page ) ).toHaveValue( OWN );
		await expect( field( page ) ).toBeFocused();
		await expect( field( page ) ).toHaveAccessibleDescription(
			/Everybody knows it/
		);
	} );

	test( 'stays open after an expired session', async ( { page, open } ) => {
		const { rest } = await open( {}, '#advanced' );
		rest.isSignedIn = false;
		await openDialog( page );
		await replace( page ).click();
		await expect( dialog( page ) ).toContainText( /session has expired/ );
		await expect( replace( page ) ).toBeFocused();
	} );

	test( 'stays open after a secret that was fixed meanwhile', async ( {
		page,
		open,
	} ) => {
		const { rest } = await open( {}, '#advanced' );
		rest.answerNext( 'POST /secret', {
			status: 409,
			body: {
				code: 'known_visitor_secret_fixed',
				message: 'It is set in wp-config.php.',
				data: { status: 409 },
			},
		} );
		await openDialog( page );
		await replace( page ).click();
		await expect( dialog( page ) ).toContainText(
			'It is set in wp-config.php.'
		);
		await expect( replace( page ) ).toBeFocused();
	} );

	test( 'cannot be asked twice, nor left half way', async ( {
		page,
		open,
	} ) => {
		const { rest } = await open( {}, '#advanced' );
		const release = rest.hold( 'POST /secret' );
		await openDialog( page );
		await replace( page ).click();
		await expect.poll( () => written( rest ) ).toHaveLength( 1 );
		await replace( page ).click( { force: true } );
		await page.keyboard.press( 'Escape' );
		await roundTrip( page );
		await expect( dialog( page ) ).toBeVisible();
		expect( written( rest ) ).toHaveLength( 1 );
		release();
		await expect( snackbar( page, DONE ) ).toBeVisible();
	} );

	test( 'leaves unsaved changes alone', async ( { page, open } ) => {
		await open( { settings: { first_message: 'one' } }, '#advanced' );
		await tab( page, 'Message' ).click();
		await message( page ).fill( 'one two' );
		await tab( page, 'Advanced' ).click();
		await openDialog( page );
		await replace( page ).click();
		await expect( snackbar( page, DONE ) ).toBeVisible();
		await tab( page, 'Message' ).click();
		await expect( message( page ) ).toHaveValue( 'one two' );
		await expect( sentence( page, 'Unsaved changes' ) ).toBeVisible();
	} );
} );

test.describe( 'the first secret', () => {
	test( 'is made without a question, for nothing can be lost', async ( {
		page,
		open,
	} ) => {
		const { rest } = await open(
			{ settings: { secret: NONE } },
			'#advanced'
		);
		await expect(
			page.locator( '.known-visitor-section--preview' )
		).toContainText( 'There is no secret of at least 16 characters' );
		await button( page, 'Make a secret' ).click();
		await expect( snackbar( page, DONE ) ).toBeVisible();
		expect( written( rest ) ).toEqual( [
			{ what: 'POST /secret', body: {} },
		] );
		await expect( page.locator( ':focus' ) ).toContainText(
			'The secret of the chat is strong.'
		);
	} );

	test( 'says why it could not be made', async ( { page, open } ) => {
		const { rest } = await open(
			{ settings: { secret: NONE } },
			'#advanced'
		);
		rest.isSignedIn = false;
		await button( page, 'Make a secret' ).click();
		await expect( sentence( page, /session has expired/ ) ).toBeVisible();
		await expect( button( page, 'Make a secret' ) ).toBeFocused();
	} );

	test( 'can be the owner’s own', async ( { page, open } ) => {
		const { rest } = await open(
			{ settings: { secret: NONE } },
			'#advanced'
		);
		await button( page, 'Use my own…' ).click();
		await expect( page.getByText( /Every visitor starts/ ) ).toHaveCount(
			0
		);
		await field( page ).fill( OWN );
		await page.keyboard.press( 'Enter' );
		await expect( snackbar( page, DONE ) ).toBeVisible();
		expect( written( rest ) ).toEqual( [
			{ what: 'POST /secret', body: { secret: OWN } },
		] );
	} );
} );
