import { Button, Spinner, VisuallyHidden } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { useId, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { explainFailure } from '../../api/explain-failure';
import { headlineOf } from '../../status/headline';
import { useStatus } from '../../status/context';
import { store } from '../../store';
import { StateIcon } from './state-icon';
import { CheckAction } from './check-action';
import { Details } from './details';
import { STATUS_ID } from './focus';
import './status.scss';

/** What is said first: a state, a sentence, and perhaps something to do. */
function useHeadline() {
	const { results, isRunning, failure } = useStatus();
	const check = results ? headlineOf( results ) : undefined;
	if ( failure ) {
		return {
			state: 'unknown',
			message: `${ __(
				'The status could not be checked.',
				'known-visitor'
			) } ${ explainFailure( failure ) }`,
		} as const;
	}
	if ( check ) {
		return check;
	}
	return {
		state: 'unknown',
		message: isRunning
			? __( 'Checking your site…', 'known-visitor' )
			: __(
					'No problems found, but your home page has not been checked.',
					'known-visitor'
				),
	} as const;
}

/** For who does not see the spinner. */
function Progress() {
	const { results, isRunning } = useStatus();
	const done = results ? __( 'Checked.', 'known-visitor' ) : '';
	return (
		<VisuallyHidden role="status">
			{ isRunning ? __( 'Checking…', 'known-visitor' ) : done }
		</VisuallyHidden>
	);
}

/** Whether it works, in one sentence, with the one thing to do. The rest unfolds. */
export function Status() {
	const { results, isRunning, failure, checkAgain } = useStatus();
	const hasEdits = useSelect( ( select ) => select( store ).hasEdits(), [] );
	const [ isOpen, setIsOpen ] = useState( false );
	const id = useId();
	const headline = useHeadline();

	return (
		<section
			id={ STATUS_ID }
			tabIndex={ -1 }
			aria-label={ __( 'Status', 'known-visitor' ) }
			aria-busy={ isRunning }
			className={ `known-visitor-status known-visitor-status--${ headline.state }` }
		>
			<Progress />
			<div className="known-visitor-status__head">
				{ isRunning ? (
					<Spinner />
				) : (
					<StateIcon state={ headline.state } />
				) }
				<div className="known-visitor-status__words">
					<p role="status" className="known-visitor-status__headline">
						{ headline.message }
					</p>
					{ hasEdits && (
						<p className="known-visitor-status__note">
							{ __(
								'This is the status of your saved settings. Later changes are not included.',
								'known-visitor'
							) }
						</p>
					) }
				</div>
				<div className="known-visitor-status__actions">
					{ failure ? (
						<Button
							variant="secondary"
							__next40pxDefaultSize
							disabled={ isRunning }
							accessibleWhenDisabled
							onClick={ checkAgain }
						>
							{ __( 'Try again', 'known-visitor' ) }
						</Button>
					) : (
						'action' in headline &&
						headline.action && (
							<CheckAction
								action={ headline.action }
								variant={
									headline.state === 'ok'
										? 'secondary'
										: 'primary'
								}
							/>
						)
					) }
					{ results && (
						<Button
							variant="tertiary"
							__next40pxDefaultSize
							aria-expanded={ isOpen }
							aria-controls={ id }
							onClick={ () => setIsOpen( ! isOpen ) }
						>
							{ __( 'Details', 'known-visitor' ) }
						</Button>
					) }
				</div>
			</div>
			<div id={ id } hidden={ ! isOpen }>
				{ isOpen && results && (
					<Details
						results={ results }
						headline={ headlineOf( results ) }
					/>
				) }
			</div>
		</section>
	);
}
