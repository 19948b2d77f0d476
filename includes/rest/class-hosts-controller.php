<?php
/**
 * The route of the hosts under which this is the site.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Rest;

use KnownVisitor\Changes\Relocation;
use KnownVisitor\Changes\Schema;
use KnownVisitor\Identity\Site;
use KnownVisitor\Settings\Settings;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * Lets an administrator say whether this is the same site or a copy, see what was said,
 * and take it back.
 */
final class Hosts_Controller extends Admin_Controller {

	/** The route below our namespace. */
	public const PATH = '/hosts';

	/** What it answers. */
	private const SCHEMA = [
		'type'                 => 'object',
		'properties'           => [
			'unconfirmed' => [
				'type'        => [ 'string', 'null' ],
				'description' => 'the host under which the site answers though nobody has confirmed it, so that it may be a copy; null if there is none',
			],
			'confirmed'   => [
				'type'        => 'array',
				'items'       => [ 'type' => 'string' ],
				'description' => 'the hosts under which visitors are identified',
			],
		],
		'additionalProperties' => false,
	];

	/** What it takes. */
	private const ARGS = [
		'decision' => [
			'type'        => 'string',
			'enum'        => [ 'same', 'copy' ],
			'required'    => 1,
			'description' => 'same: this is the same site at a new address and keeps its conversations; copy: this is a copy and gets a secret of its own',
		],
		'host'     => Relocation::HOST_SCHEMA,
	];

	/**
	 * Registers the route.
	 */
	public static function register(): void {
		self::add_route(
			self::PATH,
			'hosts',
			self::SCHEMA,
			self::endpoint( WP_REST_Server::READABLE, [ self::class, 'answer' ] ),
			self::endpoint( WP_REST_Server::CREATABLE, [ self::class, 'decide' ], self::ARGS ),
			self::endpoint( WP_REST_Server::DELETABLE, [ self::class, 'forget' ], [ 'host' => self::ARGS['host'] ] )
		);
	}

	/**
	 * Answers the hosts.
	 */
	public static function answer(): WP_REST_Response {
		return new WP_REST_Response(
			[
				'unconfirmed' => Site::unconfirmed_host(),
				'confirmed'   => Site::hosts(),
			]
		);
	}

	/**
	 * Carries out a decision about the present host, or confirms another.
	 *
	 * @param WP_REST_Request $request `decision`, and maybe `host`.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 */
	public static function decide( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$body   = self::body( $request );
		$host   = self::host( $body );
		$errors = self::errors( $body, [ 'decision', 'host' ] );
		if ( [] !== $errors ) {
			return Schema::error( $errors );
		}
		if ( 'same' === ( $body['decision'] ?? null ) ) {
			return Relocation::keep( $host ) ?? self::answer();
		}
		if ( null !== $host ) {
			return Schema::error( [ 'host' => __( 'Only the present host can be the one of a copy: leave host out.', 'known-visitor' ) ] );
		}
		return Relocation::separate() ?? self::answer();
	}

	/**
	 * Forgets a host.
	 *
	 * @param WP_REST_Request $request Maybe `host`.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 */
	public static function forget( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$body   = self::body( $request );
		$host   = self::host( $body );
		$errors = in_array( $host, Site::hosts(), true ) ? self::unknown_names( $body, [ 'host' ] ) : self::errors( $body, [ 'host' ] );
		return [] === $errors ? Relocation::forget( $host ) ?? self::answer() : Schema::error( $errors );
	}

	/**
	 * Says what is wrong: a mistyped `host` would mean the present one.
	 *
	 * @param array<mixed> $body     What was sent.
	 * @param list<string> $expected The names that it knows.
	 * @return array<string> Sentences by name.
	 */
	private static function errors( array $body, array $expected ): array {
		$errors = self::unknown_names( $body, $expected );
		foreach ( $expected as $name ) {
			$value = $body[ $name ] ?? null;
			if ( ( 'decision' === $name || array_key_exists( $name, $body ) ) && ! Settings::fits( $value, self::ARGS[ $name ] ) ) {
				$errors[ $name ] = Schema::explain( $name, $value, self::ARGS[ $name ] );
			}
		}
		return $errors;
	}

	/**
	 * Returns the host that a request names.
	 *
	 * @param array<mixed> $body What was sent.
	 */
	private static function host( array $body ): ?string {
		$host = $body['host'] ?? null;
		return is_string( $host ) ? $host : null;
	}
}
