<?php
/**
 * What the commands have in common.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Cli;

use KnownVisitor\Identity\Visitor_Data;
use WP_CLI;
use WP_Error;
use WP_User;

/**
 * Speaks with whoever sits at the shell.
 *
 * Who can run PHP in the site's folder can do anything there, so nobody has to be
 * named. Whom `--user` names may do no more than over REST.
 */
final class Shell {

	/**
	 * Whether STDIN is no terminal, once that is known.
	 *
	 * @var bool|null
	 */
	private static ?bool $is_piped = null;

	/**
	 * Runs before each command, and ends it if whom `--user` names may not manage the
	 * settings.
	 */
	public static function check_rights(): void {
		if ( is_user_logged_in() && ! current_user_can( 'manage_options' ) ) {
			WP_CLI::error( 'The user whom --user names may not manage the settings of this site.' );
		}
	}

	/**
	 * Finds a user of the site, or ends the command.
	 *
	 * @param string $who ID, e-mail address or login, as WP-CLI's own commands take it.
	 */
	public static function user( string $who ): WP_User {
		$user = match ( true ) {
			Visitor_Data::id( $who ) > 0 => get_user_by( 'id', Visitor_Data::id( $who ) ),
			false !== is_email( $who )   => get_user_by( 'email', $who ),
			default                      => false,
		};
		$user = $user instanceof WP_User ? $user : get_user_by( 'login', $who );
		if ( ! $user instanceof WP_User ) {
			WP_CLI::error( "There is no user with the ID, e-mail address or login $who." );
		}
		if ( is_user_logged_in() && ! current_user_can( 'edit_user', $user->ID ) ) {
			WP_CLI::error( 'The user whom --user names may not edit that user.' );
		}
		return $user;
	}

	/**
	 * Reads a line that must not stand in the shell's history nor in the list of
	 * processes: from a pipe, or typed unseen. Without one, it ends the command.
	 *
	 * @param string $what What is asked for.
	 */
	public static function read_secretly( string $what ): string {
		$line = self::is_piped() ? fgets( STDIN ) : \cli\prompt( $what, false, ': ', true );
		// Blanks count, as over REST.
		$line = is_string( $line ) ? rtrim( $line, "\r\n" ) : '';
		if ( '' === $line ) {
			WP_CLI::error( "$what: nothing came from STDIN." );
		}
		return $line;
	}

	/**
	 * Determines whether STDIN is no terminal.
	 */
	public static function is_piped(): bool {
		// Once a line is read, PHP would complain about what it has read ahead.
		self::$is_piped ??= ! stream_isatty( STDIN );
		return self::$is_piped;
	}

	/**
	 * Ends the command with all that is wrong, if anything is.
	 *
	 * @param WP_Error|null $error What went wrong, if anything.
	 * @param string        $hint  What may help, if anything.
	 */
	public static function stop_at( ?WP_Error $error, string $hint = '' ): void {
		if ( null === $error ) {
			return;
		}
		$data   = $error->get_error_data();
		$fields = is_array( $data ) ? $data['params'] ?? [] : [];
		$lines  = [ $error->get_error_message(), ...array_filter( array_values( (array) $fields ), 'is_string' ), $hint ];
		WP_CLI::error( implode( "\n", array_filter( $lines ) ) );
	}
}
