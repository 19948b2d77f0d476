import {
	FORGOTTEN_EVENT,
	GUEST_STORAGE_KEY,
	MARK_COOKIE,
} from '../shared/names';
import type { Widget, WidgetUser } from './bitrix';
import { ofDocument } from './document';
import type { Tell } from './on-widget';
import { MARK_KEY, storage } from './trace';

let guest: WidgetUser | undefined;

/** Returns the stranger of this browser: always the same one, 106 bits of chance (digits are hex characters, too). */
export const theGuest = (): WidgetUser =>
	( guest ??= {
		hash:
			storage()[ GUEST_STORAGE_KEY ] ||
			crypto
				.getRandomValues( new Uint8Array( 32 ) )
				.map( ( byte ) => byte % 10 )
				.join( '' ),
	} );

/**
 * Gives the guest's hash to a widget, and keeps it for later pages. What a known
 * visitor left stays.
 *
 * @param  widget The widget. None on portals that ask instead.
 * @throws {Error} If the widget takes nothing, or the storage is full.
 */
export const registerGuest = ( widget?: Partial< Widget > ): void => {
	const user = theGuest();
	widget?.setUserRegisterData?.( user );
	storage()[ GUEST_STORAGE_KEY ] = user.hash;
};

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
		const kept = storage();
		const mark = kept[ MARK_KEY ];
		const isKnown = kept[ GUEST_STORAGE_KEY ];
		if (
			mark ||
			isKnown ||
			ofDocument( 'cookie' ).includes( MARK_COOKIE )
		) {
			registerGuest( detail?.widget );
			delete kept[ MARK_KEY ];
			if ( mark || ! isKnown ) {
				dispatchEvent( new Event( FORGOTTEN_EVENT ) );
			}
		}
	} catch {
		// The widget takes nothing, or the storage is full: then the trace stays.
	}
	return guest && { user: guest };
};
