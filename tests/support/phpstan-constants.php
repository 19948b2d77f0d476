<?php
/**
 * Constants of wp-config.php that the plugin reads, for PHPStan.
 *
 * @package known-visitor-tests
 */

define( 'DB_NAME', '' );
define( 'COOKIEPATH', '/' );
define( 'COOKIE_DOMAIN', '' );
