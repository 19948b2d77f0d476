<?php
/**
 * The settings: what each may be, and what is stored.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Settings;

use function add_filter, admin_url, array_filter, array_intersect, array_intersect_key, array_is_list, array_key_exists, array_keys,
	array_map, array_merge, array_slice, array_values, count, get_option, in_array, is_array,
	is_bool, is_int, is_string, max, min, preg_grep, remove_filter, str_replace;

/**
 * Says what each setting may be, and reads what is stored by it.
 *
 * That may be anything: an import or a search and replace gets past the REST API. A page must neither break on it nor
 * identify anybody whom the owner left out.
 *
 * `npm run generate` reads the constants, and writes the types below and src/contract.ts.
 *
 * @phpstan-type FieldSources array{name: 'first_name'|'display_name'|'nickname', last_name: 'last_name'|'none', avatar: bool, email: bool, www: bool, position: bool}
 * @phpstan-type CardSettings array{enabled: bool, find_in_crm: bool, rows: list<array{label: string, value: string}>}
 * @phpstan-type PathSettings array{mode: 'all'|'only'|'except', list: list<string>}
 * @phpstan-type SiteSettings array{enabled: bool, recipe: 'hmac'|'md5', site_address?: string, fields: FieldSources, first_message: string, meta_keys: list<string>, card: CardSettings, widget_url: string, roles: list<string>, paths: PathSettings, delivery: 'page'|'request', forget: bool, delete_data: bool}
 */
final class Settings {

	public const OPTION = 'known_visitor_settings';

	/** Name of the screen in the dashboard on which they are changed. */
	public const SCREEN = 'known-visitor';

	/** What stored() returns where nothing is. */
	private const NOT_STORED = 'nothing is stored';

	/** Characters of a template at most: the site's, and a page's own. */
	public const MAX_TEMPLATE_LENGTH = 4000;

	/** What the operator gets unless the owner says otherwise. */
	public const DEFAULT_FIRST_MESSAGE =
		"{full_name|Signed-in visitor} ({email|no e-mail})\n" .
		"Client code: {user_id}\n" .
		"Website: {page_host}\n" .
		'Page: {page_link}';

