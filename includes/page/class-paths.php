<?php
/**
 * Where visitors are identified.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Page;

use KnownVisitor\Settings\Settings;
use WP;
use WP_Post;
use WP_Post_Type;
use WP_Term;
use WP_User;

/**
 * Applies the owner's list of paths, for page, route and preview.
 *
 * @phpstan-import-type PathSettings from Settings
 */
final class Paths {

	/**
	 * Determines whether visitors are identified on a page.
	 *
	 * @param array       $paths The setting `paths`, with a mode other than `all`.
	 * @phpstan-param PathSettings $paths
	 * @param string|null $url   The page's address or path. Null: that of the current request.
	 */
	public static function allow( array $paths, ?string $url = null ): bool {
		$path      = self::path_of( $url ?? self::requested() );
		$is_listed = false;
		foreach ( $paths['list'] as $pattern ) {
			if ( self::matches( $pattern, $path ) ) {
				$is_listed = true;
				break;
			}
		}
		return ( 'only' === $paths['mode'] ) === $is_listed;
	}

	/**
	 * Determines whether a path fits a pattern.
	 *
	 * The parts between the stars are looked for one after the other, each at its first place: no pattern makes that slow, or
	 * fail, as PCRE does.
	 *
	 * @param string $pattern As the owner typed it; `*` stands for anything.
	 * @param string $path    What path_of() answered.
	 */
	private static function matches( string $pattern, string $path ): bool {
		$pattern = '/' . ltrim( $pattern, '/' );
		// Most differ within what they plainly begin with.
		if ( 0 !== strncasecmp( $pattern, $path, strcspn( $pattern, '*%' ) ) ) {
			return false;
		}
		$pattern = '/' . ltrim( strtolower( rawurldecode( $pattern ) ), '/' );
		// A path without its slash means the same page.
		$parts = explode( '*', str_ends_with( $pattern, '*' ) ? $pattern : trailingslashit( $pattern ) );
		$first = array_shift( $parts );
		if ( [] === $parts ) {
			return $first === $path;
		}
		if ( ! str_starts_with( $path, $first ) ) {
			return false;
		}
		$last     = array_pop( $parts );
		$position = strlen( $first );
		foreach ( $parts as $part ) {
			$found = strpos( $path, $part, $position );
			if ( false === $found ) {
				return false;
			}
			$position = $found + strlen( $part );
		}
		return strlen( $path ) - strlen( $last ) >= $position && str_ends_with( $path, $last );
	}

	/**
	 * Returns the path of a page below the site's home, in lower case, with a slash
	 * at both ends.
	 *
	 * @param string $url Its address or path.
	 */
	private static function path_of( string $url ): string {
		$path = self::path( $url );
		$home = rtrim( self::path( self::home() ), '/' );
		return '' !== $home && str_starts_with( $path, "$home/" ) ? substr( $path, strlen( $home ) ) : $path;
	}

	/**
	 * Returns the path of an address, decoded, with a slash at both ends.
	 *
	 * @param string $url An address or a path. wp_parse_url() gives up on some that browsers send.
	 */
	private static function path( string $url ): string {
		$path = (string) preg_replace( [ '~^[a-z][a-z0-9+.-]*://[^/?#]*~i', '~[?#].*$~sD' ], '', $url );
		return strtolower( (string) preg_replace( '~/{2,}~', '/', '/' . rawurldecode( $path ) . '/' ) );
	}

	/**
	 * Returns the site's home, but not by home_url(), into which plugins put the
	 * language.
	 */
	private static function home(): string {
		$home = get_option( 'home' );
		return is_string( $home ) ? $home : '';
	}

	/**
	 * Returns the address by which a page counts: its own, unless the one that was asked for is below that, as is the second page of
	 * a post. A query shows a page at any path, not always with a redirect (`/?pagename=contact`, 7.1).
	 *
	 * @param mixed  $page  What the page shows, if that is known.
	 * @param string $asked An address or a path.
	 */
	public static function address( mixed $page, string $asked ): string {
		$own = match ( true ) {
			$page instanceof WP_Post      => get_permalink( $page ),
			$page instanceof WP_Term      => get_term_link( $page ),
			$page instanceof WP_User      => get_author_posts_url( $page->ID ),
			$page instanceof WP_Post_Type => get_post_type_archive_link( $page->name ),
			default                       => '',
		};
		$own = is_string( $own ) ? $own : '';
		if ( $page instanceof WP_Post && '/' === self::path_of( $own ) && Preview::front_page() !== $page->ID ) {
			// Where permalinks are plain, its name has to do.
			$own = (string) get_page_uri( $page );
		}
		return str_starts_with( self::path_of( $asked ), self::path_of( $own ) ) ? $asked : $own;
	}

	/**
	 * Returns the address of the current request.
	 */
	private static function requested(): string {
		global $wp;
		// Compared only, never printed or stored.
		$request = $_SERVER['REQUEST_URI'] ?? ''; // phpcs:ignore WordPress.Security.ValidatedSanitizedInput
		$request = is_string( $request ) ? $request : '';
		$query   = $_GET + $_POST; // phpcs:ignore WordPress.Security.NonceVerification -- Only names are looked at.
		return [] !== $query && $wp instanceof WP && [] !== array_intersect_key( $query, array_flip( $wp->public_query_vars ) )
			? self::address( get_queried_object(), $request )
			: $request;
	}
}
