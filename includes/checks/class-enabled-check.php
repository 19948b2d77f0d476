<?php
/**
 * The check that identification is switched on.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Checks;

/**
 * Judges whether the owner switched identification off.
 *
 * @phpstan-import-type Check from Checks
 */
final class Enabled_Check {

	/**
	 * Judges.
	 *
	 * @param Situation $situation What there is.
	 * @return array|null Null where damage switched it off, which the check of the settings tells.
	 * @phpstan-return Check|null
	 */
	public static function judge( Situation $situation ): ?array {
		return match ( true ) {
			$situation->is_off_by_damage => null,
			$situation->is_enabled       => Checks::result( 'enabled', 'ok', __( 'Known Visitor is switched on.', 'known-visitor' ) ),
			default                      => Checks::result(
				'enabled',
				'warning',
				__( 'Switched off: the chat treats everybody as a guest.', 'known-visitor' ),
				Action::to( 'enable', __( 'Switch on', 'known-visitor' ) )
			),
		};
	}
}
