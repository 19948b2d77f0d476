import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import type { Failure } from '../../api/failure';
import { explainFailure } from '../../api/explain-failure';
import { Notice } from '../notice';
import './load-failure.scss';

interface Props {
	failure: Failure;
	isRetrying: boolean;
	onRetry: () => void;
}

/** Stands in for the form when the settings could not be read. */
export function LoadFailure( { failure, isRetrying, onRetry }: Props ) {
	return (
		<Notice status="error">
			<p className="known-visitor-load-failure__reason">
				<strong>
					{ __(
						'The settings could not be loaded.',
						'known-visitor'
					) }
				</strong>{ ' ' }
				{ explainFailure( failure, 'load' ) }
			</p>
			<Button
				variant="secondary"
				__next40pxDefaultSize
				isBusy={ isRetrying }
				disabled={ isRetrying }
				accessibleWhenDisabled
				onClick={ onRetry }
			>
				{ __( 'Try again', 'known-visitor' ) }
			</Button>
		</Notice>
	);
}
