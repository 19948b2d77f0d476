/**
 * The settings screen in other circumstances: the secret in its states, a session that is over, other ways of looking
 * at it. Screenshots of the latter are kept in artifacts/screens.
 */
import type { Page } from '@playwright/test';
import { SECRET } from '../integration/helpers';
import {
	axe,
	chat,
	expect,
	message,
	open,
	PATIENCE,
	region,
	save,
	saved,
	settingsOf,
	store,
	test,
} from './support/settings';

test.use( { actionTimeout: PATIENCE.action } );
test.setTimeout( PATIENCE.test );
// Each begins with a site of its own.
test.describe.configure( { mode: 'parallel' } );

test.beforeEach( async ( { site } ) => site.reset() );

const identity = ( page: Page ) =>
	region( page, 'Preview' ).locator( 'code', { hasText: /^[0-9a-f]{8}$/ } );

test( 'the secret is replaced only by who knows what is lost, and never shown', async ( {
	page,
	site,
} ) => {
	await open( page, site );
	const before = await identity( page ).textContent();
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
	await expect( chat( page ) ).toBeVisible();
	expect( await page.content() ).not.toContain( SECRET );
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
	await page.goto( '/wp-admin/options-general.php?page=known-visitor' );
	const connection = region( page, 'Connection' );
	await expect( connection ).toContainText( 'There is no secret yet.' );
	await expect( region( page, 'Preview' ) ).toContainText(
		'There is nothing to preview'
	);
	await page.getByRole( 'button', { name: 'Make a secret' } ).click();
	await expect( connection ).toContainText( 'A strong secret is in place.' );
	await expect( chat( page ) ).toBeVisible();

	site.muPlugin(
		'constant',
		`define( 'KNOWN_VISITOR_SECRET', '${ SECRET }' );`
	);
	await page.reload();
	await expect( connection ).toContainText( 'It is set in wp-config.php' );
	await expect(
		page.getByRole( 'button', { name: 'Replace…' } )
	).toHaveCount( 0 );
	expect( await page.content() ).not.toContain( SECRET );
} );

