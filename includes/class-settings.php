<?php
/**
 * The settings, as everything that identifies a visitor reads them.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

/**
 * Reads the settings. Settings_Schema says what may be written.
 *
 * @phpstan-type FieldSources array{name: string, last_name: string, avatar: bool, email: bool, www: bool, position: bool}
 * @phpstan-type CardSettings array{enabled: bool, rows: list<array{label: string, value: string}>}
 * @phpstan-type PathSettings array{mode: string, list: list<string>}
 * @phpstan-type SiteSettings array{enabled: bool, recipe: string, site_address: string, fields: FieldSources, first_message: string, meta_keys: list<string>, card: CardSettings, widget_url: string, roles: list<string>, paths: PathSettings, delivery: string, forget: bool, delete_data: bool}
 */
final class Settings {

	public const OPTION = 'known_visitor_settings';

	/** What the operator gets unless the owner says otherwise. */
	public const DEFAULT_FIRST_MESSAGE =
		"{full_name|Signed-in visitor} ({email|no e-mail})\n" .
		"Client code: {user_id}\n" .
		"Website: {page_host}\n" .
		'Page: {page_link}';

	/**
	 * Answers all settings: the stored ones, and defaults for what is missing or
	 * of another type.
	 *
	 * @phpstan-return SiteSettings
	 */
	public static function all(): array {
		$settings = self::defaults();
		$stored   = get_option( self::OPTION );

		foreach ( is_array( $stored ) ? $stored : [] as $key => $value ) {
			$default = $settings[ $key ] ?? null;
			if ( gettype( $default ) !== gettype( $value ) ) {
				continue;
			}
			// Only groups have string keys; a list is taken as it is.
			$settings[ $key ] = is_array( $default ) && ! array_is_list( $default ) ? $value + $default : $value;
		}
		if ( '' === $settings['site_address'] ) {
			$settings['site_address'] = self::address_of_site();
		}

		/**
		 * The schema stands at the only door through which settings come in.
		 *
		 * @phpstan-var SiteSettings $settings
		 */
		return $settings;
	}

	/**
	 * Answers the settings of a new site, but for its address.
	 *
	 * @phpstan-return SiteSettings
	 */
	public static function defaults(): array {
		return [
			'enabled'       => true,
			'recipe'        => 'hmac',
			'site_address'  => '',
			'fields'        => [
				'name'      => 'first_name',
				'last_name' => 'last_name',
				'avatar'    => true,
				'email'     => true,
				'www'       => false,
				'position'  => false,
			],
			'first_message' => self::DEFAULT_FIRST_MESSAGE,
			'meta_keys'     => [],
			'card'          => [
				'enabled' => false,
				'rows'    => [],
			],
			'widget_url'    => '',
			'roles'         => [],
			'paths'         => [
				'mode' => 'all',
				'list' => [],
			],
			'delivery'      => 'page',
			'forget'        => true,
			'delete_data'   => true,
		];
	}

	/**
	 * Gives the site address that goes into hashes: host and path of the home URL.
	 *
	 * It is stored once and does not follow the site, so that a move to another
	 * domain or to https keeps every visitor's conversation.
	 */
	public static function address_of_site(): string {
		$url = wp_parse_url( home_url() );
		$url = is_array( $url ) ? $url : [];
		return mb_strtolower( rtrim( ( $url['host'] ?? '' ) . ( $url['path'] ?? '' ), '/' ) );
	}
}
