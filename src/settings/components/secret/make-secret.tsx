import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { useReplaceSecret } from '../../hooks/use-replace-secret';
import { FailureNotice } from '../notice/failure';

/** The first secret replaces nothing: nothing is lost, so nothing is asked. */
export function MakeSecret( { onDone }: { onDone: () => void } ) {
	const { replace, isBusy, failure } = useReplaceSecret( onDone );
	return (
		<>
			<FailureNotice
				failure={ failure }
				className="known-visitor-secret__failure"
			/>
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
