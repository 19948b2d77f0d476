<?php
/**
 * What the site saw when it asked itself for its home page.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Checks;

use KnownVisitor\Identity\Mark_Cookie;
use KnownVisitor\Page\Decision;
use KnownVisitor\Settings\Settings;
use Throwable;
use WP_Upgrader;

/**
 * Looks at the home page as the current administrator and as a guest, once at a time on the whole site, and remembers that
 * for a minute: three requests at most, none after one that fails.
 */
final class Home {

	/** The transient with what was seen, by the IDs of the administrators. */
	public const TRANSIENT = 'known_visitor_home';

	/** The `failure` where the home page is on another host than the dashboard. */
	public const ELSEWHERE = 'elsewhere';

	/** That while somebody else looks. */
	public const BUSY = 'busy';

	/** How long what was seen counts. */
	private const LIFETIME_SECONDS = 60;

	/** Name of the lock, without WordPress's `.lock`. */
	private const LOCK = 'known_visitor_home';

	/** How long it holds, should nobody open it. */
	private const LOCK_SECONDS = 4 * Home_Request::TIMEOUT_SECONDS;

	/**
	 * Holds what was seen.
	 *
	 * @param string         $failure     Why the page was not seen: ELSEWHERE, BUSY, Home_Request::SILENT or MOVED, or an
	 *                                    HTTP status. Empty: it was.
	 * @param Home_Page|null $mine        The administrator's page. Null: nobody is signed in.
	 * @param Home_Page|null $guest       A guest's. Null: no good answer.
	 * @param Home_Page|null $again       The administrator's after that. Null: no good answer, or no identity on it
	 *                                    anyway.
	 * @param bool|null      $is_answered Whether a page that asks who the administrator is would be told. Null: not tried.
	 * @param bool           $is_complete Whether there was time for it all.
	 */
	public function __construct(
		public readonly string $failure,
		public readonly ?Home_Page $mine = null,
		public readonly ?Home_Page $guest = null,
		public readonly ?Home_Page $again = null,
		public readonly ?bool $is_answered = null,
		public readonly bool $is_complete = true
	) {}

	/**
	 * Returns what the current user saw within the last minute.
	 *
	 * @param string $context What else it depends on: what was seen under another context does not count.
	 * @return self|null Null if there is nothing that counts.
	 */
	public static function known( string $context ): ?self {
		$seen = self::all_seen()[ get_current_user_id() ] ?? [];
		if ( ( $seen['context'] ?? '' ) !== $context || ! is_string( $seen['failure'] ?? null ) ) {
			return null;
		}
		return new self(
			$seen['failure'],
			Home_Page::of_stored( $seen['mine'] ?? null ),
			Home_Page::of_stored( $seen['guest'] ?? null ),
			Home_Page::of_stored( $seen['again'] ?? null ),
			is_bool( $seen['is_answered'] ?? null ) ? $seen['is_answered'] : null,
			true === ( $seen['is_complete'] ?? null )
		);
	}

	/**
	 * Looks now.
	 *
	 * @param string $context     What else it depends on, as known() will be asked.
	 * @param bool   $is_thorough Whether to look for caches, however long that takes.
	 */
	public static function look( string $context, bool $is_thorough ): self {
		try {
			if ( Home_Request::can_sign_in() && ! Home_Request::is_home_here() ) {
				return new self( self::ELSEWHERE );
			}
			require_once ABSPATH . 'wp-admin/includes/class-wp-upgrader.php';
			self::open_stuck_lock();
			if ( ! WP_Upgrader::create_lock( self::LOCK, self::LOCK_SECONDS ) ) {
				return self::known( $context ) ?? new self( self::BUSY );
			}
			try {
				$home = self::ask( Mark_Cookie::value_for( wp_get_current_user() ), $is_thorough );
				$home->remember( $context );
				return $home;
			} finally {
				WP_Upgrader::release_lock( self::LOCK );
			}
		} catch ( Throwable $failure ) {
			// A plugin that makes rubbish of the home page's address, or throws at the lock.
			Decision::report( $failure, 'the home page was not looked at' );
			return new self( Home_Request::SILENT );
		}
	}

