import { CheckboxControl, RadioControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useRef } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';

import { useSetting } from '../../hooks/use-setting';
import { controlId } from '../../navigation';
import { getSite } from '../../site';
import { store } from '../../store';
import { FieldError } from '../field-error';
import { Section } from '../section';
import { MasterSwitch } from './master-switch';

/** Names of all roles, and of chosen ones that the site no longer has. */
function roleNames( chosen: readonly string[] ): [ string, string ][] {
	const { roles } = getSite();
	const gone = chosen.filter( ( role ) => ! ( role in roles ) );
	return [
		...Object.entries( roles ),
		...gone.map( ( role ): [ string, string ] => [
			role,
			sprintf(
				/* translators: %s: the technical name of a role, e.g. "customer". */
				__( '%s (no longer on this site)', 'known-visitor' ),
				role
			),
		] ),
	];
}

interface RolesProps {
	chosen: string[];
	onChange: ( roles: string[] ) => void;
	error: string | undefined;
}

function Roles( { chosen, onChange, error }: RolesProps ) {
	return (
		<fieldset
			className="known-visitor-visitors__roles"
			aria-describedby={ error ? 'known-visitor-roles-error' : undefined }
			{ ...( error ? { 'data-invalid': 'true' } : {} ) }
		>
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
	const isChoosing = useSelect(
		( select ) => select( store ).isChoosingRoles(),
		[]
	);
	const { chooseRoles } = useDispatch( store );
	const isSome = isChoosing || value.length > 0;
	const chosen = useRef< string[] >( [] );

	return (
		<Section
			control="audience"
			title={ __( 'Who is identified', 'known-visitor' ) }
		>
			<MasterSwitch />
			<div
				id={ controlId( 'roles' ) }
				className="known-visitor-visitors__which"
			>
				<RadioControl
					label={ __( 'Which visitors', 'known-visitor' ) }
					selected={ isSome ? 'some' : 'all' }
					options={ [
						{
							label: __(
								'All signed-in visitors',
								'known-visitor'
							),
							value: 'all',
						},
						{
							label: __(
								'Only visitors with these roles',
								'known-visitor'
							),
							value: 'some',
						},
					] }
					onChange={ ( choice ) => {
						void chooseRoles( choice === 'some' );
						setValue( choice === 'some' ? chosen.current : [] );
						// A slip of the mouse, or an arrow on the way, loses none.
						chosen.current = value;
					} }
				/>
				{ isSome && (
					<Roles
						chosen={ value }
						error={ error }
						onChange={ ( roles ) => {
							void chooseRoles( true );
							setValue( roles );
						} }
					/>
				) }
			</div>
			<FieldError id="known-visitor-roles-error">{ error }</FieldError>
		</Section>
	);
}
