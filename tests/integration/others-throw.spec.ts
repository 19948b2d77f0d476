/**
 * Other plugins' code may throw where WordPress itself never asks it, and we do. What WordPress survives without this
 * plugin, the site survives with it: product contract, "Fail open for the site"; and nobody is identified by halves.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/wordpress';
import { configure, elementOf, inPhp, LOADER_ID, pageData } from './helpers';

test.beforeEach( ( { site } ) => site.reset() );

/** A must-use plugin whose code throws in a hook, but only where we are the ones who ask. */
const thrower = ( hook: string ) => `
add_filter( '${ hook }', static function ( ...$given ) {
	foreach ( debug_backtrace( DEBUG_BACKTRACE_IGNORE_ARGS ) as $frame ) {
		if ( str_contains( $frame['file'] ?? '', '/plugins/known-visitor/' ) ) {
			throw new RuntimeException( 'a filter throws' );
		}
	}
	return $given[0] ?? null;
}, PHP_INT_MAX, 9 );`;

/** The guard, as it stands in the build. */
const guard = () =>
	/'guard' => '([^]*?)',\n/.exec(
		readFileSync( join( 'build', 'scripts.php' ), 'utf8' )
	)?.[ 1 ] ?? 'no guard';

for ( const { hook, path = '/', settings = {} } of [
	{ hook: 'wp_doing_cron' },
	{ hook: 'option_known_visitor_settings' },
	{ hook: 'user_has_cap', path: '/?s=hello' },
	{ hook: 'rest_url', settings: { delivery: 'request' } },
	{ hook: 'wpml_current_language', settings: { delivery: 'request' } },
	{ hook: 'wp_inline_script_attributes' },
] ) {
	for ( const as of [ '', 'admin' ] ) {
		test( `a page stands, with the guard, where ${ hook } throws (${
			as || 'guest'
		})`, async ( { site } ) => {
			await configure( site, settings );
			site.muPlugin( 'thrower', thrower( hook ) );
			const response = await site.get( path, { as } );
			const html = await response.text();

			expect( response.status() ).toBe( 200 );
			expect( html ).toMatch( /<\/html>\s*$/ );
			expect( elementOf( html, LOADER_ID ) ).toBeTruthy();
			if ( pageData( html ) === undefined ) {
				expect( elementOf( html, LOADER_ID ) ).toContain(
					guard().slice( 0, 40 )
				);
			}
			expect( site.debugLog() ).not.toContain( 'Fatal' );
		} );
	}
}

test( 'a page stands, with the guard, where other code throws at a word that comes late', async ( {
	site,
} ) => {
	await configure( site, {
		delivery: 'request',
		paths: { mode: 'except', list: [ '/' ] },
	} );
	site.muPlugin(
		'late',
		`${ thrower( 'rest_url' ) }
		add_action( 'wp_body_open', static function () {
			do_action( 'dynamic_sidebar_before' );
			echo apply_filters( 'widget_text', '[known_visitor enabled="yes"]Hello[/known_visitor]' );
		} );`
	);
	const response = await site.get( '/', { as: 'admin' } );
	const html = await response.text();

	expect( response.status() ).toBe( 200 );
	expect( html ).toMatch( /<\/html>\s*$/ );
	expect( elementOf( html, LOADER_ID ) ).toContain( guard().slice( 0, 40 ) );
	expect( site.debugLog() ).toContain( 'since RuntimeException' );
	expect( site.debugLog() ).not.toContain( 'Fatal' );
} );

test( 'a widget is on the page where other code throws before it', async ( {
	site,
} ) => {
	const address =
		'https://cdn.bitrix24.com/b1/crm/site_button/loader_1_abc123.js';
	await configure( site, { widget_url: address } );
	site.muPlugin( 'thrower', thrower( 'wp_doing_cron' ) );

	expect( await ( await site.get( '/' ) ).text() ).toContain( address );
} );

