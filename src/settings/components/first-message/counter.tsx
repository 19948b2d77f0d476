import { VisuallyHidden } from '@wordpress/components';
import { _n, __, sprintf } from '@wordpress/i18n';

import { SETTINGS_SCHEMA } from '../../../contract';
import { useSettled } from '../../../admin/use-settled';
import { formatNumber } from '../../../admin/format-number';

const { maxLength: MAX_LENGTH } = SETTINGS_SCHEMA.properties.first_message;

/** So near to the limit that a screen reader should hear how much is left. */
const NEAR = 200;

function announcement( left: number ): string {
	if ( left > NEAR || left < 0 ) {
		return '';
	}
	return sprintf(
		/* translators: %s: number of characters. */
		_n(
			'%s character left.',
			'%s characters left.',
			left,
			'known-visitor'
		),
		formatNumber( left )
	);
}

/** How long the template is, and how long it may be. */
export function Counter( { id, count }: { id: string; count: number } ) {
	const spoken = useSettled( announcement( MAX_LENGTH - count ) );
	return (
		<div className="known-visitor-first-message__counter">
			<span id={ id }>
				{ sprintf(
					/* translators: 1: number of characters, e.g. "123". 2: the most that fit, e.g. "4,000". */
					__( '%1$s of %2$s characters', 'known-visitor' ),
					formatNumber( count ),
					formatNumber( MAX_LENGTH )
				) }
			</span>
			<VisuallyHidden role="status">{ spoken }</VisuallyHidden>
		</div>
	);
}
