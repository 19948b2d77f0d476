import type { Block } from './bitrix';
import type { Render } from './identify';

/**
 * Fills the templates in the blocks of an operator's card.
 *
 * Only what the portal reads as BBCode is a template: the text of `MESSAGE`
 * and the `VALUE` of the rows of `GRID`. Rows without a value are left out.
 *
 * @param blocks The card as PHP wrote it.
 * @param render Turns a template into BBCode.
 */
export function fillCard( blocks: readonly Block[], render: Render ): Block[] {
	return blocks.map( ( block ) => {
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
}
