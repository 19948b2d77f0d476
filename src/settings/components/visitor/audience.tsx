import { CheckboxControl, Notice, RadioControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';

import { useSetting } from '../../hooks/use-setting';
import { getSite } from '../../site';
import { FieldError } from '../field-error';
import { Group } from '../group';

/** Names of all roles, and of chosen ones that the site no longer has. */
function roleNames( chosen: readonly string[] ): [ string, string ][] {
	const { roles } = getSite();
	const gone = chosen.filter( ( role ) => ! ( role in roles ) );
	return [
		...Object.entries( roles ),
		...gone.map( ( role ): [ string, string ] => [
			role,
			sprintf(
				/* translators: %s: the technical name of a role. */
				__( '%s (no longer on this site)', 'known-visitor' ),
				role
			),
		] ),
	];
}

interface RolesProps {
	chosen: string[];
	onChange: ( roles: string[] ) => void;
}

function Roles( { chosen, onChange }: RolesProps ) {
	return (
		<fieldset className="known-visitor-visitor__roles">
			<legend className="screen-reader-text">
				{ __( 'Roles', 'known-visitor' ) }
			</legend>
			{ roleNames( chosen ).map( ( [ role, name ] ) => (
				<CheckboxControl
					key={ role }
					__nextHasNoMarginBottom
					label={ name }
					checked={ chosen.includes( role ) }
					onChange={ ( isChosen ) =>
						onChange(
							isChosen
								? [ ...chosen, role ]
								: chosen.filter( ( other ) => other !== role )
						)
					}
				/>
			) ) }
		</fieldset>
	);
}

/** Which signed-in visitors are identified. */
export function Audience() {
	const { value, setValue, error } = useSetting( 'roles' );
	const [ isChoosing, setIsChoosing ] = useState( value.length > 0 );
	const isSome = isChoosing || value.length > 0;

	return (
		<Group title={ __( 'Who is identified', 'known-visitor' ) }>
			<RadioControl
				label={ __( 'Who is identified', 'known-visitor' ) }
				hideLabelFromVision
				selected={ isSome ? 'some' : 'all' }
				options={ [
					{
						label: __( 'All signed-in visitors', 'known-visitor' ),
						value: 'all',
					},
					{
						label: __( 'Only these roles', 'known-visitor' ),
						value: 'some',
					},
				] }
				onChange={ ( choice ) => {
					setIsChoosing( choice === 'some' );
					setValue( [] );
				} }
			/>
			{ isSome && <Roles chosen={ value } onChange={ setValue } /> }
			{ isSome && value.length === 0 && (
				<Notice status="warning" isDismissible={ false }>
					{ __(
						'No role is chosen yet: until one is, all signed-in visitors are identified.',
						'known-visitor'
					) }
				</Notice>
			) }
			<FieldError id="known-visitor-roles-error">{ error }</FieldError>
		</Group>
	);
}
