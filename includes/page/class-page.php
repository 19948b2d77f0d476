<?php
/**
 * What a page of the site gets from the plugin.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Page;

use KnownVisitor\Identity\Mark_Cookie;
use KnownVisitor\Settings\Settings;
use Throwable;
use WP_Post;
use WP_User;

use function add_action, current_user_can, define, defined, did_action, did_filter, dirname, doing_action, doing_filter, get_blog_details,
	get_post_meta, get_queried_object, has_filter, header, headers_list, headers_sent, is_admin, is_array,
	is_customize_preview, is_embed, is_feed, is_home, is_multisite, is_singular, is_string, is_user_logged_in, ksort,
	preg_replace, sprintf, str_contains, str_replace, strncasecmp, wp_cache_get, wp_doing_cron, wp_get_current_user,
	wp_get_inline_script_tag, wp_is_serving_rest_request, wp_json_encode, wp_using_themes;

use function KnownVisitor\listen_to_templates;
use function KnownVisitor\may_have_shortcode;

use const KnownVisitor\PLUGIN_FILE;

/**
 * Prints the visitor's identity, or else the guard, which is the same for everybody.
 *
 * Decided once per request, before its headers are sent, and printed once.
 *
 * @phpstan-import-type SiteSettings from Settings
 * @phpstan-import-type Data from Decision
 */
final class Page {

	/** ID of the element with the data of the signed-in visitor, as JSON. */
	public const DATA_ID = 'known-visitor-data';

	/** ID of our script in the head of a page. */
	public const LOADER_ID = 'known-visitor-loader';

	/** What stands in our scripts in the place of site_suffix(). */
	public const SITE_PLACEHOLDER = '%site%';

	/**
	 * What stands in our scripts in the place of their options: up to eight characters, of which the first is rare, are found
	 * without reading each byte.
	 */
	private const OPTIONS_PLACEHOLDER = '$OPTIONS';

	/** The block of a synced pattern, whose text stands in another post. */
	private const PATTERN_BLOCK = '<!-- wp:block ';

	/** Attributes of our script: by one Cloudflare's Rocket Loader, of which PHP knows nothing, does not delay it. */
	private const LOADER_ATTRIBUTES = [
		'id'           => self::LOADER_ID,
		'data-cfasync' => 'false',
	];

	/** Attributes of the element with the visitor's data. */
	private const DATA_ATTRIBUTES = [
		'type' => 'application/json',
		'id'   => self::DATA_ID,
	];

	/** Whose word it is, from the least to the most: that of text whose author is not known. */
	public const FROM_SOMEBODY = 0;

	/** Of templates, menus and widgets. */
	public const FROM_SITE = 1;

	/** Of what a page builder makes, only now, of the post that is the page. */
	public const FROM_BUILDER = 2;

	/** Of the post that is the page, as it is stored. */
	public const FROM_POST = 3;

	/**
	 * The visitor's data for this page; null while it is not decided, and where it identifies nobody.
	 *
	 * @var array|null
	 * @phpstan-var Data|null
	 */
	private static ?array $data = null;

	/**
	 * The settings, read once; null before.
	 *
	 * @var array|null
	 * @phpstan-var SiteSettings|null
	 */
	private static ?array $settings = null;

	/**
	 * Those of which a guest's page is made; null where they are not enough.
	 *
	 * @var array{delivery: 'page', forget: bool, widget_url: string, ...}|null
	 */
	private static ?array $guest_settings = null;

	/**
	 * For whom it is decided; null before, and where that is everybody.
	 *
	 * @var WP_User|null
	 */
	private static ?WP_User $visitor = null;

	/**
	 * Whether it was decided what the page gets.
	 *
	 * @var bool
	 */
	private static bool $is_decided = false;

	/**
	 * Whether Optimizers have anybody to ask; null before that is known.
	 *
	 * @var bool|null
	 */
	private static ?bool $has_optimizer = null;

	/**
	 * Whether the head was printed.
	 *
	 * @var bool
	 */
	private static bool $is_printed = false;

	/**
	 * Whether the printed head may not be the page's own.
	 *
	 * @var bool
	 */
	private static bool $is_early = false;

	/**
	 * What was said so far, by whose word it is: the one with the highest rank counts most.
	 *
	 * @var array<self::FROM_SOMEBODY|self::FROM_SITE|self::FROM_BUILDER|self::FROM_POST, Override>
	 */
	private static array $words = [];

