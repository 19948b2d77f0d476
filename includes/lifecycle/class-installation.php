<?php
/**
 * How a site begins with the plugin.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Lifecycle;

use KnownVisitor\Identity\Secret;
use KnownVisitor\Identity\Site;
use KnownVisitor\Identity\Visitor_Data;
use KnownVisitor\Settings\Presets;
use KnownVisitor\Settings\Settings;
use Throwable;
use WP_Site;

use const KnownVisitor\PLUGIN_FILE;

/**
 * Gives each site what it lacks of settings and secret, so that the plugin works at
 * once.
 */
final class Installation {

	/**
	 * Callback for the plugin's activation.
	 *
	 * @param mixed $network_wide Whether for all sites of a network.
	 */
	public static function activate( mixed $network_wide = false ): void {
		if ( true !== $network_wide || ! is_multisite() ) {
			self::prepare_site();
			return;
		}
		$site_ids = get_sites(
			[
				'fields' => 'ids',
				'number' => 0,
			]
		);
		foreach ( (array) $site_ids as $site_id ) {
			self::prepare_other_site( $site_id );
		}
	}

	/**
	 * Callback for `wp_initialize_site`: a network with the plugin has another site.
	 *
	 * @param mixed $site The new site, whose tables are there by now.
	 */
	public static function welcome_site( mixed $site ): void {
		$plugins = (array) get_site_option( 'active_sitewide_plugins', [] );
		if ( ! $site instanceof WP_Site || ! isset( $plugins[ plugin_basename( PLUGIN_FILE ) ] ) ) {
			return;
		}
		self::prepare_other_site( $site->blog_id );
	}

	/**
	 * Callback for `admin_init`: does what activation would have done, for a must-use plugin or a newer version. It waits for an
	 * administrator, since it believes the host that was asked for.
	 */
	public static function catch_up(): void {
		Secret::wrap();
		if ( Site::is_stored() || ! current_user_can( 'manage_options' ) ) {
			return;
		}
		$address = self::former_address();
		if ( null !== $address ) {
			Site::adopt( $address );
		} elseif ( '' === Secret::unseal( get_option( Secret::OPTION ) ) ) {
			// With a secret but no address, only the administrator knows what this is.
			self::prepare_site();
		}
	}

	/**
	 * Stores what another site lacks, now or later: other plugins' code may throw at the switch.
	 *
	 * @param mixed $site_id Its ID.
	 */
	private static function prepare_other_site( mixed $site_id ): void {
		try {
			switch_to_blog( Visitor_Data::id( $site_id ) );
			self::prepare_site();
		} catch ( Throwable ) {
			return;
		} finally {
			restore_current_blog();
		}
	}

	/**
	 * Stores what the current site lacks.
	 */
	private static function prepare_site(): void {
		try {
			if ( ! Site::is_stored() ) {
				$address = self::former_address();
				null === $address ? Site::begin() : Site::adopt( $address );
			}
			// What cannot be read, add_option() would replace.
			null === get_option( Settings::OPTION, null ) && add_option( Settings::OPTION, [ 'first_message' => Presets::all()['default'] ] + Settings::defaults(), '', true );

			if ( 'none' === Secret::source() ) {
				Secret::replace();
			}
		} catch ( Throwable ) {
			// Other plugins' code breaks no activation: catch_up() is still to come.
			return;
		}
	}

	/**
	 * Returns the site address that a former version kept among the settings.
	 */
	private static function former_address(): ?string {
		$settings = get_option( Settings::OPTION );
		$address  = is_array( $settings ) ? $settings['site_address'] ?? null : null;
		return is_string( $address ) && '' !== $address ? $address : null;
	}
}
