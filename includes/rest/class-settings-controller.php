<?php
/**
 * The settings over REST.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Rest;

use KnownVisitor\Changes\Schema;
use KnownVisitor\Changes\Store;
use KnownVisitor\Identity\Secret;
use KnownVisitor\Settings\Settings;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * Serves `/settings`.
 */
final class Settings_Controller extends Admin_Controller {

	/** The route below our namespace. */
	public const PATH = '/settings';

	/** All that leaves the server of the secret. */
	public const SECRET_SCHEMA = [
		'type'                 => 'object',
		'properties'           => [
			'source' => [
				'type'        => 'string',
				'enum'        => [ 'constant', 'environment', 'option', 'none' ],
				'required'    => true,
				'description' => 'where the secret comes from; the constant wins over the variable, that over the option',
			],
			'strong' => [
				'type'        => 'boolean',
				'required'    => true,
				'description' => 'whether nobody will guess it',
			],
		],
		'additionalProperties' => false,
		'readonly'             => true,
		'description'          => 'what may be known of the secret',
	];

	/** Which settings the caller may not change. */
	private const LOCKED_SCHEMA = [
		'type'        => 'array',
		'items'       => [ 'type' => 'string' ],
		'readonly'    => true,
		'description' => 'names of settings that only who manages the network may change; not there if there are none',
	];

	/** What an update may have beside the settings. */
	private const BASE_SCHEMA = [
		'type'        => 'object',
		'description' => 'an object with what the settings were changed from; if somebody else has changed one of them since, nothing is saved (409)',
	];

	/**
	 * Registers the route.
	 */
	public static function register(): void {
		self::add_route(
			self::PATH,
			'settings',
			self::schema(),
			self::endpoint( WP_REST_Server::READABLE, [ self::class, 'answer' ] ),
			self::endpoint( WP_REST_Server::CREATABLE, [ self::class, 'update' ], Schema::args() + [ 'base' => self::BASE_SCHEMA ] )
		);
	}

	/**
	 * Returns the JSON schema of what answer() answers.
	 *
	 * @return array<string, mixed>
	 */
	public static function schema(): array {
		return [
			'type'       => 'object',
			'properties' => [
				// None may be stored.
				'site_address' => [ 'minLength' => 0 ] + Settings::SCHEMA['site_address'],
			] + Settings::SCHEMA + [
				'secret' => self::SECRET_SCHEMA,
				'locked' => self::LOCKED_SCHEMA,
			],
		];
	}

	/**
	 * Answers all settings, and about the secret; `locked` names those that the current
	 * user may not change, if any.
	 */
	public static function answer(): WP_REST_Response {
		$locked = Schema::locked();
		return new WP_REST_Response(
			Store::with_address() + [
				'secret' => [
					'source' => Secret::source(),
					'strong' => Secret::is_strong(),
				],
			] + ( [] === $locked ? [] : [ 'locked' => $locked ] )
		);
	}

	/**
	 * Stores an update of some settings, and answers all.
	 *
	 * @param WP_REST_Request $request Settings by name, and maybe `base`: what the client has
	 *                                 changed them from.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 */
	public static function update( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$body   = self::body( $request );
		$errors = self::is_object( $body['base'] ?? null ) || ! array_key_exists( 'base', $body )
			? []
			: [ 'base' => Schema::explain( 'base', $body['base'], self::BASE_SCHEMA ) ];
		$base   = (array) ( $body['base'] ?? [] );
		unset( $body['base'] );
		$changes = Schema::check( $body, $errors );
		if ( is_wp_error( $changes ) ) {
			return $changes;
		}
		$saved = Store::save( $changes, $base );
		if ( is_wp_error( $saved ) ) {
			return $saved;
		}
		return $saved ? self::answer() : Store::not_saved();
	}
}
