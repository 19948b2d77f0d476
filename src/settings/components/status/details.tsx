import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import type { CheckResult } from '../../api/status';
import { useStatus } from '../../status/context';
import { CheckAction } from './check-action';
import { StateIcon } from './state-icon';

interface Props {
	results: readonly CheckResult[];
	/** The check that is said first, whose action stands there. */
	headline: CheckResult | undefined;
}

/** All checks, and a way to have them made anew. */
export function Details( { results, headline }: Props ) {
	const { isRunning, checkAgain } = useStatus();
	return (
		<div className="known-visitor-status__details">
			<ul>
				{ results.map( ( { id, state, message, action } ) => (
					<li
						key={ id }
						className={ `known-visitor-status__check known-visitor-status--${ state }` }
					>
						<StateIcon state={ state } />
						<span>
							{ message }{ ' ' }
							{ action && id !== headline?.id && (
								<CheckAction action={ action } variant="link" />
							) }
						</span>
					</li>
				) ) }
			</ul>
			<Button
				variant="secondary"
				size="compact"
				isBusy={ isRunning }
				disabled={ isRunning }
				accessibleWhenDisabled
				onClick={ checkAgain }
			>
				{ isRunning
					? __( 'Checking…', 'known-visitor' )
					: __( 'Check again', 'known-visitor' ) }
			</Button>
		</div>
	);
}
