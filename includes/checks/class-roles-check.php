<?php
/**
 * The check of the chosen roles.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Checks;

/**
 * Judges whether the roles that the owner chose exist.
 *
 * @phpstan-import-type Check from Checks
 */
final class Roles_Check {

	/**
	 * Judges.
	 *
	 * @param Situation $situation What there is.
	 * @return array|null Null where no roles were chosen, or nobody can say which.
	 * @phpstan-return Check|null
	 */
	public static function judge( Situation $situation ): ?array {
		if ( [] === $situation->roles || $situation->is_off_by_damage ) {
			return null;
		}
		if ( [] === $situation->lost_roles ) {
			return Checks::result( 'roles', 'ok', __( 'The chosen roles exist.', 'known-visitor' ) );
		}
		$count  = count( $situation->lost_roles );
		$names  = wp_sprintf( '%l', $situation->lost_roles );
		$choose = Action::to( 'roles', __( 'Choose roles', 'known-visitor' ) );
		return $situation->roles === $situation->lost_roles
			? Checks::result(
				'roles',
				'error',
				/* translators: %s: Names of roles. */
				sprintf( _n( 'Nobody is identified: the role %s is gone.', 'Nobody is identified: the roles %s are gone.', $count, 'known-visitor' ), $names ),
				$choose
			)
			: Checks::result(
				'roles',
				'warning',
				/* translators: %s: Names of roles. */
				sprintf( _n( 'A chosen role is gone: %s.', 'Chosen roles are gone: %s.', $count, 'known-visitor' ), $names ),
				$choose
			);
	}
}
