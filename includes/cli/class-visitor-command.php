<?php
/**
 * The commands about the site and its visitors.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Cli;

use KnownVisitor\Checks\Checks;
use KnownVisitor\Identity\Visitor_Data;
use KnownVisitor\Page\Preview;
use KnownVisitor\Settings\Settings;
use WP_CLI;

/**
 * Looks after the identity of signed-in visitors in the Bitrix24 live chat.
 */
final class Visitor_Command {

	/**
	 * Checks what could go wrong: the checks of Site Health.
	 *
	 * They look at the site as the administrator whom --user names, or else as
	 * its first one. The exit code is 1 if a check found an error, so that a
	 * monitor can ask.
	 *
	 * ## OPTIONS
	 *
	 * [--fresh]
	 * : Ask the home page now, which takes seconds.
	 *
	 * [--fields=<fields>]
	 * : Which columns to show, separated by commas.
	 * ---
	 * default: id,state,message
	 * ---
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
	 *     # Is everything all right?
	 *     $ wp known-visitor status --fields=id,state
	 *     +----------+-------+
	 *     | id       | state |
	 *     +----------+-------+
	 *     | settings | ok    |
	 *     | secret   | ok    |
	 *     +----------+-------+
	 *
	 * @param list<string>               $args       Nothing.
	 * @param array<string, string|bool> $assoc_args `fresh`, `fields` and `format`.
	 */
	public function status( array $args, array $assoc_args ): void {
		if ( ! is_user_logged_in() ) {
			wp_set_current_user( self::first_administrator() );
		}
		$checks = Checks::run( true === ( $assoc_args['fresh'] ?? false ) );
		$format = (string) ( $assoc_args['format'] ?? 'table' );
		$fields = (string) ( $assoc_args['fields'] ?? 'id,state,message' );
		WP_CLI\Utils\format_items( $format, 'ids' === $format ? array_column( $checks, 'id' ) : $checks, explode( ',', $fields ) );
		if ( in_array( 'error', array_column( $checks, 'state' ), true ) ) {
			WP_CLI::halt( 1 );
		}
	}

	/**
	 * Shows what the chat would be told about a user.
	 *
	 * The answer is that of the settings screen's preview: the template of the
	 * first message, and the values of all tokens, which the visitor's browser
	 * puts together. The hash is left out; its mark stands in its place. Where
	 * the user would be a guest, it says why: off, role, path, page, secret,
	 * copy or filter.
	 *
	 * ## OPTIONS
	 *
	 * <user>
	 * : ID, e-mail address or login of the user.
	 *
	 * [--url=<url>]
	 * : Address of the page that the user looks at; the home page by default.
	 * This is WP-CLI's own parameter.
	 *
	 * [--title=<title>]
	 * : Title of the page in the browser; that of the post by default.
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
	 *     # What does the operator learn of Ann when she writes from the page of prices?
	 *     $ wp known-visitor preview ann --url=https://example.com/prices/
	 *
	 *     # Why does the chat not know her?
	 *     $ wp known-visitor preview ann --format=json
	 *     {"reason":"role"}
	 *
	 * @param list<string>          $args       The user.
	 * @param array<string, string> $assoc_args `title` and `format`.
	 */
	public function preview( array $args, array $assoc_args ): void {
		$user = Shell::user( $args[0] ?? '' );
		$url  = self::page();
		if ( ! Preview::is_of_site( $url ) ) {
			WP_CLI::error( Preview::explain_address() );
		}
		$answer = Preview::look( $user, $url );
		if ( is_object( $answer['tokens'] ?? null ) ) {
			$answer['tokens'] = [
				'page_url'   => $url,
				'page_title' => $assoc_args['title'] ?? get_the_title( url_to_postid( $url ) ),
			] + (array) $answer['tokens'];
		}
		$format = $assoc_args['format'] ?? 'table';
		if ( in_array( $format, [ 'json', 'yaml' ], true ) ) {
			WP_CLI::print_value( $answer, [ 'format' => $format ] );
			return;
		}
		WP_CLI\Utils\format_items( $format, self::rows( $answer ), [ 'name', 'value' ] );
	}

	/**
	 * Shows the hash by which the portal knows a user.
	 *
	 * It works like a password to the user's conversation: whoever has it can
	 * read there and write in the user's name. Use it to compare with a
	 * hand-made snippet; do not put it into a log, a ticket or a chat.
	 *
	 * ## OPTIONS
	 *
	 * <user>
	 * : ID, e-mail address or login of the user.
	 *
	 * [--yes]
	 * : Do not ask first.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp known-visitor hash 12 --yes
	 *     7d5e3c0ab1f94f6e8a2b6c1d0e9f8a7b
	 *
	 * @param list<string>        $args       The user.
	 * @param array<string, bool> $assoc_args `yes`.
	 */
	public function hash( array $args, array $assoc_args ): void {
		$user = Shell::user( $args[0] ?? '' );
		WP_CLI::confirm( "Whoever has this hash can read the conversation of {$user->user_login}. Show it?", $assoc_args );
		$hash = ( new Visitor_Data( $user ) )->hash( Settings::all() );
		if ( '' === $hash ) {
			WP_CLI::error( 'There is no hash at the moment. `wp known-visitor status` says why.' );
		}
		WP_CLI::line( $hash );
	}

	/**
	 * Returns the address that WP-CLI's own `--url` names, or that of the home page.
	 */
	private static function page(): string {
		$config = WP_CLI::get_config();
		$url    = is_array( $config ) ? $config['url'] ?? '' : '';
		if ( ! is_string( $url ) || '' === $url ) {
			return (string) home_url( '/' );
		}
		return str_contains( $url, '://' ) ? $url : set_url_scheme( "http://$url", is_ssl() ? 'https' : 'http' );
	}

	/**
	 * Makes rows of an answer, one for each value.
	 *
	 * @param array<mixed> $answer The answer, or a part of it.
	 * @param string       $prefix What stands before the names.
	 * @return list<array{name: string, value: string}>
	 */
	private static function rows( array $answer, string $prefix = '' ): array {
		$rows = [];
		foreach ( $answer as $name => $value ) {
			$rows = is_array( $value )
				? [ ...$rows, ...self::rows( $value, "$prefix$name." ) ]
				: [
					...$rows,
					[
						'name'  => "$prefix$name",
						'value' => is_scalar( $value ) ? (string) $value : '',
					],
				];
		}
		return $rows;
	}

	/**
	 * Returns the ID of the first user who may manage the settings; 0 if there
	 * is none.
	 */
	private static function first_administrator(): int {
		$ids = get_users(
			[
				'capability' => 'manage_options',
				'fields'     => 'ID',
				'number'     => 1,
				'orderby'    => 'ID',
			]
		);
		return is_numeric( $ids[0] ?? null ) ? (int) $ids[0] : 0;
	}
}
