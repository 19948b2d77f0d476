<?php
/**
 * What the plugin cannot do without. Old PHP reads this file, too: it keeps to PHP 7.2.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Lifecycle;

use const KnownVisitor\PLUGIN_FILE;

defined( 'ABSPATH' ) || exit;

/**
 * Tells what is missing, in place of a white screen.
 *
 * WordPress reads the header of plugin.php at activation, but not when a host changes its PHP, nor of a must-use plugin.
 */
final class Requirements {

	/**
	 * Has the notice printed.
	 */
	public static function speak_up(): void {
		add_action( 'admin_notices', array( self::class, 'print_notice' ) );
		add_action( 'network_admin_notices', array( self::class, 'print_notice' ) );
	}

	/**
	 * Callback for `admin_notices`: says what is missing to who can do something about
	 * it.
	 */
	public static function print_notice(): void {
		if ( ! current_user_can( 'activate_plugins' ) ) {
			return;
		}
		// WordPress has a function for notices since 6.4.
		printf(
			'<div class="notice notice-error"><p>%s</p></div>',
			esc_html( __( 'Known Visitor does nothing on this site.', 'known-visitor' ) . ' ' . implode( ' ', self::missing( PHP_VERSION, get_bloginfo( 'version' ) ) ) )
		);
	}

	/**
	 * Says what is missing.
	 *
	 * @param string $php       Version of PHP.
	 * @param string $wordpress Version of WordPress.
	 * @return array<string> Sentences.
	 */
	public static function missing( string $php, string $wordpress ): array {
		$needs   = get_file_data(
			PLUGIN_FILE,
			array(
				'php'       => 'Requires PHP',
				'wordpress' => 'Requires at least',
			)
		);
		$missing = array();
		if ( version_compare( $php, $needs['php'], '<' ) ) {
			/* translators: 1: Wanted version, 2: Present version. */
			$missing[] = sprintf( __( 'It needs PHP %1$s or later, and this is PHP %2$s. Ask your host to update it.', 'known-visitor' ), $needs['php'], $php );
		}
		if ( version_compare( $wordpress, $needs['wordpress'], '<' ) ) {
			/* translators: 1: Wanted version, 2: Present version. */
			$missing[] = sprintf( __( 'It needs WordPress %1$s or later, and this is WordPress %2$s. Update WordPress.', 'known-visitor' ), $needs['wordpress'], $wordpress );
		}
		if ( ! is_dir( dirname( PLUGIN_FILE ) . '/build' ) ) {
			$missing[] = __( 'Its folder “build” is missing. Install the plugin again, or run “npm run build” in a checkout.', 'known-visitor' );
		}
		return $missing;
	}
}
