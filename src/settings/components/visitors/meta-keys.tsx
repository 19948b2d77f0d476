import { FormTokenField, VisuallyHidden } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';

import { findMetaKeys } from '../../../shared/first-message';
import { useSetting } from '../../hooks/use-setting';
import { templatesOf } from '../../preview/request';
import { store } from '../../store';
import { canBeSent } from '../../validation';
import { FieldError } from '../field-error';
import { PersonPicker } from '../preview/person-picker';
import { Section } from '../section';
import { MetaMenu } from './meta-menu';

/** Keys that the owner's templates ask for. */
function useWanted( allowed: readonly string[] ): string[] {
	const templates = useSelect( ( select ) => {
		const settings = select( store ).getSettings();
		return settings ? templatesOf( settings ) : '';
	}, [] );
	return findMetaKeys( templates ).filter(
		( key ) => ! allowed.includes( key ) && canBeSent( key )
	);
}

/** User meta that may be sent, since the owner said so. */
export function MetaKeys() {
	const { value, setValue, error } = useSetting( 'meta_keys' );
	const [ added, setAdded ] = useState( '' );
	return (
		<Section
			control="meta_keys"
			title={ __( 'More user data', 'known-visitor' ) }
			intro={ __(
				'Other plugins may store more about a user, such as a customer number. Allow its key here to use it in the first message. Passwords, sessions and capabilities can never be sent.',
				'known-visitor'
			) }
		>
			<div { ...( error ? { 'data-invalid': 'true' } : {} ) }>
				<FormTokenField
					__nextHasNoMarginBottom
					__next40pxDefaultSize
					label={ __( 'Allowed user meta keys', 'known-visitor' ) }
					value={ value }
					suggestions={ useWanted( value ) }
					tokenizeOnBlur
					onChange={ ( keys ) =>
						setValue(
							keys.map( ( key ) =>
								typeof key === 'string' ? key : key.value
							)
						)
					}
				/>
				<FieldError id="known-visitor-meta-keys-error">
					{ error }
				</FieldError>
			</div>
			<div className="known-visitor-visitors__pick">
				<PersonPicker
					label={ __( 'Data of this visitor', 'known-visitor' ) }
				/>
				<MetaMenu
					allowed={ value }
					onPick={ ( key ) => {
						setValue( [ ...value, key ] );
						setAdded( key );
					} }
				/>
				<VisuallyHidden role="status">
					{ added &&
						sprintf(
							/* translators: %s: a user meta key, e.g. "customer_number". */
							__( '%s added.', 'known-visitor' ),
							added
						) }
				</VisuallyHidden>
			</div>
		</Section>
	);
}
