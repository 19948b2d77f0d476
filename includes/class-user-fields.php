<?php
/**
 * What the portal's user card shows of a visitor.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

use WP_User;

/**
 * Chooses the fields of `setUserRegisterData` by the owner's settings, and lets
 * none through that the portal would refuse: a bad e-mail address makes it refuse
 * the whole chat, names that are too long do not fit its columns.
 *
 * @phpstan-import-type FieldSources from Settings
 */
final class User_Fields {

	/** Characters that the portal's columns hold. */
	private const MAX_NAME_LENGTH = 50;
	private const MAX_LENGTH      = 255;

	/** Path endings of pictures that the portal fetches. */
	private const PICTURE = '/\.(png|jpe?g|gif)$/i';

	/**
	 * Gives the fields of a visitor, but for the hash.
	 *
	 * @param WP_User $user    Somebody who exists.
	 * @param array   $sources Where each field comes from: the setting `fields`.
	 * @phpstan-param FieldSources $sources
	 * @return array<string, string> Only fields that are on and usable.
	 */
	public static function of( WP_User $user, array $sources ): array {
		/**
		 * Filters what the portal is told about a visitor. Fields that the portal
		 * would refuse are left out afterwards.
		 *
		 * @since 0.1.0
		 *
		 * @param array<string, mixed> $fields Any of name, lastName, avatar, email, www, position,
		 *                                     and gender (`F` or `M`), which only a filter can add.
		 * @param WP_User              $user   The visitor.
		 */
		$fields = apply_filters( 'known_visitor_user_fields', self::choose( $user, $sources ), $user );

		if ( ! is_array( $fields ) ) {
			_doing_it_wrong( 'known_visitor_user_fields', 'The filter has to return an array. No user fields were sent.', '0.1.0' );
			return [];
		}
		return array_filter(
			[
				'name'     => Visitor::cut( Visitor::clean( $fields['name'] ?? '' ), self::MAX_NAME_LENGTH ),
				'lastName' => Visitor::cut( Visitor::clean( $fields['lastName'] ?? '' ), self::MAX_NAME_LENGTH ),
				'avatar'   => self::usable_avatar( Visitor::clean( $fields['avatar'] ?? '' ) ),
				'email'    => self::usable_email( Visitor::clean( $fields['email'] ?? '' ) ),
				'www'      => self::usable_url( Visitor::clean( $fields['www'] ?? '' ) ),
				'gender'   => self::usable_gender( $fields['gender'] ?? '' ),
				'position' => Visitor::cut( Visitor::clean( $fields['position'] ?? '' ), self::MAX_LENGTH ),
			],
			static fn( string $value ): bool => '' !== $value
		);
	}

	/**
	 * Takes each field from its source.
	 *
	 * @param WP_User $user    The visitor.
	 * @param array   $sources The setting `fields`.
	 * @phpstan-param FieldSources $sources
	 * @return array<string, string>
	 */
	private static function choose( WP_User $user, array $sources ): array {
		$visitor = new Visitor( $user );
		$fields  = [ 'name' => self::name( $visitor, $sources['name'] ) ];

		if ( 'last_name' === $sources['last_name'] ) {
			$fields['lastName'] = $visitor->value( 'last_name' );
		}
		if ( $sources['avatar'] ) {
			$fields['avatar'] = (string) get_avatar_url( $user );
		}
		if ( $sources['email'] ) {
			$fields['email'] = $visitor->value( 'email' );
		}
		if ( $sources['www'] ) {
			$fields['www'] = $visitor->value( 'profile_url' );
		}
		if ( $sources['position'] ) {
			$fields['position'] = $visitor->value( 'role' );
		}
		return $fields;
	}

	/**
	 * Gives the first name that there is: the chosen one, the display name, or
	 * the login without what might be the rest of an e-mail address.
	 *
	 * @param Visitor $visitor The visitor.
	 * @param string  $source  `first_name`, `display_name` or `nickname`.
	 */
	private static function name( Visitor $visitor, string $source ): string {
		foreach ( [ $source, 'display_name' ] as $token ) {
			$name = $visitor->value( $token );
			if ( '' !== $name ) {
				return $name;
			}
		}
		return explode( '@', $visitor->value( 'user_login' ) )[0];
	}

	/**
	 * Gives the avatar's address if the portal would fetch it.
	 *
	 * A Gravatar has no ending, but takes one.
	 *
	 * @param string $url Any text.
	 */
	private static function usable_avatar( string $url ): string {
		$parts = wp_parse_url( $url );
		if ( ! is_array( $parts ) ) {
			return '';
		}
		$path = $parts['path'] ?? '';
		if ( 1 === preg_match( '/(^|\.)gravatar\.com$/i', $parts['host'] ?? '' ) && str_starts_with( $path, '/avatar/' ) ) {
			$url   = strtok( $url, '?#' );
			$url   = 1 === preg_match( self::PICTURE, $path ) ? (string) $url : "$url.jpg";
			$path .= '.jpg';
		}
		return 1 === preg_match( self::PICTURE, $path ) ? self::usable_url( $url ) : '';
	}

	/**
	 * Gives the address if it is a web address that fits the portal's column.
	 *
	 * @param string $url Any text.
	 */
	private static function usable_url( string $url ): string {
		return 1 === preg_match( '#^https?://[^\s/?\#]\S*$#i', $url ) && mb_strlen( $url ) <= self::MAX_LENGTH ? $url : '';
	}

	/**
	 * Gives the e-mail address if the portal would take it.
	 *
	 * @param string $email Any text.
	 */
	private static function usable_email( string $email ): string {
		$fits = strlen( $email ) <= self::MAX_LENGTH && 1 === preg_match( '/@[^@]+\.[^.@]{2,20}$/', $email );
		return $fits && false !== is_email( $email ) ? $email : '';
	}

	/**
	 * Gives the gender if the portal knows it.
	 *
	 * @param mixed $gender What a filter added.
	 */
	private static function usable_gender( mixed $gender ): string {
		return in_array( $gender, [ 'F', 'M' ], true ) ? $gender : '';
	}
}
