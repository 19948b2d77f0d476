<?php
/**
 * The widget's own code.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

use WP_Error;

/**
 * Prints the widget for owners who gave us the code that Bitrix24 shows them,
 * and takes the loader's address out of that code.
 */
final class Widget {

	/** The loader's address, at Bitrix24 or at a self-hosted portal. */
	private const LOADER = '#^https://[a-z0-9.-]+(:\d+)?/([\w.~-]+/)*crm/site_button/loader_\d+_[a-z0-9]+\.js$#iD';

	/**
	 * Runs in the footer of the site's pages, for all visitors.
	 *
	 * Our own words for what the vendor's code does: an async script whose address
	 * changes each minute.
	 */
	public static function print_code(): void {
		wp_print_inline_script_tag(
			sprintf(
				'(()=>{const s=document.createElement("script");s.async=!0;s.src=%s+"?"+(Date.now()/6e4|0);document.head.append(s)})()',
				wp_json_encode( Settings::all()['widget_url'], JSON_HEX_TAG | JSON_UNESCAPED_SLASHES )
			),
			[ 'id' => 'known-visitor-widget' ]
		);
	}

	/**
	 * Takes the loader's address out of what an owner pasted.
	 *
	 * @param string $pasted The code as Bitrix24 shows it, an address, or nothing.
	 * @return string|WP_Error The address, or empty for nothing; an error that says
	 *                         what was pasted instead.
	 */
	public static function address_in( string $pasted ): string|WP_Error {
		if ( '' === trim( $pasted ) ) {
			return '';
		}
		preg_match_all( '#(?:https?:)?//[^\s\'"<>\\\\]+?\.js(?![\w.~/-])#i', $pasted, $matches );
		foreach ( $matches[0] as $url ) {
			if ( strlen( $url ) <= 255 && 1 === preg_match( self::LOADER, $url ) ) {
				return $url;
			}
		}
		return new WP_Error( 'known_visitor_widget_code', self::explain( $matches[0][0] ?? '' ) );
	}

	/**
	 * Says what is wrong with an address that is no widget's.
	 *
	 * @param string $url The first script's address in the code, or empty.
	 */
	private static function explain( string $url ): string {
		$wanted = __( 'Copy the code of the website widget: in Bitrix24, CRM > Add-ons > Website widget.', 'known-visitor' );
		$reason = match ( true ) {
			'' === $url                             => __( 'There is no address of a script in this code.', 'known-visitor' ),
			str_contains( $url, '/crm/form/' )      => __( 'This is the code of a Bitrix24 form, not of the chat widget.', 'known-visitor' ),
			str_contains( $url, '/crm/tag/' )       => __( 'This is the code of Bitrix24 call tracking, not of the chat widget.', 'known-visitor' ),
			! str_starts_with( $url, 'https://' )   => __( 'The address of the widget has to start with https://.', 'known-visitor' ),
			default                                 => __( 'This script is not a Bitrix24 chat widget: its address has to end in /crm/site_button/loader_<number>_<letters and digits>.js.', 'known-visitor' ),
		};
		return "$reason $wanted";
	}
}
