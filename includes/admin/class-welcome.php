<?php
/**
 * The welcome.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Admin;

use KnownVisitor\Checks\Action;
use KnownVisitor\Settings\Settings;

/**
 * Leads the administrators of a new site to our screen, which goes on with it (src/settings/components/welcome), until they
 * close it, here or there, or have taken both steps.
 */
final class Welcome {

	/** The user option that says that it is over, the action that sets it, and that of its nonce. */
	private const NAME = 'known_visitor_welcome';

	/** Where owners come by after an activation. */
	private const SCREENS = [ 'plugins', 'dashboard' ];

	/**
	 * Returns the address that ends it when it is posted to; an empty text where it is over, or the site has been set up.
	 */
	public static function end_url(): string {
		$defaults = Settings::defaults();
		// The message is in the language of the site.
		$is_new = Settings::with( [ 'first_message' => $defaults['first_message'] ] ) === $defaults;
		return ! $is_new || false !== get_user_option( self::NAME ) ? '' : add_query_arg(
			[
				'action'   => self::NAME,
				'_wpnonce' => wp_create_nonce( self::NAME ),
			],
			admin_url( 'admin-post.php' )
		);
	}

	/**
	 * Callback for `admin_notices`: names the two steps.
	 */
	public static function print_notice(): void {
		if ( ! current_user_can( 'manage_options' ) || ! in_array( Settings_Screen::current_id(), self::SCREENS, true ) ) {
			return;
		}
		$end_url = self::end_url();
		if ( '' === $end_url ) {
			return;
		}
		$steps = '';
		foreach (
			[
				Action::to( 'widget', __( 'Is the chat on your site?', 'known-visitor' ) ),
				Action::to( 'settings', __( 'What will operators see?', 'known-visitor' ) ),
			] as $step
		) {
			$steps .= sprintf( '<li><a href="%s">%s</a></li>', esc_url( $step['url'] ), esc_html( $step['label'] ) );
		}
		wp_admin_notice(
			sprintf(
				'<p><strong>%s</strong> %s</p><ol>%s</ol>',
				esc_html__( 'Known Visitor', 'known-visitor' ),
				esc_html__( 'Welcome! Two steps, and your operators know who is writing:', 'known-visitor' ),
				$steps
			),
			[
				'id'             => self::NAME,
				'type'           => 'info',
				'dismissible'    => true,
				'paragraph_wrap' => false,
			]
		);
		wp_print_inline_script_tag(
			sprintf(
				'document.addEventListener("click",e=>e.target.closest("#%s .notice-dismiss")&&navigator.sendBeacon(%s))',
				self::NAME,
				wp_json_encode( $end_url, JSON_HEX_TAG | JSON_UNESCAPED_SLASHES )
			)
		);
	}

	/**
	 * Callback for `admin_post_known_visitor_welcome`: ends it, for who asks.
	 */
	public static function end(): void {
		check_admin_referer( self::NAME );
		update_user_option( get_current_user_id(), self::NAME, '1' );
	}
}
