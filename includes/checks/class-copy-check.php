<?php
/**
 * The check that finds a copy of the site.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Checks;

/**
 * Judges whether the site was confirmed under the host of this request.
 *
 * @phpstan-import-type Check from Checks
 */
final class Copy_Check {

	/**
	 * Judges.
	 *
	 * @param Situation $situation What there is.
	 * @return array
	 * @phpstan-return Check
	 */
	public static function judge( Situation $situation ): array {
		$host = $situation->unconfirmed_host;
		return null === $host
			? Checks::result( 'copy', 'ok', __( 'The address of this site is confirmed.', 'known-visitor' ) )
			: Checks::result(
				'copy',
				'error',
				/* translators: %s: Host, such as staging.example.com. */
				sprintf( __( 'This site looks like a copy: nobody has confirmed it at %s, so the chat treats everybody as a guest.', 'known-visitor' ), $host ),
				Action::to( 'hosts', __( 'Decide what it is', 'known-visitor' ) )
			);
	}
}
