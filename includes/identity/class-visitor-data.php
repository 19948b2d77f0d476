<?php
/**
 * What WordPress knows of a visitor.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Identity;

use KnownVisitor\Settings\Settings;
use SensitiveParameter;
use Throwable;
use WP_User;

use function abs, admin_url, apply_filters, basename, esc_html, explode, floor, get_avatar_url, get_option,
	get_user_locale, get_user_meta, has_filter, hash, home_url, html_entity_decode, htmlspecialchars,
	htmlspecialchars_decode, in_array, is_array, is_email, is_finite, is_float, is_int, is_multisite, is_ssl, is_string, max, maybe_unserialize, preg_match,
	preg_match_all, preg_replace, range, reset, rtrim, sprintf, str_contains, str_replace, str_starts_with,
	strlen, strtok, strtolower, substr, translate_user_role, trim, wp_hash, wp_roles;

/**
 * Who a signed-in visitor is to the chat: hash, fields and values of tokens, as clean
 * text.
 *
 * @phpstan-import-type FieldSources from Settings
 * @phpstan-import-type SiteSettings from Settings
 */
final class Visitor_Data {

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

	/** Characters that the portal's columns hold. */
	private const MAX_NAME_LENGTH  = 50;
	private const MAX_FIELD_LENGTH = 255;

	/** The address of a Gravatar without a query, as avatar() makes it. */
	private const GRAVATAR = '#^https://secure\.gravatar\.com/avatar/[0-9a-f]{64}$#D';

	/** Addresses of pictures that the portal fetches; a host's name is none. */
	private const PICTURE = '#^https?://[^/]+/.*\.(png|jpe?g|gif)$#i';

	/** What most e-mail addresses are, of those that the portal takes. */
	private const PLAIN_EMAIL = '/^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,20}$/Di';

	/** What most values are: text in which nothing has to be looked for. */
	private const CLEAN = '/^(?! )[ -%\'-\[\]-~]{0,255}(?<! )$/D';

	/**
	 * What a reader sees as one character: a flag, or anything with its accents,
	 * skin color and what is joined to it. PCRE's own \X takes a row of emoji for
	 * one (10.42).
	 */
	private const CHARACTER = '/(?:[\x{1f1e6}-\x{1f1ff}]{2}|.)(?:[\x{200d}\x{94d}\x{9cd}\x{acd}\x{b4d}\x{c4d}\x{d4d}]+.?|[\p{M}\x{e33}\x{eb3}\x{1160}-\x{11ff}\x{d7b0}-\x{d7fb}\x{200c}\x{1f3fb}-\x{1f3ff}\x{e0020}-\x{e007f}])*/us';

	/** Characters that nobody sees: beside blanks there are fillers, joiners, selectors and the empty Braille cell. */
	public const INVISIBLE = '\s\p{Z}\p{Cc}\p{Cf}\x{34f}\x{115f}\x{1160}\x{17b4}\x{17b5}\x{180b}-\x{180f}\x{2800}\x{3164}\x{fe00}-\x{fe0f}\x{ffa0}\x{e0000}-\x{e0fff}';

	/** Control characters, and those that reorder the text around them. */
	private const UNSAFE = '\p{Cc}\x{61c}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}';

	/**
	 * User meta that no setting can send anywhere, by words of the key in lower case, apart and between underscores, as in
	 * `_wp_2_capabilities_`: one here stands for any that contains it, and one with underscores for itself.
	 */
	public const SECRET_META_WORDS = [
		// Whoever has them has the session.
		'token',
		'cookie',
		'nonce',
		'sessid',
		'session_id',
		'session_key',
		'session_data',
		'user_session',
		'login_session',
		'active_session',
		'wp_session',
		'jwt',
		'bearer',
		'oauth',
		// What somebody may do: a list of whom to attack.
		'capabilities_',
		'user_level_',
		// What somebody signs in with, here or elsewhere.
		'password',
		'passwd',
		'passphrase',
		'passcode',
		'passkey',
		'pass_',
		'pwd',
		'_pin_',
		'credential',
		'_hash_',
		'_salt_',
		'security_question',
		'security_answer',
		// The second factor, and what stands in for it.
		'_otp_',
		'totp',
		'_hotp_',
		'2fa',
		'_mfa_',
		'u2f',
		'webauthn',
		'two_factor',
		'authenticator',
		'backup_code',
		'recovery_code',
		'security_code',
		'verification_code',
		'login_code',
		'access_code',
		// What programs sign in or encrypt with.
		'_key_',
		'_keys_',
		'apikey',
		'authkey',
		'accesskey',
		'privatekey',
		'secretkey',
		'secret_',
		'secrets_',
		// What pays.
		'_cvc_',
		'_cvv_',
		'card_number',
		'cardnumber',
	];

