import type { FormEvent } from 'react';

import { Button, Modal, Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { explainFailure } from '../../utils/explain-failure';
import { KindOfSecret } from './kind-of-secret';
import { OwnSecret } from './own-secret';
import { useSecretForm } from './use-secret-form';
import './secret-dialog.scss';

interface Props {
	/** There is no secret yet: nothing is lost, and only one's own is asked for. */
	isFirst: boolean;
	onDone: () => void;
	onCancel: () => void;
}

function Cost() {
	return (
		<Notice status="warning" isDismissible={ false } politeness="polite">
			{ __(
				'Every visitor starts a new, empty conversation. Operators keep the old ones, but visitors no longer see them.',
				'known-visitor'
			) }
		</Notice>
	);
}

interface ButtonsProps {
	isFirst: boolean;
	isBusy: boolean;
	onCancel: () => void;
}

function Buttons( { isFirst, isBusy, onCancel }: ButtonsProps ) {
	return (
		<div className="known-visitor-secret-dialog__buttons">
			<Button
				variant="tertiary"
				__next40pxDefaultSize
				disabled={ isBusy }
				accessibleWhenDisabled
				onClick={ onCancel }
			>
				{ __( 'Cancel', 'known-visitor' ) }
			</Button>
			<Button
				variant="primary"
				__next40pxDefaultSize
				type="submit"
				isDestructive={ ! isFirst }
				isBusy={ isBusy }
				disabled={ isBusy }
				accessibleWhenDisabled
			>
				{ isFirst
					? __( 'Use this secret', 'known-visitor' )
					: __( 'Replace the secret', 'known-visitor' ) }
			</Button>
		</div>
	);
}

/** Says what a new secret costs, and puts it in place. A failure keeps it open. */
export function SecretDialog( { isFirst, onDone, onCancel }: Props ) {
	const form = useSecretForm( isFirst, onDone );

	const submit = ( event: FormEvent ) => {
		event.preventDefault();
		if ( ! form.isBusy ) {
			void form.submit();
		}
	};

	return (
		<Modal
			title={
				isFirst
					? __( 'Use your own secret', 'known-visitor' )
					: __( 'Replace the secret?', 'known-visitor' )
			}
			size="medium"
			// A slip of the mouse must not throw away what was typed.
			shouldCloseOnClickOutside={ false }
			onRequestClose={ () => form.isBusy || onCancel() }
		>
			<form
				ref={ form.formRef }
				className="known-visitor-secret-dialog"
				onSubmit={ submit }
				noValidate
			>
				{ ! isFirst && <Cost /> }
				{ ! isFirst && (
					<KindOfSecret
						isOwn={ form.isOwn }
						onChange={ form.setIsOwn }
					/>
				) }
				{ form.isOwn && (
					<OwnSecret
						value={ form.secret }
						onChange={ form.setSecret }
						error={ form.error }
					/>
				) }
				{ form.failure && (
					<Notice status="error" isDismissible={ false }>
						{ explainFailure( form.failure, 'secret' ) }
					</Notice>
				) }
				<Buttons
					isFirst={ isFirst }
					isBusy={ form.isBusy }
					onCancel={ onCancel }
				/>
			</form>
		</Modal>
	);
}
