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

	/** Beyond it a float is no certain whole number. */
	private const MAX_FLOAT = 2.0 ** 53;

	/**
	 * Returns the ID.
	 *
	 * @param mixed $value A whole number, or the text of one: WordPress has both, and some plugins calculate.
	 * @return int 0 if it is none.
	 */
	public static function of( mixed $value ): int {
		$id = match ( true ) {
			is_int( $value )    => $value,
			is_string( $value ) => 1 === preg_match( '/^\d{1,18}$/D', $value ) ? (int) $value : 0,
			is_float( $value )  => floor( $value ) === $value && abs( $value ) < self::MAX_FLOAT ? (int) $value : 0,
			default             => 0,
		};
		return max( 0, $id );
	}
}
