<?php
/**
 * The REST routes of the settings screen.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

use WP_Error;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;
use WP_User;

/**
 * Serves known-visitor/v1 to administrators. WordPress itself asks for the nonce:
 * without it a request with cookies counts as a guest's.
 */
final class Rest_Routes {

	public const REST_NAMESPACE = 'known-visitor/v1';

	/** Where Site Health asks for the test of caches. */
	public const CACHE_CHECK = '/cache';

	/**
	 * Runs when WordPress sets up its routes.
	 */
	public static function register(): void {
		self::route( '/settings', WP_REST_Server::READABLE, [ self::class, 'get_settings' ] );
		self::route( '/settings', WP_REST_Server::CREATABLE, [ self::class, 'save_settings' ] );
		self::route( '/secret', WP_REST_Server::CREATABLE, [ self::class, 'replace_secret' ] );
		self::route( '/secret', WP_REST_Server::DELETABLE, [ self::class, 'delete_secret' ] );
		self::route( '/preview', WP_REST_Server::CREATABLE, [ self::class, 'preview' ] );
		self::route( '/status', WP_REST_Server::READABLE, [ self::class, 'get_status' ] );
		self::route( self::CACHE_CHECK, WP_REST_Server::READABLE, [ Cache_Check::class, 'answer' ] );
	}

	/**
	 * Tells whether the caller may see and change the settings.
	 */
	public static function may_manage(): bool {
		return current_user_can( 'manage_options' );
	}

	/**
	 * Answers all settings, and of the secret where it comes from.
	 */
	public static function get_settings(): WP_REST_Response {
		return new WP_REST_Response(
			Settings::all() + [
				'secret' => [
					'source' => Secret::source(),
					'strong' => Secret::is_strong(),
				],
			]
		);
	}

	/**
	 * Stores an update of some settings.
	 *
	 * @param WP_REST_Request $request Settings by name, in the body; and, if the client
	 *                                 wants, `base`: what it has changed them from.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 */
	public static function save_settings( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$body = self::body( $request );
		$base = $body['base'] ?? null;
		if ( is_array( $base ) ) {
			unset( $body['base'] );
		}
		$changes = Settings_Schema::check( $body );
		if ( is_wp_error( $changes ) ) {
			return $changes;
		}
		$saved = Settings_Store::save( $changes, is_array( $base ) ? $base : [] );
		if ( is_wp_error( $saved ) ) {
			return $saved;
		}
		return $saved ? self::get_settings() : self::not_saved();
	}

	/**
	 * Replaces the secret by the one that is sent, or by a strong one.
	 *
	 * @param WP_REST_Request $request `secret`, or nothing, in the body.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 */
	public static function replace_secret( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$body   = self::body( $request );
		$errors = self::errors_of_secret( $body );
		if ( [] !== $errors ) {
			return Settings_Schema::error( $errors );
		}
		if ( Secret::is_fixed() ) {
			return self::secret_is_fixed();
		}
		$secret = $body['secret'] ?? null;
		return Secret::replace( is_string( $secret ) ? $secret : null ) ? self::get_settings() : self::not_saved();
	}

	/**
	 * Removes the stored secret.
	 */
	public static function delete_secret(): WP_REST_Response|WP_Error {
		if ( Secret::is_fixed() ) {
			return self::secret_is_fixed();
		}
		return Secret::delete() ? self::get_settings() : self::not_saved();
	}