	/**
	 * Values by token: fields need them, too.
	 *
	 * @var array<string, string>
	 */
	private array $values = [];

	/**
	 * All user meta, as WordPress keeps it; null before any is asked for.
	 *
	 * @var array<mixed>|null
	 */
	private ?array $meta = null;

	/**
	 * Looks at one visitor.
	 *
	 * @param WP_User $user Somebody who exists.
	 */
	public function __construct( public readonly WP_User $user ) {}

	/**
	 * Returns the value of a token.
	 *
	 * @param string $token One of TOKENS.
	 * @return string Empty if the visitor has none, or there is no such token.
	 */
	public function value( string $token ): string {
		try {
			return $this->values[ $token ] ??= 'full_name' === $token ? $this->full_name() : self::clean( $this->look_up( $token ) );
		} catch ( Throwable $error ) {
			return self::leave_out( $error );
		}
	}

	/**
	 * Does without a value for which code of another plugin threw: the visitor is the same.
	 *
	 * @param Throwable $error What was thrown.
	 * @return string Nothing.
	 */
	private static function leave_out( Throwable $error ): string {
		_doing_it_wrong( 'known_visitor_user_fields', esc_html( self::describe( $error ) . ' What it was asked for was not sent.' ), '0.1.0' );
		return '';
	}

	/**
	 * Says what was thrown, without its message, which may hold anything, even the
	 * hash.
	 *
	 * @param Throwable $error What was thrown.
	 */
	private static function describe( Throwable $error ): string {
		return sprintf( 'A filter ended in %s (%s:%d).', $error::class, basename( $error->getFile() ), $error->getLine() );
	}

	/**
	 * Returns the value of a token as WordPress has it.
	 *
	 * @param string $token One of TOKENS but `full_name`.
	 */
	private function look_up( string $token ): mixed {
		$user = $this->user;

		return match ( $token ) {
			'user_id'      => $user->ID,
			'user_login'   => $user->user_login,
			'first_name'   => $user->first_name,
			'last_name'    => $user->last_name,
			'display_name' => $user->display_name,
			'nickname'     => $user->nickname,
			'email'        => $user->user_email,
			'role'         => $this->role(),
			'registered'   => substr( $user->user_registered, 0, 10 ),
			'locale'       => get_user_locale( $user ),
			'site_name'    => get_bloginfo( 'name' ),
			'site_url'     => home_url( '/' ),
			'profile_url'  => admin_url( "user-edit.php?user_id={$user->ID}" ),
			default        => '',
		};
	}

	/**
	 * Returns the two names, which are clean: once more, and `&amp;lt;` would be `<` here and `&lt;` in them.
	 */
	private function full_name(): string {
		return self::cut( trim( $this->value( 'first_name' ) . ' ' . $this->value( 'last_name' ) ), self::MAX_LENGTH );
	}

	/**
	 * Returns user meta. Where no plugin has a word in it, one look finds all, for which WordPress takes as long as for one.
	 *
	 * @param string $key The meta key.
	 */
	private function user_meta( string $key ): mixed {
		$id = $this->user->ID;
		if ( has_filter( 'get_user_metadata' ) || has_filter( 'default_user_metadata' ) ) {
			return get_user_meta( $id, $key, true );
		}
		$this->meta ??= (array) get_user_meta( $id );
		$value        = ( (array) ( $this->meta[ $key ] ?? [] ) )[0] ?? '';
		return is_string( $value ) ? maybe_unserialize( $value ) : $value;
	}

	/**
	 * Returns the value of allowed user meta.
	 *
	 * @param string       $key     The meta key.
	 * @param list<string> $allowed The owner's allow list.
	 * @return string Empty if the key is not allowed, or its value is no text.
	 */
	public function meta( string $key, array $allowed ): string {
		if ( ! in_array( $key, $allowed, true ) || self::is_secret_meta( $key ) ) {
			return '';
		}
		try {
			return self::clean( $this->user_meta( $key ) );
		} catch ( Throwable $error ) {
			return self::leave_out( $error );
		}
	}

