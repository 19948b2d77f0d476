<?php
/**
 * How a hand-made snippet makes its hashes.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Identity;

use SensitiveParameter;

/**
 * Finds the recipe and the site address that give the same hash: every visitor keeps the conversation.
 *
 * Bitrix24's help page says "user ID + website address + secret"; snippets differ in the address and the order.
 */
final class Snippet {

	/** What a hash looks like; the widget takes lower case only, but people copy. */
	public const HASH_PATTERN = '^[0-9a-fA-F]{32}$';

	/** Orders of user, address and secret of which the plugin has no recipe. */
	private const OTHER_ORDERS = [
		'site_address user secret' => '%2$s%1$s%3$s',
		'site_address secret user' => '%2$s%3$s%1$s',
		'user secret site_address' => '%1$s%3$s%2$s',
		'secret user site_address' => '%3$s%1$s%2$s',
		'secret site_address user' => '%3$s%2$s%1$s',
	];

	/**
	 * Returns a hash as the widget has it.
	 *
	 * @param mixed $hash What was sent.
	 * @return string 32 lower-case hex characters; empty if it is no hash.
	 */
	public static function as_hash( mixed $hash ): string {
		$hash = is_string( $hash ) ? trim( $hash ) : '';
		return 1 === preg_match( '#' . self::HASH_PATTERN . '#D', $hash ) ? strtolower( $hash ) : '';
	}

	/**
	 * Says what a hash looks like.
	 */
	public static function explain_hash(): string {
		return __( 'A hash has 32 characters, each a digit or a letter from a to f.', 'known-visitor' );
	}

	/**
	 * Finds what gives a hash.
	 *
	 * @param string $hash           32 lower-case hex characters, by the snippet.
	 * @param int    $user_id        The user for whom.
	 * @param string $secret         The snippet's secret.
	 * @param string $stored_address The site address of the settings.
	 * @return array{recipe: 'hmac'|'md5'|null, site_address: string|null, order: string|null} Nulls if nothing
	 *         gives it; with the parts in another order, all but `order`.
	 */
	public static function find( string $hash, int $user_id, #[SensitiveParameter] string $secret, string $stored_address ): array {
		$addresses = self::addresses( $stored_address );
		foreach ( [ 'md5', 'hmac' ] as $recipe ) {
			foreach ( $addresses as $address ) {
				if ( hash_equals( $hash, Secret::make_hash( $user_id, $address, $recipe, $secret ) ) ) {
					return [
						'recipe'       => $recipe,
						'site_address' => $address,
						'order'        => null,
					];
				}
			}
		}
		return [
			'recipe'       => null,
			'site_address' => null,
			'order'        => self::other_order( $hash, $user_id, $secret, $addresses ),
		];
	}

	/**
	 * Finds the order of the parts, if it is not the help page's.
	 *
	 * @param string       $hash      By the snippet.
	 * @param int          $user_id   The user for whom.
	 * @param string       $secret    The snippet's secret.
	 * @param list<string> $addresses How it may have written the address.
	 */
	private static function other_order( string $hash, int $user_id, #[SensitiveParameter] string $secret, array $addresses ): ?string {
		foreach ( self::OTHER_ORDERS as $order => $format ) {
			foreach ( $addresses as $address ) {
				if ( hash_equals( $hash, md5( sprintf( $format, $user_id, $address, $secret ) ) ) ) {
					return $order;
				}
			}
		}
		return null;
	}

	/**
	 * Returns how a snippet may have written the site's address: the one stored, and
	 * WordPress's two, with or without scheme, www., port, path and slash at the end,
	 * in any case.
	 *
	 * @param string $stored_address The site address of the settings.
	 * @return list<string> The likely ones first.
	 */
	private static function addresses( string $stored_address ): array {
		$addresses = [ $stored_address ];
		foreach ( [ $stored_address, (string) home_url(), (string) site_url() ] as $address ) {
			$place   = (string) preg_replace( '~^(?:[a-z]+:)?//~i', '', $address );
			$no_port = (string) preg_replace( '~^([^/:]*):[0-9]+~', '$1', $place );
			foreach ( [ $place, $no_port, strtok( $place, '/' ), strtok( $no_port, '/' ) ] as $part ) {
				$addresses = [ ...$addresses, ...self::spellings( (string) $part ) ];
			}
		}
		return array_values( array_unique( $addresses ) );
	}

	/**
	 * Returns the ways to write a host and what follows.
	 *
	 * @param string $place Without a scheme.
	 * @return list<string>
	 */
	private static function spellings( string $place ): array {
		$spellings = [];
		$place     = rtrim( $place, '/' );
		$bare      = (string) preg_replace( '~^www\.~i', '', $place );
		foreach ( array_unique( [ $place, $bare, "www.$bare" ] ) as $host ) {
			foreach ( array_unique( [ $host, strtolower( $host ), strtoupper( $host ), ucfirst( $host ) ] ) as $cased ) {
				foreach ( [ '', 'https://', 'http://', '//' ] as $scheme ) {
					array_push( $spellings, "$scheme$cased", "$scheme$cased/" );
				}
			}
		}
		return $spellings;
	}
}
