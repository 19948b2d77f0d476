<?php
/**
 * What a page of the site gets from the plugin.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

use WP_Post;
use WP_User;

/**
 * Prints the identity of a visitor who is to be identified, and on every other
 * page the guard, which is the same for everybody.
 *
 * @phpstan-import-type SiteSettings from Settings
 * @phpstan-import-type PageData from Identity
 * @phpstan-type PageOverride array{enabled: bool|null, template: string|null}
 */
final class Page {

	public const DATA_ID   = 'known-visitor-data';
	public const LOADER_ID = 'known-visitor-loader';

	/** How the shortcode begins; to ask Override for its name would load it on every page. */
	private const SHORTCODE_START = '[known_visitor';

	/** No `<`, `>` or `&`, so that no value can end the script element. */
	private const JSON_FLAGS = JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE;

	/**
	 * Runs first in the head of the site's pages.
	 *
	 * Nothing else fires this action: not the admin, login, feeds, embeds, REST or
	 * XML-RPC. AMP pages do, but allow no scripts of ours.
	 */
	public static function print_identity(): void {
		if ( function_exists( 'amp_is_request' ) && amp_is_request() ) {
			return;
		}
		$settings = Settings::all();
		if ( '' !== $settings['widget_url'] ) {
			add_action( 'wp_footer', [ Widget::class, 'print_code' ] );
		}
		if ( 'request' === $settings['delivery'] && self::is_identifying( $settings, self::override() ) ) {
			$attributes = [ 'data-url' => self::visitor_url() ];
			self::print_script( 'request', $settings['forget'] ? $attributes : $attributes + [ 'data-keep' => '1' ] );
			return;
		}
		$data = self::data( $settings );
		$json = null === $data ? false : wp_json_encode( $data, self::JSON_FLAGS );
		if ( null !== $data && false !== $json ) {
			self::forbid_caching();
			self::print_data( $json );
			self::print_script( Identity::is_plain( $data ) ? 'loader' : 'loader-full' );
		} elseif ( $settings['forget'] ) {
			self::print_script( 'guard' );
		}
	}

	/**
	 * Gives the identity of a visitor for a page of the site.
	 *
	 * @param WP_User     $user     The visitor.
	 * @param array       $settings All settings.
	 * @phpstan-param SiteSettings $settings
	 * @param array       $override What the page itself says.
	 * @phpstan-param PageOverride $override
	 * @param string|null $path     The page's path. Null: that of the current request.
	 * @return array|null Null if the visitor is not to be identified there.
	 * @phpstan-return PageData|null
	 */
	public static function identity( WP_User $user, array $settings, array $override, ?string $path = null ): ?array {
		$is_meant = self::is_identifying( $settings, $override, $path )
			&& ( [] === $settings['roles'] || Audience::has_role( $user, $settings['roles'] ) );

		/**
		 * Filters whether a visitor is identified on the current page.
		 *
		 * @since 0.1.0
		 *
		 * @param bool    $should_identify What the settings and the page say.
		 * @param WP_User $user            The visitor.
		 */
		$should = apply_filters( 'known_visitor_should_identify', $is_meant, $user );

		if ( ! is_bool( $should ) ) {
			_doing_it_wrong( 'known_visitor_should_identify', 'The filter has to return a boolean. The visitor was not identified.', '0.1.0' );
		}
		if ( true !== $should ) {
			return null;
		}
		$template = $settings['first_message'];
		if ( null !== $override['template'] ) {
			$template = Override::fill_default( $override['template'], $template );
		}
		return Identity::of( $user, $settings, $template );
	}

	/**
	 * Gives the identity that goes onto this page.
	 *
	 * @param array $settings All settings.
	 * @phpstan-param SiteSettings $settings
	 * @return array|null Null on a page that identifies nobody.
	 * @phpstan-return PageData|null
	 */
	private static function data( array $settings ): ?array {
		// With `request` delivery a page never holds anybody's data.
		if ( 'page' !== $settings['delivery'] || ! is_user_logged_in() ) {
			return null;
		}
		return self::identity( wp_get_current_user(), $settings, self::override() );
	}

	/**
	 * Tells whether a page identifies its visitors, whoever they are.
	 *
	 * @param array       $settings All settings.
	 * @phpstan-param SiteSettings $settings
	 * @param array       $override What the page itself says.
	 * @phpstan-param PageOverride $override
	 * @param string|null $path     The page's path. Null: that of the current request.
	 */
	private static function is_identifying( array $settings, array $override, ?string $path = null ): bool {
		return $settings['enabled'] && ( $override['enabled'] ?? ( 'all' === $settings['paths']['mode'] || Audience::is_at( $settings['paths'], $path ) ) );
	}

	/**
	 * Gives what the page's own shortcode says, at the cost of nothing on a page
	 * that has none.
	 *
	 * @return array
	 * @phpstan-return PageOverride
	 */
	private static function override(): array {
		// Block themes render the page before its head: then the shortcode has run.
		if ( class_exists( Override::class, false ) ) {
			return Override::found();
		}
		$post = is_singular() ? get_queried_object() : null;
		if ( $post instanceof WP_Post && str_contains( $post->post_content, self::SHORTCODE_START ) ) {
			return Override::of_post( $post );
		}
		return [
			'enabled'  => null,
			'template' => null,
		];
	}

	/**
	 * Gives the address at which this page asks who its visitor is.
	 */
	private static function visitor_url(): string {
		$url = rest_url( Rest_Routes::REST_NAMESPACE . Visitor_Route::PATH );
		return is_singular() ? add_query_arg( 'post', get_queried_object_id(), $url ) : $url;
	}

	/**
	 * Keeps caches from serving this visitor's page, or answer, to others.
	 *
	 * WordPress sends `no-store, private` for signed-in visitors; many caches
	 * inside WordPress look at this constant only.
	 */
	public static function forbid_caching(): void {
		if ( ! defined( 'DONOTCACHEPAGE' ) ) {
			define( 'DONOTCACHEPAGE', true ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- The name that caches agreed on.
		}
	}

	/**
	 * Prints the identity, for the loader to read.
	 *
	 * @param string $json The identity.
	 */
	private static function print_data( string $json ): void {
		wp_print_inline_script_tag(
			$json,
			[
				'type' => 'application/json',
				'id'   => self::DATA_ID,
			]
		);
	}

	/**
	 * Prints one of our scripts.
	 *
	 * @param string                $name       `loader`, `loader-full`, `request` or `guard`.
	 * @param array<string, string> $attributes What the script reads of its own element.
	 */
	private static function print_script( string $name, array $attributes = [] ): void {
		$script = file_get_contents( dirname( PLUGIN_FILE ) . "/build/$name.js" ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- A file of ours.
		if ( false !== $script ) {
			wp_print_inline_script_tag( $script, [ 'id' => self::LOADER_ID ] + $attributes );
		}
	}
}
