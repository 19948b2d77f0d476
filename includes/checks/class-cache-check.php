<?php
/**
 * The check that finds a page cache which mixes visitors up.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Checks;

/**
 * Judges by what the home page gave the administrator, a guest, and the administrator
 * again.
 *
 * @phpstan-import-type Check from Checks
 * @phpstan-import-type Remedy from Checks
 */
final class Cache_Check {

	/**
	 * Judges.
	 *
	 * @param Situation $situation What there is.
	 * @return array|null Null where there is no identity that a cache could mix up, or the home page was not asked.
	 * @phpstan-return Check|null
	 */
	public static function judge( Situation $situation ): ?array {
		$home = $situation->home;
		if ( null === $home || 'nobody' === $situation->reason || ! $situation->may_identify() ) {
			return null;
		}
		return match ( true ) {
			Home::ELSEWHERE === $home->failure => self::does_not_know( __( 'The home page is on a different host than this dashboard. Your login cookie stays here, so it is not known whether a cache there keeps the pages of signed-in visitors.', 'known-visitor' ) ),
			Home::BUSY === $home->failure      => self::does_not_know( __( 'Somebody else is looking for page caches right now. Try again in a minute.', 'known-visitor' ) ),
			'' !== $home->failure              => self::unanswered(),
			null === $home->mine               => null,
			self::gives_away( $home )          => self::alarm( $situation ),
			! $home->is_complete               => null,
			null === $home->guest || ( null === $home->again && 'page' === $situation->delivery ) => self::unanswered(),
			default                            => self::judge_pages( $situation, $home->mine, $home->again ?? $home->mine ),
		};
	}

	/**
	 * Determines whether somebody got another visitor's identity.
	 *
	 * @param Home $home What was seen.
	 */
	private static function gives_away( Home $home ): bool {
		foreach ( [ $home->mine, $home->again ] as $page ) {
			if ( null !== $page && $page->has_data && ! $page->is_mine ) {
				return true;
			}
		}
		return null !== $home->guest && ( $home->guest->has_data || $home->guest->is_mine );
	}

	/**
	 * Says that a cache gives identities away.
	 *
	 * @param Situation $situation What there is.
	 * @return array
	 * @phpstan-return Check
	 */
	private static function alarm( Situation $situation ): array {
		return 'page' === $situation->delivery
			? Checks::result( 'cache', 'error', __( 'A cache hands signed-in pages to others, so visitors can read each other’s conversations. Change the delivery, and empty the cache.', 'known-visitor' ), self::by_request() )
			: Checks::result( 'cache', 'error', __( 'A cache still hands signed-in pages to others that are older than the delivery by request, so visitors can read each other’s conversations. Empty the cache.', 'known-visitor' ) );
	}

	/**
	 * Judges the administrator's pages before and after the guest's.
	 *
	 * @param Situation $situation What there is.
	 * @param Home_Page $first     The first.
	 * @param Home_Page $second    The second.
	 * @return array
	 * @phpstan-return Check
	 */
	private static function judge_pages( Situation $situation, Home_Page $first, Home_Page $second ): array {
		return match ( true ) {
			$second->is_hit && $second->is_mine => Checks::result( 'cache', 'warning', __( 'A cache keeps pages of signed-in visitors. It gave none to a guest, but it may.', 'known-visitor' ), self::by_request() ),
			'page' !== $situation->delivery || null !== $situation->reason => Checks::result( 'cache', 'ok', __( 'The home page holds nobody’s identity that a cache could hand to others.', 'known-visitor' ) ),
			$first->is_mine && $second->is_mine => Checks::result( 'cache', 'ok', __( 'The home page holds your identity for you alone.', 'known-visitor' ) ),
			default                             => Checks::result( 'cache', 'warning', __( 'A cache seems to give signed-in visitors the pages of guests, so the chat does not always know them.', 'known-visitor' ), self::by_request() ),
		};
	}

	/**
	 * Says that it is not known, since no answer came, or not each time.
	 *
	 * @return array
	 * @phpstan-return Check
	 */
	private static function unanswered(): array {
		return self::does_not_know( __( 'The home page did not answer the site itself, so it is not known whether a cache keeps the pages of signed-in visitors.', 'known-visitor' ) );
	}

	/**
	 * Says that it is not known.
	 *
	 * @param string $message Why.
	 * @return array
	 * @phpstan-return Check
	 */
	private static function does_not_know( string $message ): array {
		return Checks::result( 'cache', 'warning', $message );
	}

	/**
	 * Returns the way to the delivery that no cache can spoil.
	 *
	 * @return array
	 * @phpstan-return Remedy
	 */
	private static function by_request(): array {
		return Action::to( 'request', __( 'Deliver by request', 'known-visitor' ) );
	}
}
