import type { Hash } from '../shared/hash';
import {
	FORGOTTEN_EVENT,
	GUEST_STORAGE_KEY,
	MARK_STORAGE_KEY,
} from '../shared/names';
import type { Widget } from './bitrix';

/**
 * Makes the widget a stranger's, if someone was identified in this browser
 * before.
 *
 * The widget keeps the former visitor's hash in cookies, storage and a session
 * on the portal that no page can clear: only another hash takes its place. It
 * is given again on each page, since the portal learns of it only when somebody
 * opens the chat; and the mark stays until a widget was told.
 *
 * It does what introduce.ts does, written out: every guest's page carries it, so
 * every byte counts.
 */
export function forget(): void {
	try {
		const storage = localStorage;
		const user = {
			hash: ( storage[ MARK_STORAGE_KEY ]
				? guestHash()
				: storage[ GUEST_STORAGE_KEY ] ) as Hash,
		};

		const tell = ( widget?: Widget ): void => {
			widget?.setUserRegisterData( user );
			storage[ GUEST_STORAGE_KEY ] = user.hash;
			if ( storage[ MARK_STORAGE_KEY ] ) {
				delete storage[ MARK_STORAGE_KEY ];
				dispatchEvent( new Event( FORGOTTEN_EVENT ) );
			}
		};

		if ( user.hash ) {
			addEventListener( 'onBitrixLiveChat', ( event ) =>
				tell( event.detail.widget )
			);

			const previous = window.BxLiveChatInit;
			// Has to answer an object and must not throw: the widget would not start.
			window.BxLiveChatInit = () => {
				const own = ! window.BX?.LiveChatWidget && user;
				try {
					if ( own ) {
						tell();
					}
					return { ...previous!(), user: own };
				} catch {
					// There was none, or it failed: the page's own affair. Or the storage is full.
					return { user: own };
				}
			};

			// A widget that was faster may show the former visitor's conversation:
			// blank is better. Throws where there is none, as most often.
			tell( BXLiveChat );
		}
	} catch {
		// Or no storage: then nobody was ever marked here.
	}
}

/** Makes a hash that is nobody's: 106 bits of chance, since digits are hex characters, too. */
export const guestHash = (): Hash =>
	crypto
		.getRandomValues( new Uint8Array( 32 ) )
		.map( ( byte ) => byte % 10 )
		.join( '' ) as Hash;
