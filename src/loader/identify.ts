import { renderFirstMessage } from '../shared/first-message/render';
import { IDENTIFIED_EVENT, MARK_STORAGE_KEY } from '../shared/names';
import type { Block, Widget } from './bitrix';
import { introduce } from './introduce';
import type { PageData } from './page-data';
import { audibly } from './attempt';

/** Turns a template into BBCode. */
export type Render = ( template: string ) => string;

/**
 * Makes the page's visitor known to every widget on it, and remembers by the
 * mark that somebody was.
 *
 * @param data     The page's identity.
 * @param fillCard Gives the operator's card, if it takes the place of the message.
 */
export function identify(
	data: PageData,
	fillCard?: ( render: Render ) => readonly Block[]
): void {
	audibly( () => {
		localStorage[ MARK_STORAGE_KEY ] = data.mark;
		// Another tab signed out, or became someone else.
		addEventListener( 'storage', () =>
			audibly( () => {
				if ( localStorage[ MARK_STORAGE_KEY ] !== data.mark ) {
					window.BXLiveChat?.close();
				}
			} )
		);
	} );

	const { user, message, tokens } = data;
	// Rendered when a widget asks: by then the page has its final title.
	const render: Render = ( template ) =>
		renderFirstMessage( template, tokens, {
			page_url: location.href,
			page_title: document.title,
			page_host: location.host,
			referrer: document.referrer,
		} );
	const identified = () => dispatchEvent( new Event( IDENTIFIED_EVENT ) );
	const tell = ( widget: Widget ) => {
		widget.setUserRegisterData( user );
		const customData = fillCard?.( render ) || render( message );
		if ( customData ) {
			widget.setCustomData( customData );
		}
		identified();
	};
	introduce( audibly, tell, () => {
		identified();
		return { user, firstMessage: render( message ) };
	} );

	const present = window.BXLiveChat;
	const shown = present?.getUserData();
	if ( shown && ( shown.hash || user.hash ) === user.hash ) {
		tell( present! );
	}
}
