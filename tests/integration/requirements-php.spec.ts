/**
 * The oldest PHP on which WordPress itself runs, and the plugin does not.
 */
import { expect, test } from '../support/wordpress';

test.use( {
	siteOptions: { server: 'playground', php: '7.4', isActive: false },
} );

test( 'PHP 7.4: the plugin says so, does nothing else, and can be uninstalled', async ( {
	site,
} ) => {
	// The first visit of a new site, on a busy machine.
	test.slow();
	const [ refused, version ] = await site.php< string[] >(
		`require_once ABSPATH . 'wp-admin/includes/plugin.php';
		$result = activate_plugin( 'known-visitor/plugin.php' );
		// A host that goes back to an old PHP asks nobody.
		update_option( 'active_plugins', array( 'known-visitor/plugin.php' ) );
		return array( $result->get_error_code(), PHP_VERSION );`
	);
	expect( refused ).toBe( 'plugin_php_incompatible' );
	expect( version ).toContain( '7.4' );

	const front = await site.get( '/', { as: 'admin' } );
	expect( front.status() ).toBe( 200 );
	expect( await front.text() ).not.toContain( 'known-visitor-' );
	const dashboard = await (
		await site.get( '/wp-admin/index.php', { as: 'admin' } )
	).text();
	expect( dashboard ).toContain( 'Known Visitor does nothing' );
	expect( dashboard ).toContain( 'It needs PHP 8.1 or later' );

	const left = await site.php< unknown[] >(
		`require_once ABSPATH . 'wp-admin/includes/plugin.php';
		foreach ( array( 'settings', 'secret', 'site' ) as $name ) {
			update_option( "known_visitor_$name", array( 'delete_data' => true ) );
		}
		deactivate_plugins( 'known-visitor/plugin.php' );
		define( 'WP_UNINSTALL_PLUGIN', 'known-visitor/plugin.php' );
		require WP_PLUGIN_DIR . '/known-visitor/uninstall.php';
		return array_map( 'get_option', array( 'known_visitor_settings', 'known_visitor_secret', 'known_visitor_site' ) );`
	);
	expect( left ).toEqual( [ false, false, false ] );
	expect( site.debugLog() ).toBe( '' );
} );
