/**
 * `npm run pictures`: takes the screenshots of docs/images anew, on a site like that of `npm start`.
 */
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { startPortal } from '../tests/stand-in/portal.mjs';
import { browserFlags, getBrowser } from './lib/browser.mjs';
import { demoPlugins, demoSeed } from './lib/demo.mjs';
import { root } from './lib/paths.mjs';
import { startSite } from './lib/site.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/** The settings screen, in the dashboard. */
const SCREEN = 'options-general.php?page=known-visitor';

/** What the pictures have besides the demo's content. No avatars, which would come from the internet. */
const SETTINGS = `
update_option( 'show_avatars', 0 );
$settings                   = KnownVisitor\\Settings\\Settings::all();
$settings['first_message']  = "[b]{full_name|Signed-in visitor}[/b] ({email|no e-mail})\\nCustomer number: {meta:customer_number|none}\\nPage: {page_link}";
$settings['meta_keys']      = array( 'customer_number' );
update_option( KnownVisitor\\Settings\\Settings::OPTION, $settings );
`;

/** Turns the screen around, where its address asks for that: WordPress has no right-to-left language here. */
const DIRECTION = `<?php
add_filter( 'gettext_with_context', static fn ( $text, $original, $context ) =>
	'text direction' === $context && isset( $_GET['rtl'] ) ? 'rtl' : $text, 10, 3 );
`;

/** What WordPress puts into a customer's export for the plugin, as a page. */
const EXPORT = `
require_once ABSPATH . 'wp-admin/includes/admin.php';
$exporters = apply_filters( 'wp_privacy_personal_data_exporters', array() );
$found     = call_user_func( $exporters['known-visitor']['callback'], get_user_by( 'login', 'carla' )->user_email, 1 )['data'];
$group     = array( 'group_label' => $found[0]['group_label'], 'group_description' => $found[0]['group_description'] ?? '', 'items' => array() );
foreach ( $found as $item ) {
	$group['items'][ $item['item_id'] ] = $item['data'];
}
echo '<!doctype html><meta charset="utf-8"><style>
body { font: 16px sans-serif; margin: 24px } table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #ddd; padding: 6px; text-align: start; vertical-align: top } th { width: 30% }
</style>' . wp_privacy_generate_personal_data_export_group_html( $group, $found[0]['group_id'], 1 );
`;

const portal = await startPortal();
const site = await startSite( {
	muPlugins: { ...demoPlugins( portal ), 'direction.php': DIRECTION },
} );
const { executablePath } = await getBrowser();
const browser = await chromium.launch( { executablePath, args: browserFlags } );
try {
	await site.runPhp( demoSeed() );
	await site.runPhp( SETTINGS );
	await takeOperator( 'operator.png' );
	await takeSettings( 'settings.png', 1280, 900 );
	await takeSettings( 'settings-phone.png', 390, 844 );
	await takeAdmin( 'settings-rtl.png', `${ SCREEN }&rtl=1` );
	await site.runPhp( `update_user_meta( 1, 'locale', 'ru_RU' );` );
	await takeAdmin( 'settings-ru.png', SCREEN );
	await site.runPhp( `delete_user_meta( 1, 'locale' );` );
	await takeAdmin( 'site-health.png', 'site-health.php?tab=debug', ( page ) =>
		page.getByRole( 'button', { name: 'Known Visitor' } ).click()
	);
	await takeExport( 'privacy-export.png' );
} finally {
	await browser.close();
	await site.stop();
	await portal.stop();
}

/**
 * Keeps what a page shows.
 *
 * @param {Page}   page The page.
 * @param {string} name The picture's.
 */
async function keep( page, name ) {
	// Nothing moves any more, and no caret blinks.
	await page.waitForTimeout( 1500 );
	const path = join( root, 'docs/images', name );
	await page.screenshot( { path, caret: 'hide' } );
	process.stdout.write( `${ path }\n` );
}

/**
 * Has somebody write in the chat.
 *
 * @param {string}   who   Whom to sign in as; empty for a guest.
 * @param {string}   path  The page.
 * @param {string[]} words What they write.
 */
