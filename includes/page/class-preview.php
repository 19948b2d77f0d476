<?php
/**
 * What a user would get on a page.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Page;

use KnownVisitor\Identity\Site;
use KnownVisitor\Identity\Visitor_Data;
use KnownVisitor\Settings\Settings;
use Throwable;
use WP_User;

/**
 * Looks at a page of the site as one of its users, by the page's own decision.
 *
 * It cannot know what templates, widgets and menus say, which is heard only while the
 * page is made.
 *
 * @phpstan-import-type Data from Decision
 */
final class Preview {

	/** Keys of user meta that are listed at most; others can be typed. */
	private const MAX_META = 500;

	/** Characters of a listed value at most. */
	private const MAX_META_LENGTH = 100;

	/**
	 * What WordPress itself (6.8 to 7.1) and we keep of users: names, which have tokens, and preferences.
	 */
	private const WORDPRESS_META = '/^(?:nickname|first_name|last_name|description|locale|infinite_scrolling|rich_editing|syntax_highlighting|comment_shortcuts|admin_color|use_ssl|show_admin_bar_\w+|show_welcome_panel|dismissed_wp_pointers|primary_blog|source_domain|nav_menu_recently_edited|.*(?:user-settings|user-settings-time|dashboard_quick_press_last_post_id)|(?:closedpostboxes|metaboxhidden|meta-box-order|screen_layout)_.*|manage.*columnshidden|edit_.*_per_page|.*known_visitor_\w+)$/D';

	/** Addresses of the site at which there is no page. */
	private const NO_PAGE = '~^\w+://[^/?]+[^?#]*/(?:wp-(?:admin|json|login\.php)|xmlrpc\.php|feed|embed)(?:[/?#]|$)|[?&](?:rest_route|feed|embed)=~i';

	/**
	 * Looks at a page as a user.
	 *
	 * @param WP_User              $user    Who looks.
	 * @param string               $url     The page's address.
	 * @param array<string, mixed> $changes Settings that are not saved yet, as Schema::check() let them through.
	 * @return array<string, mixed> The page's data with the mark for the hash and the values of all tokens; or `reason`:
	 *                              why the user is a guest there.
	 */
	public static function look( WP_User $user, string $url, array $changes = [] ): array {
		try {
			$post_id = self::post_at( $url );
			return self::as_user(
				$user,
				static function () use ( $user, $url, $post_id, $changes ): array {
					$settings = Settings::with( $changes );
					$post     = Post_Override::page( $post_id, $user );
					$decision = Decision::about( $user, $settings, null === $post ? null : Post_Override::of( $post ), Paths::address( $post, $url ) );
					$data     = $decision->data;
					if ( null === $data ) {
						return [ 'reason' => $decision->reason ];
					}
					$data['user']['hash'] = $data['mark'];
					$data['tokens']       = (object) ( (array) $data['tokens'] + Decision::all_tokens( $user, $settings ) );
					return $data;
				},
				self::language_of( $post_id )
			);
		} catch ( Throwable $failure ) {
			Decision::report( $failure );
			return [ 'reason' => 'filter' ];
		}
	}

	/**
	 * Returns the ID of the post at an address; 0 if there is none. To WordPress, the page that lists the posts is none.
	 *
	 * @param string $url The address.
	 */
	private static function post_at( string $url ): int {
		add_filter( 'pre_option_page_for_posts', '__return_zero' );
		try {
			return url_to_postid( $url );
		} finally {
			remove_filter( 'pre_option_page_for_posts', '__return_zero' );
		}
	}

	/**
	 * Returns what the chat is told about a user on pages without a word of their own, on whatever
	 * path, without the hash.
	 *
	 * @param WP_User $user The user.
	 * @return array|null Null if it is told nothing.
	 * @phpstan-return Data|null
	 */
	public static function told_about( WP_User $user ): ?array {
		return self::as_user(
			$user,
			static function () use ( $user ): ?array {
				$data = Decision::about( $user, Settings::all(), new Override( true ), '/' )->data;
				if ( null !== $data ) {
					$data['user']['hash'] = $data['mark'];
				}
				return $data;
			}
		);
	}

