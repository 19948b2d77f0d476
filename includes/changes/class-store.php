<?php
/**
 * How settings are stored.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Changes;

use KnownVisitor\Identity\Site;
use KnownVisitor\Settings\Settings;
use WP_Error;

/**
 * Stores updates of some settings, so that two administrators who save at once do not
 * lose each other's changes.
 *
 * @phpstan-import-type SiteSettings from Settings
 */
final class Store {

	/** Time to wait for the other administrator. */
	private const PATIENCE_SECONDS = 5;

	/** The options in which settings are kept. */
	private const OPTIONS = [ Settings::OPTION, Site::OPTION ];

	/** Code of the error that says that somebody else was faster. */
	public const CONFLICT = 'known_visitor_conflict';

	/**
	 * Returns all settings with the site address, as who changes them sees them: as they are stored.
	 *
	 * @phpstan-return SiteSettings
	 */
	public static function with_address(): array {
		return Settings::as_stored( static fn(): array => Settings::with( [ 'site_address' => Site::address() ] ) );
	}

	/**
	 * Stores an update, and leaves all other settings as they are.
	 *
	 * @param array<string, mixed>    $changes What Schema::check() let through.
	 * @param array<mixed>            $base    What the client has changed these settings from. One
	 *                                         that somebody else has changed since is a conflict;
	 *                                         one that is not in it is replaced.
	 * @param (callable(): bool)|null $also Stores what else belongs to the update. If it fails, the
	 *                                      settings stay.
	 * @return bool|WP_Error Whether all is stored; or the conflict, with status 409 and the
	 *                       settings as they are.
	 */
	public static function save( array $changes, array $base = [], ?callable $also = null ): bool|WP_Error {
		self::lock();
		try {
			// Where there are no named locks (SQLite), this waits instead.
			self::query( 'START TRANSACTION' );
			self::read_anew();
			return Settings::as_stored(
				static function () use ( $changes, $base, $also ): bool|WP_Error {
					$theirs = self::changed_since( $base, self::with_address(), $changes );
					return [] === $theirs ? self::write( $changes, $also ) : self::conflict( $theirs );
				}
			);
		} finally {
			// What was not committed by now goes.
			self::query( 'ROLLBACK' );
			self::unlock();
			// A persistent cache may have been filled meanwhile.
			self::read_anew();
		}
	}

	/**
	 * Says that the database did not take it.
	 */
	public static function not_saved(): WP_Error {
		return new WP_Error(
			'known_visitor_not_saved',
			__( 'The database did not take the change. Try again.', 'known-visitor' ),
			[ 'status' => 500 ]
		);
	}

	/**
	 * Writes all of an update and ends the transaction: no page that reads its options
	 * meanwhile finds a part of it.
	 *
	 * @param array<string, mixed>    $changes The changed settings.
	 * @param (callable(): bool)|null $also    What save() was given.
	 * @return bool Whether all is written; else nothing is.
	 */
	private static function write( array $changes, ?callable $also ): bool {
		$before     = array_map( 'get_option', self::OPTIONS );
		$is_written = self::write_address( $changes['site_address'] ?? null )
			&& self::write_settings( array_diff_key( $changes, [ 'site_address' => true ] ) )
			&& ( null === $also || $also() );
		self::query( $is_written ? 'COMMIT' : 'ROLLBACK' );
		if ( ! $is_written ) {
			self::read_anew();
			foreach ( array_combine( self::OPTIONS, $before ) as $option => $value ) {
				// Tables without transactions (MyISAM) still have what was written.
				false === $value ? delete_option( $option ) : update_option( $option, $value, true );
			}
		}
		return $is_written;
	}

	/**
	 * Writes the site address.
	 *
	 * @param mixed $address The address, if it is to change.
	 */
	private static function write_address( mixed $address ): bool {
		return ! is_string( $address ) || Site::address() === $address || Site::rename( $address );
	}

	/**
	 * Writes settings.
	 *
	 * @param array<string, mixed> $changes The changed ones.
	 */
	private static function write_settings( array $changes ): bool {
		$settings = Settings::with( $changes );
		update_option( Settings::OPTION, $settings, true );
		return get_option( Settings::OPTION ) === $settings;
	}

	/**
	 * Forgets the options that were read, or not found: another request may have written since.
	 */
	private static function read_anew(): void {
		wp_cache_delete_multiple( [ 'alloptions', 'notoptions', ...self::OPTIONS ], 'options' );
	}

	/**
	 * Finds the settings that somebody else has changed meanwhile to something else.
	 *
	 * @param array<mixed>         $base     What save() was given.
	 * @param array<string, mixed> $settings All settings.
	 * @param array<string, mixed> $changes  What save() was given.
	 * @return array<string, mixed> These settings as they are.
	 */
	private static function changed_since( array $base, array $settings, array $changes ): array {
		return array_filter(
			array_intersect_key( $settings, $base, $changes ),
			static fn( mixed $value, string $name ): bool => ! rest_are_values_equal( $value, $base[ $name ] ) && ! rest_are_values_equal( $value, $changes[ $name ] ),
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
			self::CONFLICT,
			__( 'Somebody else has changed the same settings meanwhile. Nothing was saved.', 'known-visitor' ),
			[
				'status'   => 409,
				'settings' => $theirs,
			]
		);
	}

	/**
	 * Waits for its turn. A database without such locks is no reason not to save.
	 */
	private static function lock(): void {
		self::query( 'SELECT GET_LOCK( %s, %d )', self::lock_name(), self::PATIENCE_SECONDS );
	}

	/**
	 * Lets the next one in.
	 */
	private static function unlock(): void {
		self::query( 'SELECT RELEASE_LOCK( %s )', self::lock_name() );
	}

	/**
	 * Returns the name of this site's lock: locks are the database server's.
	 */
	private static function lock_name(): string {
		return 'known_visitor_' . md5( DB_NAME . self::database()->options );
	}

	/**
	 * Tells the database something of which WordPress has no function, and does not
	 * mind an error.
	 *
	 * @param literal-string $query     With places for the values.
	 * @param int|string     ...$values What goes there.
	 */
	private static function query( string $query, int|string ...$values ): void {
		$database = self::database();
		$suppress = $database->suppress_errors();
		// phpcs:ignore WordPress.DB -- A lock can neither be cached nor had another way; the query is a literal above.
		$database->query( [] === $values ? $query : (string) $database->prepare( $query, ...$values ) );
		$database->suppress_errors( $suppress );
	}

	/**
	 * Returns WordPress's own database object.
	 */
	private static function database(): \wpdb {
		global $wpdb;
		/**
		 * WordPress's own.
		 *
		 * @var \wpdb $wpdb
		 */
		return $wpdb;
	}
}