	/**
	 * Answers the data block that a user would get, with the mark for the hash;
	 * with status 204 if there is no identity.
	 *
	 * @param WP_REST_Request $request `user`, an ID, and `settings` that are not saved
	 *                                 yet; each may be absent.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 */
	public static function preview( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$body    = self::body( $request );
		$unknown = array_diff_key( $body, array_flip( [ 'user', 'settings' ] ) );
		if ( [] !== $unknown ) {
			return Settings_Schema::error( array_map( static fn(): string => 'Not a parameter. Allowed: user, settings.', $unknown ) );
		}
		$user_id = $body['user'] ?? get_current_user_id();
		$user    = is_numeric( $user_id ) ? get_userdata( (int) $user_id ) : false;
		if ( ! $user instanceof WP_User || ! current_user_can( 'edit_user', $user->ID ) ) {
			return Settings_Schema::error( [ 'user' => __( 'user has to be the ID of somebody whom you may edit.', 'known-visitor' ) ] );
		}
		$changes = Settings_Schema::check( is_array( $body['settings'] ?? [] ) ? $body['settings'] ?? [] : [ 'settings' => null ] );
		if ( is_wp_error( $changes ) ) {
			return $changes;
		}
		/**
		 * The schema let the changes through.
		 *
		 * @var array{enabled: bool, recipe: string, site_address: string, fields: array{name: string, last_name: string, avatar: bool, email: bool, www: bool, position: bool}, first_message: string, meta_keys: list<string>, card: array{enabled: bool, rows: list<array{label: string, value: string}>}, widget_url: string, roles: list<string>, paths: array{mode: string, list: list<string>}, delivery: string, forget: bool, delete_data: bool} $settings
		 */
		$settings = array_merge( Settings::all(), $changes );
		$data     = Identity::of( $user, $settings, $settings['first_message'] );
		if ( null !== $data ) {
			$data['user']['hash'] = $data['mark'];
		}
		return new WP_REST_Response( $data, null === $data ? 204 : 200 );
	}

	/**
	 * Answers the checks.
	 */
	public static function get_status(): WP_REST_Response {
		return new WP_REST_Response( Checks::run() );
	}

	/**
	 * Registers a route for administrators.
	 *
	 * @param string   $path     Below our namespace.
	 * @param string   $methods  HTTP methods.
	 * @param callable $callback Answers.
	 * @phpstan-param non-falsy-string $path
	 * @phpstan-param callable(WP_REST_Request<array<string, mixed>>): (WP_REST_Response|WP_Error) $callback
	 */
	private static function route( string $path, string $methods, callable $callback ): void {
		register_rest_route(
			self::REST_NAMESPACE,
			$path,
			[
				'methods'             => $methods,
				'callback'            => $callback,
				'permission_callback' => [ self::class, 'may_manage' ],
			]
		);
	}

	/**
	 * Gives what was sent in the body; the query is WordPress's own.
	 *
	 * @param WP_REST_Request $request The request.
	 * @phpstan-param WP_REST_Request<array<string, mixed>> $request
	 * @return array<mixed>
	 */
	private static function body( WP_REST_Request $request ): array {
		// WordPress answers what the JSON holds, be it a number.
		$json = (array) $request->get_json_params();
		return [] === $json ? $request->get_body_params() : $json;
	}

	/**
	 * Says what is wrong with a secret that was sent.
	 *
	 * @param array<mixed> $body The request's body.
	 * @return array<string> Sentences by the names of the fields.
	 */
	private static function errors_of_secret( array $body ): array {
		$errors = array_map(
			static fn(): string => __( 'Not a parameter. Allowed: secret.', 'known-visitor' ),
			array_diff_key( $body, [ 'secret' => true ] )
		);
		if ( ! array_key_exists( 'secret', $body ) ) {
			return $errors;
		}
		$secret = $body['secret'];
		if ( ! is_string( $secret ) || ! Secret::is_long_enough( $secret ) || mb_strlen( $secret ) > 255 || 1 !== preg_match( '/^\P{C}*$/Du', $secret ) ) {
			$errors['secret'] = sprintf(
				/* translators: %d: Least number of characters. */
				__( 'secret has to be text of %d to 255 printable characters.', 'known-visitor' ),
				Secret::MIN_LENGTH
			);
		}
		return $errors;
	}

	/**
	 * Refuses to change a secret that code sets.
	 */
	private static function secret_is_fixed(): WP_Error {
		return new WP_Error(
			'known_visitor_secret_fixed',
			'constant' === Secret::source()
				/* translators: %s: KNOWN_VISITOR_SECRET */
				? sprintf( __( 'The secret is set by the constant %s, so it can only be changed there.', 'known-visitor' ), Secret::NAME )
				/* translators: %s: KNOWN_VISITOR_SECRET */
				: sprintf( __( 'The secret is set by the environment variable %s, so it can only be changed there.', 'known-visitor' ), Secret::NAME ),
			[ 'status' => 409 ]
		);
	}

	/**
	 * Says that the database did not take it.
	 */
	private static function not_saved(): WP_Error {
		return new WP_Error(
			'known_visitor_not_saved',
			__( 'The database did not take the change. Nothing was saved; try again.', 'known-visitor' ),
			[ 'status' => 500 ]
		);
	}
}
