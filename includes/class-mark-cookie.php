<?php
/**
 * The cookie with the mark.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

use WP_User;

/**
 * Lets a page that is the same for everyone know that somebody is signed in.
 *
 * The cookie comes and goes with WordPress's own login cookie, and holds nothing
 * but the mark. It opens nothing: the route `/visitor` looks at the login cookie.
 */
final class Mark_Cookie {

	public const NAME = 'known_visitor';

	/**
	 * Runs last of all that decide whether WordPress sends its login cookies or
	 * clears them, and does the same.
	 *
	 * @param mixed $sends      Whether it does: plugins that sign in by other means may say no.
	 * @param int   $expires    Unix time at which the browser drops them; 0 with the session.
	 * @param int   $expiration Unix time at which WordPress does; not used.
	 * @param int   $user_id    Who signs in; 0 if they are cleared.
	 * @return mixed What it was given.
	 */
	public static function follow_login_cookie( mixed $sends, int $expires = 0, int $expiration = 0, int $user_id = 0 ): mixed {
		$user = $sends && $user_id > 0 ? get_userdata( $user_id ) : false;
		if ( $user instanceof WP_User ) {
			self::send( self::value_for( $user ), $expires );
		} elseif ( $sends ) {
			self::clear();
		}
		return $sends;
	}

	/**
	 * Removes the cookie.
	 */
	public static function clear(): void {
		self::send( '', 1 );
	}

	/**
	 * Runs in the admin, whose pages no cache keeps, and when the route answers: gives
	 * the cookie to those who signed in before the plugin was there, or before the
	 * secret was replaced.
	 *
	 * It lives as long as the session, which may be longer than the browser keeps the
	 * login cookie: then the route says that nobody is signed in, and clears it.
	 */
	public static function refresh(): void {
		$mark = self::value_for( wp_get_current_user() );
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Compared only.
		if ( '' !== $mark && ( $_COOKIE[ self::NAME ] ?? '' ) !== $mark ) {
			$session = wp_parse_auth_cookie( '', 'logged_in' );
			self::send( $mark, (int) ( $session['expiration'] ?? 0 ) );
		}
	}

	/**
	 * Gives the mark of a user, or an empty string if there is no identity.
	 *
	 * @param WP_User $user Somebody, or nobody.
	 */
	public static function value_for( WP_User $user ): string {
		$settings = Settings::all();
		$hash     = $settings['enabled'] && $user->ID > 0 ? Identity::hash( $user, $settings ) : '';
		return '' === $hash ? '' : Secret::mark( $hash );
	}

	/**
	 * Sends the cookie, if there still is a way to.
	 *
	 * @param string $mark    The mark; empty removes the cookie.
	 * @param int    $expires Unix time; 0 with the session.
	 */
	private static function send( string $mark, int $expires ): void {
		if ( headers_sent() ) {
			return;
		}
		setcookie(
			self::NAME,
			$mark,
			[
				'expires'  => $expires,
				'path'     => COOKIEPATH,
				'domain'   => (string) COOKIE_DOMAIN, // Some wp-config.php say false.
				'secure'   => is_ssl(),
				'httponly' => false,
				'samesite' => 'Lax',
			]
		);
	}
}
