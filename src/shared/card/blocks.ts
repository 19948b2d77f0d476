import type { PageData } from '../../contract';

/**
 * What an operator is shown when a conversation starts: the vendor's blocks, as far
 * as we use them (help page on custom data; run through the portal's PHP of 2024-05
 * to 2026-05).
 */

/** One block: it has one of these. Not read-only, since the widget keeps the very object. */
export interface Block {
	USER?: Readonly< Record< string, string > >;
	/** BBCode. */
	MESSAGE?: string;
	GRID?: readonly GridRow[];
}

/** A row of label and value, of which only the value is BBCode. */
interface GridRow {
	readonly NAME: string;
	readonly VALUE: string;
	/** The portal draws BLOCK, LINE and ROW. */
	readonly DISPLAY: string;
}

/** A row as the owner lists it: text, and a template. */
export type CardRow = NonNullable< PageData[ 'card' ] >[ number ];

/**
 * Determines whether a value is the rows of a card.
 *
 * @param value Anything.
 */
export const isCard = ( value: unknown ): value is readonly CardRow[] =>
	Array.isArray( value ) &&
	value.every( ( row ) => {
		const { label, value: template }: Partial< CardRow > = Object( row );
		return typeof label === 'string' && typeof template === 'string';
	} );
