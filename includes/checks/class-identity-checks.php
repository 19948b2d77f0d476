<?php
/**
 * The checks that need no look at a page.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Checks;

/**
 * Judges whether visitors can be identified at all, by what is stored and what other code makes of it.
 *
 * @phpstan-import-type Check from Checks
 * @phpstan-import-type Remedy from Checks
 */
final class Identity_Checks {

	/**
	 * Judges whether the owner switched identification off.
	 *
	 * @param Situation $situation What there is.
	 * @return array|null Null where damage switched it off, which the check of the settings tells.
	 * @phpstan-return Check|null
	 */
	public static function enabled( Situation $situation ): ?array {
		return match ( true ) {
			$situation->is_off_by_damage => null,
			$situation->is_enabled       => Checks::result( 'enabled', 'ok', __( 'Identification in the chat is switched on.', 'known-visitor' ) ),
			default                      => Checks::result(
				'enabled',
				'warning',
				__( 'Known Visitor is switched off: the chat treats everybody as a guest.', 'known-visitor' ),
				Action::to( 'enable', __( 'Switch on', 'known-visitor' ) )
			),
		};
	}

	/**
	 * Judges whether what is stored as settings can be read.
	 *
	 * @param Situation $situation What there is.
	 * @return array
	 * @phpstan-return Check
	 */
	public static function settings( Situation $situation ): array {
		$names = wp_sprintf( '%l', $situation->damaged );
		if ( [] === $situation->damaged ) {
			return Checks::result( 'settings', 'ok', __( 'The settings of Known Visitor are intact.', 'known-visitor' ) );
		}
		$look = Action::to( 'settings', __( 'Review and save', 'known-visitor' ) );
		return $situation->is_off_by_damage
			/* translators: %s: Names of settings. */
			? Checks::result( 'settings', 'error', sprintf( __( 'Stored settings cannot be read, so the chat treats everybody as a guest: %s.', 'known-visitor' ), $names ), $look )
			/* translators: %s: Names of settings. */
			: Checks::result( 'settings', 'warning', sprintf( __( 'Some stored settings cannot be read, so their defaults take their place: %s.', 'known-visitor' ), $names ), $look );
	}

	/**
	 * Judges whether the site was confirmed under the host of this request.
	 *
	 * @param Situation $situation What there is.
	 * @return array
	 * @phpstan-return Check
	 */
	public static function copy( Situation $situation ): array {
		$host = $situation->unconfirmed_host;
		return null === $host
			? Checks::result( 'copy', 'ok', __( 'The address of this site is confirmed for the chat.', 'known-visitor' ) )
			: Checks::result(
				'copy',
				'error',
				/* translators: %s: Host, such as staging.example.com. */
				sprintf( __( 'This site looks like a copy: nobody has confirmed it at %s, so the chat treats everybody as a guest.', 'known-visitor' ), $host ),
				Action::to( 'hosts', __( 'Decide what it is', 'known-visitor' ) )
			);
	}

	/**
	 * Judges whether there is a secret, and a good one.
	 *
	 * @param Situation $situation What there is.
	 * @return array
	 * @phpstan-return Check
	 */
	public static function secret( Situation $situation ): array {
		return match ( $situation->secret_strength ) {
			'none'   => Checks::result( 'secret', 'error', __( 'No secret: the chat treats everybody as a guest.', 'known-visitor' ), Action::to( 'secret', __( 'Make a secret', 'known-visitor' ) ) ),
			'short'  => Checks::result( 'secret', 'error', __( 'The secret is shorter than 16 characters, so the chat treats everybody as a guest.', 'known-visitor' ), self::replace( $situation ) ),
			'weak'   => Checks::result( 'secret', 'warning', __( 'The secret is weak: somebody could guess it and read visitors’ conversations.', 'known-visitor' ), self::replace( $situation ) ),
			'strong' => Checks::result( 'secret', 'ok', __( 'The secret of the chat is strong.', 'known-visitor' ) ),
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
				? __( 'Replace the secret', 'known-visitor' )
				: __( 'See where it is set', 'known-visitor' )
		);
	}

	/**
	 * Judges whether a filter of another plugin spoils the hash.
	 *
	 * @param Situation $situation What there is.
	 * @return array|null Null where no hash is made at all.
	 * @phpstan-return Check|null
	 */
	public static function hash( Situation $situation ): ?array {
		if ( ! $situation->makes_hashes() ) {
			return null;
		}
		return $situation->has_valid_hash
			? Checks::result( 'hash', 'ok', __( 'The hashes for the chat are valid.', 'known-visitor' ) )
			: Checks::result( 'hash', 'error', __( 'A plugin or the theme changes the hash to something that the chat does not accept, so it treats everybody as a guest. Look for the filters known_visitor_hash and known_visitor_site_address.', 'known-visitor' ) );
	}

	/**
	 * Judges whether the roles that the owner chose exist.
	 *
	 * @param Situation $situation What there is.
	 * @return array|null Null where no roles were chosen, or nobody can say which.
	 * @phpstan-return Check|null
	 */
	public static function roles( Situation $situation ): ?array {
		if ( [] === $situation->roles || $situation->is_off_by_damage ) {
			return null;
		}
		if ( [] === $situation->lost_roles ) {
			return Checks::result( 'roles', 'ok', __( 'The roles chosen for the chat exist.', 'known-visitor' ) );
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

	/**
	 * Judges whether there is a page left on which visitors are identified.
	 *
	 * @param Situation $situation What there is.
	 * @return array|null Null where the owner names no pages, or nobody can say which.
	 * @phpstan-return Check|null
	 */
	public static function paths( Situation $situation ): ?array {
		return match ( true ) {
			'only' !== $situation->paths['mode'], $situation->is_off_by_damage => null,
			$situation->has_no_paths() => Checks::result(
				'paths',
				'error',
				__( 'Nobody is identified: the list of pages is empty.', 'known-visitor' ),
				Action::to( 'paths', __( 'Choose pages', 'known-visitor' ) )
			),
			default                    => Checks::result( 'paths', 'ok', __( 'Pages are chosen for the chat.', 'known-visitor' ) ),
		};
	}
}
