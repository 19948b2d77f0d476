/**
 * How the sites of a network begin and end with the plugin: product contract, section 13.
 */
import { expect, test } from '../support/wordpress';
import { inPhp } from './helpers';
import { becomeNetwork, NETWORK } from './network';

// Another site than that of multisite.spec.ts.
test.use( { siteOptions: { isActive: false } } );

test.beforeAll( ( { site } ) => becomeNetwork( site ) );

/** All that the plugin left on each site, and about users. */
const LEFT = `
$left = static fn (): array => $on_each( static fn () => $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%known%visitor%' AND option_name NOT LIKE '%rewrite%' ORDER BY option_name" ) );
$about_users = static fn (): array => $wpdb->get_col( "SELECT meta_key FROM $wpdb->usermeta WHERE meta_key LIKE '%known_visitor%' ORDER BY umeta_id" );
$about_network = static fn (): array => $wpdb->get_col( "SELECT meta_key FROM $wpdb->sitemeta WHERE meta_key LIKE '%known%visitor%'" );`;

/** What a site has. */
const ALL = [
	'known_visitor_secret',
	'known_visitor_settings',
	'known_visitor_site',
];

test( 'activation for one site is for that site, and new sites begin without', async ( {
	site,
} ) => {
	const found = await inPhp< {
		readonly left: string[][];
	} >(
		site,
		`${ NETWORK }${ LEFT }
		$add( 'one' );
		switch_to_blog( 2 );
		$result = activate_plugin( $plugin );
		if ( is_wp_error( $result ) ) { throw new Exception( $result->get_error_message() ); }
		restore_current_blog();
		$add( 'two' );
		return array( 'left' => $left() );`
	);
	expect( found.left ).toEqual( [ [], ALL, [] ] );
	const page = async ( path: string ) => ( await site.get( path ) ).text();
	expect( await page( '/' ) ).not.toContain( 'known-visitor' );
	expect( await page( '/one/' ) ).toContain( 'known-visitor-loader' );
	expect( await page( '/two/' ) ).not.toContain( 'known-visitor' );
} );

test( 'activation for the network keeps what a site has, and deactivation keeps it all', async ( {
	site,
} ) => {
	const { before, active, off, again } = await inPhp<
		Record< string, unknown[] >
	>(
		site,
		`${ NETWORK }
		$look = static fn () => array( get_option( 'known_visitor_settings' ), current( (array) get_option( 'known_visitor_secret' ) ), get_option( 'known_visitor_site' ) );
		switch_to_blog( 2 );
		update_option( 'known_visitor_settings', array( 'forget' => false ) + get_option( 'known_visitor_settings' ) );
		$before = $look();
		restore_current_blog();
		activate_plugin( $plugin, '', true );
		$active = $on_each( $look );
		deactivate_plugins( $plugin, true, true );
		$off = $on_each( $look );
		activate_plugin( $plugin, '', true );
		return array( 'before' => array( $before ), 'active' => $active, 'off' => $off, 'again' => $on_each( $look ) );`
	);
	expect( active ).toHaveLength( 3 );
	expect( active?.[ 1 ] ).toEqual( before?.[ 0 ] );
	expect( off ).toEqual( active );
	expect( again ).toEqual( active );
} );

test( 'settings are a site’s own', async ( { site } ) => {
	const answers = await inPhp< boolean[] >(
		site,
		`${ NETWORK }
		grant_super_admin( 1 );
		switch_to_blog( 3 );
		$ask( 'POST', '/settings', '{"enabled":false}' );
		restore_current_blog();
		return $on_each( static fn () => $ask( 'GET', '/settings' )['data']['enabled'] );`
	);
	expect( answers ).toEqual( [ true, true, false ] );
} );

test( 'uninstalling leaves nothing on any site, but for owners who said so or whose word cannot be read', async ( {
	site,
} ) => {
	const keepers = [
		{ delete_data: false },
		{ delete_data: 'no' },
		{ delete_data: 0 },
		{ delete_data: null },
		'rubbish',
	];
	const goers = [ { delete_data: true }, {} ];
	const found = await inPhp< {
		readonly left: string[][];
		readonly users: string[];
		readonly network: string[];
		readonly jobs: number;
		readonly others: unknown[];
	} >(
		site,
		`${ NETWORK }${ LEFT }
		foreach ( $args['stored'] as $n => $stored ) {
			$id = $add( "life$n" );
			switch_to_blog( $id );
			set_transient( 'known_visitor_status_1', 'x', 60 );
			set_transient( 'known_visitorish', 'x' );
			add_option( 'known_visitor_home.lock', time() );
			$ours = get_option( 'known_visitor_settings' );
			update_option( 'known_visitor_settings', is_array( $stored ) ? $stored + array_diff_key( $ours, array( 'delete_data' => 1 ) ) : $stored );
			restore_current_blog();
		}
		update_user_meta( 1, 'known_visitor_closed', '1' );
		deactivate_plugins( $plugin, true, true );
		uninstall_plugin( $plugin );
		wp_cache_flush();
		return array( 'left' => array_slice( $left(), 3 ), 'users' => $about_users(), 'network' => $about_network(), 'jobs' => preg_match( '/known.visitor/', wp_json_encode( $on_each( '_get_cron_array' ) ) ), 'others' => $on_each( static fn () => get_transient( 'known_visitorish' ) ) );`,
		{ stored: [ ...keepers, ...goers ] }
	);

	const others = [ '_transient_known_visitorish' ];
	expect( found.left ).toEqual( [
		...keepers.map( () =>
			[
				...others,
				'_transient_known_visitor_status_1',
				'_transient_timeout_known_visitor_status_1',
				'known_visitor_home.lock',
				...ALL,
			].sort()
		),
		...goers.map( () => others ),
	] );
	// As long as a site keeps its data, so are those of its users.
	expect( found.users ).toEqual( [ 'known_visitor_closed' ] );
	expect( found.network ).toEqual( [] );
	expect( found.jobs ).toBe( 0 );
} );

test( 'once the last site lets go, nothing is left', async ( { site } ) => {
	const found = await inPhp< unknown[] >(
		site,
		`${ NETWORK }${ LEFT }
		foreach ( get_sites( array( 'fields' => 'ids' ) ) as $id ) {
			delete_blog_option( $id, '_transient_known_visitorish' );
			get_blog_option( $id, 'known_visitor_settings' ) && update_blog_option( $id, 'known_visitor_settings', array( 'delete_data' => true ) );
		}
		update_user_meta( 1, 'wp_4_known_visitor_closed', '1' );
		update_user_meta( 1, 'my_known_visitor_friends', '1' );
		uninstall_plugin( $plugin );
		wp_cache_flush();
		return array( array_unique( array_merge( ...$left() ) ), $about_users() );`
	);
	expect( found ).toEqual( [ [], [ 'my_known_visitor_friends' ] ] );
	expect( site.debugLog() ).not.toMatch( /known.visitor.*\.php/ );
} );
