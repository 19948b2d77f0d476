<?php
/**
 * Whether a visitor is identified on a page, and with what.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Page;

use KnownVisitor\Identity\Secret;
use KnownVisitor\Identity\Site;
use KnownVisitor\Identity\Visitor_Data;
use KnownVisitor\Settings\Settings;
use Throwable;
use WP_User;

use function __, apply_filters, array_column, array_diff_key, array_fill_keys, array_flip, array_intersect,
	array_intersect_key, array_keys, array_map, implode, in_array, is_array, is_bool, is_string, preg_match_all, preg_replace, sprintf, str_starts_with,
	strlen, substr, substr_count;

/**
 * Decides who is identified where, and what the loader then gets: for page, route and
 * preview alike.
 *
 * @phpstan-import-type SiteSettings from Settings
 * @phpstan-import-type PathSettings from Settings
 * @phpstan-import-type Carried from Carrier
 * @phpstan-type CardRow array{label: string, value: string}
 * @phpstan-type Data array{v: 1, mark: string, user: array{hash: string, ...<string, string>}, message: string, tokens: object, card?: list<CardRow>}
 * @phpstan-type Reason 'off'|'role'|'path'|'page'|'secret'|'copy'|'filter'
 */
final class Decision {

	/**
	 * Why a page identifies nobody: the settings (`off`, `role`, `path`), the page itself,
	 * the secret, a copy of the site, or a filter of another plugin.
	 */
	public const REASONS = [ 'off', 'role', 'path', 'page', 'secret', 'copy', 'filter' ];

	/**
	 * What the loader gets, as a JSON schema. `npm run generate` makes the types of it:
	 * those above, and PageData in src/contract.ts.
	 */
	public const DATA_SCHEMA = [
		'type'                 => 'object',
		'properties'           => [
			'v'       => [
				'type'        => 'integer',
				'enum'        => [ 1 ],
				'required'    => true,
				'description' => 'version of this form',
			],
			'mark'    => [
				'type'        => 'string',
				'required'    => true,
				'description' => 'eight characters that stand for the identity',
			],
			'user'    => [
				'type'                 => 'object',
				'properties'           => [
					'hash' => [
						'type'        => 'string',
						'required'    => true,
						'description' => 'by which the portal knows the visitor',
					],
				],
				'additionalProperties' => [ 'type' => 'string' ],
				'required'             => true,
				'description'          => 'what the widget is told about the visitor, by Bitrix24’s names',
			],
			'message' => [
				'type'        => 'string',
				'required'    => true,
				'description' => 'the template of the first message; empty for none',
			],
			'tokens'  => [
				'type'                 => 'object',
				'additionalProperties' => [ 'type' => 'string' ],
				'required'             => true,
				'description'          => 'the values of the tokens that stand in the templates',
			],
			'card'    => [
				'type'        => 'array',
				'items'       => [
					'type'                 => 'object',
					'properties'           => [
						'label' => [
							'type'        => 'string',
							'required'    => true,
							'description' => 'text',
						],
						'value' => [
							'type'        => 'string',
							'required'    => true,
							'description' => 'a template',
						],
					],
					'additionalProperties' => false,
					'description'          => 'a row of the card',
				],
				'description' => 'the rows of the operator card; not there if it is off',
			],
		],
		'additionalProperties' => false,
		'description'          => 'what a page holds of a visitor who is identified on it',
	];

	/**
	 * The tokens of a template: `{token}`, `{token|text if empty}`; `{{` stands for a
	 * brace.
	 *
	 * A fallback is read in long runs: one character at a time would exhaust the stack of either language's expressions.
	 */
	public const TOKEN = '/{{|{(\w+|meta:[^{}|]+)(?:\|([^{}]*(?:{{[^{}]*)*))?}/';

	/** Where the token of a user meta value begins; its key follows. */
	public const META_PREFIX = 'meta:';

	/** The token by which the loader makes a link to the portal's own search for the visitor. */
	private const FIND_IN_CRM = '{find_in_crm}';

	/**
	 * Characters that the smaller loader, which cuts nothing, may send: below the
	 * 10,000 that all custom data may have as JSON.
	 */
	private const PLAIN_MAX_LENGTH = 9900;

	/** Characters of a link as JSON at most: an address of 2,000, a title of 255 that JSON may double, and the tags. */
	private const LINK_MAX_LENGTH = 2600;

	/** Characters of any other value as JSON at most. */
	private const VALUE_MAX_LENGTH = 510;

	/**
	 * Holds what was decided.
	 *
	 * @param array|null  $data   What the loader gets. Null: nobody is identified.
	 * @phpstan-param Data|null $data
	 * @param string|null $reason Why nobody is, one of REASONS. Null: somebody is.
	 * @phpstan-param Reason|null $reason
	 */
	private function __construct(
		public readonly ?array $data,
		public readonly ?string $reason
	) {}