	/**
	 * Each setting as a JSON schema of WordPress's kind.
	 *
	 * `description` says what is allowed, to stand behind "Allowed:". A pattern means the same in PHP and in JavaScript (flag
	 * `u`), holds no `#`, and matches no text that is not UTF-8. A literal, without constants of other classes: PHP then keeps it
	 * compiled, and a page view pays nothing for it.
	 */
	public const SCHEMA = [
		'enabled'       => [
			'type'        => 'boolean',
			'default'     => true,
			'description' => 'true or false',
		],
		'recipe'        => [
			'type'        => 'string',
			'enum'        => [ 'hmac', 'md5' ],
			'default'     => 'hmac',
			'description' => 'hmac or md5',
		],
		// Kept by Site: so it has no default here.
		'site_address'  => [
			'type'        => 'string',
			'minLength'   => 1,
			'maxLength'   => 255,
			'pattern'     => '^\P{C}*$',
			'description' => 'text, 1 to 255 printable characters',
		],
		'fields'        => [
			'type'                 => 'object',
			'properties'           => [
				'name'      => [
					'type'        => 'string',
					'enum'        => [ 'first_name', 'display_name', 'nickname' ],
					'required'    => true,
					'description' => 'first_name, display_name or nickname',
				],
				'last_name' => [
					'type'        => 'string',
					'enum'        => [ 'last_name', 'none' ],
					'required'    => true,
					'description' => 'last_name or none',
				],
				'avatar'    => [
					'type'        => 'boolean',
					'required'    => true,
					'description' => 'true or false',
				],
				'email'     => [
					'type'        => 'boolean',
					'required'    => true,
					'description' => 'true or false',
				],
				'www'       => [
					'type'        => 'boolean',
					'required'    => true,
					'description' => 'true or false',
				],
				'position'  => [
					'type'        => 'boolean',
					'required'    => true,
					'description' => 'true or false',
				],
			],
			'additionalProperties' => false,
			'default'              => [
				'name'      => 'first_name',
				'last_name' => 'last_name',
				'avatar'    => true,
				'email'     => true,
				'www'       => false,
				'position'  => false,
			],
			'description'          => 'an object with name, last_name, avatar, email, www, position',
		],
		'first_message' => [
			'type'        => 'string',
			'maxLength'   => self::MAX_TEMPLATE_LENGTH,
			'pattern'     => '^[^\x00-\x08\x0b-\x1f\x7f]*$',
			'default'     => self::DEFAULT_FIRST_MESSAGE,
			'description' => 'text, at most 4,000 characters',
		],
		'meta_keys'     => [
			'type'        => 'array',
			'maxItems'    => 50,
			'items'       => [
				'type'        => 'string',
				'minLength'   => 1,
				'maxLength'   => 255,
				'pattern'     => '^[^{}|\p{C}]*$',
				'description' => 'a user meta key without { } |',
			],
			'default'     => [],
			'description' => 'a list of at most 50 user meta keys without { } |, but none of sessions, capabilities, passwords or other secrets',
		],
		'card'          => [
			'type'                 => 'object',
			'properties'           => [
				'enabled'     => [
					'type'        => 'boolean',
					'required'    => true,
					'description' => 'true or false',
				],
				'find_in_crm' => [
					'type'        => 'boolean',
					'required'    => true,
					'description' => 'true or false',
				],
				'rows'        => [
					'type'        => 'array',
					'maxItems'    => 20,
					'items'       => [
						'type'                 => 'object',
						'properties'           => [
							'label' => [
								'type'        => 'string',
								'maxLength'   => 255,
								'pattern'     => '^\P{C}*$',
								'required'    => true,
								'description' => 'text, at most 255 printable characters',
							],
							'value' => [
								'type'        => 'string',
								'maxLength'   => 1000,
								'pattern'     => '^[^\x00-\x08\x0b-\x1f\x7f]*$',
								'required'    => true,
								'description' => 'text, at most 1,000 characters',
							],
						],
						'additionalProperties' => false,
						'description'          => 'an object with label, value',
					],
					'required'    => true,
					'description' => 'a list of at most 20 items, each an object with label, value',
				],
			],
			'additionalProperties' => false,
			'default'              => [
				'enabled'     => false,
				'find_in_crm' => false,
				'rows'        => [],
			],
			'description'          => 'an object with enabled, find_in_crm, rows',
		],
		// Any host: which ones, Widget_Code and Schema say.
		'widget_url'    => [
			'type'        => 'string',
			'maxLength'   => 255,
			'pattern'     => '^(https://[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}.-]*(:[0-9]+)?/([A-Za-z0-9_~-][A-Za-z0-9_.~-]*/)*crm/site_button/loader_[0-9]+_[A-Za-z0-9]+\.js)?$',
			'default'     => '',
			'description' => 'the code of the website widget, the address of its loader, or nothing',
		],
		'roles'         => [
			'type'        => 'array',
			'maxItems'    => 100,
			'items'       => [
				'type'        => 'string',
				'minLength'   => 1,
				'maxLength'   => 255,
				'pattern'     => '^\P{C}*$',
				'description' => 'the name of a role',
			],
			'default'     => [],
			'description' => 'a list of at most 100 names of roles; empty: all',
		],
		'paths'         => [
			'type'                 => 'object',
			'properties'           => [
				'mode' => [
					'type'        => 'string',
					'enum'        => [ 'all', 'only', 'except' ],
					'required'    => true,
					'description' => 'all, only or except',
				],
				'list' => [
					'type'        => 'array',
					'maxItems'    => 200,
					'items'       => [
						'type'        => 'string',
						'minLength'   => 1,
						'maxLength'   => 255,
						'pattern'     => '^[/*]\P{C}*$',
						'description' => 'a path that starts with / or *, in which * stands for anything',
					],
					'required'    => true,
					'description' => 'a list of at most 200 items, each a path that starts with / or *, in which * stands for anything',
				],
			],
			'additionalProperties' => false,
			'default'              => [
				'mode' => 'all',
				'list' => [],
			],
			'description'          => 'an object with mode, list',
		],
		'delivery'      => [
			'type'        => 'string',
			'enum'        => [ 'page', 'request' ],
			'default'     => 'page',
			'description' => 'page or request',
		],
		'forget'        => [
			'type'        => 'boolean',
			'default'     => true,
			'description' => 'true or false',
		],
		'delete_data'   => [
			'type'        => 'boolean',
			'default'     => true,
			'description' => 'true or false',
		],
	];

