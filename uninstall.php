<?php
/**
 * Removes everything that the plugin stored, on every site whose owner did not
 * say otherwise.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/**
 * Removes the current site's options, unless its owner wants to keep them.
 */
function forget_site(): void {
	$settings = get_option( 'known_visitor_settings' );
	if ( is_array( $settings ) && false === ( $settings['delete_data'] ?? true ) ) {
		return;
	}
	delete_option( 'known_visitor_settings' );
	delete_option( 'known_visitor_secret' );
}

/**
 * Does so on every site there is.
 */
function forget_all_sites(): void {
	$site_ids = get_sites(
		[
			'fields' => 'ids',
			'number' => 0,
		]
	);
	foreach ( $site_ids as $site_id ) {
		switch_to_blog( $site_id );
		forget_site();
		restore_current_blog();
	}
}

is_multisite() ? forget_all_sites() : forget_site();
