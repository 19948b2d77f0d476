import { __, sprintf } from '@wordpress/i18n';

import { MAX_TEMPLATE_LENGTH } from '../../contract';
import { formatNumber } from '../../admin/format-number';
import { countCharacters } from '../../shared/schema';
import { tidy } from '../override/override';

/** How long the template is, and how long it may be. */
export const Counter = ( { template }: { template: string } ) => (
	<span>
		{ sprintf(
			/* translators: 1: number of characters, e.g. "123". 2: the most that fit, e.g. "4,000". */
			__( '%1$s of %2$s characters', 'known-visitor' ),
			formatNumber( countCharacters( tidy( template ) ) ),
			formatNumber( MAX_TEMPLATE_LENGTH )
		) }
	</span>
);