	/**
	 * What the page carries besides; null if nothing so far.
	 *
	 * @var Carrier|null
	 */
	private static ?Carrier $carrier = null;

	/**
	 * Callback for `template_redirect`: by now page and visitor are known, and no
	 * headers sent.
	 */
	public static function decide(): void {
		try {
			if ( self::$is_decided || self::is_no_page() ) {
				return;
			}
			self::$is_decided = true;
			self::decide_once();
		} catch ( Throwable $failure ) {
			self::give_up( $failure );
		}
	}

	/**
	 * Decides what the page gets.
	 */
	private static function decide_once(): void {
		if ( self::has_optimizer() ) {
			Optimizers::leave_us_alone();
		}
		// The guard is the same on all pages, unless they say who may ask.
		if ( ! is_user_logged_in() ) {
			$settings = Settings::of_guest();
			if ( 'page' === $settings['delivery'] ) {
				self::$guest_settings = $settings;
				return;
			}
			self::$settings = $settings;
		}
		listen_to_templates();
		self::note( self::read_post(), self::FROM_POST );
		$data       = self::decide_for_visitor();
		self::$data = $data;
		if ( null !== $data && self::forbid_caching() ) {
			self::keep_mark( $data['mark'] );
		}
	}

	/**
	 * Makes the page a guest's.
	 *
	 * @param Throwable $failure What other plugins' code threw.
	 */
	private static function give_up( Throwable $failure ): void {
		Decision::report( $failure );
		try {
			$settings = self::settings();
		} catch ( Throwable ) {
			$settings = Settings::defaults();
		}
		self::$is_decided     = true;
		self::$data           = null;
		self::$carrier        = null;
		self::$guest_settings = [ 'delivery' => 'page' ] + $settings;
	}

	/**
	 * Callback for `wp_head`, first of all. Plugins fire it elsewhere, too: decide() looks where it is.
	 */
	public static function print_head(): void {
		if ( self::$is_printed && ! self::$is_early ) {
			return;
		}
		self::decide();
		self::$is_printed = true;
		// Before the template, a plugin makes a page, or a head that it throws away: the page's own is still to come.
		self::$is_early = ( 0 === did_filter( 'template_include' ) || doing_filter( 'template_include' ) ) && wp_using_themes();
		if ( ! self::$is_decided ) {
			return;
		}
		// Where other plugins' code throws, once more as a guest's page.
		for ( $left = 2; $left > 0; --$left ) {
			try {
				self::print_parts();
				break;
			} catch ( Throwable $failure ) {
				self::give_up( $failure );
			}
		}
		// It is not known yet what the page is.
		if ( self::$is_early && 0 === did_action( 'template_redirect' ) ) {
			self::$data           = null;
			self::$visitor        = null;
			self::$guest_settings = null;
			self::$is_decided     = false;
			self::$carrier        = null;
			self::$words          = [];
		}
	}

	/**
	 * Prints what was decided.
	 */
	private static function print_parts(): void {
		$settings = self::$guest_settings ?? self::settings();
		if ( '' !== $settings['widget_url'] ) {
			add_action( 'wp_footer', self::class . '::print_widget' );
		}
		$told = '';
		if ( null === self::$guest_settings ) {
			// A block theme's template, made since. Its parts come after it.
			$template = $GLOBALS['_wp_current_template_content'] ?? null;
			if ( is_string( $template ) && self::may_say( $template ) ) {
				self::note( Post_Override::of_site( $template )->then( self::$words[ self::FROM_SITE ] ?? null ), self::FROM_SITE );
			}
			$told = self::for_visitor();
		}
		if ( '' === $told && $settings['forget'] ) {
			$told = self::script( 'guard' );
		}
		echo $told; // phpcs:ignore WordPress.Security.EscapeOutput -- JSON without `<`, and our script.
	}