	/**
	 * Decides about one visitor. What code of other plugins throws on the way costs the message where only that is made, and
	 * ends in a guest elsewhere.
	 *
	 * @param WP_User       $user     The visitor, signed in.
	 * @param array         $settings All settings.
	 * @phpstan-param SiteSettings $settings
	 * @param Override|null $override What the page itself says, if anything.
	 * @param string|null   $url      The page's address or path. Null: that of the current request.
	 */
	public static function about( WP_User $user, array $settings, ?Override $override, ?string $url = null ): self {
		try {
			return self::judge( $user, $settings, $override, $url );
		} catch ( Throwable $failure ) {
			self::report( $failure );
			return new self( null, 'filter' );
		}
	}

	/**
	 * Returns a first message that came after the head.
	 *
	 * @param WP_User $user     The visitor, who is identified on this page.
	 * @param array   $settings All settings.
	 * @phpstan-param SiteSettings $settings
	 * @param string  $template The page's own template.
	 * @return array Nothing where other plugins' code throws: the site's message stays.
	 * @phpstan-return Carried
	 */
	public static function late_message( WP_User $user, array $settings, string $template ): array {
		try {
			$template = self::first_message( $user, $template );
			return [
				'template' => $template,
				'tokens'   => (object) self::tokens( new Visitor_Data( $user ), [ $template ], $settings['meta_keys'] ),
			];
		} catch ( Throwable $failure ) {
			self::report( $failure, 'the first message of the site was sent' );
			return [];
		}
	}

	/**
	 * Returns the values of all tokens, also of those that only a filter knows: for who
	 * writes a template.
	 *
	 * @param WP_User $user     The visitor.
	 * @param array   $settings All settings.
	 * @phpstan-param SiteSettings $settings
	 * @return array<string> Texts by name; nothing where other plugins' code throws.
	 */
	public static function all_tokens( WP_User $user, array $settings ): array {
		try {
			$meta = array_map( static fn( string $key ): string => self::META_PREFIX . $key, $settings['meta_keys'] );
			return self::values( new Visitor_Data( $user ), array_flip( [ ...Visitor_Data::TOKENS, ...$meta ] ), $settings['meta_keys'] );
		} catch ( Throwable $failure ) {
			self::report( $failure, 'no value of a token is shown' );
			return [];
		}
	}

	/**
	 * Determines why a page identifies nobody, whoever the visitor is.
	 *
	 * @param array         $settings All settings.
	 * @phpstan-param SiteSettings $settings
	 * @param Override|null $override What the page itself says, if anything.
	 * @param string|null   $url      The page's address or path. Null: that of the current request.
	 * @return string|null Null if it may identify somebody.
	 * @phpstan-return Reason|null
	 */
	public static function reason_of_page( array $settings, ?Override $override, ?string $url = null ): ?string {
		return match ( true ) {
			! $settings['enabled']                                                         => 'off',
			false === $override?->enabled                                                  => 'page',
			true !== $override?->enabled && self::is_left_out( $settings['paths'], $url ) => 'path',
			default                                                                        => null,
		};
	}

	/**
	 * Determines whether the list of paths leaves a page out. Most sites have none, and
	 * do not load its matcher.
	 *
	 * @param array       $paths The setting `paths`.
	 * @phpstan-param PathSettings $paths
	 * @param string|null $url   The page's address. Null: the current request's.
	 */
	private static function is_left_out( array $paths, ?string $url ): bool {
		return 'all' !== $paths['mode'] && ! Paths::allow( $paths, $url );
	}

	/**
	 * Determines whether a page's data is plain text of a message that fits whatever the page's address and title are: then it
	 * does without the code for cards and long messages. What looks like a token counts as one.
	 *
	 * @param array $data What about() decided.
	 * @phpstan-param Data $data
	 */
	public static function is_plain( array $data ): bool {
		if ( isset( $data['card'] ) ) {
			return false;
		}
		$message   = $data['message'];
		$values    = substr_count( $message, '{' );
		$addresses = substr_count( $message, '_url' ) + substr_count( $message, '_link' ) + substr_count( $message, '{referrer' );
		$breaks    = substr_count( $message, "\n" ) + substr_count( $message, "\r" );
		$others    = substr_count( $message, '"' ) + substr_count( $message, "\xE2\x80" ) + 2 * substr_count( $message, "\xC2\x85" );

		// [br] is four characters, U+2028 three bytes, U+0085 two.
		return strlen( $message ) + 3 * $breaks + $others + self::LINK_MAX_LENGTH * $addresses + self::VALUE_MAX_LENGTH * $values <= self::PLAIN_MAX_LENGTH;
	}

