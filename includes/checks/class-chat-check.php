<?php
/**
 * The check of the home page.
 *
 * @package KnownVisitor
 */

declare( strict_types=1 );

namespace KnownVisitor\Checks;

use KnownVisitor\Identity\Site;

/**
 * Judges whether the chat is on the home page, once, and knows who looks at it.
 *
 * @phpstan-import-type Check from Checks
 * @phpstan-import-type Remedy from Checks
 */
final class Chat_Check {

	/**
	 * Judges.
	 *
	 * @param Situation $situation What there is.
	 * @return array|null Null where the home page was not asked.
	 * @phpstan-return Check|null
	 */
	public static function judge( Situation $situation ): ?array {
		$home = $situation->home;
		if ( null === $home ) {
			return null;
		}
		$page = $home->mine ?? $home->guest;
		if ( null === $page ) {
			return Checks::result( 'chat', 'warning', self::explain_failure( $home->failure ), self::try_it() );
		}
		return self::judge_identity( $situation, $home )
			?? self::judge_widgets( $situation, $home, $page )
			?? self::judge_guard( $situation, $home )
			?? Checks::result( 'chat', 'ok', self::praise( $situation, $home, $page ), $situation->may_identify() ? self::try_it() : null );
	}

	/**
	 * Judges whether the page carries the identity that it should.
	 *
	 * @param Situation $situation What there is.
	 * @param Home      $home      What was seen.
	 * @return array|null Null if it does, or should carry none.
	 * @phpstan-return Check|null
	 */
	private static function judge_identity( Situation $situation, Home $home ): ?array {
		$page = $home->mine;
		return match ( true ) {
			null === $page, null !== $situation->reason, ! $situation->may_identify() => null,
			! $page->has_loader => Checks::result(
				'chat',
				'error',
				__( 'Your home page does not carry your identity, so you are a guest in the chat: the theme leaves wp_head() out, or another plugin removes Known Visitor’s script.', 'known-visitor' ),
				self::try_it()
			),
			'page' === $situation->delivery && ! $page->is_mine => Checks::result(
				'chat',
				'error',
				__( 'Your home page does not carry your identity, so you are a guest in the chat: a cache gives you a page that was not made for you, or a template or a plugin switches identification off there.', 'known-visitor' ),
				Action::to( 'request', __( 'Deliver by request', 'known-visitor' ) )
			),
			'request' === $situation->delivery && false === $home->is_answered => Checks::result(
				'chat',
				'error',
				__( 'Your home page asks who you are and is not told, so you are a guest in the chat: another plugin, the server or a firewall blocks /known-visitor/v1/visitor.', 'known-visitor' ),
				self::try_it()
			),
			default             => null,
		};
	}

	/**
	 * Judges whether there is one chat, and in the right place.
	 *
	 * @param Situation $situation What there is.
	 * @param Home      $home      What was seen.
	 * @param Home_Page $page      The page that counts.
	 * @return array|null Null if so.
	 * @phpstan-return Check|null
	 */
	private static function judge_widgets( Situation $situation, Home $home, Home_Page $page ): ?array {
		$guests = $home->guest->widgets ?? [];
		$most   = count( $guests ) > count( $page->widgets ) ? $guests : $page->widgets;
		return match ( true ) {
			count( $most ) > 1          => Checks::result( 'chat', 'warning', self::name_widgets( $most ), Action::to( 'widget', __( 'See which', 'known-visitor' ) ) ),
			[] === $most                => self::find_none( $situation ),
			[] === $page->widgets       => Checks::result(
				'chat',
				'warning',
				__( 'The chat is on your home page for guests, but not for you. If signed-in visitors do not get it either, nobody in the chat is known.', 'known-visitor' ),
				Action::to( 'widget', __( 'Paste its code', 'known-visitor' ) )
			),
			$page->is_late              => Checks::result(
				'chat',
				'warning',
				__( 'The chat’s code stands before Known Visitor’s on your home page, so the chat may start before it knows who is there.', 'known-visitor' ),
				Action::to( 'widget', __( 'Paste its code here instead', 'known-visitor' ) )
			),
			default                     => null,
		};
	}

	/**
	 * Judges whether guests get the guard, without which a chat stays open after a
	 * sign-out.
	 *
	 * @param Situation $situation What there is.
	 * @param Home      $home      What was seen.
	 * @return array|null Null if so, or if the owner wants none.
	 * @phpstan-return Check|null
	 */
	private static function judge_guard( Situation $situation, Home $home ): ?array {
		$lacks_guard = $situation->forgets && null !== $home->guest && ! $home->guest->has_loader;
		return $lacks_guard && true === $home->mine?->has_loader
			? Checks::result( 'chat', 'warning', __( 'Guests get a home page without Known Visitor’s script, so after a sign-out the chat stays open there. A cache seems to keep the page from before: empty it.', 'known-visitor' ) )
			: null;
	}

