<?php
/**
 * The preview over REST.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Rest;

use KnownVisitor\Changes\Schema;
use KnownVisitor\Page\Decision;
use KnownVisitor\Page\Preview;
use KnownVisitor\Settings\Settings;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * Serves `/preview`, and what there is to choose from for it: `/preview/meta` and
 * `/preview/pages`.
 */
final class Preview_Controller extends Admin_Controller {

	/** The route below our namespace. */
	public const PATH = '/preview';

	/** The route of the user meta from which the owner may choose. */
	public const META_PATH = self::PATH . '/meta';

	/** What `/preview/meta` answers. */
	public const META_SCHEMA = [
		'type'        => 'array',
		'items'       => [
			'type'                 => 'object',
			'properties'           => [
				'key'   => [
					'type'        => 'string',
					'required'    => true,
					'description' => 'a user meta key that may be put on the list meta_keys',
				],
				'value' => [
					'type'        => 'string',
					'required'    => true,
					'description' => 'what the user has there, as one short line of text',
				],
			],
			'additionalProperties' => false,
			'description'          => 'user meta that may be sent',
		],
		'description' => 'the first 500 keys of a user’s meta that hold text, without those of sessions, capabilities, passwords and other secrets, and without WordPress’s own',
	];

	/** The route of the pages from which to choose. */
	public const PAGES_PATH = self::PATH . '/pages';

	/** What `/preview/pages` answers. */
	public const PAGES_SCHEMA = [
		'type'        => 'array',
		'items'       => [
			'type'                 => 'object',
			'properties'           => [
				'url'     => [
					'type'        => 'string',
					'required'    => true,
					'description' => 'its address',
				],
				'title'   => [
					'type'        => 'string',
					'required'    => true,
					'description' => 'its title, as text',
				],
				'enabled' => [
					'type'        => [ 'boolean', 'null' ],
					'required'    => true,
					'description' => 'whether it says itself that visitors are identified on it, or are not; null if it says neither',
				],
				'message' => [
					'type'        => 'boolean',
					'required'    => true,
					'description' => 'whether it has a first message of its own',
				],
			],
			'additionalProperties' => false,
			'description'          => 'a page of the site, with what it says itself',
		],
		'description' => 'the home page and the ten that fit best',
	];

	/** What it answers: the page's data with the values of all tokens, or why there is none. */
	public const SCHEMA = [
		'oneOf' => [
			Decision::DATA_SCHEMA,
			[
				'type'                 => 'object',
				'properties'           => [
					'reason' => [
						'type'        => 'string',
						'enum'        => Decision::REASONS,
						'required'    => true,
						'description' => 'why nobody is identified there: the settings (off, role, path), the page itself, the secret, a copy of the site, or a filter of another plugin',
					],
				],
				'additionalProperties' => false,
			],
		],
	];

	/**
	 * Registers the routes.
	 */
	public static function register(): void {
		$user = [
			'type'        => 'integer',
			'description' => 'ID of a user whom the caller may edit; the caller, if it is not sent',
		];
		self::add_route(
			self::PATH,
			'preview',
			self::SCHEMA,
			self::endpoint(
				WP_REST_Server::CREATABLE,
				[ self::class, 'answer' ],
				[
					'user'     => $user,
					'url'      => [
						'type'        => 'string',
						'format'      => 'uri',
						'description' => 'address of a page of the site; its home page, if it is not sent',
					],
					'settings' => [
						'type'                 => 'object',
						'properties'           => Schema::args(),
						'additionalProperties' => false,
						'description'          => 'settings that are not saved yet',
					],
				]
			)
		);
		self::add_route(
			self::META_PATH,
			'preview-meta',
			self::META_SCHEMA,
			self::endpoint( WP_REST_Server::READABLE, [ self::class, 'answer_meta' ], compact( 'user' ) )
		);
		self::add_route(
			self::PAGES_PATH,
			'preview-pages',
			self::PAGES_SCHEMA,
			self::endpoint(
				WP_REST_Server::READABLE,
				[ self::class, 'answer_pages' ],
				[
					'search' => [
						'type'              => 'string',
						'default'           => '',
						'description'       => 'words of the page; the newest pages, if none are sent',
						'validate_callback' => 'rest_validate_request_arg',
					],
				]
			)
		);
	}

	/**
	 * Answers the user meta of a user that may be sent.
	 *
	 * @param WP_REST_Request $request `user`, which may be absent, in the query.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 */
	public static function answer_meta( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$user = self::editable_user( $request->get_param( 'user' ) ?? get_current_user_id() );
		return null === $user
			? Schema::error( [ 'user' => self::explain_user() ] )
			: new WP_REST_Response( Preview::meta_of( $user ) );
	}

	/**
	 * Answers pages of the site.
	 *
	 * @param WP_REST_Request $request `search`, which may be absent, in the query.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 */
	public static function answer_pages( WP_REST_Request $request ): WP_REST_Response {
		$words = $request->get_param( 'search' );
		return new WP_REST_Response( Preview::pages( is_string( $words ) ? $words : '' ) );
	}

	/**
	 * Answers what a user would get on a page, by SCHEMA.
	 *
	 * @param WP_REST_Request $request `user`, `url` and `settings`, each of which may be absent, in the body.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 */
	public static function answer( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$body   = self::body( $request ) + [
			'user'     => get_current_user_id(),
			'url'      => home_url( '/' ),
			'settings' => [],
		];
		$user   = self::editable_user( $body['user'] );
		$url    = $body['url'];
		$sent   = $body['settings'];
		$errors = self::unknown_names( $body, [ 'user', 'url', 'settings' ] );
		if ( null === $user ) {
			$errors['user'] = self::explain_user();
		}
		if ( ! is_string( $url ) || ! Preview::is_of_site( $url ) ) {
			$errors['url'] = Preview::explain_address();
		}
		if ( ! self::is_object( $sent ) ) {
			$sent = [];

			$errors['settings'] = __( 'settings has to be an object with some of the settings.', 'known-visitor' );
		}
		$changes = Schema::check( (array) $sent, $errors );
		if ( is_wp_error( $changes ) ) {
			return $changes;
		}
		return null === $user || ! is_string( $url )
			? Schema::error( $errors )
			: new WP_REST_Response( Preview::look( $user, $url, $changes ) );
	}
}
