<?php
/**
 * What a web server's rewrite rules do for WordPress, for PHP's own web server: what is no file goes to index.php.
 *
 * Runs before every request of tools/lib/native.mjs.
 */

declare(strict_types=1);

namespace KnownVisitorTools;

/** The site's address, as Playground sets it too; WordPress has stored the one that it was installed under. */
define( 'WP_HOME', 'http://' . $_SERVER['SERVER_NAME'] . ':' . $_SERVER['SERVER_PORT'] );
define( 'WP_SITEURL', WP_HOME );

/**
 * Finds the script that answers a request.
 *
 * @param string $root The site's folder.
 * @param string $path The path that was asked for.
 * @return string|null The script's path below the folder; null for a file that is sent as it is.
 */
function script_for( string $root, string $path ): ?string {
	if ( is_dir( $root . $path ) ) {
		$path = rtrim( $path, '/' ) . '/index.php';
	}
	if ( ! is_file( $root . $path ) ) {
		return '/index.php';
	}
	return str_ends_with( $path, '.php' ) ? $path : null;
}

$known_visitor_script = script_for( $_SERVER['DOCUMENT_ROOT'], rawurldecode( (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) ) );
if ( null === $known_visitor_script ) {
	return false;
}
$_SERVER['SCRIPT_NAME']     = $known_visitor_script;
$_SERVER['PHP_SELF']        = $known_visitor_script;
$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . $known_visitor_script;
unset( $_SERVER['PATH_INFO'] );
chdir( dirname( $_SERVER['SCRIPT_FILENAME'] ) );
require $_SERVER['SCRIPT_FILENAME'];
