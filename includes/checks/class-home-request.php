<?php
/**
 * How the site asks itself.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Checks;

use KnownVisitor\Identity\Site;
use KnownVisitor\Page\Page;
use KnownVisitor\Page\Preview;
use Throwable;
use WP_Http;

/**
 * Asks the home page as the current administrator or as a guest, and the route that such a page may ask, in bounded time.
 *
 * The login cookie goes to the very host, port and scheme that set it, with the certificate verified.
 *
 * @phpstan-type Answer array{failure: string, body: string, is_hit: bool}
 */
final class Home_Request {

	/** How long one answer may take, with its redirects. */
	public const TIMEOUT_SECONDS = 5;

	/** The `failure` of a page that did not answer at all. */
	public const SILENT = 'silent';

	/** That of a page that sent us to another site. */
	public const MOVED = 'moved';

	/** Bytes of a page at most: the widget stands at its end. */
	private const MAX_BYTES = 4_000_000;

	/** Redirects within the site: to the page of a language, say. */
	private const MAX_REDIRECTS = 2;

	/** Headers by which caches say that they had the answer already. */
	private const HIT_HEADERS = [ 'x-cache', 'x-cache-status', 'x-proxy-cache', 'x-fastcgi-cache', 'x-litespeed-cache', 'cf-cache-status', 'x-varnish-cache', 'x-wp-cf-super-cache-cache', 'x-kinsta-cache' ];

	/**
	 * Determines whether the home page can be asked as the current user.
	 */
	public static function can_sign_in(): bool {
		return is_user_logged_in() && '' !== self::login_cookie();
	}

	/**
	 * Determines whether the home page is on the host and port to which the browser
	 * sent the login cookie, and not on a less safe connection.
	 */
	public static function is_home_here(): bool {
		$home  = Site::parts( home_url( '/' ) );
		$asked = $_SERVER['HTTP_HOST'] ?? ''; // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Compared only.

		return is_string( $asked ) && '' !== $asked && 0 === strcasecmp( $asked, $home['host'] . $home['port'] )
			&& ( 'https' === $home['scheme'] || ! is_ssl() );
	}

	/**
	 * Asks the home page.
	 *
	 * @param bool $is_signed_in With the administrator's own login cookie, or without any.
	 * @return array
	 * @phpstan-return Answer
	 */
	public static function page( bool $is_signed_in ): array {
		return self::get( home_url( '/' ), $is_signed_in ? self::cookie_header() : [] );
	}

	/**
	 * Asks who the administrator is, as pages do with `request` delivery.
	 *
	 * @return array
	 * @phpstan-return Answer
	 */
	public static function visitor(): array {
		$url = rest_url( Page::VISITOR_ROUTE );
		if ( Site::origin( $url ) !== Site::origin( home_url( '/' ) ) ) {
			return self::failure( self::MOVED );
		}
		$post_id = Preview::front_page();
		return self::get(
			$post_id > 0 ? add_query_arg( 'post', $post_id, $url ) : $url,
			self::cookie_header() + [
				Page::VISITOR_HEADER => '1',
				'Referer'            => home_url( '/' ),
			]
		);
	}

	/**
	 * Gets an address, and follows it on the same origin.
	 *
	 * @param string                $url     Address on the home page's own origin.
	 * @param array<string, string> $headers Headers.
	 * @return array `failure` is empty, or SILENT, MOVED or the HTTP status.
	 * @phpstan-return Answer
	 */
	private static function get( string $url, array $headers ): array {
		$deadline = microtime( true ) + self::TIMEOUT_SECONDS;
		for ( $hop = 0; $hop <= self::MAX_REDIRECTS; ++$hop ) {
			$response = self::ask( $url, $headers, $deadline - microtime( true ) );
			// Other plugins may answer in the place of the network, and anything.
			$status   = is_array( $response ) ? wp_remote_retrieve_response_code( $response ) : 0;
			$location = is_array( $response ) ? wp_remote_retrieve_header( $response, 'location' ) : '';
			if ( ! is_array( $response ) || ! is_int( $status ) || $status < 100 ) {
				return self::failure( self::SILENT );
			}
			if ( 200 === $status ) {
				$body = wp_remote_retrieve_body( $response );
				return [
					'failure' => '',
					'body'    => self::text( $body ),
					'is_hit'  => self::is_hit( $response ),
				];
			}
			if ( $status < 300 || $status > 399 ) {
				return self::failure( (string) $status );
			}
			$url = is_string( $location ) && '' !== $location ? WP_Http::make_absolute_url( $location, $url ) : '';
			if ( Site::origin( $url ) !== Site::origin( home_url( '/' ) ) ) {
				break;
			}
		}
		return self::failure( self::MOVED );
	}

	/**
	 * Sends one request.
	 *
	 * @param string                $url     Address on the home page's own origin.
	 * @param array<string, string> $headers Headers.
	 * @param float                 $timeout Seconds left.
	 * @return mixed The answer of the network, or of a plugin in its place; null if no time is left.
	 */
	private static function ask( string $url, array $headers, float $timeout ): mixed {
		try {
			return $timeout <= 0 ? null : wp_remote_get(
				$url,
				[
					'timeout'             => $timeout,
					'limit_response_size' => self::MAX_BYTES,
					// The cookie goes nowhere by itself.
					'redirection'         => 0,
					'sslverify'           => true,
					'headers'             => $headers,
				]
			);
		} catch ( Throwable ) {
			// A plugin that looks at requests.
			return null;
		}
	}

	/**
	 * Makes the answer that stands for none.
	 *
	 * @param string $failure What went wrong.
	 * @return array
	 * @phpstan-return Answer
	 */
	private static function failure( string $failure ): array {
		return [
			'failure' => $failure,
			'body'    => '',
			'is_hit'  => false,
		];
	}

	/**
	 * Returns a text as it is, and anything else as an empty one.
	 *
	 * @param mixed $value Anything.
	 */
	private static function text( mixed $value ): string {
		return is_string( $value ) ? $value : '';
	}

	/**
	 * Returns the header by which the administrator is signed in.
	 *
	 * @return array{Cookie: string}
	 */
	private static function cookie_header(): array {
		return [ 'Cookie' => self::login_cookie() ];
	}

	/**
	 * Returns the administrator's own login cookie, as the browser sent it; empty if
	 * there is none.
	 */
	private static function login_cookie(): string {
		$name = defined( 'LOGGED_IN_COOKIE' ) ? constant( 'LOGGED_IN_COOKIE' ) : null;
		if ( ! is_string( $name ) ) {
			return '';
		}
		$value = $_COOKIE[ $name ] ?? ''; // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Sent back to where it comes from.
		return is_string( $value ) && '' !== $value ? "$name=" . rawurlencode( wp_unslash( $value ) ) : '';
	}

	/**
	 * Determines whether a cache says that it had the answer already.
	 *
	 * @param array<mixed> $response What wp_remote_get() answered.
	 */
	private static function is_hit( array $response ): bool {
		$age = wp_remote_retrieve_header( $response, 'age' );
		if ( is_numeric( $age ) && $age > 0 ) {
			return true;
		}
		foreach ( self::HIT_HEADERS as $name ) {
			$value = wp_remote_retrieve_header( $response, $name );
			if ( is_string( $value ) && 1 === preg_match( '/\bhit\b/i', $value ) ) {
				return true;
			}
		}
		return false;
	}
}
