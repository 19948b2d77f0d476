<?php
/**
 * The commands about the hosts under which this is the site.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Cli;

use KnownVisitor\Changes\Relocation;
use KnownVisitor\Identity\Site;
use KnownVisitor\Settings\Settings;
use WP_CLI;

/**
 * Says under which hosts this is the site.
 *
 * Under any other it counts as a copy, which identifies nobody.
 */
final class Hosts_Command {

	/**
	 * Lists the hosts that are confirmed, and one that is not.
	 *
	 * The shell sees the home URL. With --url=<url>, it looks as somebody who
	 * asks for that address.
	 *
	 * ## OPTIONS
	 *
	 * [--format=<format>]
	 * : In which form.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - csv
	 *   - json
	 *   - yaml
	 *   - ids
	 *   - count
	 * ---
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp known-visitor hosts list
	 *     +---------------------+-------------+
	 *     | host                | state       |
	 *     +---------------------+-------------+
	 *     | example.com         | confirmed   |
	 *     | staging.example.com | unconfirmed |
	 *     +---------------------+-------------+
	 *
	 * @subcommand list
	 *
	 * @param list<string>          $args       Nothing.
	 * @param array<string, string> $assoc_args `format`.
	 */
	public function list_( array $args, array $assoc_args ): void {
		$rows = [];
		foreach ( Site::hosts() as $host ) {
			$rows[] = [
				'host'  => $host,
				'state' => 'confirmed',
			];
		}
		$unconfirmed = Site::unconfirmed_host();
		if ( null !== $unconfirmed ) {
			$rows[] = [
				'host'  => $unconfirmed,
				'state' => 'unconfirmed',
			];
		}
		$format = $assoc_args['format'] ?? 'table';
		WP_CLI\Utils\format_items( $format, 'ids' === $format ? array_column( $rows, 'host' ) : $rows, [ 'host', 'state' ] );
	}

	/**
	 * Confirms a host: this is the same site there, and keeps its conversations.
	 *
	 * ## OPTIONS
	 *
	 * [<host>]
	 * : Such as shop.example.com; that of the home URL by default.
	 *
	 * [--copy]
	 * : This is a copy of another site: it gets a secret and a site address of
	 * its own, and the conversations of the original stay out of its reach.
	 *
	 * [--yes]
	 * : Do not ask first, if it is a copy.
	 *
	 * ## EXAMPLES
	 *
	 *     # The site has moved.
	 *     $ wp known-visitor hosts confirm
	 *     Success: Confirmed: new.example.com
	 *
	 *     # In a script that makes a staging site.
	 *     $ wp known-visitor hosts confirm --copy --yes
	 *     Success: This copy has a secret of its own. Confirmed: staging.example.com
	 *
	 * @param list<string>               $args       A host, if any.
	 * @param array<string, string|bool> $assoc_args `copy` and `yes`.
	 */
	public function confirm( array $args, array $assoc_args ): void {
		$is_copy = $assoc_args['copy'] ?? false;
		if ( ! is_bool( $is_copy ) ) {
			// WP-CLI lets it pass, and a guess could make a copy the original.
			WP_CLI::error( '--copy takes no value.' );
		}
		if ( true !== $is_copy ) {
			Shell::stop_at( Relocation::keep( self::host( $args ) ) );
			WP_CLI::success( 'Confirmed: ' . implode( ', ', Site::hosts() ) );
			return;
		}
		if ( isset( $args[0] ) ) {
			WP_CLI::error( 'Only the present host can be the one of a copy: leave the host out.' );
		}
		WP_CLI::confirm( 'Everybody will start a new, empty conversation on this site. This cannot be undone. Continue?', $assoc_args );
		Shell::stop_at( Relocation::separate() );
		WP_CLI::success( 'This copy has a secret of its own. Confirmed: ' . implode( ', ', Site::hosts() ) );
	}

	/**
	 * Forgets a host: there, nobody is identified any more.
	 *
	 * ## OPTIONS
	 *
	 * [<host>]
	 * : A host as `list` shows it; that of the home URL by default.
	 *
	 * [--yes]
	 * : Do not ask first.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp known-visitor hosts forget old.example.com --yes
	 *     Success: Forgotten.
	 *
	 * @param list<string>        $args       A host, if any.
	 * @param array<string, bool> $assoc_args `yes`.
	 */
	public function forget( array $args, array $assoc_args ): void {
		$host = self::host( $args );
		WP_CLI::confirm( 'No visitor will be identified there any more. Continue?', $assoc_args );
		Shell::stop_at( Relocation::forget( $host ) );
		WP_CLI::success( 'Forgotten.' );
	}

	/**
	 * Returns the host that was typed, if any; what is none ends the command.
	 *
	 * @param list<string> $args The command's arguments.
	 */
	private static function host( array $args ): ?string {
		$host = $args[0] ?? null;
		if ( null !== $host && ! in_array( $host, Site::hosts(), true ) && ! Settings::fits( $host, Relocation::HOST_SCHEMA ) ) {
			WP_CLI::error( "$host is no host. Write it like shop.example.com, with a port or a path if it has one." );
		}
		return $host;
	}
}
