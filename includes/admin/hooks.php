<?php
/**
 * What WordPress calls in the admin, on the command line, in cron and over REST: visitors' pages do without.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

use Closure;
use Throwable;
use WP_CLI;

defined( 'ABSPATH' ) || exit;

// The life of a site.
register_activation_hook( PLUGIN_FILE, safely( [ Lifecycle\Installation::class, 'activate' ] ) );
add_action( 'admin_init', safely( [ Lifecycle\Installation::class, 'catch_up' ] ) );
add_filter( 'pre_update_option_known_visitor_settings', safely( [ Identity\Site::class, 'take_address' ] ) );

// Who is signed in gets the mark.
add_action( 'admin_init', safely( [ Identity\Mark_Cookie::class, 'refresh' ] ) );

// The block for a page's own override.
add_action( 'admin_init', safely( [ Editor\Override_Block::class, 'register' ] ) );

// Whose word a post's is.
add_action( 'wp_after_insert_post', safely( [ Page\Post_Override::class, 'note_writer' ] ), 10, 4 );

// The administrator.
add_action( 'admin_menu', safely( [ Admin\Settings_Screen::class, 'add_to_menu' ] ) );
add_action( 'admin_notices', safely( [ Admin\Settings_Screen::class, 'print_notice' ] ) );
add_action( 'admin_notices', safely( [ Admin\Copy_Notice::class, 'print_question' ] ) );
add_action( 'admin_notices', safely( [ Admin\Welcome::class, 'print_notice' ] ) );
add_action( 'admin_post_known_visitor_welcome', [ Admin\Welcome::class, 'end' ] );
add_action( 'admin_post_known_visitor_hosts', [ Admin\Copy_Notice::class, 'take_answer' ] );
add_filter( 'plugin_action_links_' . plugin_basename( PLUGIN_FILE ), safely( [ Admin\Settings_Screen::class, 'add_plugin_link' ] ) );
add_filter( 'site_status_tests', safely( [ Admin\Site_Health::class, 'add_tests' ] ) );
add_filter( 'debug_information', safely( [ Admin\Site_Health::class, 'add_section' ] ) );

// An administrator tries the chat out, on a page of the site whose address has a nonce.
add_action( 'template_redirect', safely( [ Admin\Trial::class, 'begin' ] ), 0 );
add_filter( 'wp_redirect', safely( [ Admin\Trial::class, 'follow' ] ) );

// What we say, whatever other plugins leave of it; and what the scripts say in other languages.
add_filter( 'gettext_known-visitor', __NAMESPACE__ . '\keep_text', PHP_INT_MAX, 2 );
add_filter( 'ngettext_known-visitor', __NAMESPACE__ . '\keep_text', PHP_INT_MAX, 2 );
add_filter( 'pre_load_script_translations', [ Admin\Script_Translations::class, 'answer' ], 10, 4 );

// Privacy: the policy, export and erasure.
add_action( 'admin_init', safely( [ Admin\Privacy::class, 'suggest_policy' ] ) );
add_filter( 'wp_privacy_personal_data_exporters', safely( [ Admin\Privacy::class, 'add_exporter' ] ) );
add_filter( 'wp_privacy_personal_data_erasers', safely( [ Admin\Privacy::class, 'add_eraser' ] ) );

// Other programs.
add_action( 'wp_abilities_api_init', safely( [ Admin\Abilities::class, 'register' ] ) );

// The command line.
add_action( 'cli_init', __NAMESPACE__ . '\register_commands' );

/**
 * Returns a callback that breaks no screen, whatever other plugins leave of texts, users or options: the error is
 * logged, and WordPress gets back what it gave.
 *
 * @param callable $callback Callback for a hook.
 */
function safely( callable $callback ): Closure {
	return static function ( mixed ...$given ) use ( $callback ): mixed {
		try {
			return $callback( ...$given );
		} catch ( Throwable $failure ) {
			Page\Decision::report( $failure, 'something is missing in the dashboard' );
			return $given[0] ?? null;
		}
	};
}

/**
 * Callback for `cli_init`, which only WP-CLI runs. Our words there are English only, as all of its own, unless REST says them, too.
 */
function register_commands(): void {
	$args = [ 'before_invoke' => [ Cli\Shell::class, 'check_rights' ] ];
	WP_CLI::add_command( 'known-visitor', Cli\Visitor_Command::class, $args );
	WP_CLI::add_command( 'known-visitor secret', Cli\Secret_Command::class, $args );
	WP_CLI::add_command( 'known-visitor settings', Cli\Settings_Command::class, $args );
	WP_CLI::add_command( 'known-visitor hosts', Cli\Hosts_Command::class, $args );
}

/**
 * Callback for `gettext_known-visitor` and `ngettext_known-visitor`.
 *
 * @param mixed $translation What is left of a sentence.
 * @param mixed $text        The sentence in English, for where that is no text, or wants more values.
 */
function keep_text( mixed $translation, mixed $text = '' ): mixed {
	if ( ! is_string( $translation ) || ! is_string( $text ) ) {
		return $text;
	}
	try {
		str_contains( $text, '%' ) && vsprintf( $translation, array_fill( 0, substr_count( $text, '%' ), '' ) );
		return $translation;
	} catch ( Throwable ) {
		return $text;
	}
}
