import { TextControl } from '@wordpress/components';
import { useId } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { toPageUrl, usePreview } from '../../preview/context';
import { FieldError } from '../field-error';

/** Which page the visitor looks at. */
export function PageFields() {
	const { address, setAddress, title, setTitle } = usePreview();
	const id = useId();
	const isWrong = ! toPageUrl( address );

	return (
		<div className="known-visitor-preview__page">
			<div>
				<TextControl
					__nextHasNoMarginBottom
					__next40pxDefaultSize
					type="url"
					dir="ltr"
					label={ __( 'On the page', 'known-visitor' ) }
					value={ address }
					onChange={ setAddress }
					aria-invalid={ isWrong }
					{ ...( isWrong
						? { 'aria-describedby': `${ id }error` }
						: {} ) }
				/>
				<FieldError id={ `${ id }error` }>
					{ isWrong
						? __(
								'This is not the address of a page. It starts with https://.',
								'known-visitor'
							)
						: undefined }
				</FieldError>
			</div>
			<TextControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				label={ __( 'With the title', 'known-visitor' ) }
				value={ title }
				onChange={ setTitle }
			/>
		</div>
	);
}
