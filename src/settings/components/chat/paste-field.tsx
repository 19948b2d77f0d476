import { Button, TextareaControl } from '@wordpress/components';
import { useId, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { useSettled } from '../../../admin/use-settled';
import { useSetting } from '../../hooks/use-setting';
import { isVendors, readWidgetCode } from '../../validation/widget-code';
import { FieldError } from '../field-error';
import { ConfirmHost } from './confirm-host';

interface Props {
	/** What was pasted, if it was not understood. */
	value: string;
	onChange: ( pasted: string ) => void;
	/** Called with the address that was understood, once the owner is sure of it. */
	onTake: ( address: string ) => void;
	/** Goes back to the address that there is. */
	onCancel?: () => void;
}

/** Takes the code as Bitrix24 gives it, and says what else it might be. */
export function PasteField( { value, onChange, onTake, onCancel }: Props ) {
	const id = useId();
	const field = useRef< HTMLTextAreaElement >( null );
	const [ foreign, setForeign ] = useState< {
		pasted: string;
		address: string;
	} | null >( null );
	const { error } = useSetting( 'widget_url' );
	// A sentence for every key would be noise.
	const shownError = useSettled( error );

	const read = ( pasted: string ) => {
		const { address } = readWidgetCode( pasted );
		setForeign( null );
		if ( address && ! isVendors( address ) ) {
			setForeign( { pasted, address } );
			if ( value ) {
				onChange( '' );
			}
		} else if ( address ) {
			onTake( address );
		} else {
			onChange( pasted );
		}
	};

	return (
		<>
			<TextareaControl
				ref={ field }
				__nextHasNoMarginBottom
				label={ __( 'Code of the website widget', 'known-visitor' ) }
				help={ __(
					'Copy the code of the website widget: in Bitrix24, CRM > Sales > Sales channels > Website widget; in older portals, CRM > Add-ons.',
					'known-visitor'
				) }
				rows={ 3 }
				dir="ltr"
				className="known-visitor-widget-code__field"
				spellCheck={ false }
				placeholder="<script> … </script>"
				value={ foreign?.pasted ?? value }
				onChange={ read }
				aria-invalid={ !! error }
				{ ...( error && shownError
					? { 'aria-describedby': `${ id }error` }
					: {} ) }
			/>
			<FieldError id={ `${ id }error` }>
				{ error && shownError }
			</FieldError>
			{ foreign && (
				<ConfirmHost
					address={ foreign.address }
					onConfirm={ () => onTake( foreign.address ) }
					onRefuse={ () => {
						setForeign( null );
						field.current?.focus();
					} }
				/>
			) }
			{ onCancel && (
				<div>
					<Button
						variant="tertiary"
						__next40pxDefaultSize
						onClick={ onCancel }
					>
						{ __( 'Keep the current widget', 'known-visitor' ) }
					</Button>
				</div>
			) }
		</>
	);
}
