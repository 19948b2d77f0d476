<?php
/**
 * Constants of wp-config.php that the plugin reads, for PHPStan.
 *
 * @package known-visitor-tests
 */

define( 'ABSPATH', (string) getenv( 'ABSPATH' ) ); // Any string, so that no file is looked for.
define( 'DB_NAME', '' );
define( 'COOKIEPATH', '/' );
define( 'WP_PLUGIN_DIR', '/' );
define( 'COOKIE_DOMAIN', '' );