for ( const hook of [
	'get_user_metadata',
	'option_known_visitor_settings',
	'option_known_visitor_site',
] ) {
	test( `a visitor signs in where ${ hook } throws, and is not who was before`, async ( {
		site,
	} ) => {
		await configure( site, { roles: [ 'administrator' ] } );
		site.muPlugin( 'thrower', thrower( hook ) );
		const response = await site.get( '/wp-login.php', {
			method: 'POST',
			headers: {
				Cookie: 'wordpress_test_cookie=WP%20Cookie%20check; known_visitor=abcdef01',
			},
			form: { log: 'admin', pwd: 'password', testcookie: '1' },
			maxRedirects: 0,
		} );

		expect( response.status() ).toBe( 302 );
		expect( response.headers()[ 'set-cookie' ] ).toMatch(
			/wordpress_logged_in_[^]*known_visitor=0;|known_visitor=0;[^]*wordpress_logged_in_/
		);
	} );
}

test( 'what a menu says is "no" where it cannot be asked', async ( {
	site,
} ) => {
	const { url } = await site.createPost( {
		title: 'Asked',
		content: 'Text.',
	} );
	const menu = await site.php< number >(
		`return wp_create_nav_menu( 'M' );`
	);
	site.muPlugin(
		'menu',
		`${ thrower( 'wp_get_nav_menu_items' ) }
		add_action( 'wp_footer', static function () {
			echo apply_filters( 'wp_nav_menu_items', '<li>[known_visitor enabled="yes"]</li>', (object) array( 'menu' => ${ menu } ) );
		} );`
	);
	const html = await ( await site.get( url, { as: 'admin' } ) ).text();

	expect( html ).toMatch( /<\/html>\s*$/ );
	expect( html ).toContain( '<li></li>' );
	expect( html ).toContain(
		'class="known-visitor-override">{"enabled":false}<'
	);
} );

test( 'the plugin is switched on and deleted where other code throws', async ( {
	site,
} ) => {
	const outcome = await site.php< unknown[] >(
		`require_once ABSPATH . 'wp-admin/includes/admin.php';
		$plugin = 'known-visitor/plugin.php';
		deactivate_plugins( $plugin );
		delete_option( 'known_visitor_site' );
		$throw = static function () { throw new RuntimeException( 'a filter throws' ); };
		add_filter( 'pre_option_known_visitor_site', $throw );
		$activated = activate_plugin( $plugin );
		remove_filter( 'pre_option_known_visitor_site', $throw );
		deactivate_plugins( $plugin );
		add_filter( 'option_known_visitor_settings', $throw );
		$uninstalled = uninstall_plugin( $plugin );
		remove_filter( 'option_known_visitor_settings', $throw );
		return array( $activated, $uninstalled, is_array( get_option( 'known_visitor_settings' ) ) );`
	);

	expect( outcome ).toEqual( [ null, true, true ] );
} );

test( 'cron goes on where other code throws at a check of the home page', async ( {
	site,
} ) => {
	site.muPlugin( 'thrower', thrower( 'delete_option' ) );
	const outcome = await site.php< string >(
		`add_filter( 'pre_http_request', static fn () => new WP_Error( 'offline' ) );
		require_once ABSPATH . 'wp-admin/includes/class-wp-site-health.php';
		( new WP_Site_Health() )->wp_cron_scheduled_check();
		return get_transient( 'health-check-site-status-result' );`
	);

	expect( JSON.parse( outcome ) ).toHaveProperty( 'good' );
	expect( site.debugLog() ).toContain( 'since RuntimeException was thrown' );
} );

test( 'the route refuses where other code throws at the request', async ( {
	site,
} ) => {
	await configure( site, { delivery: 'request' } );
	site.muPlugin( 'thrower', thrower( 'rest_request_parameter_order' ) );
	const response = await site.get( '/wp-json/known-visitor/v1/visitor', {
		as: 'admin',
		headers: { 'X-Known-Visitor': '1' },
	} );

	expect( response.status() ).toBe( 403 );
	expect( await response.text() ).toBe( '' );
} );

test( 'what a widget says is "no" where its pattern’s author cannot be asked', async ( {
	site,
} ) => {
	const pattern = await site.php< number >(
		`return wp_insert_post( array( 'post_type' => 'wp_block', 'post_title' => 'Pattern', 'post_status' => 'publish', 'post_author' => 1, 'post_content' => '[known_visitor]Its own[/known_visitor]' ) );`
	);
	site.muPlugin(
		'widget',
		`${ thrower( 'user_has_cap' ) }
		add_action( 'wp_footer', static function () {
			do_action( 'dynamic_sidebar_before', 'sidebar-1', true );
			echo apply_filters( 'widget_block_content', '<!-- wp:block {"ref":${ pattern }} /-->' );
		} );`
	);
	const html = await ( await site.get( '/', { as: 'admin' } ) ).text();

	expect( html ).toMatch( /<\/html>\s*$/ );
	expect( html ).toContain( '{"enabled":false}' );
} );

