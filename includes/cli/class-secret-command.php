<?php
/**
 * The commands about the secret.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Cli;

use KnownVisitor\Changes\Secret_Store;
use KnownVisitor\Identity\Secret;
use KnownVisitor\Identity\Site;
use KnownVisitor\Identity\Snippet;
use WP_CLI;

/**
 * Replaces the secret, which can be stored but never read.
 */
final class Secret_Command {

	/** What another secret costs. */
	private const PRICE = 'Every visitor will start a new, empty conversation. Continue?';

	/**
	 * Makes a strong secret and stores it.
	 *
	 * ## OPTIONS
	 *
	 * [--yes]
	 * : Do not ask first.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp known-visitor secret generate --yes
	 *     Success: A new secret is stored.
	 *
	 * @param list<string>        $args       Nothing.
	 * @param array<string, bool> $assoc_args `yes`.
	 */
	public function generate( array $args, array $assoc_args ): void {
		if ( 'option' === Secret::source() ) {
			WP_CLI::confirm( self::PRICE, $assoc_args );
		}
		Shell::stop_at( Secret_Store::replace( [] ) );
		WP_CLI::success( 'A new secret is stored.' );
	}

	/**
	 * Stores the secret of a hand-made snippet, and with it what else makes
	 * its hashes.
	 *
	 * The secret is the first line of STDIN, or typed in when it is asked for;
	 * it is no argument, since those stand in the shell's history. `wp
	 * known-visitor secret match` finds the recipe and the site address.
	 *
	 * ## OPTIONS
	 *
	 * [--recipe=<recipe>]
	 * : How the hashes are made.
	 * ---
	 * options:
	 *   - hmac
	 *   - md5
	 * ---
	 *
	 * [--site_address=<address>]
	 * : The site address that goes into them.
	 *
	 * [--yes]
	 * : Do not ask first. Needed where the secret comes through a pipe.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp known-visitor secret set --recipe=md5 --site_address=https://example.com --yes < secret.txt
	 *     Success: The secret is stored.
	 *
	 * @param list<string>               $args       Nothing.
	 * @param array<string, string|bool> $assoc_args `recipe`, `site_address` and `yes`.
	 */
	public function set( array $args, array $assoc_args ): void {
		if ( 'option' === Secret::source() ) {
			if ( Shell::is_piped() && true !== ( $assoc_args['yes'] ?? false ) ) {
				WP_CLI::error( 'Another secret gives every visitor a new, empty conversation. Add --yes to say that you know.' );
			}
			WP_CLI::confirm( self::PRICE, $assoc_args );
		}
		$secret = [ 'secret' => Shell::read_secretly( 'Secret' ) ];
		Shell::stop_at( Secret_Store::replace( $secret + array_intersect_key( $assoc_args, array_flip( Secret_Store::INGREDIENTS ) ) ) );
		WP_CLI::success( 'The secret is stored.' );
	}

	/**
	 * Finds out how a hand-made snippet made a hash: recipe, site address.
	 *
	 * Nothing is changed. The snippet's secret is the first line of STDIN, the
	 * hash the second; what is not there is asked for. Neither is an argument,
	 * since those stand in the shell's history. The exit code is 1 if nothing
	 * gives that hash.
	 *
	 * ## OPTIONS
	 *
	 * <user>
	 * : ID, e-mail address or login of the user for whom the snippet made the
	 * hash.
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
	 * ---
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp known-visitor secret match ann < secret-and-hash.txt
	 *     +--------+---------------------+-------+
	 *     | recipe | site_address        | order |
	 *     +--------+---------------------+-------+
	 *     | md5    | https://example.com |       |
	 *     +--------+---------------------+-------+
	 *
	 * @param list<string>          $args       The user.
	 * @param array<string, string> $assoc_args `format`.
	 */
	public function match( array $args, array $assoc_args ): void {
		$user   = Shell::user( $args[0] ?? '' );
		$secret = Shell::read_secretly( 'Secret of the snippet' );
		$errors = Secret_Store::errors_of( $secret );
		if ( [] !== $errors ) {
			WP_CLI::error( $errors['secret'] );
		}
		$hash = Snippet::as_hash( Shell::read_secretly( 'Hash that it made' ) );
		if ( '' === $hash ) {
			WP_CLI::error( Snippet::explain_hash() );
		}
		$found = Snippet::find( $hash, $user->ID, $secret, Site::address() );
		WP_CLI\Utils\format_items( $assoc_args['format'] ?? 'table', [ $found ], [ 'recipe', 'site_address', 'order' ] );
		if ( null === $found['recipe'] ) {
			WP_CLI::error(
				null === $found['order']
					? 'No recipe gives that hash. Are the secret, the user and the hash those of the snippet?'
					: 'The snippet puts the parts in another order, of which the plugin has no recipe.'
			);
		}
	}

	/**
	 * Removes the stored secret: from then on no visitor is identified.
	 *
	 * ## OPTIONS
	 *
	 * [--yes]
	 * : Do not ask first.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp known-visitor secret delete --yes
	 *     Success: No secret is stored any more, and no visitor is identified.
	 *
	 * @param list<string>        $args       Nothing.
	 * @param array<string, bool> $assoc_args `yes`.
	 */
	public function delete( array $args, array $assoc_args ): void {
		WP_CLI::confirm( 'No visitor will be identified any more, and this secret cannot be had back. Continue?', $assoc_args );
		Shell::stop_at( Secret_Store::delete() );
		WP_CLI::success( 'No secret is stored any more, and no visitor is identified.' );
	}
}
