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
			'label'       => self::headline( $check ),
			'status'      => self::STATES[ $check['state'] ],
			'badge'       => self::badge(),
			'description' => sprintf( '<p>%s</p>', esc_html( $check['message'] ) ),
			'actions'     => null === $action ? '' : sprintf( '<p><a href="%s">%s</a></p>', esc_url( $action['url'] ), esc_html( $action['label'] ) ),
			'test'        => "known_visitor_{$check['id']}",
		];
	}

	/**
	 * Returns the headline of a result: of what is well, where one sentence says it all, the message itself.
	 *
	 * @param array $check How it went.
	 * @phpstan-param Check $check
	 */
	private static function headline( array $check ): string {
		[ 'id' => $id, 'state' => $state ] = $check;
		if ( 'ok' === $state && 'cache' !== $id ) {
			// Headlines have no full stop.
			return rtrim( 'chat' === $id ? __( 'The chat is on your home page.', 'known-visitor' ) : $check['message'], '.' );
		}
		return match ( $id ) {
			'enabled'  => rtrim( __( 'Identification in the chat is switched off.', 'known-visitor' ), '.' ),
			'settings' => __( 'Some settings of Known Visitor are damaged', 'known-visitor' ),
			'copy'     => __( 'This site looks like a copy to the chat', 'known-visitor' ),
			'secret'   => 'error' === $state ? __( 'The chat has no usable secret', 'known-visitor' ) : __( 'The secret of the chat is weak', 'known-visitor' ),
			'hash'     => __( 'A plugin or the theme spoils the hashes for the chat', 'known-visitor' ),
			'roles'    => __( 'A role chosen for the chat is gone', 'known-visitor' ),
			'paths'    => __( 'No pages are chosen for the chat', 'known-visitor' ),
			'chat'     => 'error' === $state ? __( 'The chat on your home page does not know you', 'known-visitor' ) : __( 'The chat on your home page needs attention', 'known-visitor' ),
			'cache'    => match ( $state ) {
				'ok'      => __( 'No page cache mixes up the visitors of the chat', 'known-visitor' ),
				'warning' => __( 'A page cache may get in the way of the chat', 'known-visitor' ),
				'error'   => __( 'A page cache hands signed-in pages to others', 'known-visitor' ),
			},
		};
	}
}
