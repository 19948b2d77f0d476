<?php
/**
 * "Try it on my site".
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Admin;

use KnownVisitor\Identity\Site;
use KnownVisitor\Page\Carrier;
use KnownVisitor\Page\Decision;
use KnownVisitor\Page\Page;
use KnownVisitor\Settings\Settings;

use function KnownVisitor\safely;

use const KnownVisitor\PLUGIN_FILE;

/**
 * Shows an administrator the site with a panel that tells how far the chat gets with their identity (src/try): only on a page
 * whose address carries a nonce of theirs.
 *
 * @phpstan-type TrialData array{delivery: 'page'|'request', reason: ''|'off'|'role'|'path'|'page'|'secret'|'copy'|'filter', visitorUrl: string, printsWidget: bool, settingsUrl: string, storageKey: string, locale: string, isRtl: bool, words: object}
 */
final class Trial {

	/** The parameter with the nonce. hooks.php looks for it, too. */
	public const PARAMETER = 'known_visitor_try';

	/** ID of the panel's element. */
	public const PANEL_ID = 'known-visitor-try';

	/** ID of the element with what the panel is told, as JSON. */
	public const DATA_ID = 'known-visitor-try-data';

	/** How the key of the outcome begins. */
	public const STORAGE_KEY = 'known-visitor-try';

	/** What the panel is told, since it cannot see it from the page. */
	public const SCHEMA = [
		'type'                 => 'object',
		'properties'           => [
			'delivery'     => [
				'type'        => 'string',
				'enum'        => [ 'page', 'request' ],
				'required'    => true,
				'description' => 'how the identity comes to the page',
			],
			'reason'       => [
				'type'        => 'string',
				'enum'        => [ '', ...Decision::REASONS ],
				'required'    => true,
				'description' => 'why the page identifies nobody; empty if it identifies who looks at it',
			],
			'visitorUrl'   => [
				'type'        => 'string',
				'required'    => true,
				'description' => 'where the page asks who its visitor is, if it has to',
			],
			'printsWidget' => [
				'type'        => 'boolean',
				'required'    => true,
				'description' => 'whether the plugin itself puts the chat on the page',
			],
			'settingsUrl'  => [
				'type'        => 'string',
				'required'    => true,
				'description' => 'address of the settings screen',
			],
			'storageKey'   => [
				'type'        => 'string',
				'required'    => true,
				'description' => 'where localStorage keeps the outcome',
			],
			'locale'       => [
				'type'        => 'string',
				'required'    => true,
				'description' => 'the language of who looks at it, as HTML names it',
			],
			'isRtl'        => [
				'type'        => 'boolean',
				'required'    => true,
				'description' => 'whether that language runs from right to left',
			],
			'words'        => [
				'type'        => 'object',
				'required'    => true,
				'description' => 'translations in that language, by the sentences of the script',
			],
		],
		'additionalProperties' => false,
		'description'          => 'what the panel of a trial is told',
	];

	/** The nonce's action. */
	private const ACTION = 'known_visitor_try';

	/** Handle of the panel's script, and ID of its element. */
	private const HANDLE = 'known-visitor-try-script';

	/** By these optimizers leave a script alone: a late panel has nothing to tell. */
	private const ATTRIBUTES = [
		'data-cfasync'       => 'false',
		'data-no-optimize'   => '1',
		'data-jetpack-boost' => 'ignore',
	];

	/**
	 * Returns the address at which the current user tries the chat out.
	 */
	public static function url(): string {
		return add_query_arg( self::PARAMETER, wp_create_nonce( self::ACTION ), home_url( '/' ) );
	}

	/**
	 * Returns where localStorage keeps the outcome, apart for each site of an origin.
	 */
	public static function storage_key(): string {
		return self::STORAGE_KEY . Site::parts( home_url( '/' ) )['path'];
	}

	/**
	 * Callback for `template_redirect`: begins the trial for whoever may and means to.
	 */
	public static function begin(): void {
		if ( null === self::nonce() ) {
			return;
		}
		nocache_headers();
		Page::forbid_caching();
		add_filter( 'wp_robots', 'wp_robots_no_robots' );
		if ( ! headers_sent() ) {
			header( 'X-Robots-Tag: noindex, nofollow' );
		}
		// First of all: what happened earlier cannot be seen.
		add_action( 'wp_head', [ self::class, 'print_listener' ], PHP_INT_MIN );
		add_action( 'wp_footer', [ self::class, 'print_panel' ], PHP_INT_MAX );
	}