test( 'the checks say what to do, and are run again by a button', async ( {
	page,
	site,
} ) => {
	await site.php(
		"return update_option( 'known_visitor_secret', 'aaaaaaaaaaaaaaaaaaaa' );"
	);
	await open( page, site, '#checks' );
	const checks = region( page, 'Checks' );
	await expect( checks ).toContainText( '1 thing needs your attention.' );
	await expect( checks ).toContainText( 'easy to guess' );

	await site.php(
		"return update_option( 'known_visitor_secret', $args['secret'] );",
		{ secret: SECRET }
	);
	const again = checks.getByRole( 'button', { name: 'Check again' } );
	await again.press( 'Enter' );
	await expect( checks ).toContainText( 'Checking…' );
	await expect( checks ).toContainText( 'Everything is as it should be.' );
	await expect( checks ).toContainText( 'The secret is strong.' );
	await expect( again ).toBeFocused();

	await page.route( '**/known-visitor/v1/status*', ( route ) =>
		route.abort()
	);
	await again.press( 'Enter' );
	await expect( checks ).toContainText( 'Your site cannot be reached.' );
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

/** Whatever has been switched on, nothing is cut off or lies over the edge. */
async function expectToFit(
	page: Page,
	name: string,
	withoutRules: readonly string[] = []
): Promise< void > {
	const overhang = await page.evaluate( () => {
		const { scrollWidth, clientWidth } = document.documentElement;
		return scrollWidth - clientWidth;
	} );
	// WordPress's own regions for announcements lie a pixel outside, right to left.
	expect( overhang, name ).toBeLessThanOrEqual( 1 );
	expect( await axe( page, withoutRules ), name ).toEqual( [] );
	await page.screenshot( {
		path: `artifacts/screens/${ name }.png`,
		fullPage: true,
	} );
}

/** Makes all letters and lines of the screen twice as large, and nothing else. */
const doubleText = ( page: Page ) =>
	page.evaluate( () => {
		const texts = [
			...document.querySelectorAll< HTMLElement >(
				'#known-visitor-settings *'
			),
		].map( ( element ) => {
			const { fontSize, lineHeight } = getComputedStyle( element );
			return { element, fontSize, lineHeight };
		} );
		const twice = ( length: string ) => `${ 2 * parseFloat( length ) }px`;
		for ( const { element, fontSize, lineHeight } of texts ) {
			element.style.fontSize = twice( fontSize );
			element.style.lineHeight =
				lineHeight === 'normal' ? lineHeight : twice( lineHeight );
		}
	} );

/** Texts of which a part can neither be seen nor scrolled to. */
const cutOff = ( page: Page ) =>
	page.evaluate( () =>
		[ ...document.querySelectorAll( '#known-visitor-settings *' ) ]
			.filter( ( element ) => {
				const { overflowX, overflowY } = getComputedStyle( element );
				// For eyes alone, for ears alone, or moved with the cursor.
				if (
					element.closest(
						'[aria-hidden=true], .screen-reader-text, .components-visually-hidden'
					) ||
					element.matches( 'input, textarea' ) ||
					! element.textContent
				) {
					return false;
				}
				return (
					( /hidden|clip/.test( overflowX ) &&
						element.scrollWidth > element.clientWidth + 1 ) ||
					( /hidden|clip/.test( overflowY ) &&
						element.scrollHeight > element.clientHeight + 1 )
				);
			} )
			.map( ( element ) => element.outerHTML.slice( 0, 120 ) )
	);

test( 'right to left, in forced colours and with text of twice the size', async ( {
	page,
	site,
} ) => {
	await store( site, {
		card: { enabled: true, rows: [ { label: 'Role', value: '{role}' } ] },
		roles: [ 'administrator' ],
		paths: { mode: 'except', list: [ '/cart/*' ] },
	} );
	await open( page, site );
	const title = page.getByRole( 'heading', { name: 'Connection' } );
	const preview = page.getByRole( 'heading', { name: 'Preview' } );

	await test.step( 'forced colours: what was a colour is a line', async () => {
		await page.emulateMedia( {
			forcedColors: 'active',
			colorScheme: 'dark',
		} );
		// Axe sees the colours of the styles, not those that the browser paints.
		await expectToFit( page, 'forced-colours', [ 'color-contrast' ] );
		const bubble = chat( page ).locator( '.known-visitor-preview__bubble' );
		await expect( bubble ).not.toHaveCSS( 'border-style', 'none' );
		await page.emulateMedia( {
			forcedColors: 'none',
			colorScheme: 'light',
		} );
	} );

	await test.step( 'text of twice the size', async () => {
		// A browser's zoom: half as many pixels of the same size.
		await page.setViewportSize( { width: 640, height: 400 } );
		await expectToFit( page, 'zoom-200' );
		// Larger letters alone, as some browsers can.
		await page.setViewportSize( { width: 1280, height: 800 } );
		await doubleText( page );
		await expectToFit( page, 'text-200' );
		expect( await cutOff( page ) ).toEqual( [] );
	} );

	await test.step( 'right to left: everything changes sides', async () => {
		site.muPlugin(
			'rtl',
			"add_filter( 'gettext_with_context', static fn ( $text, $original, $context ) => 'text direction' === $context ? 'rtl' : $text, 10, 3 );"
		);
		await page.setViewportSize( { width: 1280, height: 800 } );
		await page.reload();
		await expect( chat( page ) ).toBeVisible();
		const sides = await Promise.all( [
			title.boundingBox(),
			preview.boundingBox(),
		] );
		expect( sides[ 0 ]?.x ).toBeGreaterThan( sides[ 1 ]?.x ?? Infinity );
		await expectToFit( page, 'right-to-left' );
		await page.setViewportSize( { width: 320, height: 640 } );
		await expectToFit( page, 'right-to-left-phone' );
	} );
} );