test( 'routes answer where a persistent cache throws for what is ours', async ( {
	site,
} ) => {
	const answers = await inPhp< Record< string, unknown > >(
		site,
		`add_filter( 'pre_http_request', static fn () => array( 'response' => array( 'code' => 200 ), 'headers' => array(), 'body' => '' ) );
		wp_set_current_user( 1 );
		wp_load_alloptions();
		wp_using_ext_object_cache( true );
		$GLOBALS['wp_object_cache'] = new class( $GLOBALS['wp_object_cache'] ) {
			public function __construct( private $inner ) {}
			public function __call( $name, $given ) {
				if ( str_contains( (string) wp_json_encode( $given[0] ?? '' ), 'known_visitor' ) ) {
					throw new RuntimeException( 'the cache is full' );
				}
				return $this->inner->$name( ...$given );
			}
		};
		foreach ( array( 'GET /status', 'GET /cache', 'GET /settings', 'POST /settings {"forget":false}', 'POST /secret', 'POST /preview', 'GET /hosts', 'DELETE /hosts', 'DELETE /secret' ) as $request ) {
			$answer = $ask( ...explode( ' ', $request ) );
			$answers[ $request ] = array( $answer['status'], $answer['data']['code'] ?? '' );
		}
		// What was seen, though nothing of it can be kept.
		add_filter( 'gettext', static fn () => throw new RuntimeException( 'no translation' ) );
		$answers['without words'] = $ask( 'GET', '/status' );
		remove_all_filters( 'gettext' );
		$_COOKIE = array();
		$answers['fresh'] = array_column( KnownVisitor\\Checks\\Checks::run( true ), 'message', 'id' )['chat'];
		$answers['locked'] = $wpdb->get_var( "SELECT COUNT(*) FROM $wpdb->options WHERE option_name = 'known_visitor_home.lock'" );
		return $answers;`
	);

	expect( answers ).toEqual( {
		'GET /status': [ 200, '' ],
		'GET /cache': [ 200, '' ],
		'GET /settings': [ 200, '' ],
		'POST /settings {"forget":false}': [ 500, 'known_visitor_failed' ],
		'POST /secret': [ 500, 'known_visitor_not_saved' ],
		'POST /preview': [ 200, '' ],
		'GET /hosts': [ 200, '' ],
		'DELETE /hosts': [ 500, 'known_visitor_failed' ],
		'DELETE /secret': [ 500, 'known_visitor_failed' ],
		'without words': {
			status: 500,
			data: {
				code: 'known_visitor_failed',
				message: '',
				data: { status: 500 },
			},
		},
		fresh: expect.stringMatching( /could not be asked from here/ ),
		locked: '0',
	} );
	expect( site.debugLog() ).toContain( 'a route could not answer, since' );
} );

for ( const hook of [
	'plugins_url',
	'wp_inline_script_attributes',
	'wp_script_attributes',
	'rest_url',
	'admin_url',
	'known_visitor_should_identify',
	'load_script_textdomain_relative_path',
	'nonce_life',
] ) {
	test( `the page of a trial stands where ${ hook } throws`, async ( {
		site,
	} ) => {
		await configure( site, { delivery: 'request' } );
		const screen = await (
			await site.get(
				'/wp-admin/options-general.php?page=known-visitor',
				{
					as: 'admin',
				}
			)
		).text();
		const nonce = /known_visitor_try=(\w+)/.exec( screen )?.[ 1 ] ?? '';
		site.muPlugin( 'thrower', thrower( hook ) );
		const response = await site.get( `/?known_visitor_try=${ nonce }`, {
			as: 'admin',
		} );

		expect( nonce ).toMatch( /^\w{10}$/ );
		const html = await response.text();
		expect( [ response.status(), html.slice( -20 ).trim() ] ).toEqual( [
			200,
			expect.stringMatching( /<\/html>$/ ),
		] );
		expect( site.debugLog() ).not.toContain( 'Fatal' );
	} );
}
