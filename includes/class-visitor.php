<?php
/**
 * What WordPress knows of a visitor.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

use WP_User;

/**
 * A signed-in visitor's data as clean text, by the names of the tokens.
 */
final class Visitor {

	/** The tokens that value() answers. The others are known to the browser only. */
	public const TOKENS = [
		'user_id',
		'user_login',
		'first_name',
		'last_name',
		'full_name',
		'display_name',
		'nickname',
		'email',
		'role',
		'registered',
		'locale',
		'site_name',
		'site_url',
		'profile_url',
	];

	/** Characters of a value that are sent at most; the loader cuts text finer. */
	private const MAX_LENGTH = 2000;

	/**
	 * What a reader sees as one character: a flag, or anything with its accents,
	 * skin colour and what is joined to it. PCRE's own \X would take a whole row
	 * of emoji for one (seen in 10.42).
	 */
	private const CHARACTER = '/(?:[\x{1f1e6}-\x{1f1ff}]{2}|.)(?:[\p{M}\x{200c}\x{1f3fb}-\x{1f3ff}\x{e0020}-\x{e007f}]|\x{200d}.?)*/us';

	/** User meta that no setting can send anywhere: sessions, rights, passwords and keys. */
	private const SECRET_META = '/session_tokens|capabilities$|user_level$|(^|_)pass(word|phrase|wd)?s?($|_)|activation_key|two_factor|totp|secret/i';

	/**
	 * Looks at one visitor.
	 *
	 * @param WP_User $user Somebody who exists.
	 */
	public function __construct( private readonly WP_User $user ) {}

	/**
	 * Gives the value of a token.
	 *
	 * @param string $token One of TOKENS.
	 * @return string Empty if the visitor has none, or there is no such token.
	 */
	public function value( string $token ): string {
		$user = $this->user;

		$value = match ( $token ) {
			'user_id'      => $user->ID,
			'user_login'   => $user->user_login,
			'first_name'   => $user->first_name,
			'last_name'    => $user->last_name,
			'full_name'    => $this->value( 'first_name' ) . ' ' . $this->value( 'last_name' ),
			'display_name' => $user->display_name,
			'nickname'     => $user->nickname,
			'email'        => $user->user_email,
			'role'         => $this->role(),
			'registered'   => substr( $user->user_registered, 0, 10 ),
			'locale'       => get_user_locale( $user ),
			'site_name'    => wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES ),
			'site_url'     => home_url( '/' ),
			'profile_url'  => admin_url( "user-edit.php?user_id={$user->ID}" ),
			default        => '',
		};
		return self::clean( $value );
	}

	/**
	 * Gives a user meta value that the owner allowed to be sent.
	 *
	 * @param string       $key     The meta key.
	 * @param list<string> $allowed The owner's allow list.
	 * @return string Empty if the key is not allowed, or its value is no text.
	 */
	public function meta( string $key, array $allowed ): string {
		if ( ! in_array( $key, $allowed, true ) || self::is_secret_meta( $key ) ) {
			return '';
		}
		return self::clean( get_user_meta( $this->user->ID, $key, true ) );
	}

	/**
	 * Tells whether a user meta key may never be sent, whatever the owner says.
	 *
	 * @param string $key The meta key.
	 */
	public static function is_secret_meta( string $key ): bool {
		return 1 === preg_match( self::SECRET_META, $key );
	}

	/**
	 * Makes anything one line of clean text.
	 *
	 * Control characters and characters that reorder the text around them are
	 * removed, line breaks become blanks, and invalid UTF-8 is replaced, since it
	 * would empty the whole page's data.
	 *
	 * @param mixed $value What WordPress, user meta or a filter holds.
	 * @return string Empty if the value is no text or number.
	 */
	public static function clean( mixed $value ): string {
		if ( ! is_string( $value ) && ! is_int( $value ) && ! is_float( $value ) ) {
			return '';
		}
		$text = (string) $value;
		if ( 1 !== preg_match( '//u', $text ) ) {
			$text = htmlspecialchars_decode( htmlspecialchars( $text, ENT_NOQUOTES | ENT_SUBSTITUTE, 'UTF-8' ), ENT_NOQUOTES );
		}
		// Most values are plain: one look saves the work.
		if ( 1 === preg_match( '/[^\x20-\x7e]/', $text ) ) {
			$text = (string) preg_replace( '/\R|\t/u', ' ', $text );
			$text = (string) preg_replace( '/[\p{Cc}\x{61c}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}]/u', '', $text );
		}
		return self::cut( trim( $text ), self::MAX_LENGTH );
	}

	/**
	 * Cuts a text without splitting what a reader sees as one character.
	 *
	 * @param string $text   Valid UTF-8.
	 * @param int    $length Unicode characters at most, as the portal's columns count them.
	 */
	public static function cut( string $text, int $length ): string {
		if ( strlen( $text ) <= $length || mb_strlen( $text ) <= $length ) {
			return $text;
		}
		$cut = '';
		// Twice the length holds any cluster that could still fit.
		preg_match_all( self::CHARACTER, mb_substr( $text, 0, 2 * $length ), $clusters );
		foreach ( $clusters[0] as $cluster ) {
			if ( mb_strlen( $cut . $cluster ) > $length ) {
				break;
			}
			$cut .= $cluster;
		}
		return rtrim( $cut );
	}

	/**
	 * Gives the name of the visitor's first role, in the language of the site.
	 */
	private function role(): string {
		$role = reset( $this->user->roles );
		$name = is_string( $role ) ? wp_roles()->role_names[ $role ] ?? '' : '';
		return translate_user_role( $name );
	}
}
