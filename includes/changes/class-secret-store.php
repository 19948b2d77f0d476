<?php
/**
 * How the secret is replaced and removed.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Changes;

use KnownVisitor\Identity\Secret;
use SensitiveParameter;
use WP_Error;

/**
 * Judges a secret, and stores it with what else makes the hash: all of it, or nothing.
 */
final class Secret_Store {

	/** Settings that make the hash together with a secret. */
	public const INGREDIENTS = [ 'recipe', 'site_address' ];

	/** Characters of a secret at most. */
	public const MAX_LENGTH = 4000;

	/** Printable characters. */
	public const PATTERN = '^\P{C}*$';

	/**
	 * Replaces the secret, and with it what else makes the hash.
	 *
	 * @param array<mixed>  $wanted `secret`, and any of INGREDIENTS; without a secret a strong one is made.
	 * @param array<string> $errors What is wrong with the rest of the request: sentences by the names of
	 *                              the fields.
	 * @return WP_Error|null Null if all is stored; else nothing is: status 400 for what does not fit,
	 *                       409 where code sets the secret, 500 where the database does not take it.
	 */
	public static function replace( #[SensitiveParameter] array $wanted, array $errors = [] ): ?WP_Error {
		$changes = Schema::check(
			array_intersect_key( $wanted, array_flip( self::INGREDIENTS ) ),
			$errors + ( array_key_exists( 'secret', $wanted ) ? self::errors_of( $wanted['secret'] ) : [] )
		);
		if ( is_wp_error( $changes ) ) {
			return $changes;
		}
		if ( Secret::is_fixed() ) {
			return self::not_changeable();
		}
		$secret  = $wanted['secret'] ?? null;
		$replace = static fn(): bool => Secret::replace( is_string( $secret ) ? Secret::seal( $secret ) : null );
		$saved   = [] === $changes ? $replace() : Store::save( $changes, [], $replace );
		return true === $saved ? null : Store::not_saved();
	}

	/**
	 * Removes the stored secret.
	 *
	 * @return WP_Error|null Null if none is stored any more; else an error: 409 where code sets the secret, 500 where the
	 *                       database does not take it.
	 */
	public static function delete(): ?WP_Error {
		if ( Secret::is_fixed() ) {
			return self::not_changeable();
		}
		return Secret::delete() ? null : Store::not_saved();
	}

	/**
	 * Says what is wrong with a secret, without a part of it.
	 *
	 * @param mixed $secret What was sent.
	 * @return array{}|array{secret: string}
	 */
	public static function errors_of( #[SensitiveParameter] mixed $secret ): array {
		if ( is_string( $secret ) && Secret::is_long_enough( $secret ) && mb_strlen( $secret ) <= self::MAX_LENGTH && 1 === preg_match( '#' . self::PATTERN . '#Du', $secret ) ) {
			return [];
		}
		return [
			'secret' => sprintf(
				/* translators: 1: Least number of characters, 2: Highest number of characters. */
				__( 'secret has to be text of %1$d to %2$d printable characters.', 'known-visitor' ),
				Secret::MIN_LENGTH,
				self::MAX_LENGTH
			),
		];
	}

	/**
	 * Says that code sets the secret.
	 */
	private static function not_changeable(): WP_Error {
		return new WP_Error(
			'known_visitor_secret_fixed',
			'constant' === Secret::source()
				/* translators: %s: KNOWN_VISITOR_SECRET */
				? sprintf( __( 'The secret is set by the constant %s, so it can only be changed there.', 'known-visitor' ), Secret::NAME )
				/* translators: %s: KNOWN_VISITOR_SECRET */
				: sprintf( __( 'The secret is set by the environment variable %s, so it can only be changed there.', 'known-visitor' ), Secret::NAME ),
			[ 'status' => 409 ]
		);
	}
}
