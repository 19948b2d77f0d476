<?php
/**
 * How a site begins with the plugin.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

use WP_Site;

/**
 * Gives each site its settings and a strong secret, so that the plugin works at
 * once. What is there already stays.
 */
final class Installation {

	/**
	 * Runs when the plugin is activated.
	 *
	 * @param bool $network_wide Whether for all sites of a network.
	 */
	public static function activate( bool $network_wide = false ): void {
		if ( ! $network_wide ) {
			self::prepare_site();
			return;
		}
		$site_ids = get_sites(
			[
				'fields' => 'ids',
				'number' => 0,
			]
		);
		foreach ( $site_ids as $site_id ) {
			switch_to_blog( $site_id );
			self::prepare_site();
			restore_current_blog();
		}
	}

	/**
	 * Runs when a network with the plugin gets another site.
	 *
	 * @param WP_Site $site The new site, whose tables are there by now.
	 */
	public static function welcome_site( WP_Site $site ): void {
		$plugins = (array) get_site_option( 'active_sitewide_plugins', [] );
		if ( ! isset( $plugins[ plugin_basename( PLUGIN_FILE ) ] ) ) {
			return;
		}
		switch_to_blog( (int) $site->blog_id );
		self::prepare_site();
		restore_current_blog();
	}

	/**
	 * Stores what the current site lacks.
	 */
	private static function prepare_site(): void {
		$settings                 = Settings::defaults();
		$settings['site_address'] = Settings::address_of_site();
		add_option( Settings::OPTION, $settings, '', true );

		if ( 'none' === Secret::source() ) {
			Secret::replace();
		}
	}
}
