<?php
/**
 * The command line at a glance.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Cli;

use WP_CLI;

/**
 * Registers `wp known-visitor …`.
 *
 * Its words are English only, as all of WP-CLI's, unless REST says them, too.
 */
final class Commands {

	/**
	 * Callback for `cli_init`, which only WP-CLI runs.
	 */
	public static function register(): void {
		$args = [ 'before_invoke' => [ Shell::class, 'check_rights' ] ];
		WP_CLI::add_command( 'known-visitor', Visitor_Command::class, $args );
		WP_CLI::add_command( 'known-visitor secret', Secret_Command::class, $args );
		WP_CLI::add_command( 'known-visitor settings', Settings_Command::class, $args );
		WP_CLI::add_command( 'known-visitor hosts', Hosts_Command::class, $args );
	}
}
