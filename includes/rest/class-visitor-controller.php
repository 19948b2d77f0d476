<?php
/**
 * The route that tells a page who its visitor is.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Rest;

use KnownVisitor\Identity\Mark_Cookie;
use KnownVisitor\Identity\Site;
use KnownVisitor\Identity\Visitor_Data;
use KnownVisitor\Page\Carrier;
use KnownVisitor\Page\Decision;
use KnownVisitor\Page\Override;
use KnownVisitor\Page\Page;
use KnownVisitor\Page\Paths;
use KnownVisitor\Page\Post_Override;
use KnownVisitor\Settings\Settings;
use Throwable;
use WP_REST_Request;
use WP_REST_Response;
use WP_User;

/**
 * Answers the visitor's identity to pages of the site itself, and to nobody else.
 *
 * The page may come out of a cache, with a nonce of old. The browser vouches: only a script of the site's own pages can send
 * our header, and only its requests count as same-origin.
 */
final class Visitor_Controller {

	/**
	 * Callback for `rest_api_init`.
	 */
	public static function register(): void {
		register_rest_route(
			Admin_Controller::REST_NAMESPACE,
			'/' . basename( Carrier::VISITOR_ROUTE ),
			[
				'methods'             => 'GET',
				'callback'            => [ self::class, 'answer' ],
				// answer() judges: an error of WordPress's would say why.
				'permission_callback' => '__return_true',
				'show_in_index'       => false,
			]
		);
		// Before WordPress judges the nonce (100).
		add_filter( 'rest_authentication_errors', [ self::class, 'ignore_nonce' ], 90 );
		// After WordPress has sent the headers by which it opens every route to other sites.
		add_filter( 'rest_pre_serve_request', [ self::class, 'withhold' ], 20, 3 );
	}

	/**
	 * Callback for `rest_authentication_errors`: a script of the page may add an old
	 * nonce to every request, which WordPress would refuse. This route needs none.
	 *
	 * @param mixed $error What was found so far.
	 * @return mixed The same.
	 */
	public static function ignore_nonce( mixed $error ): mixed {
		global $wp;
		$route = $wp instanceof \WP ? $wp->query_vars['rest_route'] ?? '' : '';
		if ( self::is_ours( $route ) ) {
			unset( $_SERVER['HTTP_X_WP_NONCE'], $_REQUEST['_wpnonce'] ); // phpcs:ignore WordPress.Security.NonceVerification -- It is not looked at.
		}
		return $error;
	}

	/**
	 * Answers the identity (200), and nothing to a guest (204), to anybody else (403),
	 * and where code of another plugin throws (503).
	 *
	 * @param WP_REST_Request $request `post`: ID of the page's post, if it is one; `enabled`: the site's word.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 */
	public static function answer( WP_REST_Request $request ): WP_REST_Response {
		if ( ! self::is_from_our_page( $request ) ) {
			return self::response( null, 403 );
		}
		try {
			$user = self::visitor();
			return null === $user ? self::answer_guest() : self::answer_visitor( $user, $request );
		} catch ( Throwable $failure ) {
			Decision::report( $failure );
			return self::response( null, 503 );
		}
	}

	/**
	 * Answers a visitor's identity, or nothing where that page does not identify them.
	 *
	 * @param WP_User         $user    The visitor.
	 * @param WP_REST_Request $request The request.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 */
	private static function answer_visitor( WP_User $user, WP_REST_Request $request ): WP_REST_Response {
		try {
			// Filters of other plugins find what they would on the page; what comes after, nobody.
			wp_set_current_user( $user->ID );
			$identity = self::identity( $user, $request );
			if ( null !== $identity ) {
				Mark_Cookie::refresh();
			}
			return self::response( $identity, null === $identity ? 204 : 200 );
		} finally {
			wp_set_current_user( 0 );
		}
	}