	/**
	 * Returns the hash by which the portal knows the visitor.
	 *
	 * Nothing but the user's ID and what the owner stored goes into it, and a copy of
	 * the site makes none.
	 *
	 * @param array $settings All settings; with `site_address` for one that is not stored.
	 * @phpstan-param SiteSettings $settings
	 * @return string 32 lower-case hex characters, or empty: no identity.
	 */
	public function hash( array $settings ): string {
		$user    = $this->user;
		$user_id = self::id( $user->ID );
		$address = Site::confirmed_address();
		if ( null === $address ) {
			return '';
		}
		$problem = 'A hash has to be 32 lower-case hex characters, and a site address text of 1 to 255 printable characters.';
		try {
			/**
			 * Filters the site address that goes into the hash. Another address gives
			 * every visitor a new, empty conversation.
			 *
			 * @since 0.1.0
			 *
			 * @param string $site_address The site address of the settings.
			 */
			$address = apply_filters( 'known_visitor_site_address', $settings['site_address'] ?? $address );
			$hash    = is_string( $address ) && Site::is_address( $address ) ? Secret::hash( $user_id, $address, $settings['recipe'] ) : '';
			if ( '' === $hash && ! Secret::is_usable() ) {
				return '';
			}

			/**
			 * Filters the hash by which the portal knows a visitor: whoever has it has
			 * the visitor's conversation. Never make it from anything that can be guessed.
			 *
			 * @since 0.1.0
			 *
			 * @param string  $hash 32 lower-case hex characters.
			 * @param WP_User $user The visitor.
			 */
			$hash = apply_filters( 'known_visitor_hash', $hash, $user );

			if ( $user_id > 0 && is_string( $hash ) && 1 === preg_match( '/^[0-9a-f]{32}$/D', $hash ) ) {
				return $hash;
			}
		} catch ( Throwable $error ) {
			$problem = self::describe( $error );
		}
		_doing_it_wrong( 'known_visitor_hash', esc_html( "$problem The visitor was not identified." ), '0.1.0' );
		return '';
	}

	/**
	 * Returns the mark that stands for the visitor. Sites of a network that share the cookie have one: another would be another
	 * visitor's.
	 *
	 * @param string $hash The visitor's hash.
	 */
	public function mark( #[SensitiveParameter] string $hash ): string {
		return Secret::mark( is_multisite() && COOKIE_DOMAIN ? wp_hash( (string) $this->user->ID ) : $hash );
	}

	/**
	 * Returns the fields of `setUserRegisterData`, but for the hash.
	 *
	 * None gets through that the portal would refuse: for a bad e-mail address it
	 * refuses the whole chat.
	 *
	 * @param array $sources The setting `fields`.
	 * @phpstan-param FieldSources $sources
	 * @return array<string, string> Only fields that are on and usable.
	 */
	public function fields( array $sources ): array {
		$chosen = $this->choose( $sources );

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
		$fields = apply_filters( 'known_visitor_user_fields', $chosen, $this->user );

		if ( ! is_array( $fields ) ) {
			_doing_it_wrong( 'known_visitor_user_fields', 'The filter has to return an array. No user fields were sent.', '0.1.0' );
			return [];
		}
		$usable = [];
		foreach ( $fields as $name => $value ) {
			// What no filter changed is clean, but for addresses.
			$is_clean = is_string( $value ) && ( $chosen[ $name ] ?? null ) === $value;
			$value    = match ( $name ) {
				'name', 'lastName' => self::cut( $is_clean ? $value : self::clean( $value ), self::MAX_NAME_LENGTH ),
				'avatar'           => self::usable_avatar( $value ),
				'email'            => self::usable_email( $is_clean ? $value : self::clean( $value ) ),
				'www'              => self::short_url( self::clean_url( $value ) ),
				'gender'           => self::usable_gender( $value ),
				'position'         => self::cut( $is_clean ? $value : self::clean( $value ), self::MAX_FIELD_LENGTH ),
				default            => '',
			};
			if ( '' !== $value ) {
				$usable[ $name ] = $value;
			}
		}
		return $usable;
	}

	/**
	 * Determines whether a user meta key may never be sent.
	 *
	 * @param string $key The meta key.
	 */
	public static function is_secret_meta( string $key ): bool {
		$words = (string) preg_replace( '/([a-z\d])([A-Z])/', '$1_$2', $key );
		// As in hooks.php.
		$words = str_replace( range( 'A', 'Z' ), range( 'a', 'z' ), $words );
		$words = '_' . preg_replace( '/[^a-z\d]+|compass/', '_', $words ) . '_';
		return str_replace( self::SECRET_META_WORDS, '', $words ) !== $words;
	}

	/**
	 * Makes anything one line of clean text.
	 *
	 * Entities, which WordPress makes of names, are decoded first: nothing hides in them. Then line breaks become blanks,
	 * control characters and those that reorder text go, and backslashes, of which the portal makes more, become
	 * look-alikes. Invalid UTF-8, which would empty the page's data, is replaced.
	 *
	 * @param mixed $value What WordPress, user meta or a filter holds.
	 * @return string Empty if the value is no text or number, or has nothing to see.
	 */
	public static function clean( mixed $value ): string {
		return is_string( $value ) && 1 === preg_match( self::CLEAN, $value ) ? $value : str_replace( '\\', '＼', self::one_line( $value ) );
	}

