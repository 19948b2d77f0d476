<?php
/**
 * A check in the form of Site Health.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Checks;

/**
 * Gives each check a headline of its own.
 *
 * @phpstan-import-type Check from Checks
 */
final class Health_Test {

	/** Checks that ask the home page, which takes seconds: Site Health asks for each by itself, over REST. */
	public const SLOW = [ 'cache', 'chat' ];

	/** What the states are called there. */
	private const STATES = [
		'ok'      => 'good',
		'warning' => 'recommended',
		'error'   => 'critical',
	];

	/**
	 * Returns the badge of all our tests.
	 *
	 * @return array{label: string, color: string}
	 */
	public static function badge(): array {
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
		return self::of( $check ?? Checks::result( $id, 'ok', __( 'There is no identity that a page cache could mix up.', 'known-visitor' ) ) );
	}

	/**
	 * Returns a check in the form of Site Health.
	 *
	 * @param array $check How it went.
	 * @phpstan-param Check $check
	 * @return array<string, mixed>
	 */
	public static function of( array $check ): array {
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
