<?php
/**
 * The check of the hash.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Checks;

/**
 * Judges whether a filter of another plugin spoils the hash.
 *
 * @phpstan-import-type Check from Checks
 */
final class Hash_Check {

	/**
	 * Judges.
	 *
	 * @param Situation $situation What there is.
	 * @return array|null Null where no hash is made at all.
	 * @phpstan-return Check|null
	 */
	public static function judge( Situation $situation ): ?array {
		if ( ! $situation->makes_hashes() ) {
			return null;
		}
		return $situation->has_valid_hash
			? Checks::result( 'hash', 'ok', __( 'The hash has the form that the chat takes.', 'known-visitor' ) )
			: Checks::result( 'hash', 'error', __( 'A plugin or the theme changes the hash to something that the chat does not take, so it treats everybody as a guest. Look for the filters known_visitor_hash and known_visitor_site_address.', 'known-visitor' ) );
	}
}