	/**
	 * Returns the visitor of the login cookie, unless a plugin shuts that one out or puts another in: without a nonce WordPress
	 * takes every request for a guest's, and asks neither.
	 *
	 * @return WP_User|null Null for a guest.
	 */
	private static function visitor(): ?WP_User {
		// Some plugins replace it.
		$user_id = Visitor_Data::id( wp_validate_auth_cookie( '', 'logged_in' ) );
		if ( 0 === $user_id ) {
			return null;
		}
		/** This filter is documented in wp-includes/user.php */
		$determined = apply_filters( 'determine_current_user', false ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress's own.
		// Out of a database it is text.
		$user = Visitor_Data::id( $determined ) === $user_id ? get_userdata( $user_id ) : false;
		return $user instanceof WP_User ? $user : null;
	}

	/**
	 * Answers nothing. The session is over, and now the cookie says so, unless the database could not tell (503).
	 */
	private static function answer_guest(): WP_REST_Response {
		global $wpdb;
		if ( ! $wpdb instanceof \wpdb || '' !== $wpdb->last_error ) {
			return self::response( null, 503 );
		}
		Mark_Cookie::say_signed_out();
		return self::response( null, 204 );
	}

	/**
	 * Returns the visitor's identity by the rules of the page that asks.
	 *
	 * @param WP_User         $user    The visitor.
	 * @param WP_REST_Request $request The request.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 * @return array<string, mixed>|null Null if that page does not identify them.
	 */
	private static function identity( WP_User $user, WP_REST_Request $request ): ?array {
		$settings = Settings::all();
		if ( 'request' !== $settings['delivery'] ) {
			return null;
		}
		$post     = Post_Override::page( $request->get_param( 'post' ), $user );
		$said     = new Override( $request->has_param( 'enabled' ) ? true : null );
		$override = null === $post ? $said : $said->then( Post_Override::of( $post ) );
		$url      = 'all' === $settings['paths']['mode'] ? '' : Paths::address( $post, (string) $request->get_header( 'referer' ) );
		$data     = Decision::about( $user, $settings, $override, $url )->data;
		$tokens   = $request->get_param( 'tokens' );
		if ( null !== $data && is_string( $tokens ) ) {
			$data['tokens'] = (object) ( (array) $data['tokens'] + Decision::tokens( new Visitor_Data( $user ), [ $tokens ], $settings['meta_keys'] ) );
		}
		return $data;
	}

	/**
	 * Callback for `rest_pre_serve_request`: takes back the headers by which WordPress opens every route to other sites, and all
	 * that it would say to a request that we refuse.
	 *
	 * @param mixed $served  Whether the answer was sent already.
	 * @param mixed $result  The answer; not used.
	 * @param mixed $request The request.
	 * @return mixed Whether there is nothing more to send.
	 */
	public static function withhold( mixed $served, mixed $result = null, mixed $request = null ): mixed {
		if ( ! $request instanceof WP_REST_Request || ! self::is_ours( $request->get_route() ) ) {
			return $served;
		}
		foreach ( [ 'Allow-Origin', 'Allow-Methods', 'Allow-Credentials', 'Allow-Headers', 'Expose-Headers' ] as $name ) {
			header_remove( "Access-Control-$name" );
		}
		// Whatever other code did to the headers.
		if ( Page::forbid_caching() && self::is_from_our_page( $request ) ) {
			return $served;
		}
		status_header( 403 );
		return true;
	}

	/**
	 * Determines whether WordPress takes a route for ours, by its own expression, which lets other case and a line break at the
	 * end through (WP_REST_Server::match_request_to_handler(), 7.1).
	 *
	 * @param mixed $route A route.
	 */
	private static function is_ours( mixed $route ): bool {
		return is_string( $route ) && 1 === preg_match( '@^/' . Carrier::VISITOR_ROUTE . '$@i', untrailingslashit( $route ) );
	}

	/**
	 * Determines whether a script of the site's own pages asks.
	 *
	 * @param WP_REST_Request $request The request.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 */
	private static function is_from_our_page( WP_REST_Request $request ): bool {
		try {
			$site   = $request->get_header( 'sec_fetch_site' );
			$origin = $request->get_header( 'origin' );

			return '1' === $request->get_header( Carrier::VISITOR_HEADER )
				&& 'GET' === ( $_SERVER['REQUEST_METHOD'] ?? '' ) // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Compared only.
				&& null === $request->get_param( '_jsonp' )
				&& null === $request->get_param( '_envelope' )
				&& ( null === $site || 'same-origin' === $site )
				&& ( null === $origin || in_array( strtolower( $origin ), [ Site::origin( home_url() ), Site::origin( site_url() ) ], true ) );
		} catch ( Throwable ) {
			// Code of another plugin.
			return false;
		}
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
