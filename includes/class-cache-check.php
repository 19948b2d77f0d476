<?php
/**
 * The check that finds a page cache which mixes visitors up.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

use WP_Post;
use WP_REST_Response;

/**
 * Asks the home page as the current administrator, twice, and then as a guest,
 * and looks for the administrator's mark in what comes back.
 *
 * It runs in Site Health only, never while a visitor waits; it takes three
 * requests at most, and gives up after the first that fails. Of the answers
 * nothing is kept, shown or logged.
 *
 * @phpstan-import-type Check from Checks
 * @phpstan-type Answer array{body: string, hit: bool}
 */
final class Cache_Check {

	/** Seconds that one request may take. */
	private const TIMEOUT = 5;

	/** Headers by which caches say that they had the answer already. */
	private const HIT_HEADERS = [ 'x-cache', 'x-cache-status', 'x-proxy-cache', 'x-fastcgi-cache', 'x-litespeed-cache', 'cf-cache-status', 'x-varnish-cache', 'x-wp-cf-super-cache-cache', 'x-kinsta-cache' ];

	/**
	 * Checks it.
	 *
	 * @phpstan-return Check
	 */
	public static function run(): array {
		$mark = Mark_Cookie::value_for( wp_get_current_user() );
		if ( '' === $mark || '' === self::login_cookie() ) {
			return Checks::result( 'cache', 'ok', __( 'There is no identity that a page cache could mix up.', 'known-visitor' ) );
		}
		$answers = [];
		foreach ( [ true, true, false ] as $is_signed_in ) {
			$answer = self::ask( $is_signed_in );
			if ( null === $answer ) {
				return Checks::result( 'cache', 'warning', __( 'The home page did not answer the site itself in time, so it is not known whether a cache serves the pages of signed-in visitors.', 'known-visitor' ) );
			}
			$answers[] = $answer;
		}
		return self::judge( $mark, ...$answers );
	}

	/**
	 * Answers Site Health, which asks for this test by itself: it may take a while.
	 */
	public static function answer(): WP_REST_Response {
		return new WP_REST_Response( self::site_health_result() );
	}

	/**
	 * Gives the result in the form of Site Health.
	 *
	 * @return array<string, mixed>
	 */
	public static function site_health_result(): array {
		return Checks::site_health_result(
			self::run(),
			[
				'ok'      => __( 'No cache mixes up the visitors of the chat', 'known-visitor' ),
				'warning' => __( 'A cache may keep the chat from knowing your visitors', 'known-visitor' ),
				'error'   => __( 'A cache gives the identity of signed-in visitors to others', 'known-visitor' ),
			]
		);
	}

	/**
	 * Says what three answers of the home page mean.
	 *
	 * @param string $mark   The administrator's.
	 * @param array  $first  To the administrator.
	 * @param array  $second To the administrator again.
	 * @param array  $guest  To nobody.
	 * @phpstan-param Answer $first
	 * @phpstan-param Answer $second
	 * @phpstan-param Answer $guest
	 * @phpstan-return Check
	 */
	private static function judge( string $mark, array $first, array $second, array $guest ): array {
		// The mark may stand anywhere by chance, but not like this.
		$needle                               = "\"mark\":\"$mark\"";
		[ $in_first, $in_second, $in_guests ] = array_map(
			static fn( string $body ): bool => str_contains( $body, $needle ),
			[ $first['body'], $second['body'], $guest['body'] ]
		);

		return match ( true ) {
			$in_guests                   => Checks::result( 'cache', 'error', __( 'A page cache gives a page with your identity to a guest, so visitors can read each other’s conversations. Exclude signed-in visitors from the cache and empty it, or change the delivery to “request” and empty it.', 'known-visitor' ) ),
			$second['hit'] && $in_second => Checks::result( 'cache', 'warning', __( 'A cache keeps pages of signed-in visitors. It gave none to a guest, but change the delivery to “request” to be safe.', 'known-visitor' ) ),
			! self::is_expected()        => Checks::result( 'cache', 'ok', __( 'The home page holds nobody’s identity.', 'known-visitor' ) ),
			$in_first && $in_second      => Checks::result( 'cache', 'ok', __( 'The home page holds your identity for you alone.', 'known-visitor' ) ),
			default                      => Checks::result( 'cache', 'warning', __( 'The home page does not hold your identity though you are signed in: a cache seems to give you a guest’s page. Exclude signed-in visitors from the cache, or change the delivery to “request”.', 'known-visitor' ) ),
		};
	}

	/**
	 * Tells whether the home page is one that holds the administrator's identity.
	 */
	private static function is_expected(): bool {
		$settings = Settings::all();
		$front    = 'page' === get_option( 'show_on_front' ) ? get_post( self::front_page() ) : null;
		$override = $front instanceof WP_Post ? Override::of_post( $front ) : Override::found();
		return 'page' === $settings['delivery'] && null !== Page::identity( wp_get_current_user(), $settings, $override, home_url( '/' ) );
	}

	/**
	 * Gives the ID of the page that is the home page.
	 */
	private static function front_page(): int {
		$id = get_option( 'page_on_front' );
		return is_numeric( $id ) ? (int) $id : 0;
	}

	/**
	 * Asks the home page.
	 *
	 * @param bool $is_signed_in With the administrator's own login cookie, or without any.
	 * @return array{body: string, hit: bool}|null Null if there is no good answer.
	 */
	private static function ask( bool $is_signed_in ): ?array {
		$response = wp_remote_get(
			home_url( '/' ),
			[
				'timeout'     => self::TIMEOUT,
				// The cookie goes nowhere else.
				'redirection' => 0,
				'headers'     => $is_signed_in ? [ 'Cookie' => self::login_cookie() ] : [],
				/** This filter is documented in wp-includes/class-wp-http-streams.php */
				'sslverify'   => true === apply_filters( 'https_local_ssl_verify', false ), // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress's own.
			]
		);
		if ( is_wp_error( $response ) || 200 !== wp_remote_retrieve_response_code( $response ) ) {
			return null;
		}
		return [
			'body' => wp_remote_retrieve_body( $response ),
			'hit'  => self::is_hit( $response ),
		];
	}

	/**
	 * Gives the administrator's own login cookie, as the browser sent it; empty if
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
	 * Tells whether a cache says that it had the answer already.
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