	/**
	 * Returns the home page, and ten of those that WordPress finds, each with what it says
	 * itself.
	 *
	 * @param string $words What is looked for; empty for the newest pages.
	 * @return list<array{url: string, title: string, enabled: bool|null, message: bool}>
	 */
	public static function pages( string $words ): array {
		$home  = (string) home_url( '/' );
		$pages = [ $home => self::page( $home, get_bloginfo( 'name' ), self::front_page() ) ];
		$found = get_posts(
			[
				's'                => $words,
				'post_type'        => array_diff( array_filter( get_post_types(), 'is_post_type_viewable' ), [ 'attachment' ] ),
				'numberposts'      => 10,
				'fields'           => 'ids',
				'suppress_filters' => false,
			]
		);

		Post_Override::prime( $found );
		foreach ( $found as $post_id ) {
			$url = (string) get_permalink( $post_id );

			$pages[ $url ] ??= self::page( $url, get_the_title( $post_id ), $post_id );
		}
		return array_values( $pages );
	}

	/**
	 * Returns the ID of the page that is the home page; 0 if that lists the posts.
	 */
	public static function front_page(): int {
		return 'page' === get_option( 'show_on_front' ) ? Visitor_Data::id( get_option( 'page_on_front' ) ) : 0;
	}

	/**
	 * Describes a page.
	 *
	 * @param string $url     Its address.
	 * @param mixed  $title   Its title as HTML, if other plugins left it one.
	 * @param mixed  $post_id ID of the post that it is, if it is one.
	 * @return array{url: string, title: string, enabled: bool|null, message: bool}
	 */
	private static function page( string $url, mixed $title, mixed $post_id ): array {
		$post     = Post_Override::page( $post_id, wp_get_current_user() );
		$override = null === $post ? new Override() : Post_Override::of( $post );
		return [
			'url'     => $url,
			'title'   => is_string( $title ) ? html_entity_decode( wp_strip_all_tags( $title ), ENT_QUOTES | ENT_HTML5, 'UTF-8' ) : '',
			'enabled' => $override->enabled,
			'message' => null !== $override->template,
		];
	}

	/**
	 * Returns the user meta of a user that the owner may allow to be sent: text that is no
	 * secret. What other plugins mark as their own comes last.
	 *
	 * @param WP_User $user The user.
	 * @return list<array{key: string, value: string}> By key; values are cut.
	 */
	public static function meta_of( WP_User $user ): array {
		$stored = get_user_meta( $user->ID );
		$texts  = [];
		foreach ( is_array( $stored ) ? $stored : [] as $key => $values ) {
			$key   = (string) $key;
			$value = is_array( $values ) ? reset( $values ) : null;
			$text  = is_scalar( $value ) ? (string) $value : null;
			if ( null !== $text && ! is_serialized( $text ) && self::is_offered( $key ) ) {
				$texts[ $key ] = self::shorten( Visitor_Data::clean( $text ) );
			}
		}
		uksort(
			$texts,
			static fn( int|string $one, int|string $other ): int =>
				[ is_protected_meta( (string) $one, 'user' ), 0 ] <=> [ is_protected_meta( (string) $other, 'user' ), strnatcasecmp( (string) $other, (string) $one ) ]
		);
		$list = [];
		foreach ( array_slice( $texts, 0, self::MAX_META, true ) as $key => $value ) {
			$list[] = [
				'key'   => (string) $key,
				'value' => $value,
			];
		}
		return $list;
	}

