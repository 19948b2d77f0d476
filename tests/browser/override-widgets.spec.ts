/**
 * The block `known-visitor/override` in the widget areas of a classic theme: Appearance > Widgets, whose editor is not the
 * posts' one.
 */
import type { Page } from '@playwright/test';
import { inPhp } from '../integration/helpers';
import { expect, PATIENCE } from './support/settings';
import { chatButton, openChat, shownBlocks, write } from './support/stand-in';
import { surround, test } from './support/trial';

test.use( {
	actionTimeout: PATIENCE.action,
	siteOptions: { theme: 'known-visitor-classic' },
	// Where it is narrower, the library of blocks closes the settings, some time after it has opened.
	viewport: { width: 1440, height: 900 },
} );
test.setTimeout( PATIENCE.test );

/** What a page's loader has done with the visitor. */
const happened = ( page: Page ) =>
	page.evaluate( (): unknown => Reflect.get( window, 'happened' ) );

test( 'the block is put into a widget area, set and saved, and each page obeys it', async ( {
	page,
	site,
	portal,
} ) => {
	const errors: string[] = [];
	page.on( 'pageerror', ( error ) => errors.push( error.message ) );
	await page.addInitScript( () => {
		const names: string[] = [];
		Reflect.set( window, 'happened', names );
		for ( const name of [ 'identified', 'forgotten' ] ) {
			window.addEventListener( `knownvisitor:${ name }`, () =>
				names.push( name )
			);
		}
	} );
	await site.reset();
	surround( site, { html: portal.snippet( 'g2' ) } );
	await inPhp(
		site,
		`update_user_meta( 1, $GLOBALS['wpdb']->get_blog_prefix() . 'persisted_preferences', array(
			'core'              => array( 'isComplementaryAreaVisible' => true ),
			'core/edit-widgets' => array( 'welcomeGuide' => false ),
			'_modified'         => gmdate( 'c', time() + 60 ),
		) );
		update_option( 'sidebars_widgets', array( 'footer' => array() ) );
		return true;`
	);
	await site.signIn( page.context(), 'admin' );
	await page.goto( '/' );
	await chatButton( page ).waitFor();
	expect( await happened( page ) ).toEqual( [ 'identified' ] );

	await page.goto( '/wp-admin/widgets.php' );
	await page.getByRole( 'button', { name: 'Block Inserter' } ).click();
	await page.getByRole( 'searchbox' ).fill( 'known visitor' );
	await page.getByRole( 'option', { name: 'Known Visitor' } ).click();
	const block = page.locator( '[data-type="known-visitor/override"]' );
	// It is no page: it speaks for all that show the widget.
	await expect( block ).toContainText( 'the site’s settings' );
	await block.click();
	const settings = page.getByRole( 'region', { name: 'Widgets settings' } );
	await settings.getByLabel( 'No, everybody is a guest' ).check();
	await expect( block ).toContainText( 'not identified' );
	await page.screenshot( { path: 'artifacts/screens/block-widgets.png' } );
	await page.getByRole( 'button', { name: 'Update' } ).click();
	await expect( page.getByText( 'Widgets saved.' ).first() ).toBeVisible();

	await page.goto( '/' );
	await chatButton( page ).waitFor();
	expect( await happened( page ) ).toEqual( [ 'forgotten' ] );

	// It stands there again, as it was set.
	await page.goto( '/wp-admin/widgets.php' );
	await block.click();
	await expect(
		settings.getByLabel( 'No, everybody is a guest' )
	).toBeChecked();
	expect( errors ).toEqual( [] );
} );

for ( const [ links, loaders ] of [
	[ 2, 1 ],
	[ 350, 2 ],
] as const ) {
	test( `a widget’s message with ${ links } links, behind the head, is sent as long as the portal reads it at once`, async ( {
		page,
		site,
		portal,
	} ) => {
		await site.reset();
		surround( site, { html: portal.snippet( 'g2' ) } );
		await inPhp(
			site,
			`update_option( 'widget_block', array( 2 => array( 'content' => '<!-- wp:shortcode -->[known_visitor]' . str_repeat( '{page_link}', $args['links'] ) . '[/known_visitor]<!-- /wp:shortcode -->' ), '_multiwidget' => 1 ) );
			update_option( 'sidebars_widgets', array( 'footer' => array( 'block-2' ) ) );
			return true;`,
			{ links }
		);
		await site.signIn( page.context(), 'admin' );
		await page.goto( '/' );
		await openChat( page );
		await write( page, 'Hello' );

		const [ block ] = shownBlocks( portal );
		expect( JSON.stringify( [ block ] ).length ).toBeLessThan( 10_000 );
		expect( block?.[ 'MESSAGE' ] ).toMatch(
			/^(\[url=[^\]]+\][^[\]]+\[\/url\])+$/
		);
		await expect( page.locator( '#known-visitor-loader' ) ).toHaveCount(
			loaders
		);
	} );
}

/** Where administrators write what only the page itself carries, and how it gets there. */
const CARRIED: readonly ( readonly [ name: string, setUp: string ] )[] = [
	[
		'a widget, behind the head',
		`update_option( 'widget_block', array( 2 => array( 'content' => $text ), '_multiwidget' => 1 ) );
		update_option( 'sidebars_widgets', array( 'footer' => array( 'block-2' ) ) );`,
	],
	[
		'a template part',
		`switch_theme( 'twentytwentyfive' );
		$part = wp_insert_post( wp_slash( array( 'post_type' => 'wp_template_part', 'post_status' => 'publish', 'post_name' => 'footer', 'post_content' => $text ) ) );
		wp_set_object_terms( $part, 'twentytwentyfive', 'wp_theme' );`,
	],
];

for ( const [ name, setUp ] of CARRIED ) {
	test( `the message of ${ name } has the visitor’s values, also where the page is everyone’s`, async ( {
		page,
		site,
		portal,
	} ) => {
		await site.reset();
		portal.reset();
		surround( site, { html: portal.snippet( 'g2' ) } );
		await inPhp(
			site,
			`$settings( array( 'delivery' => 'request', 'first_message' => 'Site', 'meta_keys' => array( 'vip, & more' ) ) );
			update_user_meta( 1, 'vip, & more', 'gold' );
			$text = '<!-- wp:shortcode -->[known_visitor]{user_login} is {meta:vip, & more|none} {nobody} {page_host}[/known_visitor]<!-- /wp:shortcode -->';
			${ setUp }
			return true;`
		);
		await site.signIn( page.context(), 'admin' );
		const answer = page.waitForResponse( /\/visitor\b.*[?&]tokens=/ );
		await page.route( /\/loader_/, async ( route ) => {
			await answer;
			await route.fallback();
		} );
		await page.goto( '/' );
		await openChat( page );
		await write( page, 'Hello' );

		expect( shownBlocks( portal )[ 0 ]?.[ 'MESSAGE' ] ).toBe(
			`admin is gold {nobody} ${ new URL( site.url ).host }`
		);
	} );
}
