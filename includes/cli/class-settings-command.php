<?php
/**
 * The commands about the settings.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Cli;

use KnownVisitor\Changes\Schema;
use KnownVisitor\Changes\Secret_Store;
use KnownVisitor\Changes\Store;
use KnownVisitor\Settings\Settings;
use WP_CLI;
use WP_Error;

/**
 * Reads and changes the settings.
 */
final class Settings_Command {

	/**
	 * Shows the settings, or one of them.
	 *
	 * ## OPTIONS
	 *
	 * [<name>]
	 * : The setting; all by default.
	 *
	 * [--format=<format>]
	 * : In which form. One setting is shown as plain text by default: lists
	 * and objects as JSON.
	 * ---
	 * options:
	 *   - table
	 *   - csv
	 *   - json
	 *   - yaml
	 * ---
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp known-visitor settings get recipe
	 *     hmac
	 *
	 *     $ wp known-visitor settings get --format=json > settings.json
	 *
	 * @param list<string>          $args       A name, if any.
	 * @param array<string, string> $assoc_args `format`.
	 */
	public function get( array $args, array $assoc_args ): void {
		$settings = Store::with_address();
		$name     = $args[0] ?? null;
		$format   = $assoc_args['format'] ?? null;
		if ( null !== $name && ! array_key_exists( $name, $settings ) ) {
			WP_CLI::error( "There is no setting $name. There are: " . implode( ', ', array_keys( $settings ) ) . '.' );
		}
		$value = null === $name ? $settings : $settings[ $name ];
		if ( in_array( $format, [ 'json', 'yaml' ], true ) ) {
			WP_CLI::print_value( $value, [ 'format' => $format ] );
			return;
		}
		if ( null !== $name && null === $format ) {
			WP_CLI::line( self::text( $value ) );
			return;
		}
		$rows = [];
		foreach ( null === $name ? $settings : [ $name => $value ] as $key => $setting ) {
			$rows[] = [
				'name'  => $key,
				'value' => self::text( $setting ),
			];
		}
		WP_CLI\Utils\format_items( $format ?? 'table', $rows, [ 'name', 'value' ] );
	}

	/**
	 * Changes a setting.
	 *
	 * ## OPTIONS
	 *
	 * <name>
	 * : The setting.
	 *
	 * [<value>]
	 * : Its new value; from STDIN by default. Lists and objects are always JSON.
	 *
	 * [--format=<format>]
	 * : How the value is written.
	 * ---
	 * default: plaintext
	 * options:
	 *   - plaintext
	 *   - json
	 * ---
	 *
	 * [--yes]
	 * : Do not ask first. Needed where the value comes from STDIN and costs
	 * the visitors their conversations.
	 *
	 * ## EXAMPLES
	 *
	 *     $ wp known-visitor settings update enabled false
	 *     Success: enabled is changed.
	 *
	 *     $ wp known-visitor settings update roles '["customer","subscriber"]'
	 *     Success: roles is changed.
	 *
	 *     $ wp known-visitor settings update first_message < message.txt
	 *     Success: first_message is changed.
	 *
	 * @param list<string>               $args       A name, and maybe a value.
	 * @param array<string, string|bool> $assoc_args `format` and `yes`.
	 */
	public function update( array $args, array $assoc_args ): void {
		$name     = $args[0] ?? '';
		$is_json  = 'json' === ( $assoc_args['format'] ?? 'plaintext' );
		$value    = self::value( $name, WP_CLI::get_value_from_arg_or_stdin( $args, 1 ), $is_json );
		$settings = Store::with_address();
		if ( array_key_exists( $name, $settings ) && $settings[ $name ] === $value ) {
			WP_CLI::success( "$name is so already." );
			return;
		}
		$changes = Schema::check( [ $name => $value ] );
		if ( is_wp_error( $changes ) ) {
			$wants_rights = ! is_user_logged_in() && in_array( $name, [ 'widget_url', ...Schema::locked() ], true );
			Shell::stop_at( $changes, $wants_rights ? 'Name who may do it, if that is the reason: --user=<login>.' : '' );
			return;
		}
		if ( in_array( $name, Secret_Store::INGREDIENTS, true ) ) {
			if ( ! isset( $args[1] ) && true !== ( $assoc_args['yes'] ?? false ) ) {
				WP_CLI::error( "Another $name gives every visitor a new, empty conversation. Add --yes to say that you know." );
			}
			WP_CLI::confirm( "With another $name, every visitor will start a new, empty conversation. Continue?", $assoc_args );
		}
		$saved = Store::save( $changes );
		Shell::stop_at(
			match ( true ) {
				$saved instanceof WP_Error => $saved,
				! $saved                   => Store::not_saved(),
				default                    => null,
			}
		);
		WP_CLI::success( "$name is changed." );
	}

	/**
	 * Makes a setting's value of what was typed.
	 *
	 * @param string $name    The setting.
	 * @param string $typed   What was typed.
	 * @param bool   $is_json Whether that is JSON.
	 * @return mixed What Schema::check() judges.
	 */
	private static function value( string $name, string $typed, bool $is_json ): mixed {
		$type = Settings::SCHEMA[ $name ]['type'] ?? 'string';
		if ( $is_json || 'string' !== $type ) {
			$value = Schema::plain( json_decode( $typed ) );
			if ( JSON_ERROR_NONE !== json_last_error() ) {
				WP_CLI::error( 'boolean' === $type ? "$name has to be true or false." : "$name has to be valid JSON." );
			}
			return $value;
		}
		// The line break at the end is the editor's or the shell's.
		return preg_replace( '/\R\z/', '', $typed );
	}

	/**
	 * Writes a value on one line, if it has but one.
	 *
	 * @param mixed $value A setting's value.
	 */
	private static function text( mixed $value ): string {
		return is_string( $value ) ? $value : (string) wp_json_encode( $value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
	}
}
