import type { Block } from './bitrix';

/**
 * Fills the templates in the blocks of an operator's card.
 *
 * Only what the portal reads as BBCode is a template: the text of `MESSAGE`
 * and the `VALUE` of the rows of `GRID`. Rows without a value are left out.
 *
 * @param card   The card of the page.
 * @param render Turns a template into BBCode.
 * @return The blocks for the operator; nothing if the page has no card.
 */
export const fillCard = (
	card: readonly Block[] | undefined,
	render: ( template: string ) => string
): readonly Block[] | undefined =>
	card?.map( ( block ) => {
		if ( block.MESSAGE ) {
			return { MESSAGE: render( block.MESSAGE ) };
		}
		if ( block.GRID ) {
			const rows = block.GRID.map( ( row ) => ( {
				...row,
				VALUE: render( row.VALUE ),
			} ) );
			return { GRID: rows.filter( ( row ) => row.VALUE ) };
		}
		return block;
	} );
