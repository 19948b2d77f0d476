import { Notice } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';

import { store } from '../../store';
import type { Failure } from '../../api/failure';
import { explainFailure } from '../../api/explain-failure';

/** Fields that show their errors themselves. */
const FIELDS_WITH_ERRORS = [
	'widget_url',
	'fields',
	'roles',
	'paths',
	'meta_keys',
	'first_message',
	'card',
];

/** What no field on the screen would say. */
const otherErrors = ( { fields }: Failure ): string[] =>
	Object.entries( fields ).flatMap( ( [ key, sentence ] ) =>
		sentence && ! FIELDS_WITH_ERRORS.includes( key ) ? [ sentence ] : []
	);

/** Why the last save failed, beside the button that tries again. */
export function SaveFailure() {
	const { failure, isCorrected } = useSelect(
		( select ) => ( {
			failure: select( store ).getSaveFailure(),
			isCorrected: select( store ).getKeysWithErrors().length === 0,
		} ),
		[]
	);
	const { forgetSaveFailure } = useDispatch( store );

	if ( ! failure ) {
		return null;
	}
	const others = otherErrors( failure );
	if ( failure.reason === 'invalid' && isCorrected && ! others.length ) {
		return null;
	}
	return (
		<Notice
			status="error"
			className="known-visitor-save-bar__failure"
			onRemove={ () => void forgetSaveFailure() }
		>
			{ [ explainFailure( failure, 'save' ), ...others ].join( ' ' ) }
		</Notice>
	);
}
