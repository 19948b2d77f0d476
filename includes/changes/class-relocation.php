<?php
/**
 * What becomes of a site at another address.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Changes;

use KnownVisitor\Identity\Secret;
use KnownVisitor\Identity\Site;
use WP_Error;

/**
 * Carries out what an administrator decides about it on the settings screen, in the
 * notice or on the command line.
 */
final class Relocation {

	/** A host as people write it, with or without a port and a path. */
	public const HOST_SCHEMA = [
		'type'        => 'string',
		'maxLength'   => 255,
		'pattern'     => '^(\[[0-9A-Fa-f:.]+\]|[\p{L}\p{M}\p{N}_-]+(\.[\p{L}\p{M}\p{N}_-]+)*\.?)(:\d{1,5})?(/[^\s?\x23\\\\\p{C}]*)?$',
		'description' => 'a host, such as shop.example.com; the present one if it is left out',
	];

	/**
	 * "This is the same site at a new address": every conversation goes on.
	 *
	 * @param string|null $host Another host of the site. Null: those of this request.
	 * @return WP_Error|null Null if that is stored.
	 */
	public static function keep( ?string $host = null ): ?WP_Error {
		return Site::confirm( $host ) ? null : Store::not_saved();
	}

	/**
	 * "This is a copy": it gets a secret of its own, and with it new conversations.
	 *
	 * @return WP_Error|null Null if that is stored; an error with status 409 where code sets the
	 *                       secret.
	 */
	public static function separate(): ?WP_Error {
		if ( Secret::is_fixed() ) {
			return new WP_Error( 'known_visitor_secret_fixed', self::explain_fixed_secret(), [ 'status' => 409 ] );
		}
		return Secret::replace() && Site::begin() ? null : Store::not_saved();
	}

	/**
	 * Forgets a host: nobody is identified there.
	 *
	 * @param string|null $host The host. Null: that of the home URL and of this request.
	 * @return WP_Error|null Null if that is stored; an error with status 400 for a host that was not confirmed.
	 */
	public static function forget( ?string $host = null ): ?WP_Error {
		$hosts = Site::hosts();
		return match ( true ) {
			! Site::forget( $host )                          => Store::not_saved(),
			null !== $host && Site::hosts() === $hosts => Schema::error( [ 'host' => Schema::explain( 'host', $host, [ 'enum' => $hosts ] + self::HOST_SCHEMA ) ] ),
			default                                          => null,
		};
	}

	/**
	 * Says how a copy gets a secret of its own where code sets it.
	 */
	public static function explain_fixed_secret(): string {
		return sprintf(
			'constant' === Secret::source()
				/* translators: %s: KNOWN_VISITOR_SECRET */
				? __( 'The secret is set by the constant %s. If this is a copy, give it another value in the wp-config.php of this copy first, and only then confirm this address.', 'known-visitor' )
				/* translators: %s: KNOWN_VISITOR_SECRET */
				: __( 'The secret is set by the environment variable %s. If this is a copy, give it another value on the server of this copy first, and only then confirm this address.', 'known-visitor' ),
			Secret::NAME
		);
	}
}
