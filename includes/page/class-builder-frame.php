<?php
/**
 * The frames of page builders.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Page;

use Throwable;

/**
 * Recognizes a page builder's frame.
 *
 * Only for who may edit posts: no visitor's address must take the guard off a page.
 */
final class Builder_Frame {

	/**
	 * Parameters of the frames' addresses: Elementor, Beaver Builder, Divi, Bricks, Oxygen, Breakdance, WPBakery, Brizy, Visual
	 * Composer, Thrive, SiteOrigin, Zion, Kubio (as plugins that keep out of them list them, November 2026), and the site
	 * editor's own view (wp_initialize_site_preview_hooks(), 6.8 to 7.1).
	 */
	private const PARAMETERS = [
		'elementor-preview',
		'fl_builder',
		'fl_builder_ui_iframe',
		'et_fb',
		'et_bfb',
		'bricks',
		'ct_builder',
		'oxygen_iframe',
		'breakdance_iframe',
		'breakdance',
		'vc_editable',
		'vcv-editable',
		'brizy-edit-iframe',
		'tve',
		'siteorigin_panels_live_editor',
		'zionbuilder-preview',
		'kubio-preview',
		'wp_site_preview',
	];

	/** Functions by which Beaver Builder, Divi and Bricks tell that a page is being edited (seen in the same places). */
	private const FUNCTIONS = [
		'FLBuilderModel::is_builder_active',
		'et_core_is_fb_enabled',
		'bricks_is_builder',
	];

	/**
	 * Determines whether this request is for such a frame.
	 */
	public static function is_open(): bool {
		if ( ! current_user_can( 'edit_posts' ) ) {
			return false;
		}
		// phpcs:ignore WordPress.Security.NonceVerification -- Nothing is done but to print less.
		return [] !== array_intersect_key( array_flip( self::PARAMETERS ), $_GET ) || self::is_said_by_a_builder();
	}

	/**
	 * Determines whether a builder says so itself.
	 */
	private static function is_said_by_a_builder(): bool {
		foreach ( self::FUNCTIONS as $function ) {
			try {
				if ( is_callable( $function ) && true === call_user_func( $function ) ) {
					return true;
				}
			} catch ( Throwable ) {
				continue;
			}
		}
		return false;
	}
}
