import { __, sprintf } from '@wordpress/i18n';

import { SECRET_MIN_LENGTH } from '../../../contract';
import { formatNumber } from '../../../admin/format-number';
import { FormDialog } from '../dialog';
import { Notice } from '../notice';
import { FailureNotice } from '../notice/failure';
import { SecretField } from './secret-field';
import { KindOfSecret } from './kind-of-secret';
import { useSecretForm } from './use-secret-form';

interface Props {
	/** There is no secret yet: nothing is lost, and only one's own is asked for. */
	isFirst: boolean;
	onDone: () => void;
	onCancel: () => void;
}

function Cost() {
	return (
		<Notice status="warning">
			{ __(
				'Every visitor starts a new, empty conversation. Operators keep the old ones, but visitors no longer see them.',
				'known-visitor'
			) }
		</Notice>
	);
}

/** Says what a new secret costs, and puts it in place. A failure keeps it open. */
export function SecretDialog( { isFirst, onDone, onCancel }: Props ) {
	const form = useSecretForm( isFirst, onDone );
	return (
		<FormDialog
			title={
				isFirst
					? __( 'Use your own secret', 'known-visitor' )
					: __( 'Replace the secret?', 'known-visitor' )
			}
			submitLabel={
				isFirst
					? __( 'Use this secret', 'known-visitor' )
					: __( 'Replace the secret', 'known-visitor' )
			}
			isDestructive={ ! isFirst }
			isBusy={ form.isBusy }
			onSubmit={ () => void form.submit() }
			onCancel={ onCancel }
			formRef={ form.formRef }
		>
			{ ! isFirst && <Cost /> }
			{ ! isFirst && (
				<KindOfSecret isOwn={ form.isOwn } onChange={ form.setIsOwn } />
			) }
			{ form.isOwn && (
				<SecretField
					label={ __( 'Your secret', 'known-visitor' ) }
					hint={ sprintf(
						/* translators: %s: the lowest number of characters, e.g. "16". */
						__(
							'At least %s characters, the more random the better. Spaces count, even at the beginning and at the end.',
							'known-visitor'
						),
						formatNumber( SECRET_MIN_LENGTH )
					) }
					value={ form.secret }
					onChange={ form.setSecret }
					error={ form.error }
				/>
			) }
			<FailureNotice failure={ form.failure } />
		</FormDialog>
	);
}
