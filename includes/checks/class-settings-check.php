<?php
/**
 * The check that finds damaged settings.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Checks;

/**
 * Judges whether what is stored as settings can be read.
 *
 * @phpstan-import-type Check from Checks
 */
final class Settings_Check {

	/**
	 * Judges.
	 *
	 * @param Situation $situation What there is.
	 * @return array
	 * @phpstan-return Check
	 */
	public static function judge( Situation $situation ): array {
		$names = wp_sprintf( '%l', $situation->damaged );
		if ( [] === $situation->damaged ) {
			return Checks::result( 'settings', 'ok', __( 'The settings can be read.', 'known-visitor' ) );
		}
		$look = Action::to( 'settings', __( 'Review and save', 'known-visitor' ) );
		return $situation->is_off_by_damage
			/* translators: %s: Names of settings. */
			? Checks::result( 'settings', 'error', sprintf( __( 'Stored settings cannot be read, so the chat treats everybody as a guest: %s.', 'known-visitor' ), $names ), $look )
			/* translators: %s: Names of settings. */
			: Checks::result( 'settings', 'warning', sprintf( __( 'Some stored settings cannot be read, so their defaults take their place: %s.', 'known-visitor' ), $names ), $look );
	}
}
