import type { FormEvent, ReactNode, Ref } from 'react';

import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { Frame } from './frame';
import './dialog.scss';

interface Props {
	title: string;
	/** What the button says that does it. */
	submitLabel: string;
	isDestructive?: boolean;
	isBusy: boolean;
	onSubmit: () => void;
	onCancel: () => void;
	formRef: Ref< HTMLFormElement >;
	children: ReactNode;
}

/** A form in a dialog, which is not left by a slip of the mouse, nor half way. */
export function FormDialog( {
	title,
	submitLabel,
	isDestructive = false,
	isBusy,
	onSubmit,
	onCancel,
	formRef,
	children,
}: Props ) {
	const submit = ( event: FormEvent ) => {
		event.preventDefault();
		if ( ! isBusy ) {
			onSubmit();
		}
	};
	return (
		<Frame
			title={ title }
			size="medium"
			shouldCloseOnClickOutside={ false }
			onRequestClose={ () => isBusy || onCancel() }
		>
			<form
				ref={ formRef }
				className="known-visitor-dialog"
				onSubmit={ submit }
				noValidate
			>
				{ children }
				<div className="known-visitor-dialog__buttons">
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
						isDestructive={ isDestructive }
						isBusy={ isBusy }
						disabled={ isBusy }
						accessibleWhenDisabled
					>
						{ submitLabel }
					</Button>
				</div>
			</form>
		</Frame>
	);
}
