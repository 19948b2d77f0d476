<?php
/**
 * The checks over REST.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Rest;

use KnownVisitor\Checks\Checks;
use KnownVisitor\Checks\Health_Test;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * Serves `/status`, and `/cache`, which Site Health asks for each test of the home
 * page: they take a while.
 */
final class Status_Controller extends Admin_Controller {

	/** The route below our namespace. */
	public const PATH = '/status';

	/** The route of the tests that ask the home page. */
	public const CACHE_PATH = '/cache';

	/** What `/status` answers. */
	public const SCHEMA = [
		'type'        => 'array',
		'items'       => Checks::SCHEMA,
		'description' => 'the checks',
	];

	/** What `/cache` answers: Site Health's form. */
	private const SITE_HEALTH_SCHEMA = [
		'type'       => 'object',
		'properties' => [
			'label'       => [ 'type' => 'string' ],
			'status'      => [
				'type' => 'string',
				'enum' => [ 'good', 'recommended', 'critical' ],
			],
			'badge'       => [ 'type' => 'object' ],
			'description' => [ 'type' => 'string' ],
			'actions'     => [ 'type' => 'string' ],
			'test'        => [ 'type' => 'string' ],
		],
	];

	/**
	 * Registers the routes.
	 */
	public static function register(): void {
		self::add_route(
			self::PATH,
			'status',
			self::SCHEMA,
			self::endpoint(
				WP_REST_Server::READABLE,
				[ self::class, 'answer' ],
				[
					'fresh' => [
						'type'              => 'boolean',
						'default'           => false,
						'description'       => 'whether to ask the home page now, which takes seconds; else what it answered within the last minute counts, or nothing',
						'validate_callback' => 'rest_validate_request_arg',
						'sanitize_callback' => 'rest_sanitize_boolean',
					],
				]
			)
		);
		self::add_route(
			self::CACHE_PATH,
			'cache',
			self::SITE_HEALTH_SCHEMA,
			self::endpoint(
				WP_REST_Server::READABLE,
				[ self::class, 'ask_home' ],
				[
					'check' => [
						'type'              => 'string',
						'enum'              => Health_Test::SLOW,
						'default'           => 'cache',
						'description'       => 'what to look for on the home page: a cache that mixes visitors up, or the chat',
						'validate_callback' => 'rest_validate_request_arg',
					],
				]
			)
		);
	}

	/**
	 * Answers the checks.
	 *
	 * @param WP_REST_Request $request `fresh`, in the query.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 */
	public static function answer( WP_REST_Request $request ): WP_REST_Response {
		return new WP_REST_Response( Checks::run( true === $request->get_param( 'fresh' ) ) );
	}

	/**
	 * Answers a test of the home page.
	 *
	 * @param WP_REST_Request $request `check`, in the query.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 */
	public static function ask_home( WP_REST_Request $request ): WP_REST_Response {
		return new WP_REST_Response( Health_Test::ask_home( 'chat' === $request->get_param( 'check' ) ? 'chat' : 'cache' ) );
	}
}