	/**
	 * Decides, and lets through what other plugins throw.
	 *
	 * @param WP_User       $user     The visitor.
	 * @param array         $settings All settings.
	 * @phpstan-param SiteSettings $settings
	 * @param Override|null $override What the page itself says, if anything.
	 * @param string|null   $url      The page's address or path. Null: that of the current request.
	 */
	private static function judge( WP_User $user, array $settings, ?Override $override, ?string $url ): self {
		$reason = self::reason_of_page( $settings, $override, $url )
			?? ( [] === $settings['roles'] || [] !== array_intersect( $settings['roles'], $user->roles ) ? null : 'role' );
		// What is said in so many words: the screen and the page would be wrong about it.
		if ( 'off' === $reason || 'page' === $reason ) {
			return new self( null, $reason );
		}

		/**
		 * Filters whether a visitor is identified on the current page, unless the plugin is switched off or the page says no.
		 *
		 * @since 0.1.0
		 *
		 * @param bool    $should_identify What the lists of roles and paths say.
		 * @param WP_User $user            The visitor.
		 */
		$should = apply_filters( 'known_visitor_should_identify', null === $reason, $user );

		if ( ! is_bool( $should ) ) {
			_doing_it_wrong( 'known_visitor_should_identify', 'The filter has to return a boolean. The visitor was not identified.', '0.1.0' );
		}
		if ( true !== $should ) {
			return new self( null, $reason ?? 'filter' );
		}
		$visitor = new Visitor_Data( $user );
		$hash    = $visitor->hash( $settings );
		if ( '' === $hash ) {
			return new self( null, self::reason_of_missing_hash() );
		}
		$template = $settings['first_message'];
		if ( null !== $override?->template ) {
			$template = $override->fill_default( $template );
		}
		return new self( self::data_of( $visitor, $hash, $settings, $template ), null );
	}

	/**
	 * Returns the data of a page.
	 *
	 * @param Visitor_Data $visitor  The visitor.
	 * @param string       $hash     By which the portal knows the visitor.
	 * @param array        $settings All settings.
	 * @param string       $template The page's template of the first message.
	 * @phpstan-param SiteSettings $settings
	 * @return array
	 * @phpstan-return Data
	 */
	private static function data_of( Visitor_Data $visitor, string $hash, array $settings, string $template ): array {
		$template  = self::first_message( $visitor->user, $template );
		$templates = [ $template ];
		$data      = [
			'v'       => 1,
			'mark'    => $visitor->mark( $hash ),
			'user'    => [ 'hash' => $hash ] + $visitor->fields( $settings['fields'] ),
			'message' => $template,
		];
		if ( $settings['card']['enabled'] ) {
			$data['card'] = self::card( $settings['card'] );
			// What the layout itself needs, whatever the rows say.
			$templates = [ $template, '{profile_url}{email}', ...array_column( $data['card'], 'value' ) ];
		}
		$data['tokens'] = (object) self::tokens( $visitor, $templates, $settings['meta_keys'] );
		return $data;
	}

	/**
	 * Returns the values of the tokens in the templates; where other plugins' code throws,
	 * each is empty: who the visitor is does not depend on it.
	 *
	 * @param Visitor_Data $visitor   The visitor.
	 * @param list<string> $templates All templates of the page.
	 * @param list<string> $meta_keys User meta keys that the owner allows.
	 * @return array<string> Texts by the names of the tokens.
	 */
	public static function tokens( Visitor_Data $visitor, array $templates, array $meta_keys ): array {
		$names = self::token_names( $templates );
		try {
			return array_intersect_key( self::values( $visitor, $names, $meta_keys ), $names );
		} catch ( Throwable $failure ) {
			self::report( $failure, 'all tokens were left empty' );
			return array_fill_keys( array_keys( $names ), '' );
		}
	}

