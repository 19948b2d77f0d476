<?php
/**
 * The plugin in Site Health.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Admin;

use KnownVisitor\Checks\Checks;
use KnownVisitor\Checks\Health_Test;
use KnownVisitor\Identity\Secret;
use KnownVisitor\Identity\Site;
use KnownVisitor\Rest\Routes;
use KnownVisitor\Rest\Status_Controller;
use KnownVisitor\Settings\Settings;

use function KnownVisitor\safely;

use const KnownVisitor\PLUGIN_FILE;

/**
 * Makes each check a test there, and adds a section to Site Health > Info.
 *
 * @phpstan-type Field array{label: string, value: string, debug: string, private?: bool}
 */
final class Site_Health {

	/**
	 * Callback for `site_status_tests`: adds a test per check.
	 *
	 * @param mixed $tests Tests by kind and name, if other plugins left them.
	 * @return mixed The tests with ours; what is no list comes back as it is.
	 */
	public static function add_tests( mixed $tests ): mixed {
		if ( ! is_array( $tests ) ) {
			return $tests;
		}
		$direct = [];
		foreach ( Checks::run() as $check ) {
			if ( in_array( $check['id'], Health_Test::SLOW, true ) ) {
				continue;
			}
			$result = Health_Test::of( $check );

			$direct[ "known_visitor_{$check['id']}" ] = [
				'label' => 'Known Visitor',
				'test'  => static fn(): array => $result,
			];
		}
		if ( self::is_secret_in_public_database() ) {
			$direct['known_visitor_secret_place'] = [
				'label' => 'Known Visitor',
				'test'  => [ self::class, 'explain_secret_place' ],
			];
		}
		$async = [];
		foreach ( Health_Test::SLOW as $id ) {
			$async[ "known_visitor_$id" ] = [
				'label'             => 'Known Visitor',
				'test'              => add_query_arg( 'check', $id, (string) rest_url( Routes::REST_NAMESPACE . Status_Controller::CACHE_PATH ) ),
				'has_rest'          => true,
				// Cron runs it by this, without REST.
				'async_direct_test' => safely( static fn(): array => Health_Test::ask_home( $id ) ),
			];
		}
		foreach ( compact( 'direct', 'async' ) as $kind => $ours ) {
			$theirs         = $tests[ $kind ] ?? [];
			$tests[ $kind ] = $ours + ( is_array( $theirs ) ? $theirs : [] );
		}
		return $tests;
	}

	/**
	 * Determines whether the secret is in the database of a site that everybody can see.
	 */
	private static function is_secret_in_public_database(): bool {
		return 'option' === Secret::source() && in_array( get_option( 'blog_public' ), [ '1', 1 ], true ) && 'production' === wp_get_environment_type();
	}

	/**
	 * Says what it means that the secret is in the database. Nothing is wrong with it:
	 * the plugin itself puts it there, and on shared hosting there is no other place.
	 *
	 * @return array<string, mixed>
	 */
	public static function explain_secret_place(): array {
		return [
			'label'       => __( 'The secret of the chat is in the database', 'known-visitor' ),
			'status'      => 'good',
			'badge'       => Health_Test::badge(),
			'description' => sprintf(
				'<p>%s</p><p>%s</p>',
				esc_html__( 'That is where most sites keep it, and it is safe there as long as you trust everybody who can read the database and its backups.', 'known-visitor' ),
				esc_html__( 'If you do not, define the constant KNOWN_VISITOR_SECRET in wp-config.php, best before the chat is in use: with another secret every visitor starts a new, empty conversation.', 'known-visitor' )
			),
			'actions'     => '',
			'test'        => 'known_visitor_secret_place',
		];
	}

	/**
	 * Callback for `debug_information`: adds the section that tells who helps the owner how the plugin is set up, without secret,
	 * hash, mark or name. The site's address and its portal's stay out of the report, which owners copy into forums.
	 *
	 * @param mixed $sections Sections by name, if other plugins left them.
	 * @return mixed The sections with ours; what is no list comes back as it is.
	 */
	public static function add_section( mixed $sections ): mixed {
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
