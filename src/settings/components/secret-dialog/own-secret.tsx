import { Button, TextControl } from '@wordpress/components';
import { useId, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';

import { SECRET_MIN_LENGTH } from '../../constants';
import { formatNumber } from '../../utils/characters';
import { FieldError } from '../field-error';

interface Props {
	value: string;
	onChange: ( value: string ) => void;
	error: string | undefined;
}

/** A field for a secret of one's own, covered unless asked otherwise. */
export function OwnSecret( { value, onChange, error }: Props ) {
	const [ isShown, setIsShown ] = useState( false );
	const id = useId();
	return (
		<div className="known-visitor-secret-dialog__own">
			<div className="known-visitor-secret-dialog__input">
				<TextControl
					__nextHasNoMarginBottom
					__next40pxDefaultSize
					label={ __( 'Your secret', 'known-visitor' ) }
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
			<p
				id={ `${ id }hint` }
				className="known-visitor-secret-dialog__hint"
			>
				{ sprintf(
					/* translators: %s: the lowest number of characters, e.g. "16". */
					__(
						'At least %s characters, the more random the better. Blanks count, also at the beginning and at the end.',
						'known-visitor'
					),
					formatNumber( SECRET_MIN_LENGTH )
				) }
			</p>
		</div>
	);
}
