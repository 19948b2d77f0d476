import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { Frame } from '../dialog/frame';
import './leave-dialog.scss';

interface Props {
	/** Saves and leaves; stays if that fails. */
	onSave: () => Promise< void >;
	onLeave: () => void;
	onStay: () => void;
}

/** Asks what is to become of unsaved changes when a link leads elsewhere. */
export function LeaveDialog( { onSave, onLeave, onStay }: Props ) {
	const [ isSaving, setIsSaving ] = useState( false );
	return (
		<Frame
			title={ __( 'Save your changes?', 'known-visitor' ) }
			size="medium"
			onRequestClose={ onStay }
		>
			<p>
				{ __(
					'You are about to leave this screen, and your changes are not saved.',
					'known-visitor'
				) }
			</p>
			<div className="known-visitor-leave-dialog__buttons">
				<Button
					variant="primary"
					__next40pxDefaultSize
					isBusy={ isSaving }
					disabled={ isSaving }
					accessibleWhenDisabled
					onClick={ () => {
						setIsSaving( true );
						void onSave();
					} }
				>
					{ __( 'Save and leave', 'known-visitor' ) }
				</Button>
				<Button
					variant="secondary"
					isDestructive
					__next40pxDefaultSize
					onClick={ onLeave }
				>
					{ __( 'Leave without saving', 'known-visitor' ) }
				</Button>
				<Button
					variant="tertiary"
					__next40pxDefaultSize
					onClick={ onStay }
				>
					{ __( 'Stay here', 'known-visitor' ) }
				</Button>
			</div>
		</Frame>
	);
}
