<?php
/**
 * Checks of what could go wrong.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor;

/**
 * Checks the plugin's risks, for the settings screen and for Site Health.
 *
 * @phpstan-type Check array{id: string, state: 'ok'|'warning'|'error', message: string}
 */
final class Checks {

	/**
	 * Runs all checks.
	 *
	 * @return list<array>
	 * @phpstan-return list<Check>
	 */
	public static function run(): array {
		return [ self::check_secret(), self::check_hash() ];
	}

	/**
	 * Runs when Site Health collects its tests.
	 *
	 * @param array<string, array<string, array<string, mixed>>> $tests Tests by kind and name.
	 * @return array<string, array<string, array<string, mixed>>>
	 */
	public static function add_site_health_tests( array $tests ): array {
		foreach ( [ 'secret', 'hash' ] as $id ) {
			$tests['direct'][ "known_visitor_$id" ] = [
				'label' => 'Known Visitor',
				'test'  => static fn(): array => self::identity_result( $id ),
			];
		}
		$tests['async']['known_visitor_cache'] = [
			'label'             => 'Known Visitor',
			'test'              => rest_url( Rest_Routes::REST_NAMESPACE . Rest_Routes::CACHE_CHECK ),
			'has_rest'          => true,
			'async_direct_test' => [ Cache_Check::class, 'site_health_result' ],
		];
		return $tests;
	}

	/**
	 * Checks whether there is a secret, and a good one.
	 *
	 * @phpstan-return Check
	 */
	private static function check_secret(): array {
		return match ( true ) {
			'none' === Secret::source() => self::result( 'secret', 'error', __( 'There is no secret, so no visitor is identified in the chat. Make one on the settings screen.', 'known-visitor' ) ),
			! Secret::is_usable()       => self::result( 'secret', 'error', __( 'The secret is shorter than 16 characters, so no visitor is identified in the chat. Replace it.', 'known-visitor' ) ),
			! Secret::is_strong()       => self::result( 'secret', 'warning', __( 'The secret is easy to guess, and whoever guesses it can read your visitors’ conversations. Replace it.', 'known-visitor' ) ),
			default                     => self::result( 'secret', 'ok', __( 'The secret is strong.', 'known-visitor' ) ),
		};
	}

	/**
	 * Checks whether the current administrator would get a valid hash.
	 *
	 * @phpstan-return Check
	 */
	private static function check_hash(): array {
		$works = ! Secret::is_usable() || '' !== Identity::hash( wp_get_current_user(), Settings::all() );
		return $works
			? self::result( 'hash', 'ok', __( 'Visitors get a valid hash.', 'known-visitor' ) )
			: self::result( 'hash', 'error', __( 'A plugin or theme changes the hash to something that the chat does not take (filter known_visitor_hash or known_visitor_site_address), so no visitor is identified.', 'known-visitor' ) );
	}

	/**
	 * Makes a result.
	 *
	 * @param string                 $id      Name of the check.
	 * @param 'ok'|'warning'|'error' $state   How it went.
	 * @param string                 $message What that means, and what to do.
	 * @phpstan-return Check
	 */
	public static function result( string $id, string $state, string $message ): array {
		return [
			'id'      => $id,
			'state'   => $state,
			'message' => $message,
		];
	}

	/**
	 * Gives the result of a check of our own in the form of Site Health.
	 *
	 * @param string $id Name of the check.
	 * @return array<string, mixed>
	 */
	private static function identity_result( string $id ): array {
		return self::site_health_result(
			'secret' === $id ? self::check_secret() : self::check_hash(),
			[
				'ok'      => __( 'The chat knows your signed-in visitors', 'known-visitor' ),
				'warning' => __( 'The secret of the chat is weak', 'known-visitor' ),
				'error'   => __( 'The chat does not know your signed-in visitors', 'known-visitor' ),
			]
		);
	}

	/**
	 * Gives a check's result in the form of Site Health.
	 *
	 * @param array $check  How it went.
	 * @phpstan-param Check $check
	 * @param array $labels The headline for each state.
	 * @phpstan-param array{ok: string, warning: string, error: string} $labels
	 * @return array<string, mixed>
	 */
	public static function site_health_result( array $check, array $labels ): array {
		$states = [
			'ok'      => 'good',
			'warning' => 'recommended',
			'error'   => 'critical',
		];
		return [
			'label'       => $labels[ $check['state'] ],
			'status'      => $states[ $check['state'] ],
			'badge'       => [
				'label' => __( 'Security', 'known-visitor' ),
				'color' => 'blue',
			],
			'description' => '<p>' . esc_html( $check['message'] ) . '</p>',
			'actions'     => sprintf(
				'<a href="%s">%s</a>',
				esc_url( Settings_Screen::url() ),
				esc_html__( 'Open the settings of Known Visitor', 'known-visitor' )
			),
			'test'        => 'known_visitor_' . $check['id'],
		];
	}
}
