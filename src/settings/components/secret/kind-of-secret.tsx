import { RadioControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

interface Props {
	isOwn: boolean;
	onChange: ( isOwn: boolean ) => void;
}

/** A strong secret that the server makes, or one's own. */
export function KindOfSecret( { isOwn, onChange }: Props ) {
	return (
		<RadioControl
			label={ __( 'New secret', 'known-visitor' ) }
			selected={ isOwn ? 'own' : 'made' }
			options={ [
				{
					label: __(
						'Make a strong one (recommended)',
						'known-visitor'
					),
					value: 'made',
				},
				{
					label: __( 'Use my own', 'known-visitor' ),
					value: 'own',
				},
			] }
			onChange={ ( value ) => onChange( value === 'own' ) }
		/>
	);
}
