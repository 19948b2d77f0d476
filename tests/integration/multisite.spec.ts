/**
 * A network of sites: product contract, section 13.
 */
import { expect, test } from '../support/wordpress';
import { inPhp } from './helpers';

// A site of its own, since nothing turns a network back into a single site.
test.use( { siteOptions: { muPlugins: { 'network.php': '<?php' } } } );

/** Makes the site the first one of a network. */
const BECOME_A_NETWORK = `
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
deactivate_plugins( 'known-visitor/plugin.php' );
foreach ( $wpdb->tables( 'ms_global' ) as $table => $name ) {
	$wpdb->$table = $name;
}
install_network();
$domain = preg_replace( '#^https?://#', '', untrailingslashit( home_url() ) );
$result = populate_network( 1, $domain, 'admin@example.com', 'Network', '/', false );
if ( is_wp_error( $result ) && 'no_wildcard_dns' !== $result->get_error_code() ) {
	throw new Exception( $result->get_error_message() );
}
$constants = array( 'MULTISITE' => true, 'SUBDOMAIN_INSTALL' => false, 'DOMAIN_CURRENT_SITE' => $domain, 'PATH_CURRENT_SITE' => '/', 'SITE_ID_CURRENT_SITE' => 1, 'BLOG_ID_CURRENT_SITE' => 1 );
$lines     = "\\$_SERVER['HTTP_HOST'] = '$domain';\\n";
foreach ( $constants as $name => $value ) {
	$lines .= "define( '$name', " . var_export( $value, true ) . " );\\n";
}
$config = ABSPATH . 'wp-config.php';
file_put_contents( $config, str_replace( '$table_prefix', $lines . '$table_prefix', file_get_contents( $config ) ) );
return true;`;

const NETWORK = `
require_once ABSPATH . 'wp-admin/includes/admin.php';
$plugin  = 'known-visitor/plugin.php';
$domain  = get_network()->domain;
$add     = static fn ( string $name ) => wp_insert_site( array( 'domain' => $domain, 'path' => "/$name/", 'title' => $name, 'user_id' => 1 ) );
$on_each = static function ( callable $look ): array {
	foreach ( get_sites( array( 'fields' => 'ids' ) ) as $id ) {
		switch_to_blog( $id );
		$answers[] = $look();
		restore_current_blog();
	}
	return $answers;
};`;

test.beforeAll( async ( { site } ) => {
	await inPhp( site, BECOME_A_NETWORK );
	// PHP may take a while to notice that a file has changed.
	await expect
		.poll( () => site.php( 'return is_multisite();' ), { timeout: 60_000 } )
		.toBe( true );
} );

test( 'every site of a network has settings and a secret of its own, new ones too, and loses them unless its owner keeps them', async ( {
	site,
} ) => {
	const found = await inPhp< {
		readonly addresses: string[];
		readonly secrets: string[];
		readonly left: boolean[][];
	} >(
		site,
		`${ NETWORK }
		$add( 'one' );
		$result = activate_plugin( $plugin, '', true );
		if ( is_wp_error( $result ) ) { throw new Exception( $result->get_error_message() ); }
		$add( 'two' );
		$addresses = $on_each( static fn () => get_option( 'known_visitor_settings' )['site_address'] ?? '' );
		$secrets   = $on_each( static fn () => (string) get_option( 'known_visitor_secret' ) );
		switch_to_blog( 2 );
		update_option( 'known_visitor_settings', array( 'delete_data' => false ) + get_option( 'known_visitor_settings' ) );
		restore_current_blog();
		deactivate_plugins( $plugin, true, true );
		uninstall_plugin( $plugin );
		return array(
			'addresses' => $addresses,
			'secrets'   => $secrets,
			'left'      => $on_each( static fn () => array( false !== get_option( 'known_visitor_settings' ), false !== get_option( 'known_visitor_secret' ) ) ),
		);`
	);

	expect( found.addresses ).toEqual( [
		expect.stringMatching( /^127\.0\.0\.1$/ ),
		'127.0.0.1/one',
		'127.0.0.1/two',
	] );
	expect( found.secrets ).toEqual(
		found.secrets.map( () => expect.stringMatching( /^[0-9a-f]{64}$/ ) )
	);
	expect( new Set( found.secrets ).size ).toBe( 3 );
	expect( found.left ).toEqual( [
		[ false, false ],
		[ true, true ],
		[ false, false ],
	] );
} );