	/**
	 * Returns the values of tokens, and of those that filters add to them.
	 *
	 * @param Visitor_Data $visitor   The visitor.
	 * @param array<int>   $names     The tokens, by their names.
	 * @param list<string> $meta_keys User meta keys that the owner allows.
	 * @return array<string> Texts by the names of the tokens.
	 */
	private static function values( Visitor_Data $visitor, array $names, array $meta_keys ): array {
		$values = [];
		foreach ( array_keys( $names ) as $name ) {
			$name = (string) $name;
			if ( in_array( $name, Visitor_Data::TOKENS, true ) ) {
				$values[ $name ] = $visitor->value( $name );
			} elseif ( str_starts_with( $name, self::META_PREFIX ) ) {
				$values[ $name ] = $visitor->meta( substr( $name, strlen( self::META_PREFIX ) ), $meta_keys );
			}
		}

		/**
		 * Filters the values of the tokens in the first message. A token that is
		 * added here is known; only those that stand in the template reach the page.
		 *
		 * @since 0.1.0
		 *
		 * @param array<string, mixed> $values Texts by the names of the tokens.
		 * @param WP_User              $user   The visitor.
		 */
		$filtered = apply_filters( 'known_visitor_tokens', $values, $visitor->user );

		if ( ! is_array( $filtered ) ) {
			_doing_it_wrong( 'known_visitor_tokens', 'The filter has to return an array. All tokens were left empty.', '0.1.0' );
			$filtered = array_fill_keys( array_keys( $values ), '' );
		}
		// What no filter changed is clean.
		if ( $filtered !== $values ) {
			foreach ( $filtered as $name => $value ) {
				$filtered[ $name ] = is_string( $value ) && ( $values[ $name ] ?? null ) === $value ? $value : Visitor_Data::clean( $value );
			}
		}
		return $filtered;
	}

	/**
	 * Returns the template of a visitor's first message.
	 *
	 * @param WP_User $user     The visitor.
	 * @param string  $template The site's or the page's template.
	 */
	private static function first_message( WP_User $user, string $template ): string {
		try {
			/**
			 * Filters the template of the first message that the operator gets.
			 *
			 * @since 0.1.0
			 *
			 * @param string  $template Text, BBCode and tokens. Empty: the widget sends its own.
			 * @param WP_User $user     The visitor.
			 */
			$filtered = apply_filters( 'known_visitor_first_message', $template, $user );
		} catch ( Throwable $failure ) {
			self::report( $failure, 'no first message was sent' );
			return '';
		}

		if ( is_string( $filtered ) ) {
			return $filtered;
		}
		_doing_it_wrong( 'known_visitor_first_message', 'The filter has to return a string. No first message was sent.', '0.1.0' );
		return '';
	}

	/**
	 * Returns the rows of the operator's card, of which src/shared/card makes blocks.
	 *
	 * @param array $card The setting `card`.
	 * @phpstan-param array{enabled: bool, rows: list<CardRow>, find_in_crm?: bool} $card
	 * @return list<array>
	 * @phpstan-return list<CardRow>
	 */
	private static function card( array $card ): array {
		$rows = $card['rows'];
		if ( $card['find_in_crm'] ?? false ) {
			$rows[] = [
				// Other plugins may leave no text.
				'label' => Visitor_Data::clean( __( 'Find in the CRM', 'known-visitor' ) ),
				'value' => self::FIND_IN_CRM,
			];
		}
		return $rows;
	}

	/**
	 * Names the tokens of templates, each once.
	 *
	 * @param list<string> $templates Text, BBCode and tokens.
	 * @return array<int> By their names.
	 */
	private static function token_names( array $templates ): array {
		$names = [];
		foreach ( $templates as $template ) {
			preg_match_all( self::TOKEN, $template, $matches );
			$names += array_flip( $matches[1] );
		}
		// `{{` is a brace, not a token.
		unset( $names[''] );
		return $names;
	}

	/**
	 * Returns a template of the tokens that only the server knows and that one template has besides another's.
	 *
	 * @param string $template The one.
	 * @param string $known    The other.
	 */
	public static function more_tokens( string $template, string $known ): string {
		$more = array_keys( array_diff_key( self::token_names( [ $template ] ), self::token_names( [ $known ] ) ) );
		return (string) preg_replace( '/{(?:page_(?:url|title|link|host)|referrer|)}/', '', '{' . implode( '}{', $more ) . '}' );
	}

	/**
	 * Determines why there is no hash: only then, since that costs as much as one.
	 *
	 * @return string
	 * @phpstan-return Reason
	 */
	private static function reason_of_missing_hash(): string {
		return match ( true ) {
			! Site::is_confirmed() => 'copy',
			! Secret::is_usable()  => 'secret',
			default                => 'filter',
		};
	}

	/**
	 * Logs what another plugin's code threw, without its message, which may quote personal data.
	 *
	 * @param Throwable $failure What was thrown.
	 * @param string    $outcome What came of it.
	 */
	public static function report( Throwable $failure, string $outcome = 'a visitor was not identified' ): void {
		// Some hosts disable it.
		if ( function_exists( 'error_log' ) ) {
			// phpcs:ignore WordPress.PHP.DevelopmentFunctions -- The administrator has to learn of it in production, too.
			error_log( sprintf( 'Known Visitor: %s, since %s was thrown in %s on line %d.', $outcome, $failure::class, $failure->getFile(), $failure->getLine() ) );
		}
	}
}
