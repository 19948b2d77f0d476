import { isCard, layOutCard, type Block } from '../shared/card';
import { fill } from '../shared/first-message/fill';
import { fitBlocks } from '../shared/first-message/render';
import { ofDocument } from './document';
import { readOverride, type PageData } from './page-data';

/**
 * Takes back what the operator was to get, when somebody else takes the visitor's
 * place in a widget that has no way to do so: it keeps our objects, and sends what
 * they say by then. Only cards have more than a message, and where they are on, no page has the smaller script.
 *
 * @param block What the widget was given.
 */
export function takeBack( block: Block ): void {
	if ( HAS_CARDS ) {
		delete block.USER;
		delete block.GRID;
	}
	block.MESSAGE = location.host;
}

/**
 * Puts together what the operator gets when the conversation starts: now, not
 * earlier, since by now the page has its final title.
 *
 * @param data         The visitor's.
 * @param data.user    User fields.
 * @param data.message The site's template.
 * @param data.tokens  Values that only the server knows.
 * @param data.card    Rows of the card, where it is on.
 * @param host         The portal's address, where the widget tells it.
 * @return The blocks; none for an empty template.
 */
export function composeFirstMessage( data: PageData, host: unknown ): Block[] {
	const { user, message, tokens, card } = data;
	const own = readOverride();
	const template = own.template ?? message;
	if ( typeof template !== 'string' ) {
		return [];
	}
	const values = {
		// What is no object has nothing to spread, or nothing by the name of a token.
		...( tokens as object ),
		...( own.tokens as object ),
		page_url: location.href,
		page_title: ofDocument( 'title' ),
		page_host: location.host,
		referrer: ofDocument( 'referrer' ),
	};
	if ( HAS_CARDS && isCard( card ) ) {
		return fitBlocks(
			layOutCard( {
				user,
				message: template,
				rows: card,
				values,
				host: typeof host === 'string' ? host : '',
			} )
		);
	}
	const MESSAGE = fill( template, values );
	const blocks = MESSAGE ? [ { MESSAGE } ] : [];
	return HAS_CARDS ? fitBlocks( blocks ) : blocks;
}
