/**
 * How a site begins and ends with the plugin: product contract, sections 3, 11 and 13.
 */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/wordpress';
import { inPhp, SETTINGS_AT_ACTIVATION, type PageData } from './helpers';

test.beforeEach( ( { site } ) => site.reset() );

const LIFE = `
require_once ABSPATH . 'wp-admin/includes/admin.php';
$plugin    = 'known-visitor/plugin.php';
$activate  = static function () use ( $plugin ) {
	deactivate_plugins( $plugin );
	$result = activate_plugin( $plugin );
	if ( is_wp_error( $result ) ) { throw new Exception( $result->get_error_message() ); }
};
$stored = static function () use ( $wpdb ): array {
	return $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%known_visitor%' OR option_name LIKE '%known-visitor%' ORDER BY option_name" );
};`;

/** As if the plugin had never been there. */
const NEVER_THERE = `
foreach ( $stored() as $name ) {
	delete_option( $name );
}`;

/** All that is stored, as it lies in the database. */
const LOOK = `
$look = static function () use ( $wpdb ): array {
	return $wpdb->get_results( "SELECT option_name, option_value, autoload FROM $wpdb->options WHERE option_name LIKE '%known_visitor%' ORDER BY option_name" );
};`;

const ALL = [
	'known_visitor_secret',
	'known_visitor_settings',
	'known_visitor_site',
];

