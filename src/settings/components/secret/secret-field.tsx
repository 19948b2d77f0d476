import { Button, TextControl } from '@wordpress/components';
import { useId, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { useSettled } from '../../../admin/use-settled';
import { FieldError } from '../field-error';
import { Notice } from '../notice';
import { isWeak } from './check-secret';
import './secret-field.scss';

interface Props {
	label: string;
	hint: string;
	value: string;
	onChange: ( value: string ) => void;
	error: string | undefined;
}

/** A field for a secret, covered unless asked otherwise. */
export function SecretField( { label, hint, value, onChange, error }: Props ) {
	const [ isShown, setIsShown ] = useState( false );
	const settled = useSettled( value );
	const id = useId();
	return (
		<div className="known-visitor-secret-field">
			<div className="known-visitor-secret-field__input">
				<TextControl
					__nextHasNoMarginBottom
					__next40pxDefaultSize
					label={ label }
					type={ isShown ? 'text' : 'password' }
					value={ value }
					onChange={ onChange }
					autoComplete="off"
					autoCapitalize="off"
					spellCheck={ false }
					dir="ltr"
					aria-invalid={ !! error }
					aria-describedby={
						error ? `${ id }hint ${ id }error` : `${ id }hint`
					}
				/>
				<Button
					variant="secondary"
					__next40pxDefaultSize
					aria-label={
						isShown
							? __( 'Hide the secret', 'known-visitor' )
							: __( 'Show the secret', 'known-visitor' )
					}
					onClick={ () => setIsShown( ! isShown ) }
				>
					{ isShown
						? __( 'Hide', 'known-visitor' )
						: __( 'Show', 'known-visitor' ) }
				</Button>
			</div>
			<FieldError id={ `${ id }error` }>{ error }</FieldError>
			<p id={ `${ id }hint` } className="known-visitor-dialog__hint">
				{ hint }
			</p>
			{ isWeak( settled ) && isWeak( value ) && (
				<Notice status="warning">
					{ __(
						'The secret is weak: somebody could guess it and read visitors’ conversations.',
						'known-visitor'
					) }
				</Notice>
			) }
		</div>
	);
}