	/**
	 * Makes anything a web address, if it is one: http or https, backslashes encoded.
	 *
	 * @param mixed $value What WordPress, user meta or a filter holds. An address without a scheme gets the page's.
	 * @return string Empty if it is no address.
	 */
	public static function clean_url( mixed $value ): string {
		$url = str_replace( '\\', '%5C', self::one_line( $value ) );
		$url = str_starts_with( $url, '//' ) ? ( is_ssl() ? 'https:' : 'http:' ) . $url : $url;
		return 1 === preg_match( '#^https?://[^\s/?\#]\S*$#i', $url ) ? $url : '';
	}

	/**
	 * Cuts a text between what a reader sees as characters.
	 *
	 * @param string $text   Valid UTF-8.
	 * @param int    $length Unicode characters at most, as the portal's columns count them.
	 */
	public static function cut( string $text, int $length ): string {
		// Bytes are never fewer than characters.
		if ( strlen( $text ) <= $length || self::length( $text ) <= $length ) {
			return $text;
		}
		$cut  = '';
		$left = $length;
		// Twice the length holds any character that could still fit.
		preg_match( sprintf( '/^.{%d}/us', 2 * $length ), $text, $start );
		preg_match_all( self::CHARACTER, $start[0] ?? $text, $clusters );
		foreach ( $clusters[0] as $cluster ) {
			$left -= self::length( $cluster );
			if ( $left < 0 ) {
				break;
			}
			$cut .= $cluster;
		}
		return rtrim( $cut );
	}

	/**
	 * Reads an ID. A cast would make one of anything, with complaints from PHP 8.5 on.
	 *
	 * @param mixed $value WordPress has whole numbers and texts of them, and some plugins calculate.
	 * @return int 0 if it is none.
	 */
	public static function id( mixed $value ): int {
		$id = match ( true ) {
			is_string( $value ) => 1 === preg_match( '/^\d{1,18}$/D', $value ) ? (int) $value : 0,
			is_float( $value )  => floor( $value ) === $value && abs( $value ) < 2 ** 53 ? (int) $value : 0,
			default             => is_int( $value ) ? $value : 0,
		};
		return max( 0, $id );
	}

	/**
	 * Counts Unicode characters. Not every host has mbstring.
	 *
	 * @param string $text Valid UTF-8.
	 */
	public static function length( string $text ): int {
		return strlen( (string) preg_replace( '/[\x80-\xbf]+/', '', $text ) );
	}

	/**
	 * Makes anything one line of valid UTF-8, without characters that act.
	 *
	 * @param mixed $value Anything.
	 * @return string Empty if it is no text or number, or has nothing to see.
	 */
	private static function one_line( mixed $value ): string {
		if ( ! is_string( $value ) && ! is_int( $value ) && ! ( is_float( $value ) && is_finite( $value ) ) ) {
			return '';
		}
		$text = (string) $value;
		if ( 1 === preg_match( self::CLEAN, $text ) ) {
			return $text;
		}
		if ( 1 !== preg_match( '//u', $text ) ) {
			$text = htmlspecialchars_decode( htmlspecialchars( $text, ENT_NOQUOTES | ENT_SUBSTITUTE, 'UTF-8' ), ENT_NOQUOTES );
		}
		if ( str_contains( $text, '&' ) ) {
			$text = html_entity_decode( $text, ENT_QUOTES | ENT_HTML5, 'UTF-8' );
		}
		$text = (string) preg_replace( '/\R|\t/u', ' ', $text );
		$text = (string) preg_replace( '/[' . self::UNSAFE . ']/u', '', $text );
		$text = (string) preg_replace( '/^[' . self::INVISIBLE . ']+/u', '', $text );
		return self::cut( trim( $text ), self::MAX_LENGTH );
	}

	/**
	 * Returns the visitor's first role, in the site's language.
	 *
	 * @return mixed Text, if other plugins left it some.
	 */
	private function role(): mixed {
		$role = reset( $this->user->roles );
		$name = is_string( $role ) ? wp_roles()->role_names[ $role ] ?? '' : '';
		return translate_user_role( $name );
	}

