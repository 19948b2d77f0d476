<?php
/**
 * Removes all that the plugin stored, unless a site's owner said otherwise or another copy of it needs that.
 *
 * The plugin is not running by now, so nothing of includes/ is used.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

// Two copies may be deleted at once.
if ( ! function_exists( __NAMESPACE__ . '\forget_site' ) ) {
	/**
	 * Determines whether the site's owner lets its data go. Conversations hang on the secret, so what cannot be read means no.
	 *
	 * @param \wpdb $wpdb WordPress's own.
	 */
	function may_forget( \wpdb $wpdb ): bool {
		foreach ( [ 'alloptions', 'notoptions', 'known_visitor_settings' ] as $key ) {
			wp_cache_delete( $key, 'options' );
		}
		$settings = get_option( 'known_visitor_settings', [] );
		return '' === $wpdb->last_error && is_array( $settings ) && ( ! array_key_exists( 'delete_data', $settings ) || true === $settings['delete_data'] );
	}

	/**
	 * Removes the current site's options and transients, if its owner lets them go.
	 *
	 * @return bool Whether nothing is left to keep.
	 */
	function forget_site(): bool {
		global $wpdb;
		/**
		 * WordPress's own.
		 *
		 * @var \wpdb $wpdb
		 */
		if ( ! may_forget( $wpdb ) ) {
			return false;
		}
		$names = $wpdb->get_col( // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WordPress has no function that finds options by their beginning.
			$wpdb->prepare(
				'SELECT option_name FROM %i WHERE option_name LIKE %s OR option_name LIKE %s OR option_name LIKE %s',
				$wpdb->options,
				$wpdb->esc_like( 'known_visitor_' ) . '%',
				$wpdb->esc_like( '_transient_known_visitor_' ) . '%',
				$wpdb->esc_like( '_transient_timeout_known_visitor_' ) . '%'
			)
		);
		// Also where the database could not say.
		delete_option( 'known_visitor_settings' );
		delete_option( 'known_visitor_secret' );
		delete_option( 'known_visitor_site' );
		foreach ( $names as $name ) {
			if ( is_string( $name ) ) {
				delete_option( $name );
			}
		}
		// A persistent cache may have it instead.
		delete_transient( 'known_visitor_home' );
		delete_metadata( 'post', 0, '_known_visitor_restricted', '', true );
		return true;
	}

	/**
	 * Does so on every site there is.
	 *
	 * @return bool Whether nothing is left to keep on any of them.
	 */
	function forget_all_sites(): bool {
		$site_ids  = get_sites(
			[
				'fields' => 'ids',
				'number' => 0,
			]
		);
		$forgotten = true;
		foreach ( (array) $site_ids as $site_id ) {
			try {
				switch_to_blog( $site_id );
				$forgotten = forget_site() && $forgotten;
			} catch ( \Throwable $failure ) {
				$forgotten = false;
			}
			restore_current_blog();
		}
		return $forgotten;
	}

	/**
	 * Removes what was kept about users, by names of ours, perhaps behind that of a site.
	 */
	function forget_users(): void {
		global $wpdb;
		/**
		 * WordPress's own.
		 *
		 * @var \wpdb $wpdb
		 */
		$keys = $wpdb->get_col( // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WordPress has no function that finds meta keys.
			$wpdb->prepare( 'SELECT DISTINCT meta_key FROM %i WHERE meta_key LIKE %s', $wpdb->usermeta, '%' . $wpdb->esc_like( 'known_visitor_' ) . '%' )
		);
		foreach ( $keys as $key ) {
			if ( is_string( $key ) && 1 === preg_match( '/^(?:' . preg_quote( $wpdb->base_prefix, '/' ) . '(?:\d+_)?)?known_visitor_/D', $key ) ) {
				delete_metadata( 'user', 0, $key, '', true );
			}
		}
	}

	/**
	 * Determines whether a copy of the plugin in another folder needs the data: whoever got it from somewhere else before
	 * deletes the old one. WP_UNINSTALL_PLUGIN may name one that was deleted before.
	 *
	 * @param string $folder The folder that is about to be deleted.
	 */
	function is_elsewhere( string $folder ): bool {
		if ( defined( __NAMESPACE__ . '\PLUGIN_FILE' ) && dirname( PLUGIN_FILE ) !== $folder ) {
			return true;
		}
		foreach ( get_plugins() as $file => $plugin ) {
			$other = realpath( dirname( WP_PLUGIN_DIR . "/$file" ) );
			if ( 'known-visitor' === $plugin['TextDomain'] && false !== $other && $other !== $folder ) {
				return true;
			}
		}
		return false;
	}
}

try {
	if ( is_elsewhere( __DIR__ ) ) {
		return;
	}
	if ( is_multisite() ? forget_all_sites() : forget_site() ) {
		forget_users();
	}
} catch ( \Throwable $failure ) {
	// Other plugins' code keeps nobody from deleting this one; what was not read stays.
	return;
}

// Other people's cookies expire, and open nothing.
if ( isset( $_COOKIE['known_visitor'] ) && ! headers_sent() ) {
	setcookie( 'known_visitor', '', 1, (string) COOKIEPATH, (string) COOKIE_DOMAIN );
}