	/**
	 * Opens a lock that would hold for too long: of a clock that ran ahead, or of no
	 * time, which WordPress takes for a later one.
	 */
	private static function open_stuck_lock(): void {
		$since = get_option( self::LOCK . '.lock', 0 );
		if ( ! is_numeric( $since ) || $since > time() + self::LOCK_SECONDS ) {
			WP_Upgrader::release_lock( self::LOCK );
		}
	}

	/**
	 * Asks the home page.
	 *
	 * @param string $mark        The administrator's; empty if there is none.
	 * @param bool   $is_thorough As look() was told.
	 */
	private static function ask( string $mark, bool $is_thorough ): self {
		$mine    = null;
		$started = microtime( true );
		if ( Home_Request::can_sign_in() ) {
			$answer = Home_Request::page( true );
			if ( '' !== $answer['failure'] ) {
				return new self( $answer['failure'] );
			}
			$mine = Home_Page::read( $answer['body'], $mark, $answer['is_hit'] );
		}
		$answer = Home_Request::page( false );
		$guest  = '' === $answer['failure'] ? Home_Page::read( $answer['body'], $mark, $answer['is_hit'] ) : null;
		if ( null === $mine ) {
			return new self( $answer['failure'], guest: $guest );
		}
		$has_time = $is_thorough || microtime( true ) - $started < Home_Request::TIMEOUT_SECONDS;
		return match ( true ) {
			! $has_time || '' === $mark                 => new self( '', $mine, $guest, is_complete: $has_time ),
			'request' === Settings::all()['delivery'] => new self( '', $mine, $guest, is_answered: self::is_answered( $mark ) ),
			// A cache that kept one's page gives it to the other now.
			null !== $guest                             => new self( '', $mine, $guest, self::look_again( $mark ) ),
			default                                     => new self( '', $mine ),
		};
	}

	/**
	 * Asks for the administrator's page once more.
	 *
	 * @param string $mark The administrator's.
	 */
	private static function look_again( string $mark ): ?Home_Page {
		$answer = Home_Request::page( true );
		return '' === $answer['failure'] ? Home_Page::read( $answer['body'], $mark, $answer['is_hit'] ) : null;
	}

	/**
	 * Determines whether a page that asks who the administrator is would be told.
	 *
	 * @param string $mark The administrator's.
	 */
	private static function is_answered( string $mark ): bool {
		$answer = Home_Request::visitor();
		return '' === $answer['failure'] && Home_Page::is_of( $mark, $answer['body'] );
	}

	/**
	 * Remembers this for a minute as what the current user saw.
	 *
	 * @param string $context What else it depends on.
	 */
	private function remember( string $context ): void {
		$seen = [
			'context'     => $context,
			'until'       => time() + self::LIFETIME_SECONDS,
			'failure'     => $this->failure,
			'mine'        => null === $this->mine ? null : get_object_vars( $this->mine ),
			'guest'       => null === $this->guest ? null : get_object_vars( $this->guest ),
			'again'       => null === $this->again ? null : get_object_vars( $this->again ),
			'is_answered' => $this->is_answered,
			'is_complete' => $this->is_complete,
		];
		try {
			set_transient( self::TRANSIENT, [ get_current_user_id() => $seen ] + self::all_seen(), self::LIFETIME_SECONDS );
		} catch ( Throwable ) {
			// A persistent cache that does not take it: it counts this once.
			return;
		}
	}

	/**
	 * Returns what any administrator saw within the last minute.
	 *
	 * @return array<array<mixed>> By their IDs.
	 */
	private static function all_seen(): array {
		try {
			$stored = get_transient( self::TRANSIENT );
		} catch ( Throwable ) {
			return [];
		}
		return array_filter(
			is_array( $stored ) ? $stored : [],
			static fn( mixed $seen ): bool => is_array( $seen ) && is_int( $seen['until'] ?? null ) && $seen['until'] > time()
		);
	}
}
