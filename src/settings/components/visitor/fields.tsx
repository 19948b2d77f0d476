import { SelectControl, ToggleControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { useSetting } from '../../hooks/use-setting';
import type { Fields as Sources } from '../../store/types';
import { FieldError } from '../field-error';
import { Group } from '../group';
import './visitor.scss';

type Switch = 'avatar' | 'email' | 'www' | 'position';

const switches = (): Record< Switch, string > => ( {
	avatar: __( 'Picture (avatar)', 'known-visitor' ),
	email: __( 'E-mail address', 'known-visitor' ),
	www: __( 'Link to the WordPress profile', 'known-visitor' ),
	position: __( 'Role on the site, as the position', 'known-visitor' ),
} );

const isSwitch = ( name: string ): name is Switch => name in switches();

interface NamesProps {
	fields: Sources;
	onChange: ( change: Partial< Sources > ) => void;
}

function Names( { fields, onChange }: NamesProps ) {
	return (
		<div className="known-visitor-visitor__pair">
			<SelectControl< Sources[ 'name' ] >
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				label={ __( 'Name', 'known-visitor' ) }
				value={ fields.name }
				options={ [
					{
						value: 'first_name',
						label: __( 'First name', 'known-visitor' ),
					},
					{
						value: 'display_name',
						label: __( 'Name shown on the site', 'known-visitor' ),
					},
					{
						value: 'nickname',
						label: __( 'Nickname', 'known-visitor' ),
					},
				] }
				onChange={ ( name ) => onChange( { name } ) }
			/>
			<SelectControl< Sources[ 'last_name' ] >
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				label={ __( 'Last name', 'known-visitor' ) }
				value={ fields.last_name }
				options={ [
					{
						value: 'last_name',
						label: __( 'Last name', 'known-visitor' ),
					},
					{
						value: 'none',
						label: __( 'Don’t send', 'known-visitor' ),
					},
				] }
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
		<Group
			title={ __( 'What Bitrix24 learns of a visitor', 'known-visitor' ) }
			intro={ __(
				'Bitrix24 takes this when it meets a visitor for the first time, and keeps it: later changes reach new visitors only.',
				'known-visitor'
			) }
		>
			<Names fields={ value } onChange={ change } />
			<div className="known-visitor-visitor__switches">
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
		</Group>
	);
}
