<?php
/**
 * The secret, and what is made of it.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Identity;

use SensitiveParameter;
use Throwable;

use function add_filter, array_map, array_slice, array_splice, array_unique, bin2hex, constant, count, defined, delete_option,
	get_option, hash, hash_hmac, in_array, is_array, is_int, is_multisite, is_serialized, is_string, mb_strlen, md5, min,
	preg_match, remove_filter, str_split, substr, trim, update_option, wp_cache_delete_multiple, wp_load_alloptions;

/**
 * Keeps the secret: its value never leaves this class, only hashes and marks do.
 *
 * The constant wins, then the environment variable, then the option.
 */
final class Secret {

	public const OPTION = 'known_visitor_secret';

	/** Name of the constant and of the environment variable. */
	public const NAME = 'KNOWN_VISITOR_SECRET';

	/** Characters that a secret has at least; a shorter one identifies nobody. */
	public const MIN_LENGTH = 16;

	/** Different characters, and different steps from one to the next, without which even a long secret is easily guessed. */
	private const MIN_VARIETY = 8;

	/**
	 * Returns where the secret comes from.
	 *
	 * @return 'constant'|'environment'|'option'|'none'
	 */
	public static function source(): string {
		return match ( true ) {
			'' !== self::from_constant()    => 'constant',
			'' !== self::from_environment() => 'environment',
			'' !== self::from_option()      => 'option',
			default                         => 'none',
		};
	}

	/**
	 * Determines whether the settings screen may change the secret: not if code sets it.
	 */
	public static function is_fixed(): bool {
		return in_array( self::source(), [ 'constant', 'environment' ], true );
	}

	/**
	 * Determines whether all sites of a network have the one secret that code sets: what
	 * Schema::locked() names keeps their hashes apart.
	 */
	public static function is_shared(): bool {
		return is_multisite() && self::is_fixed();
	}

	/**
	 * Determines whether there is a secret that is long enough to identify anybody.
	 */
	public static function is_usable(): bool {
		return self::is_long_enough( self::value() );
	}

	/**
	 * Determines whether there is a secret that nobody will guess.
	 */
	public static function is_strong(): bool {
		if ( ! self::is_usable() ) {
			return false;
		}
		$bytes = array_map( 'ord', str_split( self::value() ) );
		$steps = array_map( static fn( int $byte, int $former ): int => $byte - $former, array_slice( $bytes, 1 ), array_slice( $bytes, 0, -1 ) );
		return min( count( array_unique( $bytes ) ), count( array_unique( $steps ) ) ) >= self::MIN_VARIETY;
	}

	/**
	 * Determines whether a string may become the secret: long enough, and not of blanks alone.
	 *
	 * @param string $secret What an administrator typed.
	 */
	public static function is_long_enough( #[SensitiveParameter] string $secret ): bool {
		return mb_strlen( $secret ) >= self::MIN_LENGTH && ! self::is_blank( $secret );
	}

	/**
	 * Determines whether a string is blank. Bytes that are no text are not.
	 *
	 * @param string $secret Any string.
	 */
	private static function is_blank( #[SensitiveParameter] string $secret ): bool {
		$first = $secret[0] ?? '';
		// Most begin with a character that anybody sees.
		$is_seen = $first > ' ' && $first < "\x7f";
		return '' === $first || ( ! $is_seen && 1 === preg_match( '/^[' . Visitor_Data::INVISIBLE . ']*$/Du', $secret ) );
	}

	/**
	 * Makes the hash by which the portal knows a visitor.
	 *
	 * `md5` is the recipe of Bitrix24's help page; `hmac` is the same idea with a sound
	 * construction.
	 *
	 * @param int    $user_id      The visitor's user ID.
	 * @param string $site_address The site address of the settings.
	 * @param string $recipe       Either `hmac` or `md5`.
	 * @return string 32 lower-case hex characters. Empty for user 0, an unknown
	 *                recipe, and without a usable secret.
	 */
	public static function hash( int $user_id, string $site_address, string $recipe ): string {
		$secret = self::value();
		return self::is_long_enough( $secret ) ? self::make_hash( $user_id, $site_address, $recipe, $secret ) : '';
	}

	/**
	 * Makes a hash with any secret, such as a hand-made snippet's.
	 *
	 * @param int    $user_id      The visitor's user ID.
	 * @param string $site_address The site address.
	 * @param string $recipe       Either `hmac` or `md5`.
	 * @param string $secret       The secret.
	 * @return string 32 lower-case hex characters. Empty for user 0 and an unknown recipe.
	 */
	public static function make_hash( int $user_id, string $site_address, string $recipe, #[SensitiveParameter] string $secret ): string {
		return match ( $user_id < 1 ? '' : $recipe ) {
			'hmac'  => self::hmac( "$site_address:$user_id", $secret ),
			'md5'   => md5( $user_id . $site_address . $secret ),
			default => '',
		};
	}

	/**
	 * Makes the mark that stands for an identity without giving it away: no 32 bits
	 * lead back to the 128 of a hash.
	 *
	 * @param string $hash The visitor's hash.
	 * @return string Eight lower-case hex characters.
	 */
	public static function mark( #[SensitiveParameter] string $hash ): string {
		return substr( hash( 'sha256', "known-visitor:mark:$hash" ), 0, 8 );
	}

