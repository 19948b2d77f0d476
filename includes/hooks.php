<?php
/**
 * The whole plugin at a glance: what WordPress calls, and when. plugin.php holds no more than its header, without stars,
 * since WordPress searches each byte of it for headers on each view.
 *
 * Old PHP reads this file, too: it keeps to PHP 7.2.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

use function add_action, add_filter, add_shortcode, define, defined, did_action, dirname, in_array, is_admin, is_dir, is_file, is_multisite, is_string,
	spl_autoload_register, str_contains, str_starts_with, strrpos, strtr, substr, substr_replace, version_compare;

defined( 'ABSPATH' ) || exit;

/** The plugin's main file. It asks whether this is there: a second copy of the plugin, in another folder, does nothing. */
define( 'KnownVisitor\PLUGIN_FILE', dirname( __DIR__ ) . '/plugin.php' );

if ( PHP_VERSION_ID < 80100 || version_compare( get_bloginfo( 'version' ), '6.8', '<' ) || ! is_dir( dirname( __DIR__ ) . '/build' ) ) {
	require __DIR__ . '/lifecycle/class-requirements.php';
	Lifecycle\Requirements::speak_up();
	return;
}

// A page loads only the classes that it needs: a sub-namespace is a folder of includes/. Asked before
// WordPress's own autoloaders, which would look at our names in vain.
spl_autoload_register(
	static function ( string $name ): void {
		if ( str_starts_with( $name, 'KnownVisitor\\' ) ) {
			// Not strtolower(): before PHP 8.2 it goes by setlocale(), and `I` stays in Turkish.
			$path = strtr( substr( $name, 12 ), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ\\_', 'abcdefghijklmnopqrstuvwxyz/-' );
			$file = __DIR__ . substr_replace( $path, '/class-', (int) strrpos( $path, '/' ), 1 ) . '.php';
			// Other code may ask for a class of its own, or for one that there was.
			if ( is_file( $file ) ) {
				require $file;
			}
		}
	},
	true,
	true
);

// WordPress learns of the languages of a site's own plugins only (6.8 to 7.1): not of a network's, nor of must-use ones.
if ( ! did_action( 'muplugins_loaded' ) ) {
	/**
	 * WordPress's own.
	 *
	 * @var \WP_Textdomain_Registry $wp_textdomain_registry
	 */
	global $wp_textdomain_registry;
	$wp_textdomain_registry->set_custom_path( 'known-visitor', dirname( __DIR__ ) . '/languages' );
}

// What a page gets: decided before its headers are sent, printed before any enqueued script.
add_action( 'template_redirect', Page\Page::class . '::decide' );
add_action( 'wp_head', Page\Page::class . '::print_head', 0 );

// The browser knows who is signed in: the mark in a cookie, and the route for pages out of a cache.
add_filter( 'send_auth_cookies', Identity\Mark_Cookie::class . '::follow_login_cookie', PHP_INT_MAX, 4 );
add_action( 'rest_api_init', __NAMESPACE__ . '\register_routes' );

// The page's own override. After do_blocks() and before wptexturize(), it is taken out of texts, by a reader whose cost
// grows only with their length. A place's word is heard out of what is stored there, which administrators alone edit;
// what comes of it may show anybody's text.
add_shortcode( 'known_visitor', Page\Shortcode::class . '::run' );
add_filter( 'the_content', __NAMESPACE__ . '\take_out_shortcode', 9 );
add_filter( 'strip_shortcodes_tagnames', Page\Shortcode::class . '::keep_for_reader' );
add_action( 'dynamic_sidebar_before', __NAMESPACE__ . '\listen_to_widgets' );
add_filter( 'wp_nav_menu_items', __NAMESPACE__ . '\hear_menu', 9, 2 );
// It takes all that WordPress gives, which then need not cut any off: a page has several.
add_filter( 'render_block_core/navigation', __NAMESPACE__ . '\hear_navigation', 9, 3 );
add_filter( 'render_block_core/block', __NAMESPACE__ . '\take_out_shortcode', 9 );
add_filter( 'render_block_core/shortcode', __NAMESPACE__ . '\hear_block', 9 );
add_filter( 'render_block_known-visitor/override', __NAMESPACE__ . '\hear_block', 9 );

// The secret, wherever options are read and written.
add_filter( 'sanitize_option_known_visitor_secret', Identity\Secret::class . '::seal' );
add_filter( 'option_known_visitor_secret', Identity\Secret::class . '::unseal', 10, 2 );

// A page view, which comes through index.php, pays for no more; but who sends something may write, and a trial has a nonce.
if ( is_multisite() ) {
	add_action( 'wp_initialize_site', Lifecycle\Installation::class . '::welcome_site', 900 );
}
if ( isset( $_GET['known_visitor_try'] ) || is_admin() || ! defined( 'WP_USE_THEMES' ) || ! WP_USE_THEMES || ! in_array( $_SERVER['REQUEST_METHOD'] ?? '', [ 'GET', 'HEAD' ], true ) ) { // phpcs:ignore WordPress.Security.ValidatedSanitizedInput, WordPress.Security.NonceVerification -- Compared only.
	require_once __DIR__ . '/admin/hooks.php';
}

/**
 * Callback for `rest_api_init`.
 */
function register_routes(): void {
	Rest\Visitor_Controller::register();
	Rest\Settings_Controller::register();
	Rest\Secret_Controller::register();
	Rest\Preview_Controller::register();
	Rest\Status_Controller::register();
	Rest\Hosts_Controller::register();
	// Site Health asks for its tests over REST, too.
	require_once __DIR__ . '/admin/hooks.php';
}

/**
 * Callback for filters of what is shown.
 *
 * @param mixed $text The text, if other plugins left it one.
 */
function take_out_shortcode( mixed $text ): mixed {
	return may_have_shortcode( $text ) ? Page\Shortcode::take_out( $text ) : $text;
}

/**
 * Determines whether a text may have a shortcode of ours, without loading a class. Most have no bracket.
 *
 * @param mixed $text The text, if it is one.
 * @phpstan-assert-if-true =string $text
 */
function may_have_shortcode( mixed $text ): bool {
	return is_string( $text ) && str_contains( $text, '[' ) && str_contains( $text, '[known_visitor' );
}

/**
 * Has template parts heard, before any is made. A page that is the same for each guest does without.
 */
function listen_to_templates(): void {
	add_action( 'render_block_core_template_part_post', Page\Page::class . '::hear_template', 10, 4 );
	add_action( 'render_block_core_template_part_file', Page\Page::class . '::hear_template', 10, 4 );
}

/**
 * Callback for `dynamic_sidebar_before`: hears the widgets of a sidebar, on pages that have one.
 */
function listen_to_widgets(): void {
	foreach ( [ 'widget_text', 'widget_block_content', 'widget_custom_html_content' ] as $filter ) {
		// Before do_blocks() and WP_Embed, and after them.
		add_filter( $filter, __NAMESPACE__ . '\hear_widget', 7 );
		add_filter( $filter, __NAMESPACE__ . '\take_out_shortcode', 9 );
	}
}

/**
 * Callback for filters of widgets, while they still hold what is stored.
 *
 * @param mixed $text The text, if other plugins left it one.
 */
function hear_widget( mixed $text ): mixed {
	return is_string( $text ) ? $text . Page\Page::hear_stored( $text ) : $text;
}

/**
 * Callback for `wp_nav_menu_items`.
 *
 * @param mixed $html The menu, if other plugins left it one.
 * @param mixed $args What wp_nav_menu() was given.
 */
function hear_menu( mixed $html, mixed $args = null ): mixed {
	return may_have_shortcode( $html ) ? Page\Shortcode::hear_menu( $html, $args ) : $html;
}

/**
 * Callback for `render_block_core/navigation`.
 *
 * @param mixed $html  The menu, if other plugins left it one.
 * @param mixed $block The block, as it was parsed.
 */
function hear_navigation( mixed $html, mixed $block = null ): mixed {
	return may_have_shortcode( $html ) ? Page\Shortcode::hear_navigation( $html, $block ) : $html;
}

/**
 * Callback for `render_block_core/shortcode` and that of our own block.
 *
 * @param mixed $html The block, if other plugins left it one.
 */
function hear_block( mixed $html ): mixed {
	return may_have_shortcode( $html ) ? Page\Shortcode::hear_block( $html ) : $html;
}
