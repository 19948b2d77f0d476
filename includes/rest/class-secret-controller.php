<?php
/**
 * The secret over REST: it goes in, and never comes out.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Rest;

use KnownVisitor\Changes\Schema;
use KnownVisitor\Changes\Secret_Store;
use KnownVisitor\Identity\Secret;
use KnownVisitor\Identity\Site;
use KnownVisitor\Identity\Snippet;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * Serves `/secret`, and `/secret/match` for who moves from a hand-made snippet.
 */
final class Secret_Controller extends Admin_Controller {

	/** The route below our namespace. */
	public const PATH = '/secret';

	/** The route that finds how a snippet made its hashes. */
	public const MATCH_PATH = self::PATH . '/match';

	/** What `/secret/match` answers: both are null if nothing gives that hash. */
	public const MATCH_SCHEMA = [
		'type'                 => 'object',
		'properties'           => [
			'recipe'       => [
				'type'        => [ 'string', 'null' ],
				'enum'        => [ 'hmac', 'md5', null ],
				'required'    => true,
				'description' => 'the recipe that gives the hash',
			],
			'site_address' => [
				'type'        => [ 'string', 'null' ],
				'required'    => true,
				'description' => 'the site address that gives it',
			],
			'order'        => [
				'type'        => [ 'string', 'null' ],
				'required'    => true,
				'description' => 'the order of the parts in the snippet, if that is what keeps the plugin from giving the same hash: its own is user, site_address, secret',
			],
		],
		'additionalProperties' => false,
		'description'          => 'how a snippet made a hash',
	];

	/**
	 * Registers the routes.
	 */
	public static function register(): void {
		$secret = [
			'type'        => 'string',
			'minLength'   => Secret::MIN_LENGTH,
			'maxLength'   => Secret_Store::MAX_LENGTH,
			'pattern'     => Secret_Store::PATTERN,
			'description' => 'a secret; a strong one is made if there is none',
		];
		self::add_route(
			self::PATH,
			'settings',
			Settings_Controller::schema(),
			self::endpoint(
				WP_REST_Server::CREATABLE,
				[ self::class, 'replace' ],
				[ 'secret' => $secret ] + array_intersect_key( Schema::args(), array_flip( Secret_Store::INGREDIENTS ) )
			),
			self::endpoint( WP_REST_Server::DELETABLE, [ self::class, 'delete' ] )
		);
		self::add_route(
			self::MATCH_PATH,
			'secret-match',
			self::MATCH_SCHEMA,
			self::endpoint(
				WP_REST_Server::CREATABLE,
				[ self::class, 'find_match' ],
				[
					'secret' => [
						'description' => 'the secret of the snippet',
						'required'    => 1,
					] + $secret,
					'user'   => [
						'type'        => 'integer',
						'required'    => 1,
						'description' => 'ID of the user for whom the snippet made the hash',
					],
					'hash'   => [
						'type'        => 'string',
						'pattern'     => Snippet::HASH_PATTERN,
						'required'    => 1,
						'description' => 'the hash, 32 hex characters',
					],
				]
			)
		);
	}

	/**
	 * Replaces the secret, and what else makes the hash: all is stored, or nothing.
	 *
	 * @param WP_REST_Request $request Any of `secret`, `recipe` and `site_address`; without a secret a strong one is made.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 */
	public static function replace( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$body   = self::body( $request );
		$errors = self::errors( $request, $body, [ 'secret', ...Secret_Store::INGREDIENTS ] );
		return Secret_Store::replace( $body, $errors ) ?? Settings_Controller::answer();
	}

	/**
	 * Removes the stored secret.
	 */
	public static function delete(): WP_REST_Response|WP_Error {
		return Secret_Store::delete() ?? Settings_Controller::answer();
	}

	/**
	 * Finds how a hand-made snippet made a hash. The answer holds neither secret nor
	 * hash.
	 *
	 * @param WP_REST_Request $request `secret`, `user` and `hash`, in the body.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 */
	public static function find_match( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$body   = self::body( $request );
		$hash   = Snippet::as_hash( $body['hash'] ?? null );
		$user   = self::editable_user( $body['user'] ?? null );
		$errors = self::errors( $request, $body, [ 'secret', 'user', 'hash' ] ) + Secret_Store::errors_of( $body['secret'] ?? null );
		if ( null === $user ) {
			$errors['user'] = self::explain_user();
		}
		if ( '' === $hash ) {
			$errors['hash'] = Snippet::explain_hash();
		}
		if ( [] !== $errors || null === $user || ! is_string( $body['secret'] ?? null ) ) {
			return Schema::error( $errors );
		}
		return new WP_REST_Response( Snippet::find( $hash, $user->ID, $body['secret'], Site::address() ) );
	}

	/**
	 * Says what is wrong with how something was sent: a secret in the address would stand in logs.
	 *
	 * @param WP_REST_Request $request  The request.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 * @param array<mixed>    $body     What was sent.
	 * @param list<string>    $expected The names that the route knows.
	 * @return array<string> Sentences by name.
	 */
	private static function errors( WP_REST_Request $request, array $body, array $expected ): array {
		$errors = self::unknown_names( $body, $expected );
		if ( array_key_exists( 'secret', $request->get_query_params() ) ) {
			$errors['secret'] = __( 'Send the secret in the body: servers keep addresses in their logs.', 'known-visitor' );
		}
		return $errors;
	}
}