	/**
	 * Callback for `wp_redirect`: the home page of a trial may lead to another page of the site, such
	 * as that of the visitor's language.
	 *
	 * @param mixed $location Where to, if other plugins left an address.
	 */
	public static function follow( mixed $location ): mixed {
		$nonce = is_string( $location ) ? self::nonce() : null;
		return null === $nonce || '' === wp_validate_redirect( $location, '' ) ? $location : add_query_arg( self::PARAMETER, $nonce, $location );
	}

	/**
	 * Returns the nonce of whoever may begin the trial and means to; null for everybody else.
	 */
	private static function nonce(): ?string {
		$nonce = current_user_can( 'manage_options' ) ? filter_input( INPUT_GET, self::PARAMETER ) : null;
		return is_string( $nonce ) && false !== wp_verify_nonce( $nonce, self::ACTION ) ? $nonce : null;
	}

	/**
	 * Callback for `wp_head`: prints the script that listens.
	 */
	public static function print_listener(): void {
		// Some themes fire it twice.
		remove_action( 'wp_head', [ self::class, 'print_listener' ], PHP_INT_MIN );
		safely( self::listen( ... ) )();
	}

	/**
	 * Prints that script.
	 */
	private static function listen(): void {
		$scripts = require dirname( PLUGIN_FILE ) . '/build/try.php';
		$script  = is_array( $scripts ) ? $scripts['try-listener'] ?? null : null;
		if ( is_string( $script ) ) {
			wp_print_inline_script_tag( $script, [ 'id' => 'known-visitor-try-listener' ] + self::ATTRIBUTES );
		}
	}

	/**
	 * Callback for `wp_footer`: prints the panel.
	 */
	public static function print_panel(): void {
		remove_action( 'wp_footer', [ self::class, 'print_panel' ], PHP_INT_MAX );
		safely( self::show( ... ) )();
	}

	/**
	 * Prints the panel's place, what it is told, and its
	 * script: as a file, since the panel has to report a policy that forbids inline
	 * scripts.
	 */
	private static function show(): void {
		$is_switched = switch_to_user_locale( get_current_user_id() );
		$source      = plugins_url( 'build/try.js', PLUGIN_FILE );
		// Never enqueued: by it WordPress finds the translations.
		wp_scripts()->add( self::HANDLE, $source );
		$json = wp_json_encode( self::data(), JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE );
		// The script covers the sentence by a shadow root.
		printf(
			'<div id="%s"><p>%s</p></div>',
			esc_attr( self::PANEL_ID ),
			esc_html__( 'Known Visitor cannot tell how the chat works here: something keeps its script from running. Your site’s Content Security Policy, another plugin or your browser may block it.', 'known-visitor' )
		);
		wp_print_inline_script_tag(
			false === $json ? '' : $json,
			[
				'type' => 'application/json',
				'id'   => self::DATA_ID,
			]
		);
		wp_print_script_tag(
			[
				'id'  => self::HANDLE,
				'src' => add_query_arg( 'ver', (string) filemtime( dirname( PLUGIN_FILE ) . '/build/try.js' ), $source ),
			] + self::ATTRIBUTES
		);
		if ( $is_switched ) {
			restore_previous_locale();
		}
	}

	/**
	 * Returns what the panel is told.
	 *
	 * @return array
	 * @phpstan-return TrialData
	 */
	private static function data(): array {
		$settings = Settings::all();
		$user     = wp_get_current_user();
		return [
			'delivery'     => $settings['delivery'],
			'reason'       => Decision::about( $user, $settings, Page::override() )->reason ?? '',
			'visitorUrl'   => 'request' === $settings['delivery'] ? Carrier::visitor_url() : '',
			'printsWidget' => '' !== $settings['widget_url'],
			'settingsUrl'  => Settings::screen_url(),
			'storageKey'   => self::storage_key(),
			'locale'       => str_replace( '_', '-', determine_locale() ),
			'isRtl'        => is_rtl(),
			'words'        => (object) self::words(),
		];
	}

	/**
	 * Returns the translations of the script's sentences. wp.i18n is not used, because
	 * an optimizer may delay it.
	 *
	 * @return array<mixed> By sentence; nothing where there are none.
	 */
	private static function words(): array {
		$json = load_script_textdomain( self::HANDLE, 'known-visitor' );
		$data = is_string( $json ) ? json_decode( $json, true ) : null;
		$data = is_array( $data ) ? $data['locale_data'] ?? null : null;
		$data = is_array( $data ) ? $data['messages'] ?? $data['known-visitor'] ?? null : null;
		return is_array( $data ) ? $data : [];
	}
}