	/**
	 * Returns the identity of the visitor, or what asks for it.
	 *
	 * @return string Empty if this page has neither.
	 */
	private static function for_visitor(): string {
		$settings      = self::settings();
		self::$carrier = null;
		$known         = self::$words[ self::FROM_POST ] ?? null;
		$override      = self::override();
		if ( $override !== $known ) {
			self::$data = self::decide_for_visitor();
		}
		// Between the decision and now somebody may have said otherwise.
		if ( null !== self::$data && ! self::forbid_caching() ) {
			_doing_it_wrong( 'header', 'Headers that were sent before this page let caches keep it. The visitor was not identified.', '0.1.0' );
			self::$data = null;
		}
		if ( 'request' === $settings['delivery'] && null === Decision::reason_of_page( $settings, $override ) ) {
			// The route reads the post, and knows of no more.
			self::$carrier = new Carrier( $settings, null, $known );
			return self::$carrier->carry( $override );
		}
		$data = self::$data;
		$json = null === $data ? false : self::json( $data );
		if ( null === $data || false === $json ) {
			self::$data = null;
			return '';
		}
		return self::element( $json, self::DATA_ATTRIBUTES ) . self::script( Decision::is_plain( $data ) ? 'loader' : 'loader-full' );
	}

	/**
	 * Hears what somebody says about the page.
	 *
	 * @param Override $override What is said.
	 * @param int      $rank     Whose word it is.
	 * @phpstan-param self::FROM_SOMEBODY|self::FROM_SITE|self::FROM_BUILDER $rank
	 * @return string What the page has to carry here: nothing before its head is printed; then an element
	 *                that the loader reads before it tells a widget anything.
	 */
	public static function hear( Override $override, int $rank ): string {
		if ( self::$is_printed && null !== self::$data ) {
			// The loader knows what was heard so far.
			self::$carrier ??= new Carrier( self::settings(), self::$data, self::override() );
		}
		self::note( $override, $rank );
		$said = self::override();
		try {
			if ( true === $said?->enabled && null === self::$carrier && self::$is_decided && self::$is_printed && null === self::$guest_settings ) {
				return self::for_visitor(); // The head left it out.
			}
			return self::$carrier?->carry( $said ) ?? '';
		} catch ( Throwable $failure ) {
			Decision::report( $failure );
			return '';
		}
	}

	/**
	 * Hears a text as it is stored where administrators alone edit.
	 *
	 * @param mixed $text The text, if it is one.
	 * @return string What hear() returns.
	 */
	public static function hear_stored( mixed $text ): string {
		return is_string( $text ) && self::may_say( $text ) ? self::hear( Post_Override::of_site( $text ), self::FROM_SITE ) : '';
	}

	/**
	 * Callback for `render_block_core_template_part_post` and `render_block_core_template_part_file`.
	 *
	 * @param mixed $id         The part's ID; not used.
	 * @param mixed $attributes Its attributes; not used.
	 * @param mixed $source     Its post or file; not used.
	 * @param mixed $content    Its text.
	 */
	public static function hear_template( mixed $id = null, mixed $attributes = null, mixed $source = null, mixed $content = null ): void {
		// After the head, the shortcode itself has to carry it (Shortcode::run()).
		if ( ! self::$is_printed || self::$is_early ) {
			self::hear_stored( $content );
		}
	}

