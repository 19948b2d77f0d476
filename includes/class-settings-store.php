<?php
/**
 * How settings are stored.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

/**
 * Stores updates of some settings, so that two administrators who save at once
 * do not lose each other's other settings.
 */
final class Settings_Store {

	/** Seconds to wait for the other administrator. */
	private const PATIENCE = 5;

	/**
	 * Stores an update, and leaves all other settings as they are by now.
	 *
	 * @param array<string, mixed> $changes What Settings_Schema::check() let through.
	 * @return bool Whether the settings now are what they should be.
	 */
	public static function save( array $changes ): bool {
		self::lock();
		try {
			// Another request may have written since this one read its options.
			wp_cache_delete( 'alloptions', 'options' );
			wp_cache_delete( Settings::OPTION, 'options' );
			$settings = array_merge( Settings::all(), $changes );
			update_option( Settings::OPTION, $settings, true );
			return get_option( Settings::OPTION ) === $settings;
		} finally {
			self::unlock();
		}
	}

	/**
	 * Waits for its turn. A database without such locks answers an error, which is
	 * no reason not to save.
	 */
	private static function lock(): void {
		self::query( 'SELECT GET_LOCK( %s, %d )', self::PATIENCE );
	}

	/**
	 * Lets the next one in.
	 */
	private static function unlock(): void {
		self::query( 'SELECT RELEASE_LOCK( %s )' );
	}

	/**
	 * Asks the database for something about the lock of this site: locks are the
	 * server's, so the name tells the sites on it apart.
	 *
	 * @param literal-string $query  With a place for the lock's name.
	 * @param int            ...$more Further values.
	 */
	private static function query( string $query, int ...$more ): void {
		global $wpdb;
		/**
		 * WordPress's own.
		 *
		 * @var \wpdb $wpdb
		 */
		$name     = 'known_visitor_' . md5( DB_NAME . $wpdb->options );
		$suppress = $wpdb->suppress_errors();
		// phpcs:ignore WordPress.DB -- A lock can neither be cached nor had another way; the query is a literal above.
		$wpdb->query( (string) $wpdb->prepare( $query, $name, ...$more ) );
		$wpdb->suppress_errors( $suppress );
	}
}
