<?php
/**
 * IDs out of requests, databases and filters.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Identity;

/**
 * Reads the ID of a user or a post. A cast would make one of anything: 1 of 1.5, and of
 * a number beyond all IDs some other, about which PHP complains from 8.5 on.
 */
final class Id {

	/**
	 * Returns the ID.
	 *
	 * @param mixed $value A whole number, or the text of one: WordPress has both.
	 * @return int 0 if it is none.
	 */
	public static function of( mixed $value ): int {
		return is_int( $value ) || is_string( $value ) ? max( 0, (int) filter_var( $value, FILTER_VALIDATE_INT ) ) : 0;
	}
}
