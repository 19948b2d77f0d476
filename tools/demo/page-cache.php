<?php
/**
 * The page cache of the demo site, as a switch of its bar: a good one, and one that hands pages of signed-in visitors to
 * others. It is no part of the plugin.
 *
 * @package known-visitor-demo
 */

namespace KnownVisitorDemo;

/** Seconds for which a page is kept. */
const CACHE_SECONDS = 300;

/** What is new on each page, also on one that the cache had: PHP that prints it, by name. */
const FRESH = array(
	'bar'    => __NAMESPACE__ . '\print_bar',
	'widget' => __NAMESPACE__ . '\print_widget',
);

/**
 * Prints a part that is new on each page, between marks by which it is found in what was kept.
 *
 * @param string $name      One of FRESH.
 * @param bool   $is_stored Whether the page comes out of the cache.
 */
function print_fresh( string $name, bool $is_stored = false ): void {
	echo "<!--known-visitor-demo:$name-->";
	( FRESH[ $name ] )( $is_stored );
	echo "<!--/known-visitor-demo:$name-->";
}

/**
 * Prints the code of the widget that this browser chose.
 */
function print_widget(): void {
	echo PORTAL['snippets'][ position( 'widget' ) ];
}

/**
 * Where the page of the current request is kept; empty if it is none to keep.
 */
function cache_key(): string {
	$kept   = position( 'cache' );
	$is_ours = 'everybody' === $kept || ( 'guests' === $kept && ! is_user_logged_in() );
	return $is_ours && 'GET' === ( $_SERVER['REQUEST_METHOD'] ?? '' ) && array() === $_GET && is_page()
		? sprintf( 'known_visitor_demo_%d_%d', (int) get_option( 'known_visitor_demo_pages' ), get_queried_object_id() )
		: '';
}

/**
 * Forgets all pages.
 */
function empty_cache(): void {
	update_option( 'known_visitor_demo_pages', 1 + (int) get_option( 'known_visitor_demo_pages' ) );
}
add_action( 'update_option_known_visitor_settings', __NAMESPACE__ . '\empty_cache' );
add_action( 'save_post', __NAMESPACE__ . '\empty_cache' );

/**
 * Answers with the page that was kept, or keeps the one that is made.
 */
function use_cache(): void {
	$key = cache_key();
	if ( '' === $key ) {
		return;
	}
	$page = get_transient( $key );
	if ( is_string( $page ) ) {
		header( 'X-Cache: HIT' );
		echo renew( $page );
		exit;
	}
	header( 'X-Cache: MISS' );
	ob_start(
		static function ( string $html ) use ( $key ): string {
			set_transient( $key, $html, CACHE_SECONDS );
			return $html;
		}
	);
}
add_action( 'template_redirect', __NAMESPACE__ . '\use_cache', PHP_INT_MIN );

/**
 * Puts the parts that are new on each page into one that was kept.
 *
 * @param string $page HTML.
 */
function renew( string $page ): string {
	foreach ( array_keys( FRESH ) as $name ) {
		ob_start();
		print_fresh( $name, true );
		$fresh = (string) ob_get_clean();
		$page  = (string) preg_replace_callback( "#<!--known-visitor-demo:$name-->.*<!--/known-visitor-demo:$name-->#s", static fn () => $fresh, $page );
	}
	return $page;
}
