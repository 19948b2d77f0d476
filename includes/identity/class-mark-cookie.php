<?php
/**
 * The cookie with the mark.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Identity;

use KnownVisitor\Settings\Settings;
use Throwable;
use WP_User;

/**
 * Lets the browser know who is signed in, and after a sign-out that somebody was.
 *
 * It opens nothing. The loader compares it with the identity in its hand, which may be from before a sign-out. Where there
 * is none it is the trace of a visitor whom the widget may still know, and outlives session and localStorage.
 */
final class Mark_Cookie {

	/** Name of the cookie with the mark, which caches and consent tools are told of. */
	public const NAME = 'known_visitor';

	/** Value of that cookie after a sign-out. */
	public const SIGNED_OUT = '0';

	/**
	 * How long browsers keep it: as long as they keep any (400 days, Chrome since 104), and longer than the
	 * widget keeps its own (365 days).
	 */
	private const LIFETIME_SECONDS = 400 * 86400;

	/**
	 * How often login cookies were cleared in this request.
	 *
	 * @var int
	 */
	private static int $clearings = 0;

	/**
	 * Callback for `send_auth_cookies`, the last one: sends our cookie where WordPress's login cookies are sent or cleared.
	 *
	 * @param mixed $sends      Whether WordPress sends its own: plugins that sign in by other means may say no.
	 * @param mixed $expires    Unix time at which the browser drops them; not used.
	 * @param mixed $expiration Unix time at which WordPress does; not used.
	 * @param mixed $user_id    Who signs in; 0 if they are cleared. Null: a plugin asks with nothing but a yes.
	 * @return mixed What it was given.
	 */
	public static function follow_login_cookie( mixed $sends, mixed $expires = 0, mixed $expiration = 0, mixed $user_id = null ): mixed {
		$clearings = did_action( 'clear_auth_cookie' );
		if ( null === $user_id && $clearings === self::$clearings ) {
			// It asks about cookies of its own: clearing WordPress's begins with that action.
			return $sends;
		}
		self::$clearings = $clearings;
		if ( $sends ) {
			try {
				// Plugins take the ID out of the database: it is text.
				self::follow( get_userdata( Visitor_Data::id( $user_id ) ) );
			} catch ( Throwable ) {
				// No sign-in waits for us, and nobody is who was before.
				headers_sent() || self::set( self::SIGNED_OUT, (string) COOKIEPATH );
			}
		}
		return $sends;
	}

	/**
	 * Tells the browser who is signed in from now on.
	 *
	 * @param mixed $user A WP_User, if anybody is.
	 */
	private static function follow( mixed $user ): void {
		$mark = $user instanceof WP_User ? self::value_for( $user ) : self::SIGNED_OUT;
		if ( '' !== $mark ) {
			self::tell_network( $mark );
		} else {
			// Who is signed in by now has no identity, but is not who was before.
			self::say_signed_out();
		}
	}

	/**
	 * Callback for `admin_init`, and called by the route, whose answers no cache keeps: gives the cookie to those who signed in
	 * before the plugin was there, or the secret was replaced.
	 */
	public static function refresh(): void {
		$mark = self::value_for( wp_get_current_user() );
		if ( '' !== $mark && ! self::says( $mark ) ) {
			self::send( $mark );
		}
	}

	/**
	 * Makes a cookie that tells of a session say that it is over. Other browsers get
	 * none.
	 */
	public static function say_signed_out(): void {
		if ( isset( $_COOKIE[ self::NAME ] ) && ! self::says( self::SIGNED_OUT ) ) {
			self::tell_network( self::SIGNED_OUT );
		}
	}

	/**
	 * Determines whether the browser's cookie says this mark.
	 *
	 * @param string $mark A mark.
	 */
	public static function says( string $mark ): bool {
		return ( $_COOKIE[ self::NAME ] ?? '' ) === $mark; // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Compared only.
	}

	/**
	 * Returns the mark of a user; empty if there is no identity, or where code of
	 * another plugin throws.
	 *
	 * @param WP_User $user Somebody, or nobody.
	 */
	public static function value_for( WP_User $user ): string {
		try {
			$settings = Settings::all();
			$visitor  = new Visitor_Data( $user );
			$hash     = $settings['enabled'] && $user->ID > 0 ? $visitor->hash( $settings ) : '';
			return '' === $hash ? '' : $visitor->mark( $hash );
		} catch ( Throwable ) {
			return '';
		}
	}

	/**
	 * Sends the cookie, if it still can.
	 *
	 * Sites of a network in folders share an origin: each has its own, at its path.
	 *
	 * @param string $value The mark, or SIGNED_OUT. Empty, where there is no identity, leaves what is there.
	 */
	public static function send( string $value ): void {
		if ( '' !== $value && ! headers_sent() ) {
			self::set( $value, self::site_path() );
		}
	}

	/**
	 * Sends the cookie of who signs in or out.
	 *
	 * On a network in folders that holds on all sites: the cookie at its root, which they see, says so, too. A mark there
	 * may be another site's, but is not that of who was before.
	 *
	 * @param string $value The mark, or SIGNED_OUT.
	 */
	private static function tell_network( string $value ): void {
		self::send( $value );
		if ( (string) COOKIEPATH !== self::site_path() && ! headers_sent() ) {
			self::set( $value, (string) COOKIEPATH );
		}
	}

	/**
	 * Sets the cookie at a path.
	 *
	 * @param string $value The mark, or SIGNED_OUT.
	 * @param string $path  The path.
	 */
	private static function set( string $value, string $path ): void {
		setcookie(
			self::NAME,
			$value,
			[
				'expires'  => time() + self::LIFETIME_SECONDS,
				'path'     => $path,
				'domain'   => (string) COOKIE_DOMAIN, // Some wp-config.php say false.
				'secure'   => is_ssl(),
				'httponly' => false,
				'samesite' => 'Lax',
			]
		);
	}

	/**
	 * Returns the path of the site's home, with a slash at both ends.
	 */
	private static function site_path(): string {
		return (string) ( is_multisite() ? get_blog_details()->path ?? COOKIEPATH : COOKIEPATH );
	}
}
