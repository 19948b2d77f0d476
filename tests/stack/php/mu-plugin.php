<?php
/**
 * What the stack's site does differently from any other.
 *
 * @package known-visitor-stack
 */

// WordPress's own bar names the visitor, which is not what the tests look for.
add_filter( 'show_admin_bar', '__return_false' );
add_filter( 'pre_wp_mail', '__return_true' );

// The benchmark asks for the counts of a request.
if ( getenv( 'STACK_COUNTS' ) ) {
	register_shutdown_function(
		static function () {
			$files = array_filter( get_included_files(), static fn ( $file ) => str_contains( $file, '/plugins/known-visitor/' ) );
			file_put_contents(
				getenv( 'STACK_COUNTS' ),
				wp_json_encode(
					array(
						'queries' => get_num_queries(),
						'files'   => count( $files ),
						'memory'  => memory_get_peak_usage(),
					)
				)
			);
		}
	);
}

// Stands in a theme's functions.php otherwise.
if ( get_option( 'stack_snippet' ) ) {
	require __DIR__ . '/stack/snippet.php';
}
