<?php
/**
 * The secret, and all that is ever made of it.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

/**
 * Keeps the secret: its value never leaves this class, only hashes and marks do.
 *
 * The constant KNOWN_VISITOR_SECRET wins, then the environment variable of the
 * same name, then the option.
 */
final class Secret {

	public const OPTION = 'known_visitor_secret';

	/** Name of the constant and of the environment variable. */
	public const NAME = 'KNOWN_VISITOR_SECRET';

	/** Characters that a secret has at least; a shorter one identifies nobody. */
	public const MIN_LENGTH = 16;

	/** Different characters without which even a long secret is easily guessed. */
	private const MIN_VARIETY = 8;

	/**
	 * Tells where the secret comes from.
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
	 * Tells whether the settings screen may change the secret: not if code sets it.
	 */
	public static function is_fixed(): bool {
		return in_array( self::source(), [ 'constant', 'environment' ], true );
	}

	/**
	 * Tells whether there is a secret that is long enough to identify anybody.
	 */
	public static function is_usable(): bool {
		return self::is_long_enough( self::value() );
	}

	/**
	 * Tells whether there is a secret that nobody will guess.
	 */
	public static function is_strong(): bool {
		return self::is_usable() && strlen( count_chars( self::value(), 3 ) ) >= self::MIN_VARIETY;
	}

	/**
	 * Tells whether a string may become the secret.
	 *
	 * @param string $secret What an administrator typed.
	 */
	public static function is_long_enough( string $secret ): bool {
		return mb_strlen( $secret ) >= self::MIN_LENGTH;
	}

	/**
	 * Makes the hash by which the portal knows a visitor.
	 *
	 * `md5` is the recipe of Bitrix24's help page, as plain as it stands there;
	 * `hmac` is the same idea with a sound construction.
	 *
	 * @param int    $user_id      The visitor's user ID.
	 * @param string $site_address The site address of the settings.
	 * @param string $recipe       Either `hmac` or `md5`.
	 * @return string 32 lower-case hex characters. Empty for user 0, an unknown
	 *                recipe, and without a usable secret.
	 */
	public static function hash( int $user_id, string $site_address, string $recipe ): string {
		$secret = self::value();
		if ( $user_id < 1 || ! self::is_long_enough( $secret ) ) {
			return '';
		}
		return match ( $recipe ) {
			'hmac'  => self::hmac( "$site_address:$user_id", $secret ),
			'md5'   => md5( $user_id . $site_address . $secret ),
			default => '',
		};
	}

	/**
	 * Makes the mark that stands for an identity without giving it away.
	 *
	 * @param string $hash The visitor's hash.
	 * @return string Eight lower-case hex characters.
	 */
	public static function mark( string $hash ): string {
		return substr( self::hmac( "mark:$hash", self::value() ), 0, 8 );
	}

	/**
	 * Stores another secret, and with it gives every visitor a new conversation.
	 *
	 * @param string|null $secret At least MIN_LENGTH characters. Null: a strong one is made.
	 * @return bool Whether it is stored. It never is while code sets the secret.
	 */
	public static function replace( ?string $secret = null ): bool {
		$secret ??= bin2hex( random_bytes( 32 ) );
		if ( self::is_fixed() || ! self::is_long_enough( $secret ) ) {
			return false;
		}
		update_option( self::OPTION, $secret, true );
		return self::from_option() === $secret;
	}

	/**
	 * Removes the stored secret: from now on nobody is identified.
	 *
	 * @return bool Whether none is stored any more.
	 */
	public static function delete(): bool {
		return '' === self::from_option() || delete_option( self::OPTION );
	}

	/**
	 * Wraps the secret for the database.
	 *
	 * WordPress's "All Settings" page (options.php) shows every option that is a
	 * plain string in a text field, but not the contents of an array.
	 *
	 * @param mixed $secret What update_option() or add_option() was given.
	 * @return array{secret: string}
	 */
	public static function seal( mixed $secret ): array {
		return [ 'secret' => self::unseal( $secret ) ];
	}

	/**
	 * Unwraps the secret from the database.
	 *
	 * @param mixed $stored The option's value, wrapped or not.
	 * @return string Empty if it is anything but a secret.
	 */
	public static function unseal( mixed $stored ): string {
		$secret = is_array( $stored ) ? $stored['secret'] ?? '' : $stored;
		return is_string( $secret ) ? $secret : '';
	}

	/**
	 * Signs a message of ours; the version keeps future recipes apart.
	 *
	 * @param string $message Anything.
	 * @param string $secret  The secret in force.
	 * @return string The first 32 hex characters of the signature.
	 */
	private static function hmac( string $message, string $secret ): string {
		return substr( hash_hmac( 'sha256', "known-visitor:v1:$message", $secret ), 0, 32 );
	}

	/**
	 * Gives the secret in force, or an empty string.
	 */
	private static function value(): string {
		foreach ( [ self::from_constant(), self::from_environment() ] as $secret ) {
			if ( '' !== $secret ) {
				return $secret;
			}
		}
		return self::from_option();
	}

	/**
	 * Gives the secret of wp-config.php, or an empty string.
	 */
	private static function from_constant(): string {
		return defined( self::NAME ) ? self::unseal( constant( self::NAME ) ) : '';
	}

	/**
	 * Gives the secret of the server's environment, or an empty string.
	 */
	private static function from_environment(): string {
		return (string) getenv( self::NAME );
	}

	/**
	 * Gives the secret of the database, or an empty string.
	 */
	private static function from_option(): string {
		return self::unseal( get_option( self::OPTION ) );
	}
}
