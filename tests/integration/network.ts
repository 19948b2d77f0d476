/**
 * A network of sites, made of a test site.
 */
import { expect } from '@playwright/test';
import type { TestSite } from '../support/wordpress';
import { inPhp } from './helpers';

/** Makes the site the first one of a network. */
const BECOME_A_NETWORK = `
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
deactivate_plugins( 'known-visitor/plugin.php' );
foreach ( $wpdb->tables( 'ms_global' ) as $table => $name ) {
	$wpdb->$table = $name;
}
install_network();
// A network does without WP_HOME, by which a test site knows its address.
foreach ( array( 'home' => home_url(), 'siteurl' => site_url() ) as $name => $value ) {
	$wpdb->update( $wpdb->options, array( 'option_value' => $value ), array( 'option_name' => $name ) );
}
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

/**
 * What code about the network can call: `$add( 'one' )` makes a site in a folder and answers its ID, `$on_each( $look )`
 * answers what `$look` does on each site.
 */
export const NETWORK = `
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

/**
 * Makes a site the first one of a network. Nothing turns it back, so the file wants a site of its own.
 *
 * @param site The site.
 */
export async function becomeNetwork( site: TestSite ): Promise< void > {
	await inPhp( site, BECOME_A_NETWORK );
	// PHP may take a while to notice that a file has changed.
	await expect
		.poll( () => site.php( 'return is_multisite();' ), { timeout: 60_000 } )
		.toBe( true );
}
