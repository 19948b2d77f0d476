<?php
/**
 * The check of the secret.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Checks;

/**
 * Judges whether there is a secret, and a good one.
 *
 * @phpstan-import-type Check from Checks
 * @phpstan-import-type Remedy from Checks
 */
final class Secret_Check {

	/**
	 * Judges.
	 *
	 * @param Situation $situation What there is.
	 * @return array
	 * @phpstan-return Check
	 */
	public static function judge( Situation $situation ): array {
		return match ( $situation->secret_strength ) {
			'none'   => Checks::result( 'secret', 'error', __( 'No secret: the chat treats everybody as a guest.', 'known-visitor' ), Action::to( 'secret', __( 'Make one', 'known-visitor' ) ) ),
			'short'  => Checks::result( 'secret', 'error', __( 'The secret is shorter than 16 characters, so the chat treats everybody as a guest.', 'known-visitor' ), self::replace( $situation ) ),
			'weak'   => Checks::result( 'secret', 'warning', __( 'The secret is easy to guess, and whoever guesses it can read your visitors’ conversations.', 'known-visitor' ), self::replace( $situation ) ),
			'strong' => Checks::result( 'secret', 'ok', __( 'The secret is strong.', 'known-visitor' ) ),
		};
	}

	/**
	 * Returns the way to another secret, or to the place that says where code sets it.
	 *
	 * @param Situation $situation What there is.
	 * @return array
	 * @phpstan-return Remedy
	 */
	private static function replace( Situation $situation ): array {
		return Action::to(
			'secret',
			'option' === $situation->secret_source
				? __( 'Replace it', 'known-visitor' )
				: __( 'See where it is set', 'known-visitor' )
		);
	}
}
