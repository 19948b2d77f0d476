<?php
/**
 * The plugin's section of Site Health > Info.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Checks;

use KnownVisitor\Identity\Secret;
use KnownVisitor\Identity\Site;
use KnownVisitor\Settings\Settings;

use const KnownVisitor\PLUGIN_FILE;

/**
 * Tells who helps the owner how the plugin is set up, without secret, hash, mark or name. The site's address and its
 * portal's stay out of the report, which owners copy into forums.
 *
 * @phpstan-type Field array{label: string, value: string, debug: string, private?: bool}
 */
final class Debug_Section {

	/**
	 * Callback for `debug_information`: adds the section.
	 *
	 * @param mixed $sections Sections by name, if other plugins left them.
	 * @return mixed The sections with ours; what is no list comes back as it is.
	 */
	public static function add( mixed $sections ): mixed {
		if ( ! is_array( $sections ) ) {
			return $sections;
		}
		$sections['known-visitor'] = [
			'label'  => 'Known Visitor for Bitrix24 Live Chat',
			'fields' => self::settings() + self::secret() + self::site() + self::checks(),
		];
		return $sections;
	}

	/**
	 * Returns the fields of the settings.
	 *
	 * @return array<string, array>
	 * @phpstan-return array<string, Field>
	 */
	private static function settings(): array {
		$settings = Settings::all();
		$paths    = $settings['paths'];
		$roles    = implode( ', ', $settings['roles'] );
		return [
			'version'  => self::field( __( 'Version', 'known-visitor' ), self::version() ),
			'enabled'  => self::yes_or_no( __( 'Switched on', 'known-visitor' ), $settings['enabled'] ),
			'delivery' => self::field( __( 'Delivery', 'known-visitor' ), $settings['delivery'] ),
			'recipe'   => self::field( __( 'Recipe of the hash', 'known-visitor' ), $settings['recipe'] ),
			'roles'    => self::field( __( 'Roles', 'known-visitor' ), '' === $roles ? __( 'All', 'known-visitor' ) : $roles, '' === $roles ? 'all' : $roles ),
			'pages'    => self::field(
				__( 'Pages', 'known-visitor' ),
				/* translators: 1: all, only or except. 2: A number. */
				sprintf( __( '%1$s (on the list: %2$s)', 'known-visitor' ), $paths['mode'], number_format_i18n( count( $paths['list'] ) ) ),
				$paths['mode'] . ' (' . count( $paths['list'] ) . ')'
			),
			'forget'   => self::yes_or_no( __( 'Forgets visitors at sign-out', 'known-visitor' ), $settings['forget'] ),
			'card'     => self::yes_or_no( __( 'Operator card', 'known-visitor' ), $settings['card']['enabled'] ),
			'widget'   => self::secretive( __( 'Widget that the plugin prints', 'known-visitor' ), $settings['widget_url'] ),
		];
	}

	/**
	 * Returns the fields about the secret.
	 *
	 * @return array<string, array>
	 * @phpstan-return array<string, Field>
	 */
	private static function secret(): array {
		return [
			'secret'        => self::field( __( 'Source of the secret', 'known-visitor' ), Secret::source() ),
			'secret_strong' => self::yes_or_no( __( 'Secret is strong', 'known-visitor' ), Secret::is_strong() ),
		];
	}

	/**
	 * Returns the fields that tell which site this is, for the owner's eyes only.
	 *
	 * @return array<string, array>
	 * @phpstan-return array<string, Field>
	 */
	private static function site(): array {
		return [
			'site_address' => self::secretive( __( 'Site address', 'known-visitor' ), Site::address() ),
			'hosts'        => self::secretive( __( 'Confirmed at', 'known-visitor' ), implode( ', ', Site::hosts() ) ),
		];
	}

	/**
	 * Returns a field for each check, without its message, which may name a host.
	 *
	 * @return array<string, array>
	 * @phpstan-return array<string, Field>
	 */
	private static function checks(): array {
		$fields = [];
		foreach ( Checks::run() as $check ) {
			/* translators: %s: Name of a check, such as secret. */
			$fields[ "check_{$check['id']}" ] = self::field( sprintf( __( 'Check: %s', 'known-visitor' ), $check['id'] ), $check['state'] );
		}
		return $fields;
	}

	/**
	 * Makes a field.
	 *
	 * @param string      $label Its name.
	 * @param string      $value What stands there.
	 * @param string|null $debug The same in the report, which is not translated. Null: as it is.
	 * @return array
	 * @phpstan-return Field
	 */
	private static function field( string $label, string $value, ?string $debug = null ): array {
		return [
			'label' => $label,
			'value' => $value,
			'debug' => $debug ?? $value,
		];
	}

	/**
	 * Makes a field of yes or no.
	 *
	 * @param string $label Its name.
	 * @param bool   $is_so Whether it is so.
	 * @return array
	 * @phpstan-return Field
	 */
	private static function yes_or_no( string $label, bool $is_so ): array {
		return self::field( $label, $is_so ? __( 'Yes', 'known-visitor' ) : __( 'No', 'known-visitor' ), $is_so ? 'true' : 'false' );
	}

	/**
	 * Makes a field that stays out of the report.
	 *
	 * @param string $label Its name.
	 * @param string $value What stands there.
	 * @return array
	 * @phpstan-return Field
	 */
	private static function secretive( string $label, string $value ): array {
		return self::field( $label, '' === $value ? __( 'None', 'known-visitor' ) : $value ) + [ 'private' => true ];
	}

	/**
	 * Returns the plugin's version.
	 */
	private static function version(): string {
		return (string) ( get_file_data( PLUGIN_FILE, [ 'version' => 'Version' ] )['version'] ?? '' );
	}
}