	/**
	 * Keeps caches from serving a visitor's page, or answer, to others, whatever other code did to WordPress's own header. Many
	 * caches inside WordPress look at this constant only.
	 *
	 * @return bool Whether it is so. If not, nobody's data may be in it.
	 */
	public static function forbid_caching(): bool {
		if ( ! defined( 'DONOTCACHEPAGE' ) ) {
			define( 'DONOTCACHEPAGE', true ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- The name that caches agreed on.
		}
		if ( self::has_optimizer() ) {
			Optimizers::forbid_caching();
		}
		foreach ( headers_list() as $header ) {
			if ( 0 === strncasecmp( $header, 'cache-control:', 14 ) && str_contains( $header, 'no-store' ) && str_contains( $header, 'private' ) ) {
				return true;
			}
		}
		if ( headers_sent() ) {
			return false;
		}
		header( 'Cache-Control: no-store, private' );
		return true;
	}

	/**
	 * Determines whether Optimizers have anybody to ask, by the constants that stand there: once, since plugins are loaded by then.
	 */
	private static function has_optimizer(): bool {
		return self::$has_optimizer ??= defined( 'AUTOPTIMIZE_PLUGIN_VERSION' ) || defined( 'BREEZE_VERSION' ) || defined( 'FLYING_PRESS_VERSION' )
			|| defined( 'JETPACK_BOOST_VERSION' ) || defined( 'LSCWP_V' ) || defined( 'PERFMATTERS_VERSION' ) || defined( 'SiteGround_Optimizer\VERSION' )
			|| defined( 'SWIFT_PERFORMANCE_DIR' ) || defined( 'WPO_VERSION' ) || defined( 'WP_ROCKET_VERSION' );
	}

	/**
	 * Determines whether the request gets nothing of ours: no page for visitors, though a plugin makes a head; AMP, which allows
	 * no scripts; the frames in which somebody edits. Others make pages in the place of an embed or a robots.txt, and guests may
	 * have the link to what the customizer previews.
	 */
	private static function is_no_page(): bool {
		return is_admin() || wp_is_serving_rest_request() || wp_doing_cron() || ( defined( 'XMLRPC_REQUEST' ) && XMLRPC_REQUEST )
			|| is_feed() || ( is_embed() && ( ! doing_action( 'wp_head' ) || did_action( 'embed_head' ) ) )
			|| ( is_customize_preview() && current_user_can( 'customize' ) )
			|| ( function_exists( 'amp_is_request' ) && amp_is_request() )
			|| ( [] !== $_GET && is_user_logged_in() && Builder_Frame::is_open() ); // phpcs:ignore WordPress.Security.NonceVerification -- Nothing is done but to print less.
	}

	/**
	 * Returns the settings.
	 *
	 * @return array
	 * @phpstan-return SiteSettings
	 */
	private static function settings(): array {
		self::$settings ??= Settings::all();
		return self::$settings;
	}

	/**
	 * Returns the data of this page's visitor; null if it identifies nobody.
	 *
	 * @return array|null
	 * @phpstan-return Data|null
	 */
	private static function decide_for_visitor(): ?array {
		// With `request` delivery a page never holds anybody's data.
		return 'page' === self::settings()['delivery'] && self::visitor()->exists()
			? Decision::about( self::visitor(), self::settings(), self::override() )->data
			: null;
	}

	/**
	 * Returns whose page it is: other plugins' code may show a part of it as somebody else.
	 */
	public static function visitor(): WP_User {
		return self::$visitor ??= wp_get_current_user();
	}

	/**
	 * Returns what the page says: the post wins over templates, widgets and menus, and they over text of
	 * somebody.
	 *
	 * @return Override|null Null if it says nothing so far.
	 */
	public static function override(): ?Override {
		$said = null;
		foreach ( self::$words as $word ) {
			$said = null === $said ? $word : $said->then( $word );
		}
		return $said;
	}

	/**
	 * Adds to what was said.
	 *
	 * @param Override|null $override What is said, if anything.
	 * @param int           $rank     Whose word it is.
	 * @phpstan-param self::FROM_SOMEBODY|self::FROM_SITE|self::FROM_BUILDER|self::FROM_POST $rank
	 */
	private static function note( ?Override $override, int $rank ): void {
		if ( null !== $override && ! $override->is_silent() ) {
			self::$words[ $rank ] = ( self::$words[ $rank ] ?? new Override() )->then( $override );
			ksort( self::$words );
		}
	}

	/**
	 * Returns what the post says that is the page.
	 */
	private static function read_post(): ?Override {
		$post = self::post();
		// Plugins make posts of whatever they have.
		if ( null === $post || ! ( self::may_say( $post->post_content ) || self::is_in_meta( (int) $post->ID ) ) ) {
			return null;
		}
		// WordPress lists posts for everybody, whoever may read the page that does so.
		return ! is_home() || Post_Override::page( $post->ID, wp_get_current_user() ) ? Post_Override::of( $post ) : null;
	}

	/**
	 * Determines whether a stored text may say something.
	 *
	 * @param mixed $text The text, if it is one.
	 */
	private static function may_say( mixed $text ): bool {
		return may_have_shortcode( $text ) || ( is_string( $text ) && str_contains( $text, self::PATTERN_BLOCK ) );
	}

	/**
	 * Determines whether page builders keep a shortcode in a post's meta.
	 *
	 * @param int $post_id The post, whose meta WordPress has read with it.
	 */
	private static function is_in_meta( int $post_id ): bool {
		// get_post_meta() looks anew each time where there is none.
		$meta = wp_cache_get( $post_id, 'post_meta' );
		$meta = is_array( $meta ) ? $meta : get_post_meta( $post_id );
		foreach ( is_array( $meta ) ? $meta : [] as $values ) {
			foreach ( (array) $values as $value ) {
				if ( may_have_shortcode( $value ) ) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Returns the post that is the page, also the one whose page lists the posts.
	 */
	public static function post(): ?WP_Post {
		$post = is_singular() || is_home() ? get_queried_object() : null;
		return $post instanceof WP_Post ? $post : null;
	}

	/**
	 * Makes the browser's cookie say whom this page identifies, for those whom Mark_Cookie::refresh() is for: without it the loader
	 * takes the page for another's.
	 *
	 * @param string $mark The visitor's mark.
	 */
	private static function keep_mark( string $mark ): void {
		// Not asked of Mark_Cookie, which is loaded only where there is something to send.
		if ( ( $_COOKIE['known_visitor'] ?? '' ) !== $mark ) { // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- Compared only.
			Mark_Cookie::send( $mark );
		}
	}

	/**
	 * Callback for `wp_footer`: prints the widget for all visitors, where the owner gave us its code: an async script whose address
	 * changes each minute.
	 */
	public static function print_widget(): void {
		$script = sprintf(
			'(()=>{const s=document.createElement("script");s.async=!0;s.src=%s+"?"+(Date.now()/6e4|0);document.head.append(s)})()',
			wp_json_encode( ( self::$guest_settings ?? self::settings() )['widget_url'], JSON_HEX_TAG | JSON_UNESCAPED_SLASHES )
		);
		echo self::element( $script, [ 'id' => 'known-visitor-widget' ] ); // phpcs:ignore WordPress.Security.EscapeOutput -- Ours, with an address of which the schema leaves no more.
	}

	/**
	 * Returns one of our scripts.
	 *
	 * @param string                     $name    `loader`, `loader-full`, `request` or `guard`.
	 * @param array<string, string|bool> $options What the script is to know, in its own text: optimizers drop attributes.
	 */
	public static function script( string $name, array $options = [] ): string {
		$scripts = require dirname( PLUGIN_FILE ) . '/build/scripts.php';
		$script  = is_array( $scripts ) ? $scripts[ $name ] ?? null : null;
		$json    = [] === $options ? '' : self::json( $options );
		if ( ! is_string( $script ) || false === $json ) {
			return '';
		}
		$script = str_replace( self::SITE_PLACEHOLDER, self::site_suffix(), $script );
		$script = '' === $json ? $script : str_replace( self::OPTIONS_PLACEHOLDER, $json, $script );
		return self::has_optimizer()
			? Optimizers::mark( self::element( $script, self::LOADER_ATTRIBUTES + Optimizers::attributes() ) )
			: self::element( $script, self::LOADER_ATTRIBUTES );
	}

	/**
	 * Returns data as JSON for a script element: no `<`, `>` or `&`, with which a value could end it; ASCII only, which no
	 * optimizer's DOM can change; no `@`, by which plugins find e-mail addresses, to hide them.
	 *
	 * @param array<mixed> $data What a script is to know.
	 */
	public static function json( array $data ): string|false {
		$json = wp_json_encode( $data, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE );
		return false === $json ? false : str_replace( '@', '\u0040', $json );
	}

	/**
	 * Returns what keeps the marks of a site in a folder apart from those of others on
	 * the same origin; empty at the root.
	 */
	private static function site_suffix(): string {
		$path = (string) ( is_multisite() ? get_blog_details()->path ?? '/' : COOKIEPATH ); // Some wp-config.php say false.
		return '/' === $path ? '' : (string) preg_replace( '/[^\w\/.~-]/', '', $path );
	}

	/**
	 * Returns a script element.
	 *
	 * WordPress's own function parses the script, which costs more than all the rest of a guest's page (7.1): it is called
	 * only where a plugin filters the attributes, as for a Content Security Policy.
	 *
	 * @param string                $text       Script of ours, or JSON without `<`.
	 * @param array<string, string> $attributes Attributes by name, which need no escaping.
	 */
	public static function element( string $text, array $attributes ): string {
		if ( has_filter( 'wp_inline_script_attributes' ) ) {
			try {
				return wp_get_inline_script_tag( $text, $attributes );
			} catch ( Throwable $failure ) {
				Decision::report( $failure, 'a script lacks what a plugin adds to it' );
			}
		}
		$html = '';
		foreach ( $attributes as $name => $value ) {
			$html .= " $name=\"$value\"";
		}
		return "<script$html>$text</script>\n";
	}
}
