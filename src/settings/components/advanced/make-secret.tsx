import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { useReplaceSecret } from '../../hooks/use-replace-secret';
import { explainFailure } from '../../api/explain-failure';
import { Notice } from '../notice';

/** The first secret replaces nothing: nothing is lost, so nothing is asked. */
export function MakeSecret( { onDone }: { onDone: () => void } ) {
	const { replace, isBusy, failure } = useReplaceSecret( onDone );
	return (
		<>
			{ failure && (
				<Notice
					status="error"
					className="known-visitor-secret__failure"
				>
					{ explainFailure( failure, 'secret' ) }
				</Notice>
			) }
			<Button
				variant="primary"
				__next40pxDefaultSize
				isBusy={ isBusy }
				disabled={ isBusy }
				accessibleWhenDisabled
				onClick={ () => replace( {} ) }
			>
				{ __( 'Make a secret', 'known-visitor' ) }
			</Button>
		</>
	);
}