	/**
	 * What decides whether, as whom and in which way a visitor is identified. Its default is no stand-in for what cannot be
	 * read: no roles means all of them, another recipe another person, and `page` puts data into pages that a cache may keep.
	 */
	public const DECISIVE = [ 'enabled', 'recipe', 'roles', 'paths', 'delivery' ];

	/**
	 * Returns all settings, each of which fits its schema, but for the site address.
	 *
	 * The default takes the place of what is not stored or does not fit, be it a part of a value; an item of a list is
	 * left out. If that is anything decisive, or all, identification is off until an administrator saves the settings.
	 *
	 * @phpstan-return SiteSettings
	 */
	public static function all(): array {
		return self::read( self::stored() )[0];
	}

	/**
	 * Returns the settings of which a guest's page is made, and looks at no other, unless the page has to say who may ask: most
	 * views are guests', and a list of paths may be long.
	 *
	 * @return array All settings where the delivery is `request`.
	 * @phpstan-return array{delivery: 'page', forget: bool, widget_url: string}|SiteSettings
	 */
	public static function of_guest(): array {
		$stored = self::stored();
		if ( is_array( $stored ) && 'request' === ( $stored['delivery'] ?? null ) ) {
			return self::read( $stored )[0];
		}
		// Not a constant made of another: PHP computes such again in each request.
		$schema = [
			'delivery'   => self::SCHEMA['delivery'],
			'forget'     => self::SCHEMA['forget'],
			'widget_url' => self::SCHEMA['widget_url'],
		];
		/**
		 * These three and no more.
		 *
		 * @var array{delivery: 'page', forget: bool, widget_url: string} $settings
		 */
		$settings = self::read( $stored, $schema )[0];
		return $settings;
	}

	/**
	 * Does something while the settings are what is stored: who edits a text needs the original, and plugins that translate
	 * options remember what came of it (WPML, Polylang).
	 *
	 * @template T
	 * @param callable(): T $what What is done.
	 * @return mixed What it returned.
	 * @phpstan-return T
	 */
	public static function as_stored( callable $what ): mixed {
		$stored = null;
		$keep   = static function ( mixed $value ) use ( &$stored ): mixed {
			$stored = $value;
			return $value;
		};
		$give   = static function () use ( &$stored ): mixed {
			return $stored;
		};
		add_filter( 'option_' . self::OPTION, $keep, PHP_INT_MIN );
		add_filter( 'option_' . self::OPTION, $give, PHP_INT_MAX );
		try {
			return $what();
		} finally {
			remove_filter( 'option_' . self::OPTION, $keep, PHP_INT_MIN );
			remove_filter( 'option_' . self::OPTION, $give, PHP_INT_MAX );
		}
	}

	/**
	 * Returns all settings, some of them changed.
	 *
	 * @param array<string, mixed> $changes What Schema::check() let through.
	 * @phpstan-return SiteSettings
	 */
	public static function with( array $changes ): array {
		/**
		 * Both fit the schema.
		 *
		 * @phpstan-var SiteSettings $settings
		 */
		$settings = array_merge( self::all(), $changes );
		return $settings;
	}

	/**
	 * Names the stored settings that do not fit.
	 *
	 * @return list<string> All names if nothing that is stored can be read.
	 */
	public static function damaged(): array {
		return self::read( self::stored() )[1];
	}

	/**
	 * Returns the address of that screen, to which checks and notices lead.
	 */
	public static function screen_url(): string {
		return (string) admin_url( 'options-general.php?page=' . self::SCREEN );
	}

