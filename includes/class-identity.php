<?php
/**
 * Who a visitor is to the chat: the hash, the user fields and the first message.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

use WP_User;

/**
 * Puts together what the loader needs to introduce one visitor.
 *
 * @phpstan-import-type SiteSettings from Settings
 * @phpstan-type PageData array{v: 1, mark: string, user: array<string, string>, message: string, tokens: object, card?: list<array<string, mixed>>}
 */
final class Identity {

	/** The tokens of a template; the same expression as in src/shared/first-message/grammar.ts. */
	private const TOKEN = '/{{|{(\w+|meta:[^{}|]+)(?:\|((?:{{|[^{}])*))?}/';

	/**
	 * Gives the data of a page on which a visitor is to be identified.
	 *
	 * @param WP_User $user     The visitor.
	 * @param array   $settings All settings.
	 * @param string  $template The page's template of the first message.
	 * @phpstan-param SiteSettings $settings
	 * @return array|null Null if there is no valid hash, and so no identity.
	 * @phpstan-return PageData|null
	 */
	public static function of( WP_User $user, array $settings, string $template ): ?array {
		$hash = self::hash( $user, $settings );
		if ( '' === $hash ) {
			return null;
		}
		$template  = self::first_message( $user, $template );
		$fields    = User_Fields::of( $user, $settings['fields'] );
		$templates = $template;
		$data      = [
			'v'       => 1,
			'mark'    => Secret::mark( $hash ),
			'user'    => [ 'hash' => $hash ] + $fields,
			'message' => $template,
		];
		if ( $settings['card']['enabled'] ) {
			$rows         = $settings['card']['rows'];
			$data['card'] = Card::blocks( $user, $fields, $template, $rows );
			$templates   .= implode( '', array_column( $rows, 'value' ) );
		}
		$data['tokens'] = (object) self::tokens( $user, $templates, $settings['meta_keys'] );
		return $data;
	}

	/**
	 * Tells whether a page's data is plain text of a message that cannot outgrow
	 * 10,000 characters, whatever the address and the title of the page: then it
	 * does without the code for cards and long messages.
	 *
	 * @param array $data What of() answered.
	 * @phpstan-param PageData $data
	 */
	public static function is_plain( array $data ): bool {
		if ( isset( $data['card'] ) ) {
			return false;
		}
		preg_match_all( self::TOKEN, $data['message'], $matches );
		$addresses = count( (array) preg_grep( '/(_url|_link|^referrer)$/', $matches[1] ) );
		$breaks    = substr_count( $data['message'], "\n" ) + substr_count( $data['message'], "\r" );

		// The loader lets an address have 2,000 characters, with its title 2,270; other values 255; [br] is four.
		return strlen( $data['message'] ) + 3 * $breaks + 2270 * $addresses + 255 * count( $matches[1] ) <= 10000;
	}

	/**
	 * Gives the hash by which the portal knows a visitor.
	 *
	 * Nothing but the user's ID and what the owner stored goes into it.
	 *
	 * @param WP_User $user     The visitor.
	 * @param array   $settings All settings.
	 * @phpstan-param SiteSettings $settings
	 * @return string 32 lower-case hex characters, or empty: no identity.
	 */
	public static function hash( WP_User $user, array $settings ): string {
		/**
		 * Filters the site address that goes into the hash. Another address gives
		 * every visitor a new, empty conversation.
		 *
		 * @since 0.1.0
		 *
		 * @param string $site_address The site address of the settings.
		 */
		$address = apply_filters( 'known_visitor_site_address', $settings['site_address'] );
		$hash    = is_string( $address ) ? Secret::hash( $user->ID, $address, $settings['recipe'] ) : '';
		if ( '' === $hash && ! Secret::is_usable() ) {
			return '';
		}

		/**
		 * Filters the hash by which the portal knows a visitor: whoever has it has
		 * the visitor's conversation. Never make it from anything that can be guessed.
		 *
		 * @since 0.1.0
		 *
		 * @param string  $hash 32 lower-case hex characters.
		 * @param WP_User $user The visitor.
		 */
		$hash = apply_filters( 'known_visitor_hash', $hash, $user );

		if ( $user->ID > 0 && is_string( $hash ) && 1 === preg_match( '/^[0-9a-f]{32}$/D', $hash ) ) {
			return $hash;
		}
		_doing_it_wrong(
			'known_visitor_hash',
			'A hash has to be 32 lower-case hex characters, and a site address text. The visitor was not identified.',
			'0.1.0'
		);
		return '';
	}

	/**
	 * Gives the template of a visitor's first message.
	 *
	 * @param WP_User $user     The visitor.
	 * @param string  $template The site's or the page's template.
	 */
	private static function first_message( WP_User $user, string $template ): string {
		/**
		 * Filters the template of the first message that the operator gets.
		 *
		 * @since 0.1.0
		 *
		 * @param string  $template Text, BBCode and tokens. Empty: the widget sends its own.
		 * @param WP_User $user     The visitor.
		 */
		$filtered = apply_filters( 'known_visitor_first_message', $template, $user );

		if ( is_string( $filtered ) ) {
			return $filtered;
		}
		_doing_it_wrong( 'known_visitor_first_message', 'The filter has to return a string. No first message was sent.', '0.1.0' );
		return '';
	}

	/**
	 * Gives the values of those tokens that stand in the templates, and no other.
	 *
	 * @param WP_User      $user      The visitor.
	 * @param string       $templates All templates of the page.
	 * @param list<string> $meta_keys User meta keys that the owner allows.
	 * @return array<string, string>
	 */
	private static function tokens( WP_User $user, string $templates, array $meta_keys ): array {
		$names   = self::token_names( $templates );
		$visitor = new Visitor( $user );
		$values  = [];

		foreach ( array_intersect( $names, Visitor::TOKENS ) as $name ) {
			$values[ $name ] = $visitor->value( $name );
		}
		foreach ( $names as $name ) {
			if ( str_starts_with( $name, 'meta:' ) ) {
				$values[ $name ] = $visitor->meta( substr( $name, 5 ), $meta_keys );
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
		$filtered = apply_filters( 'known_visitor_tokens', $values, $user );

		if ( ! is_array( $filtered ) ) {
			_doing_it_wrong( 'known_visitor_tokens', 'The filter has to return an array. All tokens were left empty.', '0.1.0' );
			$filtered = array_fill_keys( array_keys( $values ), '' );
		}
		return array_map(
			[ Visitor::class, 'clean' ],
			array_intersect_key( $filtered, array_flip( $names ) )
		);
	}

	/**
	 * Names the tokens of a template, each once.
	 *
	 * @param string $template Text, BBCode and tokens.
	 * @return list<string>
	 */
	private static function token_names( string $template ): array {
		preg_match_all( self::TOKEN, $template, $matches );
		return array_values( array_unique( array_filter( $matches[1] ) ) );
	}
}
