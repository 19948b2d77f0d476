import {
	FORGOTTEN_EVENT,
	GUEST_STORAGE_KEY,
	MARK_STORAGE_KEY,
} from '../shared/names';
import type { InitConfig, Widget, WidgetUser } from './bitrix';
import { listen } from './listen';
import type { Tell } from './on-widget';
import { hasMarkCookie, MARK_KEY, storage } from './trace';

let guest: WidgetUser | undefined;

/**
 * Returns the hash of a stranger: 106 bits of chance (digits are hex characters, too).
 *
 * Of `window`, since a page's own `let crypto` would hide the other.
 */
const strangersHash = (): string =>
	window.crypto
		.getRandomValues( new Uint8Array( 32 ) )
		.map( ( byte ) => byte % 10 )
		.join( '' );

/** Returns what portals that ask get for an answer: the stranger of this browser, where one could be made. */
export const asGuest = (): InitConfig | undefined => guest && { user: guest };

/**
 * Determines whether somebody may have been told to a widget in this browser, by any site of this origin: the widget does not
 * tell them apart. A site at the root left its mark, one in a folder a guest.
 */
export const hasTrace = (): unknown =>
	storage()[ MARK_STORAGE_KEY ] ||
	storage()[ GUEST_STORAGE_KEY ] ||
	hasMarkCookie();

/**
 * Gives the hash of the browser's guest, always the same one, to a widget, and keeps
 * it for later pages. What a known visitor left stays.
 *
 * @param  widget The widget. None on portals that ask instead.
 * @throws {Error} If the widget takes nothing, or the storage is full.
 */
export const registerGuest = ( widget?: Partial< Widget > ): void => {
	guest ??= { hash: storage()[ GUEST_STORAGE_KEY ] || strangersHash() };
	widget?.setUserRegisterData?.( guest );
	storage()[ GUEST_STORAGE_KEY ] = guest.hash;
};

/**
 * Makes a widget nobody's as soon as somebody is told to one in another tab, or
 * forgotten there: from then on the portal's session is that visitor's, and so is what
 * somebody opens or writes here, also after the sign-out. A page in the browser's
 * memory hears of it in Chromium (156) only, and is loaded anew elsewhere.
 *
 * @param widget The widget, which knows nobody. None on portals that ask instead.
 */
export const hearTabs = ( widget?: Partial< Widget > ): void =>
	listen( 'storage', ( change ) => {
		try {
			if ( change.key === MARK_KEY ) {
				// Not the browser's guest: where that one's conversation is open, nothing would change.
				widget?.setUserRegisterData?.( { hash: strangersHash() } );
			}
		} catch {
			// The widget's own affair.
		}
	} );

/**
 * Makes the widget a stranger's, if somebody may have been told to a widget in this
 * browser; a visitor who never was is left alone.
 *
 * The widget keeps the former visitor's hash in cookies, storage and a session on
 * the portal that no page can clear: only another hash takes its place (run, 2021).
 * It is given again on each page, since the portal learns of it only when somebody
 * opens the chat; and the trace stays until a widget was told.
 *
 * Every guest's page carries this, so every byte counts: it says nothing.
 */
export const tellGuest: Tell = ( { detail } ) => {
	try {
		// Without an event the one that is there already; none on portals that ask instead.
		const widget = detail ? detail.widget : window.BXLiveChat;
		hearTabs( widget );
		if ( hasTrace() ) {
			const isNews =
				storage()[ MARK_KEY ] || ! storage()[ GUEST_STORAGE_KEY ];
			registerGuest( widget );
			delete storage()[ MARK_KEY ];
			if ( isNews ) {
				dispatchEvent( new window.Event( FORGOTTEN_EVENT ) );
			}
		}
	} catch {
		// The widget takes nothing, or the storage is full: then the trace stays.
	}
	return asGuest();
};