async function writeAs( who, path, words ) {
	const page = await browser.newPage();
	await page.goto( site.url + path );
	if ( who ) {
		await page.getByRole( 'button', { name: who } ).click();
	}
	await page.getByRole( 'button', { name: 'Open the live chat' } ).click();
	const chat = page.getByRole( 'dialog', { name: 'Live chat' } );
	for ( const text of words ) {
		await chat.getByLabel( 'Your message' ).fill( text );
		await chat.getByLabel( 'Your message' ).press( 'Enter' );
		await chat.getByText( text ).waitFor();
	}
	await page.close();
}

/**
 * Takes the operator's side, with conversations.
 *
 * @param {string} name The picture's.
 */
async function takeOperator( name ) {
	await writeAs( '', '/', [ 'Hi, do you ship to Spain?' ] );
	await writeAs( 'Ann Young', '/checkout/', [ 'The coupon does not work' ] );
	await writeAs( 'Carla Núñez', '/pricing/', [
		'Hello! We open a second shop in May.',
		'Which plan do we need?',
	] );
	const page = await browser.newPage( {
		viewport: { width: 1360, height: 820 },
	} );
	await page.goto( portal.operatorUrl );
	await page
		.getByLabel( 'Your answer' )
		.fill( 'Good morning, Carla. The middle one: it is for five shops.' );
	await page.getByLabel( 'Your answer' ).press( 'Enter' );
	await keep( page, name );
	await page.close();
}

/**
 * Takes the settings screen, which previews a customer on a page.
 *
 * @param {string} name   The picture's.
 * @param {number} width  Pixels.
 * @param {number} height Pixels.
 */
async function takeSettings( name, width, height ) {
	const page = await browser.newPage( { viewport: { width, height } } );
	await page.goto( `${ site.url }/?known_visitor_demo_go=settings` );
	await page
		.getByText( /^Working:/ )
		.first()
		.waitFor();
	const preview = page.getByRole( 'button', {
		name: 'Preview',
		exact: true,
	} );
	const isNarrow = await preview.isVisible();
	if ( isNarrow ) {
		await preview.click();
	}
	await pick( page, 'As this visitor', 'Carla' );
	await pick( page, 'On this page', 'Pricing' );
	await page.getByText( 'C-1042' ).first().waitFor();
	if ( isNarrow ) {
		await page
			.getByRole( 'button', { name: 'Back to the editor' } )
			.click();
	}
	// The focus is nobody's business in a picture, and the page begins at its top.
	await page.getByRole( 'heading', { level: 1 } ).click();
	await page.evaluate( () => window.scrollTo( 0, 0 ) );
	await keep( page, name );
	await page.close();
}

/**
 * Takes a screen of the dashboard.
 *
 * @param {string}                             name   The picture's.
 * @param {string}                             path   Below wp-admin.
 * @param {( page: Page ) => Promise<unknown>} [open] Brings what is wanted to sight.
 */
async function takeAdmin( name, path, open ) {
	const page = await browser.newPage( {
		viewport: { width: 1280, height: 900 },
	} );
	await page.goto( `${ site.url }/?known_visitor_demo_go=settings` );
	await page.goto( `${ site.url }/wp-admin/${ path }`, {
		waitUntil: 'networkidle',
	} );
	await open?.( page );
	await keep( page, name );
	await page.close();
}

/**
 * Takes what a customer gets who asks for the data about them.
 *
 * @param {string} name The picture's.
 */
async function takeExport( name ) {
	const page = await browser.newPage( {
		viewport: { width: 1000, height: 640 },
	} );
	await page.setContent( await site.runPhp( EXPORT ) );
	await keep( page, name );
	await page.close();
}

/**
 * Picks something that a field finds.
 *
 * @param {Page}   page  The settings screen.
 * @param {string} label The field's.
 * @param {string} words How the wanted one begins.
 */
async function pick( page, label, words ) {
	await page.getByRole( 'combobox', { name: label } ).first().fill( words );
	await page
		.getByRole( 'option', { name: new RegExp( `^${ words }` ) } )
		.click();
}