test( 'the plugin works as soon as it is activated', async ( { site } ) => {
	const found = await inPhp< {
		readonly settings: Record< string, unknown >;
		readonly answered: Record< string, unknown >;
		readonly hosts: Record< string, unknown >;
		readonly secret: string;
		readonly autoloaded: string[];
		readonly stored: string[];
		readonly identity: PageData;
	} >(
		site,
		`${ LIFE }${ NEVER_THERE }
		foreach ( array( 'home', 'siteurl' ) as $name ) {
			add_filter( "option_$name", static fn () => 'HTTPS://Shop.Example.CO.UK/Store/', 20 );
		}
		$_SERVER['HTTP_HOST'] = 'shop.example.co.uk';
		$activate();
		return array(
			'settings'   => get_option( 'known_visitor_settings' ),
			'answered'   => $ask( 'GET', '/settings' )['data'],
			'hosts'      => $ask( 'GET', '/hosts' )['data'],
			'secret'     => get_option( 'known_visitor_secret' ),
			'autoloaded' => array_values( array_intersect( $stored(), array_keys( wp_load_alloptions( true ) ) ) ),
			'stored'     => $stored(),
			'identity'   => $identity( 1 ),
		);`
	);

	expect( found.settings ).toEqual( SETTINGS_AT_ACTIVATION );
	expect( found.answered ).toMatchObject( {
		site_address: 'shop.example.co.uk/store',
	} );
	expect( found.hosts ).toEqual( {
		unconfirmed: null,
		confirmed: [ 'shop.example.co.uk/Store' ],
	} );
	expect( found.secret ).toMatch( /^[0-9a-f]{64}$/ );
	expect( found.stored ).toEqual( ALL );
	expect( found.autoloaded ).toEqual( ALL );
	expect( found.identity.user.hash ).toMatch( /^[0-9a-f]{32}$/ );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'deactivation and a second activation keep what is there, also on a copy', async ( {
	site,
} ) => {
	const { before, off, after, copied, onCopy } = await inPhp<
		Record< string, unknown >
	>(
		site,
		`${ LIFE }${ LOOK }
		$ask( 'POST', '/settings', '{"site_address":"old.example.com","recipe":"md5","enabled":false}' );
		$before = $look();
		deactivate_plugins( $plugin );
		$off = $look();
		$activate();
		$after = $look();
		// Who copies a site switches its plugins off and on again.
		add_filter( 'option_home', static fn () => 'https://staging.example', 20 );
		$_SERVER['HTTP_HOST'] = 'staging.example';
		$ask( 'POST', '/settings', '{"enabled":true}' );
		$before_copy = $look();
		$activate();
		return compact( 'before', 'off', 'after' ) + array( 'copied' => $before_copy == $look(), 'onCopy' => $identity( 1 ) );`
	);

	expect( before ).toHaveLength( 3 );
	expect( off ).toEqual( before );
	expect( after ).toEqual( before );
	expect( copied ).toBe( true );
	expect( onCopy ).toBeNull();
} );

test( 'what a search and replace has damaged is not begun anew by a second activation', async ( {
	site,
} ) => {
	const found = await inPhp< unknown[] >(
		site,
		`${ LIFE }${ LOOK }
		foreach ( array( 'settings', 'site' ) as $name ) {
			$whole = $wpdb->get_var( "SELECT option_value FROM $wpdb->options WHERE option_name = 'known_visitor_$name'" );
			// WordPress cannot read what is longer than it says of itself: it finds false.
			$wpdb->update( $wpdb->options, array( 'option_value' => substr_replace( $whole, 'longer', -4, 0 ) ), array( 'option_name' => "known_visitor_$name" ) );
			wp_cache_flush();
			$before = $look();
			$activate();
			$found[] = array( get_option( "known_visitor_$name" ), $before == $look(), $identity( 1 ) );
			$wpdb->update( $wpdb->options, array( 'option_value' => $whole ), array( 'option_name' => "known_visitor_$name" ) );
			wp_cache_flush();
		}
		return array( ...$found, null !== $identity( 1 ) );`
	);

	const untouched = [ false, true, null ];
	expect( found ).toEqual( [ untouched, untouched, true ] );
} );

test( 'where code sets the secret, activation stores none', async ( {
	site,
} ) => {
	const stored = await inPhp(
		site,
		`${ LIFE }
		delete_option( 'known_visitor_secret' );
		putenv( 'KNOWN_VISITOR_SECRET=the secret of the variable' );
		$activate();
		return $stored();`
	);

	expect( stored ).toEqual( [
		'known_visitor_settings',
		'known_visitor_site',
	] );
} );

test( 'where PHP cannot make a secret, activation ends well and stores none', async ( {
	site,
} ) => {
	await site.reset();
	const stored = await site.php< { active: boolean; source: string } >( `
		eval( 'namespace KnownVisitor\\Identity; function random_bytes(): never { throw new \\Exception( "Could not gather sufficient random data" ); }' );
		deactivate_plugins( 'known-visitor/plugin.php' );
		delete_option( 'known_visitor_secret' );
		$active = null === activate_plugin( 'known-visitor/plugin.php' );
		return array( 'active' => $active, 'source' => \\KnownVisitor\\Identity\\Secret::source() );` );

	expect( stored ).toEqual( { active: true, source: 'none' } );
} );

test( 'as a must-use plugin it begins when an administrator first looks, and no visitor makes it write', async ( {
	site,
} ) => {
	await site.createUser( { login: 'ann', role: 'subscriber' } );
	await inPhp(
		site,
		`${ LIFE }${ NEVER_THERE }
		deactivate_plugins( $plugin );
		return true;`
	);
	site.muPlugin(
		'loader',
		`require_once WP_PLUGIN_DIR . '/known-visitor/plugin.php';`
	);
	const stored = () =>
		inPhp< string[] >( site, `${ LIFE } return $stored();` );
	const front = async ( as: string ) =>
		( await site.get( '/', as ? { as } : {} ) ).text();
	const ajax = ( as: string ) =>
		site.get( '/wp-admin/admin-ajax.php?action=nothing', {
			...( as ? { as } : {} ),
			headers: { Host: 'evil.example' },
		} );

	expect( await front( '' ) ).toContain( 'known-visitor-loader' );
	for ( const as of [ '', 'ann' ] ) {
		expect( await front( as ) ).not.toContain( 'known-visitor-data' );
		await ajax( as );
	}
	await site.get( '/wp-admin/profile.php', { as: 'ann' } );
	expect( await stored() ).toEqual( [] );

	await site.get( '/wp-admin/index.php', { as: 'admin' } );
	expect( await stored() ).toEqual( ALL );
	expect( await front( 'ann' ) ).toContain( 'known-visitor-data' );
	const [ secret, again ] = await inPhp< string[] >(
		site,
		`wp_set_current_user( 1 );
		$secrets = array( get_option( 'known_visitor_secret' ) );
		KnownVisitor\\Lifecycle\\Installation::catch_up();
		$ask( 'DELETE', '/secret' );
		KnownVisitor\\Lifecycle\\Installation::catch_up();
		return array( ...$secrets, (string) get_option( 'known_visitor_secret' ) );`
	);
	expect( secret ).toMatch( /^[0-9a-f]{64}$/ );
	// Who removes the secret does not get another one unasked.
	expect( again ).toBe( '' );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'an address among the settings of a former version moves, and every hash stays', async ( {
	site,
} ) => {
	const found = await inPhp< {
		readonly outcomes: Record< string, unknown[] >;
	} >(
		site,
		`${ LIFE }
		add_filter( 'option_home', static fn () => 'https://www.shop.example/store', 20 );
		$_SERVER['HTTP_HOST'] = 'www.shop.example';
		wp_set_current_user( 1 );
		$secret = get_option( 'known_visitor_secret' );
		foreach ( $args['addresses'] as $address ) {
			delete_option( 'known_visitor_site' );
			delete_option( 'known_visitor_settings' );
			add_option( 'known_visitor_settings', array( 'site_address' => $address, 'recipe' => 'md5' ) );
			$until = $identity( 1 );
			wp_set_current_user( 1 );
			KnownVisitor\\Lifecycle\\Installation::catch_up();
			$hash = $identity( 1 )['user']['hash'] ?? null;
			$ask( 'POST', '/hosts', '{"decision":"same"}' );
			$outcomes[ $address ] = array( $until, $hash, $identity( 1 )['user']['hash'] === md5( "1$address$secret" ), $ask( 'GET', '/settings' )['data']['site_address'] );
			$hash && $outcomes[ $address ][1] = 'kept';
		}
		return array( 'outcomes' => $outcomes );`,
		{
			addresses: [
				'shop.example/store',
				'https://www.Shop.example/',
				'//shop.example?x',
				'old.example',
				'My shop',
			],
		}
	);

	expect( found.outcomes ).toEqual( {
		'shop.example/store': [ null, 'kept', true, 'shop.example/store' ],
		'https://www.Shop.example/': [
			null,
			'kept',
			true,
			'https://www.Shop.example/',
		],
		'//shop.example?x': [ null, 'kept', true, '//shop.example?x' ],
		'old.example': [ null, null, true, 'old.example' ],
		'My shop': [ null, null, true, 'My shop' ],
	} );
} );

test( 'a secret without an address identifies nobody until an administrator has answered', async ( {
	site,
} ) => {
	const found = await inPhp< unknown[] >(
		site,
		`${ LIFE }
		$secret = get_option( 'known_visitor_secret' );
		delete_option( 'known_visitor_site' );
		wp_set_current_user( 1 );
		KnownVisitor\\Lifecycle\\Installation::catch_up();
		$found = array( $identity( 1 ), get_option( 'known_visitor_site' ), $ask( 'GET', '/hosts' )['data']['confirmed'] );
		$ask( 'POST', '/hosts', '{"decision":"same"}' );
		return array( ...$found, null !== $identity( 1 ), $secret === get_option( 'known_visitor_secret' ) );`
	);

	expect( found ).toEqual( [ null, false, [], true, true ] );
} );

test( 'uninstalling removes all that was stored, or keeps it all when the owner said so', async ( {
	site,
} ) => {
	const uninstall = ( keeps: boolean ) =>
		inPhp< unknown[][] >(
			site,
			`${ LIFE }${ LOOK }
			update_option( 'known_visitor_home.lock', time() );
			set_transient( 'known_visitor_home', array( 1 => array() ), 60 );
			update_user_meta( 1, 'wp_known_visitor_closed', '1' );
			wp_set_current_user( $add_user( array( 'user_login' => 'author', 'role' => 'author' ) ) );
			wp_insert_post( array( 'post_title' => 'Text', 'post_content' => '[known_visitor]Words[/known_visitor]' ) );
			wp_set_current_user( 1 );
			$settings( array( 'delete_data' => ! $args['keeps'] ) );
			$before = $look();
			deactivate_plugins( $plugin );
			uninstall_plugin( $plugin );
			wp_cache_flush();
			$meta = $wpdb->get_col( "SELECT meta_key FROM $wpdb->usermeta WHERE meta_key LIKE '%known_visitor%' UNION SELECT meta_key FROM $wpdb->postmeta WHERE meta_key LIKE '%known_visitor%'" );
			$jobs = preg_match( '/known.visitor/', wp_json_encode( _get_cron_array() ) );
			return array( $before, array( ...$look(), ...$meta, ...array_filter( array( $jobs ) ) ) );`,
			{ keeps }
		);

	const [ before, after ] = await uninstall( true );
	// A transient is two options.
	expect( before ).toHaveLength( 6 );
	expect( after ).toEqual( [
		...( before ?? [] ),
		'_known_visitor_restricted',
		'wp_known_visitor_closed',
	] );
	await site.reset();
	const [ , left ] = await uninstall( false );
	expect( left ).toEqual( [] );
	expect( site.debugLog() ).toBe( '' );
} );

test.describe( 'a second copy of the plugin, in a folder of another name', () => {
	const place = ( site: { readonly folder: string } ) =>
		join( site.folder, 'wp-content/plugins/known-visitor-main' );

	test.beforeEach( ( { site } ) =>
		cpSync(
			join( site.folder, 'wp-content/plugins/known-visitor' ),
			place( site ),
			{ recursive: true, dereference: true }
		)
	);
	test.afterEach( ( { site } ) =>
		rmSync( place( site ), { recursive: true, force: true } )
	);

	test( 'can be switched on, and breaks nothing', async ( { site } ) => {
		const found = await inPhp< unknown[] >(
			site,
			`${ LIFE }${ LOOK }
			$before = $look();
			$result = activate_plugin( 'known-visitor-main/plugin.php' );
			return array( is_wp_error( $result ) ? $result->get_error_message() : $result, $before == $look() );`
		);
		expect( found ).toEqual( [ null, true ] );

		const page = await site.get( '/', { as: 'admin' } );
		expect( page.status() ).toBe( 200 );
		expect(
			( await page.text() ).match( /id="known-visitor-loader"/g )
		).toHaveLength( 1 );
		expect(
			(
				await site.get( '/wp-admin/index.php', { as: 'admin' } )
			).status()
		).toBe( 200 );
		expect( site.debugLog() ).toBe( '' );
	} );

	test( 'takes nothing along when it is deleted, whichever of the two runs', async ( {
		site,
	} ) => {
		const found = await inPhp< unknown[] >(
			site,
			`${ LIFE }${ LOOK }
			$before = $look();
			uninstall_plugin( 'known-visitor-main/plugin.php' );
			return array( count( $before ), $before == $look() );`
		);
		expect( found ).toEqual( [ 3, true ] );

		const left = await inPhp< unknown[] >(
			site,
			`${ LIFE }${ LOOK }
			deactivate_plugins( $plugin );
			uninstall_plugin( $plugin );
			return $look();`
		);
		expect( left ).toHaveLength( 3 );
	} );

	test( 'is the last when both are deleted at once: then nothing is left', async ( {
		site,
	} ) => {
		// WordPress itself complains of the second one, whose constant is there already (6.8 to 7.1).
		const left = await inPhp< unknown[] >(
			site,
			`${ LIFE }${ LOOK }
			deactivate_plugins( $plugin );
			$GLOBALS['wp_filesystem'] = null;
			WP_Filesystem();
			@uninstall_plugin( 'known-visitor-main/plugin.php' );
			$GLOBALS['wp_filesystem']->delete( WP_PLUGIN_DIR . '/known-visitor-main', true );
			@uninstall_plugin( $plugin );
			return $look();`
		);

		expect( left ).toEqual( [] );
	} );
} );
