<?php
/**
 * The settings screen, and the ways to it.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Admin;

use KnownVisitor\Checks\Identity_Checks;
use KnownVisitor\Checks\Situation;
use KnownVisitor\Identity\Secret;
use KnownVisitor\Rest\Settings_Controller;
use KnownVisitor\Settings\Presets;
use KnownVisitor\Settings\Settings;
use KnownVisitor\Settings\Widget_Code;

use function KnownVisitor\safely;

use const KnownVisitor\PLUGIN_FILE;

/**
 * Puts the screen under Settings > Known Visitor. What it shows is src/settings.
 *
 * @phpstan-type Site array{roles: object, home: string, title: string, presets: object, user: array{id: int, name: string, email: string}, trial: array{url: string, key: string}, welcome: string, wrongCode: array{nothing: string, form: string, call: string, insecure: string, other: string}}
 */
final class Settings_Screen {

	/** The element that the screen is rendered into. */
	public const ROOT_ID = 'known-visitor-settings';

	/** The attribute of that element in which the screen finds what SITE_SCHEMA describes, as JSON. */
	public const SITE_ATTRIBUTE = 'data-site';

	/** What the screen is told of the site, and the REST API does not tell, or only in a request more. */
	public const SITE_SCHEMA = [
		'type'                 => 'object',
		'properties'           => [
			'roles'     => [
				'type'                 => 'object',
				'additionalProperties' => [ 'type' => 'string' ],
				'required'             => true,
				'description'          => 'translated names by role',
			],
			'home'      => [
				'type'        => 'string',
				'required'    => true,
				'description' => 'address of the home page',
			],
			'title'     => [
				'type'        => 'string',
				'required'    => true,
				'description' => 'the site’s title',
			],
			'presets'   => [
				'type'                 => 'object',
				'additionalProperties' => [ 'type' => 'string' ],
				'required'             => true,
				'description'          => 'first messages to start from by name, in the language of the site',
			],
			'user'      => [
				'type'                 => 'object',
				'properties'           => [
					'id'    => [
						'type'     => 'integer',
						'required' => true,
					],
					'name'  => [
						'type'     => 'string',
						'required' => true,
					],
					'email' => [
						'type'     => 'string',
						'required' => true,
					],
				],
				'additionalProperties' => false,
				'required'             => true,
				'description'          => 'who looks at the screen',
			],
			'trial'     => [
				'type'                 => 'object',
				'properties'           => [
					'url' => [
						'type'        => 'string',
						'required'    => true,
						'description' => 'where the chat can be tried out; good for a day',
					],
					'key' => [
						'type'        => 'string',
						'required'    => true,
						'description' => 'where localStorage keeps how that went',
					],
				],
				'additionalProperties' => false,
				'required'             => true,
				'description'          => 'the page on which the administrator tries the chat out',
			],
			'welcome'   => [
				'type'        => 'string',
				'required'    => true,
				'description' => 'what to post to when the welcome is over; empty: it is',
			],
			'wrongCode' => [
				'type'                 => 'object',
				'properties'           => [
					'nothing'  => [
						'type'     => 'string',
						'required' => true,
					],
					'form'     => [
						'type'     => 'string',
						'required' => true,
					],
					'call'     => [
						'type'     => 'string',
						'required' => true,
					],
					'insecure' => [
						'type'     => 'string',
						'required' => true,
					],
					'other'    => [
						'type'     => 'string',
						'required' => true,
					],
				],
				'additionalProperties' => false,
				'required'             => true,
				'description'          => 'what to say of pasted code that is no widget’s',
			],
		],
		'additionalProperties' => false,
		'description'          => 'the site, and who looks at the screen',
	];

	/** Handle of the screen's script and style. */
	private const HANDLE = 'known-visitor-settings';

	/**
	 * Callback for `admin_menu`: adds the screen.
	 */
	public static function add_to_menu(): void {
		$hook = add_options_page(
			__( 'Known Visitor', 'known-visitor' ),
			__( 'Known Visitor', 'known-visitor' ),
			'manage_options',
			Settings::SCREEN,
			safely( [ self::class, 'print_root' ] )
		);
		if ( false !== $hook ) {
			add_action(
				"load-$hook",
				static fn() => add_action( 'admin_enqueue_scripts', safely( [ self::class, 'enqueue' ] ) )
			);
		}
	}