	/**
	 * Takes each field from its source.
	 *
	 * @param array $sources The setting `fields`.
	 * @phpstan-param FieldSources $sources
	 * @return array<string, mixed>
	 */
	private function choose( array $sources ): array {
		$fields = [ 'name' => $this->name( $sources ) ];

		if ( 'last_name' === $sources['last_name'] ) {
			$fields['lastName'] = self::withhold_email( $this->value( 'last_name' ), $sources );
		}
		if ( $sources['avatar'] && get_option( 'show_avatars' ) ) {
			$fields['avatar'] = $this->avatar();
		}
		if ( $sources['email'] ) {
			$fields['email'] = $this->value( 'email' );
		}
		if ( $sources['www'] ) {
			$fields['www'] = $this->value( 'profile_url' );
		}
		if ( $sources['position'] ) {
			$fields['position'] = $this->value( 'role' );
		}
		return $fields;
	}

	/**
	 * Returns the address of the visitor's avatar. Where no plugin has a word in it, it is a Gravatar's: WordPress takes its time
	 * for the query, which does not leave anyway (get_avatar_data() of 6.8 to 7.1).
	 */
	private function avatar(): mixed {
		$email = $this->user->user_email;
		try {
			return '' === $email || has_filter( 'pre_get_avatar_data' ) || has_filter( 'get_avatar_data' ) || has_filter( 'get_avatar_url' )
				? get_avatar_url( $this->user )
				: 'https://secure.gravatar.com/avatar/' . hash( 'sha256', strtolower( trim( $email ) ) );
		} catch ( Throwable $error ) {
			return self::leave_out( $error );
		}
	}

	/**
	 * Returns the chosen name, or else the display name, or the login up to an @.
	 *
	 * @param array $sources The setting `fields`.
	 * @phpstan-param FieldSources $sources
	 */
	private function name( array $sources ): string {
		foreach ( [ $sources['name'], 'display_name' ] as $token ) {
			$name = self::withhold_email( $this->value( $token ), $sources );
			if ( '' !== self::cut( $name, self::MAX_NAME_LENGTH ) ) {
				return $name;
			}
		}
		return explode( '@', $this->value( 'user_login' ) )[0];
	}

	/**
	 * Returns a name, unless it is the e-mail address that is not to be sent: many
	 * sites make the address of a new customer the display name.
	 *
	 * @param string $name    Clean text.
	 * @param array  $sources The setting `fields`.
	 * @phpstan-param FieldSources $sources
	 * @return string Empty if it has to stay here.
	 */
	private static function withhold_email( string $name, array $sources ): string {
		return ! $sources['email'] && 1 === preg_match( '/^\S+@\S+\.\S+$/', $name ) ? '' : $name;
	}

	/**
	 * Returns the avatar's address if the portal would fetch it: it looks at the end of
	 * the whole address, so a query is left out.
	 *
	 * A Gravatar has no ending, but takes one.
	 *
	 * @param mixed $avatar What WordPress or a filter holds.
	 */
	private static function usable_avatar( mixed $avatar ): string {
		if ( is_string( $avatar ) && 1 === preg_match( self::GRAVATAR, $avatar ) ) {
			return "$avatar.jpg";
		}
		$url = (string) strtok( self::clean_url( $avatar ), '?#' );
		if ( 1 === preg_match( '#^https?://([^/]+\.)?gravatar\.com/avatar/\w+$#i', $url ) ) {
			return self::short_url( "$url.jpg" );
		}
		return 1 === preg_match( self::PICTURE, $url ) ? self::short_url( $url ) : '';
	}

	/**
	 * Returns the address if it fits the portal's column.
	 *
	 * @param string $url An address, or empty.
	 */
	private static function short_url( string $url ): string {
		return strlen( $url ) <= self::MAX_FIELD_LENGTH || self::length( $url ) <= self::MAX_FIELD_LENGTH ? $url : '';
	}

	/**
	 * Returns the e-mail address if the portal would take it; so not with a dot at an end
	 * of the box, nor two in a row (RFC 5322). WordPress, which takes its time, judges those that are not plain.
	 *
	 * @param string $email Any text.
	 */
	private static function usable_email( string $email ): string {
		if ( strlen( $email ) > self::MAX_FIELD_LENGTH ) {
			return '';
		}
		if ( 1 === preg_match( self::PLAIN_EMAIL, $email ) && ! has_filter( 'is_email' ) ) {
			return $email;
		}
		return 1 === preg_match( '/^(?!\.|.*\.[.@]).*@[^@]+\.[^.@]{2,20}$/', $email ) && false !== is_email( $email ) ? $email : '';
	}

	/**
	 * Returns the gender if the portal knows it.
	 *
	 * @param mixed $gender What a filter added.
	 */
	private static function usable_gender( mixed $gender ): string {
		return in_array( $gender, [ 'F', 'M' ], true ) ? $gender : '';
	}
}
