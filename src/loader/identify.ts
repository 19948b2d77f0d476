import type { Block } from '../shared/card';
import { IDENTIFIED_EVENT, TAKEOVER_EVENT } from '../shared/names';
import type { PublicWidget } from './bitrix';
import { composeFirstMessage, takeBack } from './first-message';
import { hearTabs, registerGuest, tellGuest } from './guest';
import { listen } from './listen';
import type { Tell } from './on-widget';
import { readOverride, type PageData } from './page-data';
import { safely } from './safely';
import {
	hasMarkCookie,
	isSignedIn,
	leaveTrace,
	MARK_KEY,
	storage,
} from './trace';

/** What a widget of this page was told. */
interface Told {
	/** Whom. */
	readonly mark: string;
	/** The mark in localStorage, which is another's if there was no room. */
	readonly kept: string | undefined;
	/** What the operator is to get, of each widget. */
	readonly blocks: readonly Block[];
	/** The widgets, of which `BXLiveChat` is but the last; nothing for one that asks instead. */
	readonly widgets: readonly ( Partial< PublicWidget > | undefined )[];
}

declare global {
	interface WindowEventMap {
		/** Brings what the script before may fill in; nothing, if a guard takes over. */
		[ TAKEOVER_EVENT ]: CustomEvent< { told?: Told | undefined } | null >;
	}
}

/**
 * Makes a visitor known to the widgets of the page. Without a valid identity in
 * hand, for whatever reason, it does the guard's work: a widget that is told
 * nothing goes on as whoever was here before.
 *
 * @param read      Returns the identity, nothing as long as there is none; may throw.
 * @param otherwise What to do without one.
 * @return How to tell a widget, and what to do about one that is there already.
 */
export function identify(
	read: () => PageData | undefined,
	otherwise: Tell = tellGuest
): readonly [ tell: Tell, meetPresent: () => void ] {
	let visitor: PageData | undefined;
	let hasCookie: boolean | undefined;
	let isOver: boolean | undefined;
	let isRetired: boolean | undefined;

	const handover: { told?: Told | undefined } = {};
	// A page's own `CustomEvent` may be none.
	safely( () =>
		dispatchEvent( new CustomEvent( TAKEOVER_EVENT, { detail: handover } ) )
	);
	let { told } = handover;
	listen( TAKEOVER_EVENT, ( { detail } ) => {
		isRetired = true;
		if ( detail ) {
			detail.told = told;
		} else {
			end();
		}
		told = undefined;
	} );

	/**
	 * Takes back what widgets were told: they are the guest's from now on.
	 *
	 * @param closes Whether they close. Else a window goes blank that shows a conversation; an iframe of 2018 cannot.
	 */
	const end = ( closes?: boolean ) => {
		const past = told;
		told = undefined;
		past?.blocks.forEach( takeBack );
		past?.widgets.forEach( ( widget ) => {
			safely(
				() =>
					( closes || ! widget ) &&
					( widget ?? window.BX?.LiveChat )?.close?.()
			);
			safely( () => {
				registerGuest( widget );
				// Other tabs are told of changes only, as when this visitor comes back. The next one's mark stays.
				if ( storage()[ MARK_KEY ] === past.mark ) {
					storage()[ MARK_KEY ] = '0';
				}
			} );
			hearTabs( widget );
		} );
	};

	/** Does so if another tab signed out, or became someone else; or if this page is from before that and is shown only now. */
	const endIfOver = () => {
		if (
			told &&
			( isContradicted( told.mark ) ||
				storage()[ MARK_KEY ] !== told.kept )
		) {
			isOver = true;
			end( true );
		}
	};

	/**
	 * Watches from the moment when somebody is told: to listen to `storage` has the
	 * browser load localStorage, which takes longer than all the rest of the head's
	 * script (Chromium 156). To do so again changes nothing.
	 */
	const watch = () =>
		[ 'storage', 'focus', 'visibilitychange', 'click' ].forEach( ( type ) =>
			listen( type, endIfOver, true )
		);
	if ( told ) {
		watch();
	}

	const inHand = () => ( visitor ??= safely( read ) );

	/** Determines whether the cookie says that somebody else is signed in by now, or nobody. */
	const isContradicted = ( mark?: string ): boolean =>
		// A browser that never had it raises no objection: some hosts strip it.
		( hasCookie ||= hasMarkCookie() ) && ! isSignedIn( mark );
	// A look at whether this page ever had it: soon, but not while the head is read. The first one takes longer than all else of it, since Chromium asks another process.
	setTimeout( () => safely( isContradicted ) );

	/** Returns the visitor whom a widget may be told at this moment. */
	const current = (): PageData | undefined => {
		const data = inHand();
		return data &&
			! isOver &&
			! isContradicted( data.mark ) &&
			readOverride().enabled !== false &&
			leaveTrace( data.mark )
			? data
			: undefined;
	};

	const introduce: Tell = ( { detail } ) => {
		const data = current();
		if ( ! data ) {
			return undefined;
		}
		const { user, mark } = data;
		const widget = detail?.widget;
		if ( told && told.mark !== mark ) {
			// An in-page navigation brought another visitor: all widgets of the page, not this one alone, knew the former.
			end();
		}
		// Other sites of this origin see no mark of a site in a folder, and their widget goes on all the same: a guest is a trace to them.
		safely( () => MARK_KEY.includes( '/' ) && registerGuest() );
		// First of all, and whatever the page does to what follows: who this is.
		widget?.setUserRegisterData?.( user );
		const blocks =
			safely( () => composeFirstMessage( data, detail?.widgetHost ) ) ??
			[];
		// Calls add up, and a page may fire the event again for those who came late.
		if ( blocks[ 0 ] && ! told?.widgets.includes( widget ) ) {
			safely( () => widget?.setCustomData?.( blocks ) );
		}
		told = {
			mark,
			kept: storage()[ MARK_KEY ],
			widgets: [ widget, ...( told?.widgets ?? [] ) ],
			blocks: [ ...blocks, ...( told?.blocks ?? [] ) ],
		};
		watch();
		safely( () => dispatchEvent( new window.Event( IDENTIFIED_EVENT ) ) );
		const first = HAS_CARDS
			? blocks.find( ( { MESSAGE } ) => MESSAGE )
			: blocks[ 0 ];
		// An empty one would take the place of the page's own.
		return { user, ...( first && { firstMessage: first.MESSAGE } ) };
	};

	const tell: Tell = ( event ) =>
		isRetired
			? undefined
			: ( safely( () => introduce( event ) ) ?? otherwise( event ) );

	const meetPresent = () => {
		if ( isRetired || ( told && told.mark === current()?.mark ) ) {
			return;
		}
		end();
		const widget = window.BXLiveChat;
		const shown = widget?.getUserData?.();
		if ( widget && shown ) {
			const known = shown as { readonly hash?: unknown };
			// A window that goes blank is better than another's conversation in it.
			( known.hash && known.hash !== inHand()?.user.hash
				? otherwise
				: tell )( {
				detail: { widget },
			} );
		}
	};

	return [ tell, () => safely( meetPresent ) ];
}