	/**
	 * Prints the element that the screen is rendered into.
	 */
	public static function print_root(): void {
		printf(
			// esc_attr() leaves the entities in names alone. WordPress moves others'
			// notices to the line, not into our element.
			'<div class="wrap"><hr class="wp-header-end"><div id="%s" %s="%s"></div><noscript>%s</noscript></div>',
			esc_attr( self::ROOT_ID ),
			esc_attr( self::SITE_ATTRIBUTE ),
			esc_attr( (string) wp_json_encode( self::site(), JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ) ),
			esc_html__( 'The settings of Known Visitor need JavaScript.', 'known-visitor' )
		);
	}

	/**
	 * Callback for `admin_enqueue_scripts`, on this screen only: loads it, and the
	 * settings with it, so that it opens without waiting.
	 */
	public static function enqueue(): void {
		$asset = self::asset();
		wp_enqueue_script( self::HANDLE, plugins_url( 'build/settings.js', PLUGIN_FILE ), $asset['dependencies'], $asset['version'], true );
		wp_set_script_translations( self::HANDLE, 'known-visitor' );
		wp_enqueue_style( self::HANDLE, plugins_url( 'build/settings.css', PLUGIN_FILE ), [ 'wp-components' ], $asset['version'] );

		$preloaded = array_reduce( [ '/' . Settings_Controller::REST_NAMESPACE . Settings_Controller::PATH ], 'rest_preload_api_request', [] );
		wp_add_inline_script(
			self::HANDLE,
			'wp.apiFetch.use( wp.apiFetch.createPreloadingMiddleware( ' . wp_json_encode( $preloaded, JSON_HEX_TAG | JSON_UNESCAPED_SLASHES ) . ' ) );',
			'before'
		);
	}

	/**
	 * Returns what the screen is told of the site.
	 *
	 * @return array
	 * @phpstan-return Site
	 */
	private static function site(): array {
		$user = wp_get_current_user();
		return [
			'roles'     => (object) array_map( static fn( $name ) => wp_specialchars_decode( translate_user_role( $name ), ENT_QUOTES ), wp_roles()->role_names ),
			'home'      => home_url( '/' ),
			'title'     => wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES ),
			'presets'   => (object) Presets::all(),
			'user'      => [
				'id'    => $user->ID,
				'name'  => wp_specialchars_decode( $user->display_name, ENT_QUOTES ),
				'email' => $user->user_email,
			],
			'trial'     => [
				'url' => Trial::url(),
				'key' => Trial::storage_key(),
			],
			'welcome'   => Welcome::end_url(),
			'wrongCode' => Widget_Code::explanations(),
		];
	}

	/**
	 * Determines whether the screen is shown: it says itself what our notices say.
	 */
	public static function is_current(): bool {
		return 'settings_page_' . Settings::SCREEN === self::current_id();
	}

	/**
	 * Returns the ID of the dashboard's screen; null where there is none: some plugins collect notices over REST.
	 */
	public static function current_id(): ?string {
		return function_exists( 'get_current_screen' ) ? get_current_screen()?->id : null;
	}

	/**
	 * Callback for `admin_notices`: warns administrators while there is no usable secret.
	 */
	public static function print_notice(): void {
		if ( ! current_user_can( 'manage_options' ) || Secret::is_usable() || self::is_current() ) {
			return;
		}
		$check  = Identity_Checks::secret( Situation::now() );
		$action = $check['action'];
		wp_admin_notice(
			sprintf(
				'<strong>%s</strong> %s%s',
				esc_html__( 'Known Visitor', 'known-visitor' ),
				esc_html( $check['message'] ),
				null === $action ? '' : sprintf( ' <a href="%s">%s</a>', esc_url( $action['url'] ), esc_html( $action['label'] ) )
			),
			[ 'type' => 'error' ]
		);
	}

	/**
	 * Callback for `plugin_action_links_…`: adds "Settings" to the plugin's row.
	 *
	 * @param mixed $links The row's links, if other plugins left them.
	 * @return mixed The links with ours; what is no list comes back as it is.
	 */
	public static function add_plugin_link( mixed $links ): mixed {
		if ( ! is_array( $links ) ) {
			return $links;
		}
		$link = sprintf( '<a href="%s">%s</a>', esc_url( Settings::screen_url() ), esc_html__( 'Settings', 'known-visitor' ) );
		return [ $link, ...$links ];
	}

	/**
	 * Returns what the build says of the screen's script.
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
