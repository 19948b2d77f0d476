<?php
/**
 * Plugin Name:       Known Visitor for Bitrix24 Live Chat
 * Description:       Tells the Bitrix24 live chat who the signed-in visitor is: same person, same conversation, on every device.
 * Version:           0.1.0
 * Requires at least: 6.8
 * Requires PHP:      8.1
 * Author:            The Known Visitor contributors
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       known-visitor
 *
 * This file is the whole plugin at a glance: what WordPress calls, and when.
 * Classes are loaded on their first use, so a page loads only what it needs.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

defined( 'ABSPATH' ) || exit;

const PLUGIN_FILE = __FILE__;

spl_autoload_register(
	static function ( string $name ): void {
		if ( ! str_starts_with( $name, 'KnownVisitor\\' ) ) {
			return;
		}
		$file = strtolower( strtr( substr( $name, 13 ), '_', '-' ) );
		require __DIR__ . "/includes/class-$file.php";
	}
);

// The life of a site.
register_activation_hook( __FILE__, [ Installation::class, 'activate' ] );
add_action( 'wp_initialize_site', [ Installation::class, 'welcome_site' ], 900 );

// The secret, wherever options are read and written.
add_filter( 'sanitize_option_known_visitor_secret', [ Secret::class, 'seal' ] );
add_filter( 'option_known_visitor_secret', [ Secret::class, 'unseal' ] );

// What a page gets: before any script that the theme or a plugin enqueues.
add_action( 'wp_head', [ Page::class, 'print_identity' ], 0 );

// Pages that a cache gives to everyone: the mark in a cookie, and the route that it lets the page ask.
add_filter( 'send_auth_cookies', [ Mark_Cookie::class, 'follow_login_cookie' ], PHP_INT_MAX, 4 );
add_action( 'admin_init', [ Mark_Cookie::class, 'refresh' ] );
add_action( 'rest_api_init', [ Visitor_Route::class, 'register' ] );

// The page's own override.
add_shortcode( 'known_visitor', [ Override::class, 'read_shortcode' ] );
add_filter( 'no_texturize_shortcodes', static fn( array $names ): array => [ ...$names, 'known_visitor' ] );

// The administrator.
add_action( 'rest_api_init', [ Rest_Routes::class, 'register' ] );
add_action( 'admin_menu', [ Settings_Screen::class, 'add_to_menu' ] );
add_action( 'admin_notices', [ Settings_Screen::class, 'print_notice' ] );
add_filter( 'plugin_action_links_' . plugin_basename( __FILE__ ), [ Settings_Screen::class, 'add_plugin_link' ] );
add_filter( 'site_status_tests', [ Checks::class, 'add_site_health_tests' ] );
