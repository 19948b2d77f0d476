import { Notice } from '@wordpress/components';
import { _n, sprintf } from '@wordpress/i18n';

import { findUnknownTokens } from '../../../shared/first-message';
import { useSettled } from '../../hooks/use-settled';

function warning( names: string[] ): string {
	return sprintf(
		/* translators: %s: one token, or several with commas between them, e.g. "{nmae}". */
		_n(
			'%s is not a token that this plugin knows. Operators will see it as it is typed, unless another plugin fills it.',
			'%s are not tokens that this plugin knows. Operators will see them as they are typed, unless another plugin fills them.',
			names.length,
			'known-visitor'
		),
		names.map( ( name ) => `{${ name }}` ).join( ', ' )
	);
}

interface Props {
	id: string;
	template: string;
}

/** Points out slips such as {nmae}, once the typing pauses. */
export function UnknownTokens( { id, template }: Props ) {
	const names = findUnknownTokens( useSettled( template ) );
	return (
		<div id={ id }>
			{ names.length > 0 && (
				<Notice
					status="warning"
					isDismissible={ false }
					className="known-visitor-first-message__warning"
				>
					{ warning( names ) }
				</Notice>
			) }
		</div>
	);
}
