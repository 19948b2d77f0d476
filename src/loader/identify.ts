import { fill } from '../shared/first-message/fill';
import { renderFirstMessage } from '../shared/first-message/render';
import { HASH } from '../shared/hash';
import { IDENTIFIED_EVENT, MARK_STORAGE_KEY } from '../shared/names';
import { attempt } from './attempt';
import { fillCard } from './card';
import { introduce, type Tell } from './introduce';
import { readPage, type PageData } from './page-data';

/**
 * Makes a visitor known to every widget on the page, and remembers by the mark
 * that somebody was. From a damaged identity nobody is identified.
 *
 * @param answer The identity as the server answered it, JSON. Where the page
 *               itself carries it, nothing.
 */
export const identify = ( answer = '' ): unknown =>
	attempt( () => {
		const { mark, user, message, tokens, card }: PageData = JSON.parse(
			IS_ASKING ? answer : readPage()
		);
		// Throws without one. Our PHP writes the rest in one piece with it.
		const [ hash ] = HASH.exec( user.hash )!;

		let former = mark;
		attempt( () => {
			former = localStorage[ MARK_STORAGE_KEY ] || mark;
			localStorage[ MARK_STORAGE_KEY ] = mark;
			addEventListener( 'storage', () => {
				// Another tab signed out, or became someone else.
				if ( localStorage[ MARK_STORAGE_KEY ] !== mark ) {
					window.BXLiveChat?.close();
				}
			} );
		} );

		const tell: Tell = ( widget ) => {
			// Now, not earlier: by now the page has its final title.
			const values = {
				...tokens,
				page_url: location.href,
				page_title: document.title,
				page_host: location.host,
				referrer: document.referrer,
			};
			const firstMessage = ( HAS_CARDS ? renderFirstMessage : fill )(
				message,
				values
			);
			const blocks =
				HAS_CARDS &&
				fillCard( card, ( template ) =>
					renderFirstMessage( template, values )
				);
			widget?.setUserRegisterData( user );
			if ( blocks || firstMessage ) {
				widget?.setCustomData( blocks || firstMessage );
			}
			dispatchEvent( new Event( IDENTIFIED_EVENT ) );
			// An empty one would take the place of the page's own.
			return { user, ...( firstMessage && { firstMessage } ) };
		};
		introduce( tell );

		// The widget was faster. A window that goes blank is worse than a guest's own
		// conversation in it, but better than another known visitor's.
		const present = window.BXLiveChat;
		const shown = present?.getUserData();
		if ( shown && ( former !== mark || ( shown.hash || hash ) === hash ) ) {
			tell( present );
		}
	} );
