import type { Fill } from '../shared/first-message/fill';
import { HASH } from '../shared/hash';
import { IDENTIFIED_EVENT, MARK_STORAGE_KEY } from '../shared/names';
import { attempt } from './attempt';
import type { FillCard } from './card';
import { introduce, type Tell } from './introduce';
import type { PageData } from './page-data';

/**
 * Makes a visitor known to every widget on the page, and remembers by the mark
 * that somebody was.
 *
 * @param  json     The identity, as PHP wrote it.
 * @param  fill     Turns a template into BBCode.
 * @param  fillCard Turns the card's blocks into those that the operator gets.
 * @throws {Error} If the identity is damaged: then nobody is identified.
 */
export const identify = (
	json: string,
	fill: Fill,
	fillCard?: FillCard
): void => {
	const { mark, user, message, tokens, card }: PageData = JSON.parse( json );
	// Our PHP writes the rest in one piece with it.
	if ( ! HASH.test( user.hash ) ) {
		throw TypeError();
	}

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
		const firstMessage = fill( message, values );
		const customData =
			fillCard?.( card, ( template ) => fill( template, values ) ) ||
			firstMessage;
		widget?.setUserRegisterData( user );
		if ( customData ) {
			widget?.setCustomData( customData );
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
	if (
		shown &&
		( former !== mark || ( shown.hash || user.hash ) === user.hash )
	) {
		tell( present );
	}
};
