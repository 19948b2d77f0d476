<?php
/**
 * The check of the list of pages.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Checks;

/**
 * Judges whether there is a page left on which visitors are identified.
 *
 * @phpstan-import-type Check from Checks
 */
final class Paths_Check {

	/**
	 * Judges.
	 *
	 * @param Situation $situation What there is.
	 * @return array|null Null where the owner names no pages, or nobody can say which.
	 * @phpstan-return Check|null
	 */
	public static function judge( Situation $situation ): ?array {
		return match ( true ) {
			'only' !== $situation->paths['mode'], $situation->is_off_by_damage => null,
			$situation->has_no_paths() => Checks::result(
				'paths',
				'error',
				__( 'Nobody is identified: the list of pages is empty.', 'known-visitor' ),
				Action::to( 'paths', __( 'Choose pages', 'known-visitor' ) )
			),
			default                    => Checks::result( 'paths', 'ok', __( 'There are pages on the list.', 'known-visitor' ) ),
		};
	}
}
