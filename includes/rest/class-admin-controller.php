<?php
/**
 * What the routes for administrators have in common.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Rest;

use KnownVisitor\Changes\Schema;
use KnownVisitor\Identity\Visitor_Data;
use KnownVisitor\Page\Decision;
use Throwable;
use WP_Error;
use WP_REST_Request;
use WP_User;

/**
 * A resource for who may manage options; WordPress itself asks for the nonce.
 *
 * With true for `required` (1 here) in a route's `args`, WordPress would judge. Its callback does: after the permission,
 * strictly, with unknown names and null, and all faults at once.
 */
abstract class Admin_Controller {

	/** Namespace of all our routes. */
	public const REST_NAMESPACE = 'known-visitor/v1';

	/**
	 * Registers the routes of the resource.
	 */
	abstract public static function register(): void;

	/**
	 * Determines whether the caller may see and change the settings.
	 */
	public static function may_manage(): bool {
		return current_user_can( 'manage_options' );
	}

	/**
	 * Registers a route.
	 *
	 * @param string               $path         Below our namespace.
	 * @phpstan-param non-falsy-string $path
	 * @param string               $title        Name of what it answers.
	 * @param array<string, mixed> $schema       JSON schema of that.
	 * @param array<string, mixed> ...$endpoints What endpoint() returned.
	 */
	protected static function add_route( string $path, string $title, array $schema, array ...$endpoints ): void {
		$head = [
			'$schema' => 'http://json-schema.org/draft-04/schema#',
			'title'   => "known-visitor-$title",
		];
		register_rest_route(
			self::REST_NAMESPACE,
			$path,
			[
				...$endpoints,
				'schema' => static fn(): array => $head + $schema,
			]
		);
	}

	/**
	 * Describes what a route does for one method.
	 *
	 * @param string                              $methods  HTTP methods.
	 * @param callable                            $callback Answers.
	 * @phpstan-param callable(WP_REST_Request<array<string, mixed>>): mixed $callback
	 * @param array<string, array<string, mixed>> $args     What it takes, by name.
	 * @return array<string, mixed>
	 */
	protected static function endpoint( string $methods, callable $callback, array $args = [] ): array {
		return [
			'methods'             => $methods,
			'callback'            => static function ( WP_REST_Request $request ) use ( $callback ): mixed {
				try {
					return $callback( $request );
				} catch ( Throwable $failure ) {
					Decision::report( $failure, 'a route could not answer' );
					// The screen has words for it, and other plugins may throw at ours.
					return new WP_Error( 'known_visitor_failed', '', [ 'status' => 500 ] );
				}
			},
			'permission_callback' => [ self::class, 'may_manage' ],
			// WordPress would turn 1 into true before anybody looks.
			'args'                => array_map( static fn( array $arg ): array => $arg + [ 'sanitize_callback' => null ], $args ),
		];
	}

	/**
	 * Returns what was sent in the body, and of the query what the route knows: the
	 * rest is WordPress's own.
	 *
	 * @param WP_REST_Request $request The request.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 * @return array<mixed> `body`, which no route knows, if it cannot be read: taken for nothing, it
	 *                      would make a secret where one was sent.
	 */
	protected static function body( WP_REST_Request $request ): array {
		$raw  = trim( (string) $request->get_body() );
		$form = $request->get_body_params();
		$sent = match ( true ) {
			'' === $raw                     => $form,
			$request->is_json_content_type() => Schema::plain( json_decode( $raw ) ),
			// JSON that does not say so, and a lone secret, would be names, which the answer repeats.
			'{' === $raw[0], ! str_contains( $raw, '=' ), [] === $form => null,
			default                          => $form,
		};
		if ( ! self::is_object( $sent ) ) {
			return [ 'body' => null ];
		}
		return (array) $sent + array_intersect_key( $request->get_query_params(), (array) ( $request->get_attributes()['args'] ?? [] ) );
	}

	/**
	 * Determines whether a value was sent as an object; PHP writes [] for an empty one.
	 *
	 * @param mixed $value What Schema::plain() made of it.
	 * @phpstan-assert-if-true array<mixed>|object $value
	 */
	protected static function is_object( mixed $value ): bool {
		return is_object( $value ) || [] === $value || ( is_array( $value ) && ! array_is_list( $value ) );
	}

	/**
	 * Finds the names that a route does not know.
	 *
	 * @param array<mixed> $body     What was sent.
	 * @param list<string> $expected The names that it knows.
	 * @return array<string> Sentences by name.
	 */
	protected static function unknown_names( array $body, array $expected ): array {
		return array_map(
			/* translators: %s: Names of parameters, separated by commas. */
			static fn(): string => sprintf( __( 'Not a parameter. Allowed: %s.', 'known-visitor' ), implode( ', ', $expected ) ),
			array_diff_key( $body, array_flip( $expected ) )
		);
	}

	/**
	 * Returns a user whom the caller may edit.
	 *
	 * @param mixed $user_id What was sent.
	 */
	protected static function editable_user( mixed $user_id ): ?WP_User {
		$user = get_userdata( Visitor_Data::id( $user_id ) );
		return $user instanceof WP_User && current_user_can( 'edit_user', $user->ID ) ? $user : null;
	}

	/**
	 * Says which users are taken.
	 */
	protected static function explain_user(): string {
		return __( 'user has to be the ID of somebody whom you may edit.', 'known-visitor' );
	}
}
