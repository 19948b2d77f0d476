<?php
/**
 * Who is identified, and where.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

use WP_User;

/**
 * Applies the owner's choice of roles and paths.
 *
 * @phpstan-import-type PathSettings from Settings
 */
final class Audience {

	/**
	 * Tells whether a visitor has one of the chosen roles.
	 *
	 * @param WP_User      $user  The visitor.
	 * @param list<string> $roles Names of roles.
	 */
	public static function has_role( WP_User $user, array $roles ): bool {
		return [] !== array_intersect( $roles, $user->roles );
	}

	/**
	 * Tells whether a page is one on which visitors are identified.
	 *
	 * @param array       $paths The setting `paths`.
	 * @phpstan-param PathSettings $paths
	 * @param string|null $url   The page's address or path. Null: that of the current request.
	 */
	public static function is_at( array $paths, ?string $url = null ): bool {
		$is_listed = self::matches( self::path_of( $url ?? self::requested() ), $paths['list'] );
		return match ( $paths['mode'] ) {
			'only'   => $is_listed,
			'except' => ! $is_listed,
			default  => true,
		};
	}

	/**
	 * Tells whether a path fits any of the patterns.
	 *
	 * @param string       $path     A path with a slash at both ends.
	 * @param list<string> $patterns Paths in which `*` stands for anything.
	 */
	private static function matches( string $path, array $patterns ): bool {
		foreach ( $patterns as $pattern ) {
			$pattern = '/' . ltrim( rawurldecode( $pattern ), '/' );
			// A path without its slash means the same page.
			$pattern = str_ends_with( $pattern, '*' ) ? $pattern : trailingslashit( $pattern );
			$regex   = str_replace( '\*', '.*', preg_quote( $pattern, '#' ) );
			if ( 1 === preg_match( "#^$regex$#isD", $path ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Gives the path of the current request, as the browser sent it.
	 */
	private static function requested(): string {
		// Compared only, never printed or stored.
		$request = $_SERVER['REQUEST_URI'] ?? ''; // phpcs:ignore WordPress.Security.ValidatedSanitizedInput
		return is_string( $request ) ? $request : '';
	}

	/**
	 * Gives the path of a page below the site's home, with a slash at both ends.
	 *
	 * @param string $url Its address or path.
	 */
	private static function path_of( string $url ): string {
		$path = (string) wp_parse_url( $url, PHP_URL_PATH );
		$home = rtrim( (string) wp_parse_url( home_url(), PHP_URL_PATH ), '/' );
		if ( '' !== $home && str_starts_with( "$path/", "$home/" ) ) {
			$path = substr( $path, strlen( $home ) );
		}
		return trailingslashit( '/' . ltrim( rawurldecode( $path ), '/' ) );
	}
}