	/**
	 * Determines whether a key of user meta is one to choose from.
	 *
	 * @param string $key The key.
	 */
	private static function is_offered( string $key ): bool {
		return ! Visitor_Data::is_secret_meta( $key )
			&& 1 !== preg_match( self::WORDPRESS_META, $key )
			&& Settings::fits( [ $key ], Settings::SCHEMA['meta_keys'] );
	}

	/**
	 * Cuts a value for a list.
	 *
	 * @param string $text Clean text.
	 */
	private static function shorten( string $text ): string {
		return Visitor_Data::length( $text ) > self::MAX_META_LENGTH ? Visitor_Data::cut( $text, self::MAX_META_LENGTH - 1 ) . '…' : $text;
	}

	/**
	 * Does something as on a page of the site: filters of other plugins find its visitor and language.
	 *
	 * @template T
	 * @param WP_User                                  $user     Who would be.
	 * @param callable(): T                            $what     What is done.
	 * @param array{code: string, locale: string}|null $language The page's language, if it has one of its own.
	 * @return mixed What it returned.
	 * @phpstan-return T
	 */
	private static function as_user( WP_User $user, callable $what, ?array $language = null ): mixed {
		$caller      = get_current_user_id();
		$before      = determine_locale();
		$is_switched = self::speak( $language['locale'] ?? get_locale(), $language['code'] ?? null );
		try {
			wp_set_current_user( $user->ID );
			return $what();
		} finally {
			wp_set_current_user( $caller );
			if ( $is_switched ) {
				restore_previous_locale();
			}
			if ( null !== $language ) {
				self::speak( $before, '' );
			}
		}
	}

	/**
	 * Switches to a language, also for plugins that translate.
	 *
	 * @param mixed       $locale WordPress's name of it, if other plugins left one.
	 * @param string|null $code   Theirs; empty for the request's; null for none.
	 * @return bool Whether WordPress has switched.
	 */
	private static function speak( mixed $locale, ?string $code ): bool {
		if ( null !== $code ) {
			/** This action is WPML's, and Polylang has it, too. */
			do_action( 'wpml_switch_language', '' === $code ? null : $code ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals
		}
		$is_switched = is_string( $locale ) && switch_to_locale( $locale );
		if ( null !== $code && ! $is_switched ) {
			// Polylang waits for it, even where WordPress does not switch.
			do_action( 'change_locale', $locale ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WordPress's own.
		}
		return $is_switched;
	}

	/**
	 * Returns the language of a post.
	 *
	 * @param int $post_id Its ID; 0 for none.
	 * @return array{code: string, locale: string}|null Null if it has none of its own.
	 */
	private static function language_of( int $post_id ): ?array {
		/** This filter is WPML's, and Polylang has it, too. */
		$details = 0 === $post_id ? null : apply_filters( 'wpml_post_language_details', null, $post_id ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals
		$code    = is_array( $details ) ? $details['language_code'] ?? null : null;
		$locale  = is_array( $details ) ? $details['locale'] ?? null : null;
		return is_string( $code ) && '' !== $code && is_string( $locale ) && '' !== $locale ? compact( 'code', 'locale' ) : null;
	}

	/**
	 * Determines whether an address is one of the site's pages: at its host, whatever
	 * the scheme, and below its home.
	 *
	 * @param string $url Any text.
	 */
	public static function is_of_site( string $url ): bool {
		$page = Site::parts( $url );
		$home = Site::parts( home_url() );
		return 1 !== preg_match( self::NO_PAGE, $url )
			&& in_array( $page['scheme'], [ 'http', 'https' ], true )
			&& 0 === strcasecmp( $page['host'] . $page['port'], $home['host'] . $home['port'] )
			&& str_starts_with( "{$page['path']}/", "{$home['path']}/" );
	}

	/**
	 * Says which addresses are looked at.
	 */
	public static function explain_address(): string {
		/* translators: %s: Address of the site's home page. */
		return sprintf( __( 'This is not the address of a page on this site. Those begin with %s.', 'known-visitor' ), home_url( '/' ) );
	}
}
