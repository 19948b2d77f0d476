import { Button } from '@wordpress/components';
import { useDispatch } from '@wordpress/data';
import { useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { HOSTS_ACTION } from '../../../contract';
import type { Failure } from '../../api/failure';
import { decide } from '../../api/hosts';
import { useAttempt } from '../../hooks/use-attempt';
import { useStatus } from '../../status/context';
import { store } from '../../store';
import { Notice } from '../notice';
import { FailureNotice } from '../notice/failure';
import { focusStatus } from '../status/focus';
import { FormDialog } from '../dialog';
import { Section } from '../section';

/** PHP asks the same question above each screen of the dashboard; it has been answered. */
const removeNotice = (): void =>
	document
		.querySelector( `input[name="action"][value="${ HOSTS_ACTION }"]` )
		?.closest( '.notice' )
		?.remove();

interface CopyDialogProps {
	isBusy: boolean;
	failure: Failure | null;
	onSubmit: () => void;
	onCancel: () => void;
}

/** What cannot be undone is asked once more. */
function CopyDialog( {
	isBusy,
	failure,
	onSubmit,
	onCancel,
}: CopyDialogProps ) {
	const formRef = useRef< HTMLFormElement >( null );
	return (
		<FormDialog
			title={ __( 'Is this site a copy?', 'known-visitor' ) }
			submitLabel={ __( 'This is a copy', 'known-visitor' ) }
			isDestructive
			isBusy={ isBusy }
			onSubmit={ onSubmit }
			onCancel={ onCancel }
			formRef={ formRef }
		>
			<Notice status="warning">
				{ __(
					'Everybody starts a new, empty conversation here. This cannot be undone.',
					'known-visitor'
				) }
			</Notice>
			<FailureNotice failure={ failure } />
		</FormDialog>
	);
}

/** Carries out what the owner says this site is. */
function useDecision() {
	const { load } = useDispatch( store );
	return useAttempt( async ( decision: 'same' | 'copy' ) => {
		const reason = await decide( decision );
		if ( ! reason ) {
			removeNotice();
			// Another secret, another status.
			await load();
		}
		return reason;
	} );
}

/** Asks what this site is, where it answers at an address that nobody has confirmed. */
export function Hosts() {
	const { results } = useStatus();
	const { attempt, isBusy, failure } = useDecision();
	const [ isAsking, setIsAsking ] = useState( false );
	const check = results?.find(
		( { id, state } ) => id === 'copy' && state !== 'ok'
	);

	const submit = async ( decision: 'same' | 'copy' ) => {
		if ( ! ( await attempt( decision ) ) ) {
			setIsAsking( false );
			focusStatus();
		}
	};

	if ( ! check ) {
		return null;
	}
	return (
		<Section
			control="hosts"
			title={ __( 'New address or copy?', 'known-visitor' ) }
			intro={ check.message }
		>
			<p>
				{ __(
					'If this is your site at a new address, visitors keep their conversations.',
					'known-visitor'
				) }
			</p>
			<div>
				<Button
					variant="primary"
					__next40pxDefaultSize
					disabled={ isBusy }
					accessibleWhenDisabled
					onClick={ () => void submit( 'same' ) }
				>
					{ __(
						'This is the same site at a new address',
						'known-visitor'
					) }
				</Button>
			</div>
			<p>
				{ __(
					'If this is a copy, such as a staging site, it gets a secret of its own and cannot reach your visitors’ conversations.',
					'known-visitor'
				) }
			</p>
			<div>
				<Button
					variant="secondary"
					__next40pxDefaultSize
					disabled={ isBusy }
					accessibleWhenDisabled
					aria-haspopup="dialog"
					onClick={ () => setIsAsking( true ) }
				>
					{ __( 'This is a copy…', 'known-visitor' ) }
				</Button>
			</div>
			{ isAsking ? (
				<CopyDialog
					isBusy={ isBusy }
					failure={ failure }
					onSubmit={ () => void submit( 'copy' ) }
					onCancel={ () => setIsAsking( false ) }
				/>
			) : (
				<FailureNotice failure={ failure } />
			) }
		</Section>
	);
}
