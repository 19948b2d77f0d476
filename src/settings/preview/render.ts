/** What an operator gets, worked out by the code that the visitor's page runs. */
import { layOutCard, type Block } from '../../shared/card';
import {
	emptyMeta,
	fitBlocks,
	renderFirstMessage,
	type PageFacts,
	type TokenValues,
} from '../../shared/first-message';
import type { PageData } from '../api/preview';
import type { CardRow } from '../settings';

/** The chat as it reaches the operator. */
export type Rendered =
	| { readonly card: readonly Block[]; readonly text?: never }
	| { readonly card?: never; readonly text: string };

/**
 * Renders what the operator gets.
 *
 * @param data     What the page holds of the visitor.
 * @param template The template of the first message.
 * @param rows     The rows of the card; without them the operator gets plain text.
 * @param values   Tokens of the visitor and of the page.
 */
export function render(
	data: PageData,
	template: string,
	rows: readonly CardRow[] | undefined,
	values: PageFacts & TokenValues
): Rendered {
	const templates = [
		template,
		...( rows ?? [] ).map( ( { value } ) => value ),
	];
	// What was typed since the server was asked may name more of it.
	const all = { ...emptyMeta( templates.join( '\n' ) ), ...values };
	if ( ! rows ) {
		return { text: renderFirstMessage( template, all ) };
	}
	return {
		card: fitBlocks(
			layOutCard( {
				user: data.user,
				message: template,
				rows,
				values: all,
				// The portal's address is known to the widget alone.
				host: '',
			} )
		),
	};
}
