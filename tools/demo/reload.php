<?php
/**
 * In `npm run dev`, open pages reload when the plugin has changed. It is no part of the plugin.
 *
 * @package known-visitor-demo
 */

namespace KnownVisitorDemo;

/**
 * Prints what listens for changes. Not while the page is kept for the back button: a page that listens would not be kept.
 */
function listen_for_changes(): void {
	wp_print_inline_script_tag(
		'(()=>{let s;addEventListener("pageshow",()=>{s=new EventSource(' . wp_json_encode( RELOAD ) . ');s.onmessage=()=>location.reload()});addEventListener("pagehide",()=>s?.close())})()'
	);
}
add_action( 'wp_footer', __NAMESPACE__ . '\listen_for_changes' );
add_action( 'admin_footer', __NAMESPACE__ . '\listen_for_changes' );
add_action( 'login_footer', __NAMESPACE__ . '\listen_for_changes' );
