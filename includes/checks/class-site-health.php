<?php
/**
 * The checks in Site Health.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Checks;

use KnownVisitor\Identity\Secret;
use KnownVisitor\Rest\Routes;
use KnownVisitor\Rest\Status_Controller;

use function KnownVisitor\safely;

/**
 * Shows each check as a test of Site Health, under a headline of its own.
 *
 * @phpstan-import-type Check from Checks
 */
final class Site_Health {

	/** Checks that ask the home page, which takes seconds: Site Health asks for each by itself, over REST. */
	public const SLOW = [ 'cache', 'chat' ];

	/** What the states are called there. */
	private const STATES = [
		'ok'      => 'good',
		'warning' => 'recommended',
		'error'   => 'critical',
	];

	/**
	 * Callback for `site_status_tests`: adds a test per check.
	 *
	 * @param mixed $tests Tests by kind and name, if other plugins left them.
	 * @return mixed The tests with ours; what is no list comes back as it is.
	 */
	public static function add_tests( mixed $tests ): mixed {
		if ( ! is_array( $tests ) ) {
			return $tests;
		}
		$direct = [];
		foreach ( Checks::run() as $check ) {
			if ( in_array( $check['id'], self::SLOW, true ) ) {
				continue;
			}
			$result = self::result( $check );

			$direct[ "known_visitor_{$check['id']}" ] = [
				'label' => 'Known Visitor',
				'test'  => static fn(): array => $result,
			];
		}
		if ( self::is_secret_in_public_database() ) {
			$direct['known_visitor_secret_place'] = [
				'label' => 'Known Visitor',
				'test'  => [ self::class, 'explain_secret_place' ],
			];
		}
		$async = [];
		foreach ( self::SLOW as $id ) {
			$async[ "known_visitor_$id" ] = [
				'label'             => 'Known Visitor',
				'test'              => add_query_arg( 'check', $id, (string) rest_url( Routes::REST_NAMESPACE . Status_Controller::CACHE_PATH ) ),
				'has_rest'          => true,
				// Cron runs it by this, without REST.
				'async_direct_test' => safely( static fn(): array => self::ask_home( $id ) ),
			];
		}
		foreach ( compact( 'direct', 'async' ) as $kind => $ours ) {
			$theirs         = $tests[ $kind ] ?? [];
			$tests[ $kind ] = $ours + ( is_array( $theirs ) ? $theirs : [] );
		}
		return $tests;
	}

	/**
	 * Determines whether the secret is in the database of a site that everybody can see.
	 */
	private static function is_secret_in_public_database(): bool {
		return 'option' === Secret::source() && in_array( get_option( 'blog_public' ), [ '1', 1 ], true ) && 'production' === wp_get_environment_type();
	}

	/**
	 * Says what it means that the secret is in the database. Nothing is wrong with it:
	 * the plugin itself puts it there, and on shared hosting there is no other place.
	 *
	 * @return array<string, mixed>
	 */
	public static function explain_secret_place(): array {
		return [
			'label'       => __( 'The secret of the chat is in the database', 'known-visitor' ),
			'status'      => 'good',
			'badge'       => self::badge(),
			'description' => sprintf(
				'<p>%s</p><p>%s</p>',
				esc_html__( 'That is where most sites keep it, and it is safe there as long as you trust everybody who can read the database and its backups.', 'known-visitor' ),
				esc_html__( 'If you do not, define the constant KNOWN_VISITOR_SECRET in wp-config.php, best before the chat is in use: with another secret every visitor starts a new, empty conversation.', 'known-visitor' )
			),
			'actions'     => '',
			'test'        => 'known_visitor_secret_place',
		];
	}

	/**
	 * Returns the badge of all our tests.
	 *
	 * @return array{label: string, color: string}
	 */
	private static function badge(): array {
		return [
			// So that it is plain which plugin speaks.
			'label' => __( 'Known Visitor', 'known-visitor' ),
			'color' => 'blue',
		];
	}

