import { __, sprintf } from '@wordpress/i18n';

import { MAX_TEMPLATE_LENGTH } from '../contract';
import { formatNumber } from './format-number';

/** Says how long a template is, and how long it may be. */
export const describeLength = ( count: number ): string =>
	sprintf(
		/* translators: 1: number of characters, e.g. "123". 2: the most that fit, e.g. "4,000". */
		__( '%1$s of %2$s characters', 'known-visitor' ),
		formatNumber( count ),
		formatNumber( MAX_TEMPLATE_LENGTH )
	);
