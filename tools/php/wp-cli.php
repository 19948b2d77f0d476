<?php
/**
 * What WP-CLI loads before a test site: its address, which is another one with each start; silence about WP-CLI itself,
 * since the version that can be had everywhere is older than this PHP; and what `--user` needs of a package that cannot.
 *
 * @package known-visitor-tools
 */

namespace {
	define( 'WP_HOME', (string) getenv( 'KNOWN_VISITOR_TEST_URL' ) );
	define( 'WP_SITEURL', WP_HOME );

	set_error_handler(
		static fn( int $level, string $message, string $file ): bool => str_starts_with( $file, (string) getenv( 'KNOWN_VISITOR_WP_CLI' ) )
	);
}

namespace WP_CLI\Fetchers {
	/** Finds the user whom `--user` names, as that of wp-cli/entity-command does. */
	final class User {

		/**
		 * Finds a user, or ends the command.
		 *
		 * @param string $login Login.
		 */
		public function get_check( string $login ): \WP_User {
			$user = get_user_by( 'login', $login );
			return $user ? $user : \WP_CLI::error( "Invalid user: '$login'" );
		}
	}
}