	/**
	 * Says that there is no chat, and why perhaps.
	 *
	 * @param Situation $situation What there is.
	 * @return array
	 * @phpstan-return Check
	 */
	private static function find_none( Situation $situation ): array {
		return $situation->has_widget_code
			? Checks::result(
				'chat',
				'warning',
				__( 'No chat found on your home page, though its code is stored here: the theme leaves wp_footer() out, or another plugin removes the code.', 'known-visitor' ),
				self::try_it()
			)
			: Checks::result(
				'chat',
				'warning',
				__( 'No chat found on your home page. One that a tag manager adds cannot be seen from here.', 'known-visitor' ),
				Action::to( 'widget', __( 'Paste its code', 'known-visitor' ) )
			);
	}

	/**
	 * Names several widgets.
	 *
	 * @param list<string> $addresses Those of their loaders.
	 */
	private static function name_widgets( array $addresses ): string {
		$names = wp_sprintf(
			'%l',
			array_map(
				static fn( string $address ): string => sprintf(
					/* translators: 1: File, such as loader_2_abc123.js. 2: Host, such as cdn.bitrix24.com. */
					__( '%1$s from %2$s', 'known-visitor' ),
					basename( $address ),
					Site::parts( $address )['host']
				),
				array_slice( $addresses, 0, 5 )
			)
		);
		return 2 === count( $addresses )
			/* translators: %s: The two of them. */
			? sprintf( __( 'Two chats on your home page: %s.', 'known-visitor' ), $names )
			/* translators: %s: Some of them. */
			: sprintf( __( 'More than two chats on your home page: %s.', 'known-visitor' ), $names );
	}

	/**
	 * Says what is good about a home page with one chat.
	 *
	 * @param Situation $situation What there is.
	 * @param Home      $home      What was seen.
	 * @param Home_Page $page      The page that counts.
	 */
	private static function praise( Situation $situation, Home $home, Home_Page $page ): string {
		if ( ! $situation->may_identify() || 'nobody' === $situation->reason ) {
			return __( 'The chat is on your home page.', 'known-visitor' );
		}
		return match ( $page->is_mine ? null : $situation->reason ) {
			null    => 'page' === $situation->delivery || $page->is_mine || true === $home->is_answered
				? __( 'Working: the chat is on your home page and knows you.', 'known-visitor' )
				: __( 'Working: the chat is on your home page, and the page asks who you are.', 'known-visitor' ),
			'role'  => __( 'Working: the chat is on your home page. You are a guest there, since none of your roles is chosen.', 'known-visitor' ),
			'path'  => __( 'Working: the chat is on your home page. Everybody is a guest there, since your list of pages leaves it out.', 'known-visitor' ),
			'page'  => __( 'Working: the chat is on your home page. Everybody is a guest there, since the page itself says so.', 'known-visitor' ),
			default => __( 'Working: the chat is on your home page. You are a guest there, since a plugin or the theme says so.', 'known-visitor' ),
		};
	}

	/**
	 * Says why the site could not be asked.
	 *
	 * @param string $failure What Home knows.
	 */
	private static function explain_failure( string $failure ): string {
		return match ( $failure ) {
			Home::ELSEWHERE      => __( 'Your site could not be asked from here: the home page is on a different host than this dashboard, and your login cookie stays here.', 'known-visitor' ),
			Home::BUSY           => __( 'Your site could not be asked from here: somebody else is asking it right now. Try again in a minute.', 'known-visitor' ),
			Home_Request::MOVED  => __( 'Your site could not be asked from here: the home page redirects to another site, or in a circle.', 'known-visitor' ),
			Home_Request::SILENT => sprintf(
				/* translators: %d: A number of seconds. */
				__( 'Your site could not be asked from here: the home page did not answer the server itself within %d seconds, or has no certificate that it trusts.', 'known-visitor' ),
				Home_Request::TIMEOUT_SECONDS
			),
			default              => sprintf(
				/* translators: %s: An HTTP status, such as 503. */
				__( 'Your site could not be asked from here: the home page answered with the error %s.', 'known-visitor' ),
				$failure
			),
		};
	}

	/**
	 * Returns the way to the test in the browser, which sees more than the server can.
	 *
	 * @return array
	 * @phpstan-return Remedy
	 */
	private static function try_it(): array {
		return Action::to( 'try', __( 'Try it on my site', 'known-visitor' ) );
	}
}
