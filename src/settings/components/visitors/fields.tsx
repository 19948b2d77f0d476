import { SelectControl, ToggleControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { useSetting } from '../../hooks/use-setting';
import type { Fields as Sources } from '../../settings';
import { FieldError } from '../field-error';
import { Section } from '../section';

type Switch = 'avatar' | 'email' | 'www' | 'position';

/** What the fields are called. */
export const fieldNames = () => ( {
	name: __( 'Name', 'known-visitor' ),
	last_name: __( 'Last name', 'known-visitor' ),
	...switches(),
} );

/** What a name is taken from. */
export const nameSources = (): Record<
	Sources[ 'name' | 'last_name' ],
	string
> => ( {
	first_name: __( 'First name', 'known-visitor' ),
	display_name: __( 'Display name', 'known-visitor' ),
	nickname: __( 'Nickname', 'known-visitor' ),
	last_name: __( 'Last name', 'known-visitor' ),
	none: __( 'Don’t send', 'known-visitor' ),
} );

const switches = (): Record< Switch, string > => ( {
	avatar: __( 'Profile picture', 'known-visitor' ),
	email: __( 'Email address', 'known-visitor' ),
	www: __( 'Link to the WordPress profile', 'known-visitor' ),
	position: __( 'Role on this site, as the position', 'known-visitor' ),
} );

const isSwitch = ( name: string ): name is Switch => name in switches();

/** Some of the sources, to choose from. */
const options = < Source extends keyof ReturnType< typeof nameSources > >(
	...sources: Source[]
) => sources.map( ( value ) => ( { value, label: nameSources()[ value ] } ) );

interface NamesProps {
	fields: Sources;
	onChange: ( change: Partial< Sources > ) => void;
}

function Names( { fields, onChange }: NamesProps ) {
	return (
		<div className="known-visitor-visitors__pair">
			<SelectControl< Sources[ 'name' ] >
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				label={ fieldNames().name }
				value={ fields.name }
				options={ options( 'first_name', 'display_name', 'nickname' ) }
				onChange={ ( name ) => onChange( { name } ) }
			/>
			<SelectControl< Sources[ 'last_name' ] >
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				label={ fieldNames().last_name }
				value={ fields.last_name }
				options={ options( 'last_name', 'none' ) }
				onChange={ ( name ) => onChange( { last_name: name } ) }
			/>
		</div>
	);
}

/** Which fields the portal gets, and where each comes from. */
export function Fields() {
	const { value, setValue, error } = useSetting( 'fields' );
	const change = ( part: Partial< Sources > ) =>
		setValue( { ...value, ...part } );

	return (
		<Section
			control="fields"
			title={ __(
				'What Bitrix24 learns about a visitor',
				'known-visitor'
			) }
			intro={ __(
				'Bitrix24 stores these details when a visitor first opens the chat, and does not update them later. Changes here apply to new visitors only.',
				'known-visitor'
			) }
		>
			<Names fields={ value } onChange={ change } />
			<div className="known-visitor-visitors__switches">
				{ Object.entries( switches() ).map(
					( [ name, label ] ) =>
						isSwitch( name ) && (
							<ToggleControl
								key={ name }
								__nextHasNoMarginBottom
								label={ label }
								checked={ value[ name ] }
								onChange={ ( isOn ) =>
									change( { [ name ]: isOn } )
								}
							/>
						)
				) }
			</div>
			<FieldError id="known-visitor-fields-error">{ error }</FieldError>
		</Section>
	);
}
