import { RadioControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

interface Props {
	enabled: boolean | null;
	onChange: ( enabled: boolean | null ) => void;
}

const VALUES: Readonly< Record< string, boolean | null > > = {
	site: null,
	yes: true,
	no: false,
};

/** Whether the page identifies its visitor. */
export function Identify( { enabled, onChange }: Props ) {
	const [ selected = 'site' ] =
		Object.entries( VALUES ).find( ( [ , value ] ) => value === enabled ) ??
		[];
	return (
		<RadioControl
			label={ __( 'Identify the visitor', 'known-visitor' ) }
			selected={ selected }
			options={ [
				{
					value: 'site',
					label: __( 'As the site’s settings say', 'known-visitor' ),
				},
				{
					value: 'yes',
					label: __(
						'Yes, even on pages that the settings leave out',
						'known-visitor'
					),
				},
				{
					value: 'no',
					label: __(
						'No, everybody is a guest in the chat',
						'known-visitor'
					),
				},
			] }
			onChange={ ( value ) => onChange( VALUES[ value ] ?? null ) }
		/>
	);
}
