import { Button } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { store as noticesStore } from '@wordpress/notices';

import { useFocusKeeper } from '../../hooks/use-focus-keeper';
import type { SecretSource } from '../../settings';
import { store } from '../../store';
import { Section } from '../section';
import { SecretDialog } from './secret-dialog';
import { MakeSecret } from './make-secret';
import { SecretStatus } from './secret-status';
import './secret.scss';

interface ActionsProps {
	source: SecretSource;
	onReplace: () => void;
	onDone: () => void;
}

function Actions( { source, onReplace, onDone }: ActionsProps ) {
	if ( source === 'constant' || source === 'environment' ) {
		return null;
	}
	return (
		<div className="known-visitor-secret__actions">
			{ source === 'none' && <MakeSecret onDone={ onDone } /> }
			<Button
				variant="secondary"
				__next40pxDefaultSize
				aria-haspopup="dialog"
				onClick={ onReplace }
			>
				{ source === 'none'
					? __( 'Use my own…', 'known-visitor' )
					: __( 'Replace…', 'known-visitor' ) }
			</Button>
		</div>
	);
}

/** The secret: what there is to know of it, and how to replace it. */
export function Secret() {
	const secret = useSelect( ( select ) => select( store ).getSecret(), [] );
	const { createSuccessNotice } = useDispatch( noticesStore );
	const [ isOpen, setIsOpen ] = useState( false );
	const focusRef = useFocusKeeper( secret?.source );

	if ( ! secret ) {
		return null;
	}

	const close = () => setIsOpen( false );
	const done = () => {
		close();
		void createSuccessNotice(
			__( 'The new secret is in place.', 'known-visitor' ),
			{ type: 'snackbar' }
		);
	};

	return (
		<Section
			control="secret"
			title={ __( 'Secret', 'known-visitor' ) }
			intro={ __(
				'The secret keeps others from posing as one of your visitors. It works like a password for this site and is never shown, not even here.',
				'known-visitor'
			) }
		>
			<SecretStatus secret={ secret } focusRef={ focusRef } />
			<Actions
				source={ secret.source }
				onReplace={ () => setIsOpen( true ) }
				onDone={ done }
			/>
			{ isOpen && (
				<SecretDialog
					isFirst={ secret.source === 'none' }
					onDone={ done }
					onCancel={ close }
				/>
			) }
		</Section>
	);
}
