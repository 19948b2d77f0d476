<?php
/**
 * The REST API at a glance.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Rest;

/**
 * Registers all routes but `/visitor`, which is for the site's own pages.
 */
final class Routes {

	/** Namespace of all our routes. */
	public const REST_NAMESPACE = 'known-visitor/v1';

	/**
	 * Callback for `rest_api_init`.
	 */
	public static function register(): void {
		Settings_Controller::register();
		Secret_Controller::register();
		Preview_Controller::register();
		Status_Controller::register();
		Hosts_Controller::register();
	}
}