	/**
	 * Returns the settings of a new site.
	 *
	 * @phpstan-return SiteSettings
	 */
	public static function defaults(): array {
		return self::interpret( [] )[0];
	}

	/**
	 * Determines whether a value fits a schema: 1 is not true, and "a, b" no list. rest_validate_value_from_schema() is neither
	 * strict nor cheap enough for each page view.
	 *
	 * @param mixed        $value  Anything.
	 * @param array<mixed> $schema A setting's schema, or a part of one.
	 */
	public static function fits( mixed $value, array $schema ): bool {
		return match ( $schema['type'] ?? '' ) {
			'boolean' => is_bool( $value ),
			'string'  => is_string( $value ) && ( isset( $schema['enum'] ) ? in_array( $value, (array) $schema['enum'], true ) : self::fit_texts( [ $value ], $schema ) ),
			'array'   => is_array( $value ) && array_is_list( $value ) && self::fits_list( $value, $schema ),
			'object'  => is_array( $value ) && self::fits_object( $value, $schema ),
			default   => false,
		};
	}

	/**
	 * Determines whether texts fit a schema: all at once, since a list may be long.
	 *
	 * @param non-empty-list<string> $texts  The texts.
	 * @param array<mixed>           $schema The schema of each.
	 */
	private static function fit_texts( array $texts, array $schema ): bool {
		$pattern = $schema['pattern'] ?? null;
		$bytes   = array_map( 'strlen', $texts );
		$max     = $schema['maxLength'] ?? 0;
		return is_string( $pattern )
			&& min( $bytes ) >= ( $schema['minLength'] ?? 0 )
			// Bytes are never fewer than characters.
			&& ( max( $bytes ) <= $max || max( array_map( 'mb_strlen', $texts ) ) <= $max )
			&& count( (array) preg_grep( "#$pattern#Du", $texts ) ) === count( $texts );
	}

