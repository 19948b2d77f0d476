<?php
/**
 * How settings are stored.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

use WP_Error;

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
	 * @param array<mixed>         $base    What the client has changed these settings from.
	 *                                      One that somebody else has changed since is a
	 *                                      conflict; one that is not in it is replaced.
	 * @return bool|WP_Error Whether the settings now are what they should be; or the
	 *                       conflict, with status 409 and the settings as they are.
	 */
	public static function save( array $changes, array $base = [] ): bool|WP_Error {
		self::lock();
		try {
			// Another request may have written since this one read its options.
			wp_cache_delete( 'alloptions', 'options' );
			wp_cache_delete( Settings::OPTION, 'options' );
			$settings = Settings::all();
			$theirs   = self::changed_since( $base, $settings, $changes );
			if ( [] !== $theirs ) {
				return self::conflict( $theirs );
			}
			$settings = array_merge( $settings, $changes );
			update_option( Settings::OPTION, $settings, true );
			return get_option( Settings::OPTION ) === $settings;
		} finally {
			self::unlock();
		}
	}

	/**
	 * Finds the settings that somebody else has changed since a client read them,
	 * and that it is about to change to something else.
	 *
	 * @param array<mixed>         $base     Settings as the client read them.
	 * @param array<string, mixed> $settings The settings as they are.
	 * @param array<string, mixed> $changes  What the client wants to store.
	 * @return array<string, mixed> These settings as they are.
	 */
	private static function changed_since( array $base, array $settings, array $changes ): array {
		return array_filter(
			array_intersect_key( $settings, $base, $changes ),
			static fn( mixed $value, string $name ): bool => $value !== $base[ $name ] && $value !== $changes[ $name ],
			ARRAY_FILTER_USE_BOTH
		);
	}

	/**
	 * Says that somebody else was faster.
	 *
	 * @param array<string, mixed> $theirs The settings in question, as they are.
	 */
	private static function conflict( array $theirs ): WP_Error {
		return new WP_Error(
			'known_visitor_conflict',
			__( 'Somebody else has changed the same settings meanwhile. Nothing was saved.', 'known-visitor' ),
			[
				'status'   => 409,
				'settings' => $theirs,
			]
		);
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
