/** What an operator gets, worked out by the code that the visitor's page runs. */
import { fillCard } from '../../loader/card';
import type { Block } from '../../loader/bitrix';
import {
	renderFirstMessage,
	type PageFacts,
	type TokenValues,
} from '../../shared/first-message';
import type { EditableSettings } from '../store/types';
import { isRecord, isTexts } from '../utils/is';

/** The chat as it reaches the operator. */
export type Rendered =
	| { readonly card: readonly Block[]; readonly text?: never }
	| { readonly card?: never; readonly text: string };

/** The facts of a page, by its address and title. */
export const pageFacts = ( address: URL, title: string ): PageFacts => ( {
	page_url: address.href,
	page_title: title,
	page_host: address.host,
	referrer: '',
} );

/** The person's block out of the server's card. */
function personIn( card: readonly unknown[] ): Block[] {
	const [ first ] = card;
	const person = isRecord( first ) ? first[ 'USER' ] : undefined;
	return isTexts( person ) ? [ { USER: person } ] : [];
}

/** The owner's card, as the server lays it out. */
function blocks(
	template: string,
	{ rows }: EditableSettings[ 'card' ],
	answered: readonly unknown[]
): Block[] {
	return [
		...personIn( answered ),
		...( template ? [ { MESSAGE: template } ] : [] ),
		...( rows.length
			? [
					{
						GRID: rows.map( ( { label, value } ) => ( {
							NAME: label,
							VALUE: value,
							DISPLAY: 'ROW',
						} ) ),
					},
				]
			: [] ),
	];
}

/**
 * Renders what the operator gets.
 *
 * @param template The template of the first message.
 * @param card     The setting.
 * @param values   Tokens of the visitor and of the page.
 * @param answered The card that the server laid out for the visitor.
 */
export function render(
	template: string,
	card: EditableSettings[ 'card' ],
	values: PageFacts & TokenValues,
	answered: readonly unknown[]
): Rendered {
	const fill = ( text: string ) => renderFirstMessage( text, values );
	const filled = card.enabled
		? fillCard( blocks( template, card, answered ), fill )
		: undefined;
	return filled ? { card: filled } : { text: fill( template ) };
}