	/**
	 * Determines whether a list and all its items fit a schema.
	 *
	 * @param list<mixed>  $items  The list.
	 * @param array<mixed> $schema Its schema.
	 */
	private static function fits_list( array $items, array $schema ): bool {
		$item_schema = (array) ( $schema['items'] ?? [] );
		if ( [] === $items || count( $items ) > ( $schema['maxItems'] ?? 0 ) ) {
			return [] === $items;
		}
		if ( 'string' === ( $item_schema['type'] ?? '' ) ) {
			$texts = array_filter( $items, 'is_string' );
			return $texts === $items && self::fit_texts( $texts, $item_schema );
		}
		foreach ( $items as $item ) {
			if ( ! self::fits( $item, $item_schema ) ) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Determines whether an object fits a schema.
	 *
	 * @param array<mixed> $members The object.
	 * @param array<mixed> $schema  Its schema.
	 */
	private static function fits_object( array $members, array $schema ): bool {
		$properties = (array) ( $schema['properties'] ?? [] );
		if ( count( $members ) !== count( $properties ) ) {
			return false;
		}
		foreach ( $properties as $name => $property ) {
			if ( ! array_key_exists( $name, $members ) || ! self::fits( $members[ $name ], (array) $property ) ) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Returns what is stored, be it anything. Null is what a filter leaves that forgets to return.
	 */
	private static function stored(): mixed {
		return get_option( self::OPTION, self::NOT_STORED );
	}

	/**
	 * Reads what is stored.
	 *
	 * @param mixed                               $stored What stored() returned.
	 * @param array<string, array<string, mixed>> $schema SCHEMA, or a part of it.
	 * @return array
	 * @phpstan-return array{SiteSettings, list<string>} The settings, and the names of the damaged.
	 */
	private static function read( mixed $stored, array $schema = self::SCHEMA ): array {
		if ( self::NOT_STORED === $stored ) {
			return self::interpret( [], $schema );
		}
		if ( is_array( $stored ) && [] !== array_intersect_key( $stored, self::SCHEMA ) ) {
			return self::interpret( $stored, $schema );
		}
		return [ [ 'enabled' => false ] + self::interpret( [], $schema )[0], array_keys( $schema ) ];
	}

	/**
	 * Makes settings of what is stored.
	 *
	 * @param array<mixed>                        $stored  Anything, by any names.
	 * @param array<string, array<string, mixed>> $schemas SCHEMA, or a part of it.
	 * @return array
	 * @phpstan-return array{SiteSettings, list<string>} The settings, and the names of the damaged.
	 */
	private static function interpret( array $stored, array $schemas = self::SCHEMA ): array {
		$settings = [];
		$damaged  = [];
		foreach ( $schemas as $name => $schema ) {
			$default = $schema['default'] ?? null;
			if ( null === $default ) {
				continue;
			}
			$value = array_key_exists( $name, $stored ) ? $stored[ $name ] : $default;
			$fits  = $value === $default || self::fits( $value, $schema );
			if ( ! $fits ) {
				$value = self::with_plain_breaks( $value );
				$fits  = self::fits( $value, $schema );
			}
			if ( ! $fits ) {
				if ( ! self::lacks_news( $name, $value ) ) {
					$damaged[] = $name;
				}
				$value = self::mend( $value, $schema, $default );
			}
			$settings[ $name ] = $value;
		}
		if ( [] !== $damaged && [] !== array_intersect( self::DECISIVE, $damaged ) ) {
			$settings['enabled'] = false;
		}
		/**
		 * Each fits its schema by now.
		 *
		 * @phpstan-var SiteSettings $settings
		 */
		return [ $settings, $damaged ];
	}

	/**
	 * Writes line breaks as our own screen does. Translations come out of forms, which send others, and Polylang
	 * keeps those.
	 *
	 * @param mixed $value  Anything.
	 * @param int   $levels How deep texts are looked for: those of the card's rows stand in the third list.
	 * @return mixed The same, with that in each text.
	 */
	public static function with_plain_breaks( mixed $value, int $levels = 3 ): mixed {
		return match ( true ) {
			is_string( $value )               => str_replace( [ "\r\n", "\r" ], "\n", $value ),
			is_array( $value ) && $levels > 0 => array_map( static fn( mixed $part ): mixed => self::with_plain_breaks( $part, $levels - 1 ), $value ),
			default                           => $value,
		};
	}

	/**
	 * Determines whether a stored object lacks only what came with a later version.
	 *
	 * @param string $name  The setting.
	 * @param mixed  $value What is stored.
	 */
	private static function lacks_news( string $name, mixed $value ): bool {
		$schema = self::SCHEMA[ $name ];
		return is_array( $value )
			&& [] !== $value
			&& ! in_array( $name, self::DECISIVE, true )
			&& self::fits( $value + (array) ( $schema['default'] ?? [] ), $schema );
	}

	/**
	 * Keeps of a value what fits.
	 *
	 * @param mixed        $value    The value.
	 * @param array<mixed> $schema   Its schema.
	 * @param mixed        $fallback What takes its place otherwise.
	 * @return mixed What fits the schema.
	 */
	private static function mend( mixed $value, array $schema, mixed $fallback ): mixed {
		if ( ! is_array( $value ) || ! is_array( $fallback ) ) {
			return $fallback;
		}
		if ( 'array' === ( $schema['type'] ?? '' ) ) {
			$fitting = array_filter( $value, static fn( mixed $item ): bool => self::fits( $item, (array) ( $schema['items'] ?? [] ) ) );
			return array_slice( array_values( $fitting ), 0, is_int( $schema['maxItems'] ?? null ) ? $schema['maxItems'] : 0 );
		}
		foreach ( (array) ( $schema['properties'] ?? [] ) as $name => $property ) {
			if ( array_key_exists( $name, $value ) && array_key_exists( $name, $fallback ) ) {
				$fits              = self::fits( $value[ $name ], (array) $property );
				$fallback[ $name ] = $fits ? $value[ $name ] : self::mend( $value[ $name ], (array) $property, $fallback[ $name ] );
			}
		}
		return $fallback;
	}
}
