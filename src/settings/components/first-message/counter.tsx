import { VisuallyHidden } from '@wordpress/components';
import { _n, sprintf } from '@wordpress/i18n';

import { MAX_TEMPLATE_LENGTH } from '../../../contract';
import { describeLength } from '../../../admin/describe-length';
import { useSettled } from '../../../admin/use-settled';
import { formatNumber } from '../../../admin/format-number';

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
	const spoken = useSettled( announcement( MAX_TEMPLATE_LENGTH - count ) );
	return (
		<div className="known-visitor-first-message__counter">
			<span id={ id }>{ describeLength( count ) }</span>
			<VisuallyHidden role="status">{ spoken }</VisuallyHidden>
		</div>
	);
}
