import { Button, Spinner } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { explainFailure } from '../../utils/explain-failure';
import { FieldError } from '../field-error';
import { Section } from '../section';
import { Result } from './result';
import { useChecks } from './use-checks';
import { summarize } from './words';
import './checks.scss';

/** What could go wrong, and whether it does. */
export function Checks() {
	const { results, isRunning, failure, run } = useChecks();
	return (
		<Section
			id="checks"
			title={ __( 'Checks', 'known-visitor' ) }
			action={
				<Button
					variant="secondary"
					size="compact"
					isBusy={ isRunning }
					disabled={ isRunning }
					accessibleWhenDisabled
					onClick={ run }
				>
					{ __( 'Check again', 'known-visitor' ) }
				</Button>
			}
		>
			<div role="status" className="known-visitor-checks__summary">
				{ isRunning && <Spinner /> }
				{ isRunning
					? __( 'Checking…', 'known-visitor' )
					: results && summarize( results ) }
			</div>
			<FieldError id="known-visitor-checks-error">
				{ failure ? explainFailure( failure, 'checks' ) : undefined }
			</FieldError>
			{ results && results.length > 0 && (
				<ul
					className="known-visitor-checks__list"
					aria-busy={ isRunning }
				>
					{ results.map( ( result ) => (
						<Result key={ result.id } { ...result } />
					) ) }
				</ul>
			) }
		</Section>
	);
}
