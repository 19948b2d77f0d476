import { Notice, RadioControl, TextControl } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { useId, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { useSetting } from '../../hooks/use-setting';
import { store } from '../../store';
import { FieldError } from '../field-error';
import './recipe.scss';

function SiteAddress() {
	const { value, setValue, error } = useSetting( 'site_address' );
	const id = useId();
	return (
		<div>
			<TextControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				label={ __( 'Site address', 'known-visitor' ) }
				help={ __(
					'It is part of every visitor’s identity, and stays as it is when your site moves. Change it only if the code that you used before wrote it another way.',
					'known-visitor'
				) }
				dir="ltr"
				spellCheck={ false }
				autoCapitalize="off"
				value={ value }
				onChange={ setValue }
				aria-invalid={ !! error }
				{ ...( error ? { 'aria-describedby': `${ id }error` } : {} ) }
			/>
			<FieldError id={ `${ id }error` }>{ error }</FieldError>
		</div>
	);
}

function RecipeChoice() {
	const { value, setValue } = useSetting( 'recipe' );
	return (
		<RadioControl
			label={ __( 'How visitors are recognized', 'known-visitor' ) }
			selected={ value }
			options={ [
				{
					label: __(
						'The secure way (recommended)',
						'known-visitor'
					),
					value: 'hmac',
				},
				{
					label: __(
						'As Bitrix24’s help page has it (MD5)',
						'known-visitor'
					),
					description: __(
						'Only if you already use the code of Bitrix24’s help page: your visitors then keep their conversations. Use the same secret and site address as in that code.',
						'known-visitor'
					),
					value: 'md5',
				},
			] }
			onChange={ ( choice ) =>
				setValue( choice === 'md5' ? 'md5' : 'hmac' )
			}
		/>
	);
}

/** Another identity is another, empty conversation: said before it is saved. */
function Cost() {
	const isChanged = useSelect( ( select ) => {
		const edits = select( store ).getEdits();
		return 'recipe' in edits || 'site_address' in edits;
	}, [] );
	return isChanged ? (
		<Notice status="warning" isDismissible={ false }>
			{ __(
				'After saving, every visitor starts a new, empty conversation. Operators keep the old ones, but visitors no longer see them.',
				'known-visitor'
			) }
		</Notice>
	) : null;
}

/** Details that only those need who used other code before. */
export function Recipe() {
	const { value: recipe } = useSetting( 'recipe' );
	const { error } = useSetting( 'site_address' );
	const [ isOpen, setIsOpen ] = useState( recipe !== 'hmac' );
	return (
		<details
			className="known-visitor-recipe"
			// What is wrong is not to be hidden.
			open={ isOpen || !! error }
			onToggle={ ( event ) => setIsOpen( event.currentTarget.open ) }
		>
			<summary>
				{ __( 'Did you use other code before?', 'known-visitor' ) }
			</summary>
			<div className="known-visitor-recipe__body">
				<RecipeChoice />
				<SiteAddress />
				<Cost />
			</div>
		</details>
	);
}