	/**
	 * Stores another secret, which gives every visitor a new conversation.
	 *
	 * @param array|null $sealed What seal() makes of at least MIN_LENGTH characters: of text PHP 8.1 shows the beginning in each
	 *                           trace. Null: a strong one is made.
	 * @phpstan-param array{secret: string}|null $sealed
	 * @return bool Whether it is stored. It never is while code sets the secret.
	 */
	public static function replace( #[SensitiveParameter] ?array $sealed = null ): bool {
		try {
			$sealed ??= self::seal( bin2hex( random_bytes( 32 ) ) );
		} catch ( Throwable ) {
			// No randomness here: no reason to break an activation.
			return false;
		}
		if ( self::is_fixed() || ! self::is_long_enough( $sealed['secret'] ) ) {
			return false;
		}
		self::store( $sealed );
		return self::from_option() === $sealed['secret'];
	}

	/**
	 * Wraps a secret that somebody put into the database as it is, and lets it load
	 * with the other options.
	 */
	public static function wrap(): void {
		$stored = wp_load_alloptions()[ self::OPTION ] ?? null;
		if ( ( is_string( $stored ) && is_serialized( $stored ) ) || ( null === $stored && self::is_fixed() ) ) {
			return;
		}
		$secret = self::from_option();
		if ( '' !== $secret ) {
			self::store( self::seal( $secret ) );
		}
	}

	/**
	 * Removes the stored secret, also one that cannot be read.
	 *
	 * @return bool Whether none is stored any more.
	 */
	public static function delete(): bool {
		$is_deleted = null === get_option( self::OPTION, null ) || delete_option( self::OPTION );
		// WordPress forgets it also where the database refuses.
		wp_cache_delete_multiple( [ 'alloptions', 'notoptions', self::OPTION ], 'options' );
		return $is_deleted && null === get_option( self::OPTION, null );
	}

	/**
	 * Wraps the secret for the database: WordPress's options.php shows plain text, but not what is in an array.
	 *
	 * @param mixed $secret What update_option() or add_option() was given.
	 * @return array{secret: string}
	 */
	public static function seal( #[SensitiveParameter] mixed $secret ): array {
		return [ 'secret' => self::unseal( $secret ) ];
	}

	/**
	 * Unwraps the secret from the database.
	 *
	 * @param mixed $stored The option's value, wrapped or not.
	 * @return string Empty if it is anything but a secret.
	 */
	public static function unseal( #[SensitiveParameter] mixed $stored ): string {
		$secret = is_array( $stored ) ? $stored['secret'] ?? '' : $stored;
		return is_string( $secret ) ? $secret : '';
	}

	/**
	 * Signs a message; the version keeps future recipes apart.
	 *
	 * @param string $message Anything.
	 * @param string $secret  The secret in force.
	 * @return string 32 hex characters.
	 */
	private static function hmac( string $message, #[SensitiveParameter] string $secret ): string {
		return substr( hash_hmac( 'sha256', "known-visitor:v1:$message", $secret ), 0, 32 );
	}

	/**
	 * Returns the secret in force, or an empty string.
	 */
	private static function value(): string {
		$secret = self::from_constant();
		$secret = '' === $secret ? self::from_environment() : $secret;
		return '' === $secret ? self::from_option() : $secret;
	}

	/**
	 * Returns the secret of wp-config.php, or an empty string.
	 */
	private static function from_constant(): string {
		if ( ! defined( self::NAME ) ) {
			return '';
		}
		$secret = constant( self::NAME );
		return match ( true ) {
			is_string( $secret ), is_int( $secret ) => self::from_code( (string) $secret ),
			// What getenv() and the like say where there is none.
			null === $secret, false === $secret     => '',
			// No text: it wins all the same, and is too short.
			default                                 => '-',
		};
	}

	/**
	 * Returns the environment's secret; empty where there is none, or no getenv().
	 */
	private static function from_environment(): string {
		return function_exists( 'getenv' ) ? self::from_code( (string) getenv( self::NAME ) ) : '';
	}

	/**
	 * Returns a secret that stands in code or on the server without the white space around
	 * it.
	 *
	 * @param string $secret What stands there.
	 */
	private static function from_code( #[SensitiveParameter] string $secret ): string {
		return self::is_blank( $secret ) ? '' : trim( $secret );
	}

	/**
	 * Returns the secret of the database, or an empty string.
	 */
	private static function from_option(): string {
		return self::unseal( get_option( self::OPTION ) );
	}

	/**
	 * Writes the option and leaves no trace of the secret: the error log gets refused queries, and WordPress keeps the last one,
	 * those that failed and, with SAVEQUERIES, all (wpdb of 6.8 to 7.1).
	 *
	 * @param array $sealed What seal() makes.
	 * @phpstan-param array{secret: string} $sealed
	 */
	private static function store( #[SensitiveParameter] array $sealed ): void {
		global $wpdb, $EZSQL_ERROR;
		/**
		 * WordPress's own.
		 *
		 * @var \wpdb $wpdb
		 */
		$suppress = $wpdb->suppress_errors();
		$failed   = count( (array) $EZSQL_ERROR );
		$logged   = count( (array) $wpdb->queries );
		// WordPress hands on what was there, of which traces show the beginning.
		add_filter( 'option_' . self::OPTION, '__return_empty_array', PHP_INT_MAX );
		try {
			update_option( self::OPTION, $sealed, true );
		} catch ( Throwable ) {
			// The caller sees whether it is stored; the exception may hold the query.
			return;
		} finally {
			remove_filter( 'option_' . self::OPTION, '__return_empty_array', PHP_INT_MAX );
			$wpdb->suppress_errors( $suppress );
			$wpdb->last_query = '';
			$wpdb->last_error = '';
			if ( is_array( $EZSQL_ERROR ) ) {
				array_splice( $EZSQL_ERROR, $failed );
			}
			for ( $at = $logged; isset( $wpdb->queries[ $at ][0] ); ++$at ) {
				$wpdb->queries[ $at ][0] = '/* The secret of Known Visitor was stored. */';
			}
		}
	}
}
