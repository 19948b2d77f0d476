import type { Hash } from '../shared/hash';
import { FORGOTTEN_EVENT, MARK_STORAGE_KEY } from '../shared/names';
import { silently } from './attempt';
import { introduce, type Tell } from './introduce';

/**
 * Makes the widget a stranger's again, if someone was identified in this
 * browser before.
 *
 * The widget keeps the former visitor's hash in cookies, storage and a session
 * on the portal that no page can clear: only another hash takes its place. The
 * mark stays until a widget was told, since a page without a widget, or one
 * left too early, has ended nothing.
 */
export const forget = (): void => {
	if ( ! localStorage[ MARK_STORAGE_KEY ] ) {
		return;
	}
	const user = { hash: guestHash() };
	const tell: Tell = ( widget ) => {
		widget?.setUserRegisterData( user );
		delete localStorage[ MARK_STORAGE_KEY ];
		dispatchEvent( new Event( FORGOTTEN_EVENT ) );
		return { user };
	};
	introduce( silently, tell );
	// It may show the former visitor's conversation: blank is better.
	if ( window.BXLiveChat ) {
		tell( window.BXLiveChat );
	}
};

/** Makes a hash that belongs to nobody. */
const guestHash = (): Hash =>
	crypto
		.getRandomValues( new Uint8Array( 32 ) )
		.reduce(
			( hash, byte ) => hash + ( byte % 16 ).toString( 16 ),
			''
		) as Hash;
