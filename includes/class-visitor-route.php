<?php
/**
 * The route that tells a page who its visitor is.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

use WP_Post;
use WP_REST_Request;
use WP_REST_Response;
use WP_User;

/**
 * Answers the identity of the signed-in visitor to a page of the site itself, and
 * to nobody else.
 *
 * The page may come out of a cache, so it has no nonce that is still good. In its
 * place the browser vouches: only a script of the site's own pages can send our
 * header, and only its requests count as same-origin.
 */
final class Visitor_Route {

	public const PATH = '/visitor';

	/** The header that a page of another site cannot send. */
	public const HEADER = 'X-Known-Visitor';

	/**
	 * Runs when WordPress sets up its routes.
	 */
	public static function register(): void {
		register_rest_route(
			Rest_Routes::REST_NAMESPACE,
			self::PATH,
			[
				'methods'             => 'GET',
				'callback'            => [ self::class, 'answer' ],
				// The request itself is judged: an error of WordPress's would say why.
				'permission_callback' => '__return_true',
				'show_in_index'       => false,
			]
		);
		// After WordPress has sent the headers by which it opens every route to other sites.
		add_filter( 'rest_pre_serve_request', [ self::class, 'withhold' ], 20, 3 );
	}

	/**
	 * Answers the identity (200), nothing to a guest (204), and nothing to anybody
	 * who has no business here (403).
	 *
	 * @param WP_REST_Request $request `post`: ID of the page's post, if it is one.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 */
	public static function answer( WP_REST_Request $request ): WP_REST_Response {
		if ( ! self::is_from_our_page( $request ) ) {
			return self::response( null, 403 );
		}
		$user_id = wp_validate_auth_cookie( '', 'logged_in' );
		$user    = false === $user_id ? false : get_userdata( $user_id );
		if ( ! $user instanceof WP_User ) {
			return self::answer_guest();
		}
		// Filters of other plugins find what they would find on the page; what comes after, nobody without a nonce.
		wp_set_current_user( $user->ID );
		$identity = self::identity( $user, $request );
		if ( null !== $identity ) {
			Page::forbid_caching();
			Mark_Cookie::refresh();
		}
		wp_set_current_user( 0 );
		return self::response( $identity, null === $identity ? 204 : 200 );
	}

	/**
	 * Answers nothing. Where a cookie still tells of a session, that is over, and the
	 * cookie goes, unless it was the database that could not say so (503).
	 */
	private static function answer_guest(): WP_REST_Response {
		global $wpdb;
		if ( ! $wpdb instanceof \wpdb || '' !== $wpdb->last_error ) {
			return self::response( null, 503 );
		}
		Mark_Cookie::clear();
		return self::response( null, 204 );
	}

	/**
	 * Gives the visitor's identity by the rules of the page that asks.
	 *
	 * @param WP_User         $user    The visitor.
	 * @param WP_REST_Request $request The request.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 * @return array<string, mixed>|null Null if that page does not identify this visitor.
	 */
	private static function identity( WP_User $user, WP_REST_Request $request ): ?array {
		$settings = Settings::all();
		if ( 'request' !== $settings['delivery'] ) {
			return null;
		}
		$post     = self::readable_post( $request->get_param( 'post' ), $user );
		$override = null === $post ? Override::found() : Override::of_post( $post );
		return Page::identity( $user, $settings, $override, self::address( $post, (string) $request->get_header( 'referer' ) ) );
	}

	/**
	 * Gives the address of the page that asks, to which the rules of where apply.
	 *
	 * @param WP_Post|null $post    The post that is the page, if it is one.
	 * @param string       $referer What the browser says.
	 */
	private static function address( ?WP_Post $post, string $referer ): string {
		$permalink = null === $post ? '' : (string) get_permalink( $post );
		// The second page of a long post is a page of that post.
		return str_starts_with( $referer, $permalink ) ? $referer : $permalink;
	}

	/**
	 * Takes back the headers by which WordPress opens every route to other sites,
	 * and whatever it wants to say to a request that we refuse: an envelope has a
	 * status of its own, and OPTIONS describes the route.
	 *
	 * @param bool            $served  Whether the answer was sent already.
	 * @param mixed           $result  The answer; not used.
	 * @param WP_REST_Request $request The request.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 * @return bool Whether there is nothing more to send.
	 */
	public static function withhold( bool $served, mixed $result, WP_REST_Request $request ): bool {
		if ( '/' . Rest_Routes::REST_NAMESPACE . self::PATH !== untrailingslashit( strtolower( $request->get_route() ) ) ) {
			return $served;
		}
		foreach ( [ 'Allow-Origin', 'Allow-Methods', 'Allow-Credentials', 'Allow-Headers', 'Expose-Headers' ] as $name ) {
			header_remove( "Access-Control-$name" );
		}
		if ( self::is_from_our_page( $request ) ) {
			return $served;
		}
		status_header( 403 );
		return true;
	}

	/**
	 * Tells whether a script of the site's own pages asks.
	 *
	 * @param WP_REST_Request $request The request.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 */
	private static function is_from_our_page( WP_REST_Request $request ): bool {
		$site   = $request->get_header( 'sec_fetch_site' );
		$origin = $request->get_header( 'origin' );

		return '1' === $request->get_header( 'x_known_visitor' )
			&& 'GET' === ( $_SERVER['REQUEST_METHOD'] ?? '' ) // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Compared only.
			&& null === $request->get_param( '_jsonp' )
			&& null === $request->get_param( '_envelope' )
			&& ( null === $site || 'same-origin' === $site )
			&& ( null === $origin || in_array( strtolower( $origin ), [ self::origin_of( home_url() ), self::origin_of( site_url() ) ], true ) );
	}

	/**
	 * Gives the origin of an address, as browsers write it.
	 *
	 * @param string $url An address of the site.
	 */
	private static function origin_of( string $url ): string {
		$parts = wp_parse_url( $url );
		$parts = is_array( $parts ) ? $parts : [];
		$port  = isset( $parts['port'] ) ? ":{$parts['port']}" : '';
		return strtolower( ( $parts['scheme'] ?? '' ) . '://' . ( $parts['host'] ?? '' ) . $port );
	}

	/**
	 * Gives the post whose shortcode counts, if the visitor may read it.
	 *
	 * @param mixed   $post_id What the page sent.
	 * @param WP_User $user    The visitor.
	 */
	private static function readable_post( mixed $post_id, WP_User $user ): ?WP_Post {
		$post = is_numeric( $post_id ) ? get_post( (int) $post_id ) : null;
		if ( ! $post instanceof WP_Post ) {
			return null;
		}
		// Someone without a role lacks even the capability to read what is public.
		return is_post_publicly_viewable( $post ) || user_can( $user, 'read_post', $post->ID ) ? $post : null;
	}

	/**
	 * Makes an answer that nobody may keep.
	 *
	 * @param array<string, mixed>|null $data   The identity.
	 * @param int                       $status HTTP status.
	 */
	private static function response( ?array $data, int $status ): WP_REST_Response {
		return new WP_REST_Response(
			$data,
			$status,
			[
				'Cache-Control' => 'no-store, private',
				'Vary'          => 'Cookie',
			]
		);
	}
}
