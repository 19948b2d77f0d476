import { __, sprintf } from '@wordpress/i18n';

import {
	CARD_ROWS_MAX,
	ROW_VALUE_MAX_LENGTH,
	TEXT_MAX_LENGTH,
} from '../constants';
import type { CardRow } from '../store/types';
import { countCharacters, formatNumber } from './characters';

/** What is wrong with a label, in one sentence, if anything is. */
export const checkLabel = ( { label }: CardRow ): string | undefined =>
	countCharacters( label ) > TEXT_MAX_LENGTH
		? sprintf(
				/* translators: %s: the highest number of characters, e.g. "255". */
				__(
					'This label is too long. At most %s characters fit.',
					'known-visitor'
				),
				formatNumber( TEXT_MAX_LENGTH )
			)
		: undefined;

/** What is wrong with a value, in one sentence, if anything is. */
export const checkValue = ( { value }: CardRow ): string | undefined =>
	countCharacters( value ) > ROW_VALUE_MAX_LENGTH
		? sprintf(
				/* translators: %s: the highest number of characters, e.g. "1,000". */
				__(
					'This value is too long. At most %s characters fit.',
					'known-visitor'
				),
				formatNumber( ROW_VALUE_MAX_LENGTH )
			)
		: undefined;

/** What is wrong with the rows, in one sentence, if anything is. */
export function checkCard( rows: readonly CardRow[] ): string | undefined {
	if ( rows.length > CARD_ROWS_MAX ) {
		return sprintf(
			/* translators: %s: the highest number of rows. */
			__( 'The card has room for %s rows.', 'known-visitor' ),
			formatNumber( CARD_ROWS_MAX )
		);
	}
	return rows
		.map( ( row ) => checkLabel( row ) ?? checkValue( row ) )
		.find( ( sentence ) => sentence );
}
