import { FormTokenField } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';

import { findMetaKeys } from '../../../shared/first-message';
import { useSetting } from '../../hooks/use-setting';
import { templatesOf } from '../../preview/request';
import { store } from '../../store';
import { canBeSent } from '../../utils/check-meta-keys';
import { FieldError } from '../field-error';
import { Group } from '../group';

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
	return (
		<Group
			title={ __( 'More from the profile', 'known-visitor' ) }
			intro={ __(
				'What other plugins store about a user, such as a customer number, can go into the first message once its key is allowed here. Passwords, sessions and capabilities never can.',
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
			</div>
			<FieldError id="known-visitor-meta-keys-error">
				{ error }
			</FieldError>
		</Group>
	);
}
