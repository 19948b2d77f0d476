/**
 * How a site begins and ends with the plugin: product contract, sections 3, 11 and 13.
 */
import { expect, test } from '../support/wordpress';
import { inPhp, type PageData } from './helpers';

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

test( 'the plugin works as soon as it is activated', async ( { site } ) => {
	const found = await inPhp< {
		readonly settings: Record< string, unknown >;
		readonly secret: string;
		readonly autoloaded: boolean[];
		readonly stored: string[];
		readonly identity: PageData;
	} >(
		site,
		`${ LIFE }
		delete_option( 'known_visitor_settings' );
		delete_option( 'known_visitor_secret' );
		add_filter( 'option_home', static fn () => 'HTTPS://Shop.Example.CO.UK/Store/', 20 );
		$activate();
		$all = wp_load_alloptions( true );
		return array(
			'settings'   => get_option( 'known_visitor_settings' ),
			'secret'     => get_option( 'known_visitor_secret' ),
			'autoloaded' => array( isset( $all['known_visitor_settings'] ), isset( $all['known_visitor_secret'] ) ),
			'stored'     => $stored(),
			'identity'   => $identity( 1 ),
		);`
	);

	expect( found.settings ).toEqual( {
		enabled: true,
		recipe: 'hmac',
		site_address: 'shop.example.co.uk/store',
		fields: {
			name: 'first_name',
			last_name: 'last_name',
			avatar: true,
			email: true,
			www: false,
			position: false,
		},
		first_message:
			'{full_name|Signed-in visitor} ({email|no e-mail})\nClient code: {user_id}\nWebsite: {page_host}\nPage: {page_link}',
		meta_keys: [],
		card: { enabled: false, rows: [] },
		widget_url: '',
		roles: [],
		paths: { mode: 'all', list: [] },
		delivery: 'page',
		forget: true,
		delete_data: true,
	} );
	expect( found.secret ).toMatch( /^[0-9a-f]{64}$/ );
	expect( found.autoloaded ).toEqual( [ true, true ] );
	expect( found.stored ).toEqual( [
		'known_visitor_secret',
		'known_visitor_settings',
	] );
	expect( found.identity.user.hash ).toMatch( /^[0-9a-f]{32}$/ );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'a second activation keeps what is there', async ( { site } ) => {
	const [ before, after ] = await inPhp< unknown[] >(
		site,
		`${ LIFE }
		$settings( array( 'site_address' => 'old.example.com', 'recipe' => 'md5', 'enabled' => false ) );
		$look   = static fn () => array( get_option( 'known_visitor_settings' ), get_option( 'known_visitor_secret' ) );
		$before = $look();
		$activate();
		wp_cache_flush();
		return array( $before, $look() );`
	);

	expect( before ).toMatchObject( [
		{ site_address: 'old.example.com' },
		expect.any( String ),
	] );
	expect( after ).toEqual( before );
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

	expect( stored ).toEqual( [ 'known_visitor_settings' ] );
} );

test( 'uninstalling removes all that was stored', async ( { site } ) => {
	const [ before, after ] = await inPhp< string[][] >(
		site,
		`${ LIFE }
		$before = $stored();
		deactivate_plugins( $plugin );
		uninstall_plugin( $plugin );
		$meta = $wpdb->get_col( "SELECT meta_key FROM $wpdb->usermeta WHERE meta_key LIKE '%known_visitor%'" );
		return array( $before, array( ...$stored(), ...$meta ) );`
	);

	expect( before ).toHaveLength( 2 );
	expect( after ).toEqual( [] );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'uninstalling keeps it all when the owner said so', async ( {
	site,
} ) => {
	const [ before, after ] = await inPhp< unknown[] >(
		site,
		`${ LIFE }
		$settings( array( 'delete_data' => false ) );
		$look   = static fn () => array( $stored(), get_option( 'known_visitor_settings' ), get_option( 'known_visitor_secret' ) );
		$before = $look();
		deactivate_plugins( $plugin );
		uninstall_plugin( $plugin );
		wp_cache_flush();
		return array( $before, $look() );`
	);

	expect( before ).toEqual( [
		[ 'known_visitor_secret', 'known_visitor_settings' ],
		expect.objectContaining( { delete_data: false } ),
		expect.stringMatching( /^[0-9a-f]{64}$/ ),
	] );
	expect( after ).toEqual( before );
} );
