<?php
/**
 * The settings screen, and the ways to it.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

/**
 * Puts the screen under Settings > Known Visitor. What it shows is src/settings.
 */
final class Settings_Screen {

	public const SLUG    = 'known-visitor';
	public const ROOT_ID = 'known-visitor-settings';

	/** Handle of the screen's script and style. */
	private const HANDLE = 'known-visitor-settings';

	/**
	 * Runs when the admin menu is built.
	 */
	public static function add_to_menu(): void {
		$hook = add_options_page(
			__( 'Known Visitor', 'known-visitor' ),
			__( 'Known Visitor', 'known-visitor' ),
			'manage_options',
			self::SLUG,
			[ self::class, 'print_root' ]
		);
		if ( false !== $hook ) {
			add_action(
				"load-$hook",
				static fn() => add_action( 'admin_enqueue_scripts', [ self::class, 'enqueue' ] )
			);
		}
	}

	/**
	 * Gives the screen's address.
	 */
	public static function url(): string {
		return admin_url( 'options-general.php?page=' . self::SLUG );
	}

	/**
	 * Prints the element that the script fills.
	 */
	public static function print_root(): void {
		printf(
			// WordPress moves other plugins' notices to the line, not into our element.
			'<div class="wrap"><hr class="wp-header-end"><div id="%s" data-site="%s"></div><noscript>%s</noscript></div>',
			esc_attr( self::ROOT_ID ),
			esc_attr( (string) wp_json_encode( self::site(), JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ) ),
			esc_html__( 'The settings of Known Visitor need JavaScript.', 'known-visitor' )
		);
	}

	/**
	 * Loads the screen's script and style, and the settings with them, so that it
	 * opens without waiting.
	 */
	public static function enqueue(): void {
		$asset = self::asset();
		wp_enqueue_script( self::HANDLE, plugins_url( 'build/settings.js', PLUGIN_FILE ), $asset['dependencies'], $asset['version'], true );
		wp_set_script_translations( self::HANDLE, 'known-visitor' );
		wp_enqueue_style( self::HANDLE, plugins_url( 'build/settings.css', PLUGIN_FILE ), [ 'wp-components' ], $asset['version'] );
		wp_style_add_data( self::HANDLE, 'rtl', 'replace' );

		$preloaded = array_reduce( [ '/' . Rest_Routes::REST_NAMESPACE . '/settings' ], 'rest_preload_api_request', [] );
		wp_add_inline_script(
			self::HANDLE,
			'wp.apiFetch.use( wp.apiFetch.createPreloadingMiddleware( ' . wp_json_encode( $preloaded, JSON_HEX_TAG | JSON_UNESCAPED_SLASHES ) . ' ) );',
			'before'
		);
	}

	/**
	 * Tells the screen what WordPress's REST API does not, or only in a request more.
	 *
	 * @return array<string, mixed>
	 */
	private static function site(): array {
		$user = wp_get_current_user();
		return [
			'roles' => (object) array_map( 'translate_user_role', wp_roles()->role_names ),
			'home'  => home_url( '/' ),
			'title' => wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES ),
			'user'  => [
				'id'    => $user->ID,
				'name'  => $user->display_name,
				'email' => $user->user_email,
				'roles' => array_values( $user->roles ),
			],
		];
	}

	/**
	 * Warns administrators while nobody can be identified.
	 */
	public static function print_notice(): void {
		$screen = get_current_screen();
		if ( ! current_user_can( 'manage_options' ) || Secret::is_usable() || 'settings_page_' . self::SLUG === $screen?->id ) {
			return;
		}
		wp_admin_notice(
			sprintf(
				/* translators: %s: Address of the settings screen. */
				__( 'Known Visitor identifies nobody in the chat, because it has no secret of at least 16 characters. <a href="%s">Make one</a>.', 'known-visitor' ),
				esc_url( self::url() )
			),
			[ 'type' => 'warning' ]
		);
	}

	/**
	 * Adds "Settings" to the plugin's row.
	 *
	 * @param array<string> $links The row's links.
	 * @return array<string>
	 */
	public static function add_plugin_link( array $links ): array {
		$link = sprintf( '<a href="%s">%s</a>', esc_url( self::url() ), esc_html__( 'Settings', 'known-visitor' ) );
		return [ $link, ...$links ];
	}

	/**
	 * Reads what the build says of the screen's script.
	 *
	 * @return array{dependencies: list<non-empty-string>, version: string}
	 */
	private static function asset(): array {
		/**
		 * Written by the build.
		 *
		 * @var array{dependencies: list<non-empty-string>, version: string}
		 */
		return require dirname( PLUGIN_FILE ) . '/build/settings.asset.php';
	}
}
