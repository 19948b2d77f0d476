<?php
/**
 * The widget's own code.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Page;

use KnownVisitor\Settings\Settings;

/**
 * Prints the widget for owners who gave us the code that Bitrix24 shows them.
 */
final class Widget {

	/**
	 * Prints it in the footer, for all visitors.
	 *
	 * Our words for the vendor's code: an async script whose address changes each
	 * minute.
	 */
	public static function print_code(): void {
		$script = sprintf(
			'(()=>{const s=document.createElement("script");s.async=!0;s.src=%s+"?"+(Date.now()/6e4|0);document.head.append(s)})()',
			wp_json_encode( Settings::all()['widget_url'], JSON_HEX_TAG | JSON_UNESCAPED_SLASHES )
		);
		echo Page::element( $script, [ 'id' => 'known-visitor-widget' ] ); // phpcs:ignore WordPress.Security.EscapeOutput -- Ours, with an address of which the schema leaves no more.
	}
}
