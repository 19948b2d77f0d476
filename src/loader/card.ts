import type { Block } from './bitrix';

/** Fills the templates in the blocks of a card; nothing if the page has none. */
export type FillCard = (
	card: readonly Block[] | undefined,
	render: ( template: string ) => string
) => readonly Block[] | undefined;

/**
 * Fills the templates in the blocks of an operator's card.
 *
 * Only what the portal reads as BBCode is a template: the text of `MESSAGE`
 * and the `VALUE` of the rows of `GRID`. Rows without a value are left out.
 */
export const fillCard: FillCard = ( card, render ) =>
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