	/**
	 * Returns a check that asks the home page, in the form of Site Health.
	 *
	 * @param string $id Name of the check.
	 * @phpstan-param value-of<self::SLOW> $id
	 * @return array<string, mixed>
	 */
	public static function ask_home( string $id ): array {
		$situation = Situation::now();
		$check     = null;
		if ( 'chat' === $id ) {
			$check = Chat_Check::judge( null === $situation->home ? Situation::now( true, true ) : $situation );
		} elseif ( $situation->may_identify() && 'nobody' !== $situation->reason ) {
			$check = Cache_Check::judge( Situation::now( true, true ) );
		}
		return self::result( $check ?? Checks::result( $id, 'ok', __( 'There is no identity that a page cache could mix up.', 'known-visitor' ) ) );
	}

	/**
	 * Returns a check in the form of Site Health.
	 *
	 * @param array $check How it went.
	 * @phpstan-param Check $check
	 * @return array<string, mixed>
	 */
	public static function result( array $check ): array {
		$action = $check['action'];
		return [
			'label'       => self::headline( $check['id'], $check['state'] ),
			'status'      => self::STATES[ $check['state'] ],
			'badge'       => self::badge(),
			'description' => sprintf( '<p>%s</p>', esc_html( $check['message'] ) ),
			'actions'     => null === $action ? '' : sprintf( '<p><a href="%s">%s</a></p>', esc_url( $action['url'] ), esc_html( $action['label'] ) ),
			'test'        => "known_visitor_{$check['id']}",
		];
	}

	/**
	 * Returns the headline of a result.
	 *
	 * @param string $id    Name of the check.
	 * @phpstan-param value-of<Checks::IDS> $id
	 * @param string $state How it went.
	 * @phpstan-param 'ok'|'warning'|'error' $state
	 */
	private static function headline( string $id, string $state ): string {
		$is_ok = 'ok' === $state;
		return match ( $id ) {
			'enabled'  => $is_ok ? __( 'Identification in the chat is switched on', 'known-visitor' ) : __( 'Identification in the chat is switched off', 'known-visitor' ),
			'settings' => $is_ok ? __( 'The settings of Known Visitor are intact', 'known-visitor' ) : __( 'Some settings of Known Visitor are damaged', 'known-visitor' ),
			'copy'     => $is_ok ? __( 'The address of this site is confirmed for the chat', 'known-visitor' ) : __( 'This site looks like a copy to the chat', 'known-visitor' ),
			'secret'   => match ( $state ) {
				'ok'      => __( 'The secret of the chat is strong', 'known-visitor' ),
				'warning' => __( 'The secret of the chat is weak', 'known-visitor' ),
				'error'   => __( 'The chat has no usable secret', 'known-visitor' ),
			},
			'hash'     => $is_ok ? __( 'The hashes for the chat are valid', 'known-visitor' ) : __( 'A plugin or the theme spoils the hashes for the chat', 'known-visitor' ),
			'roles'    => $is_ok ? __( 'The roles chosen for the chat exist', 'known-visitor' ) : __( 'A role chosen for the chat is gone', 'known-visitor' ),
			'paths'    => $is_ok ? __( 'Pages are chosen for the chat', 'known-visitor' ) : __( 'No pages are chosen for the chat', 'known-visitor' ),
			'chat'     => match ( $state ) {
				'ok'      => __( 'The chat is on your home page', 'known-visitor' ),
				'warning' => __( 'The chat on your home page needs attention', 'known-visitor' ),
				'error'   => __( 'The chat on your home page does not know you', 'known-visitor' ),
			},
			'cache'    => match ( $state ) {
				'ok'      => __( 'No page cache mixes up the visitors of the chat', 'known-visitor' ),
				'warning' => __( 'A page cache may get in the way of the chat', 'known-visitor' ),
				'error'   => __( 'A page cache hands signed-in pages to others', 'known-visitor' ),
			},
		};
	}
}
