<?php
/**
Plugin Name: Known Visitor for Bitrix24 Live Chat
Plugin URI: https://github.com/known-visitor/known-visitor
Description: Tells the Bitrix24 live chat who the signed-in visitor is: same person, same conversation, on every device.
Version: 0.1.0
Requires at least: 6.8
Requires PHP: 8.1
Author: The Known Visitor contributors
License: GPL-2.0-or-later
License URI: https://www.gnu.org/licenses/gpl-2.0.html
Text Domain: known-visitor
Domain Path: /languages

@package KnownVisitor
 */

declare( strict_types=1 );

defined( 'ABSPATH' ) || exit;

defined( 'KnownVisitor\PLUGIN_FILE' ) || require __DIR__ . '/includes/hooks.php';
