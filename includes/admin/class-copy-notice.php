<?php
/**
 * The question about a copy.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Admin;

use KnownVisitor\Changes\Relocation;
use KnownVisitor\Identity\Secret;
use KnownVisitor\Identity\Site;
use KnownVisitor\Settings\Settings;
use WP_Error;

/**
 * Asks on each screen of the dashboard but ours whether this is the site at a new address or a
 * copy. Until that is answered nobody is identified.
 */
final class Copy_Notice {

	/** The form's action, and that of its nonce. admin/hooks.php has it in the name of the hook. */
	private const ACTION = 'known_visitor_hosts';

	/**
	 * Callback for `admin_notices`: asks.
	 */
	public static function print_question(): void {
		$host = current_user_can( 'manage_options' ) && ! Settings_Screen::is_current() ? Site::unconfirmed_host() : null;
		if ( null === $host ) {
			return;
		}
		printf(
			'<div class="notice notice-error"><p><strong>%s</strong></p><p>%s</p>',
			esc_html__( 'Known Visitor', 'known-visitor' ),
			/* translators: %s: Host, such as staging.example.com. */
			esc_html( sprintf( __( 'This site looks like a copy: nobody has confirmed it at %s, so the chat treats everybody as a guest.', 'known-visitor' ), $host ) )
		);
		self::print_choice( 'same', __( 'This is the same site at a new address', 'known-visitor' ), __( 'If this is your site at a new address, visitors keep their conversations.', 'known-visitor' ) );
		if ( Secret::is_fixed() ) {
			printf( '<p>%s</p>', esc_html( Relocation::explain_fixed_secret() ) );
		} else {
			self::print_choice(
				'copy',
				__( 'This is a copy', 'known-visitor' ),
				__( 'If this is a copy, such as a staging site, it gets a secret of its own and cannot reach your visitors’ conversations.', 'known-visitor' ),
				__( 'Everybody starts a new, empty conversation here. This cannot be undone.', 'known-visitor' )
			);
		}
		echo '</div>';
	}

	/**
	 * Callback for `admin_post_known_visitor_hosts`: carries the answer out.
	 */
	public static function take_answer(): void {
		check_admin_referer( self::ACTION );
		if ( ! current_user_can( 'manage_options' ) ) {
			wp_die( esc_html__( 'Sorry, you are not allowed to do that.', 'known-visitor' ), 403 );
		}
		$decision = filter_input( INPUT_POST, 'decision' );
		$is_sure  = '1' === filter_input( INPUT_POST, 'is_sure' );
		$error    = match ( true ) {
			'same' === $decision             => Relocation::keep(),
			'copy' === $decision && $is_sure => Relocation::separate(),
			default                          => null,
		};
		if ( $error instanceof WP_Error ) {
			wp_die( esc_html( $error->get_error_message() ), '', [ 'back_link' => true ] );
		}
		$referer = wp_get_referer();
		wp_safe_redirect( false === $referer ? Settings::screen_url() : $referer, 302, 'Known Visitor' );
		exit;
	}

	/**
	 * Prints a button, and what it brings.
	 *
	 * @param string $decision Its value.
	 * @param string $label    Its words.
	 * @param string $outcome  A sentence.
	 * @param string $price    What to tick before, if anything.
	 */
	private static function print_choice( string $decision, string $label, string $outcome, string $price = '' ): void {
		printf(
			// wp_nonce_field() would repeat the ID of another form's.
			'<form method="post" action="%s"><input type="hidden" name="action" value="%s"><input type="hidden" name="_wpnonce" value="%s">',
			esc_url( admin_url( 'admin-post.php' ) ),
			esc_attr( self::ACTION ),
			esc_attr( wp_create_nonce( self::ACTION ) )
		);
		wp_referer_field();
		printf( '<p>%s', esc_html( $outcome ) );
		if ( '' !== $price ) {
			printf( ' <label><input type="checkbox" name="is_sure" value="1" required> %s</label>', esc_html( $price ) );
		}
		printf( '</p><p><button class="button" name="decision" value="%s">%s</button></p></form>', esc_attr( $decision ), esc_html( $label ) );
	}
}
