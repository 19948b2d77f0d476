import { Notice, RadioControl, TextareaControl } from '@wordpress/components';
import {
	createInterpolateElement,
	useEffect,
	useId,
	useState,
} from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { useSetting } from '../../hooks/use-setting';
import type { EditableSettings } from '../../store/types';
import { FieldError } from '../field-error';
import { Group } from '../group';

type Mode = EditableSettings[ 'paths' ][ 'mode' ];

const toList = ( text: string ): string[] =>
	text
		.split( '\n' )
		.map( ( line ) => line.trim() )
		.filter( ( line ) => line );

interface ListProps {
	list: string[];
	onChange: ( list: string[] ) => void;
	error: string | undefined;
}

function PathList( { list, onChange, error }: ListProps ) {
	const id = useId();
	const [ text, setText ] = useState( list.join( '\n' ) );
	const saved = list.join( '\n' );

	// Blank lines stay while somebody types; another list replaces the text.
	useEffect( () => {
		setText( ( before ) =>
			toList( before ).join( '\n' ) === saved ? before : saved
		);
	}, [ saved ] );

	return (
		<div>
			<TextareaControl
				__nextHasNoMarginBottom
				className="known-visitor-visitor__paths"
				label={ __( 'Paths, one per line', 'known-visitor' ) }
				help={ createInterpolateElement(
					__(
						'What follows the domain, such as <code>/checkout/</code>. <code>*</code> stands for anything: <code>/shop/*</code> is everything below /shop/.',
						'known-visitor'
					),
					{ code: <code dir="ltr" /> }
				) }
				rows={ 4 }
				dir="ltr"
				spellCheck={ false }
				autoCapitalize="off"
				value={ text }
				onChange={ ( typed ) => {
					setText( typed );
					onChange( toList( typed ) );
				} }
				aria-invalid={ !! error }
				{ ...( error ? { 'aria-describedby': `${ id }error` } : {} ) }
			/>
			<FieldError id={ `${ id }error` }>{ error }</FieldError>
		</div>
	);
}

const isMode = ( value: string ): value is Mode =>
	value === 'all' || value === 'only' || value === 'except';

/** On which pages visitors are identified. */
export function Paths() {
	const { value, setValue, error } = useSetting( 'paths' );
	const { mode, list } = value;

	return (
		<Group title={ __( 'On which pages', 'known-visitor' ) }>
			<RadioControl
				label={ __( 'On which pages', 'known-visitor' ) }
				hideLabelFromVision
				selected={ mode }
				options={ [
					{
						label: __( 'On all pages', 'known-visitor' ),
						value: 'all',
					},
					{
						label: __( 'Only on these', 'known-visitor' ),
						value: 'only',
					},
					{
						label: __( 'On all but these', 'known-visitor' ),
						value: 'except',
					},
				] }
				onChange={ ( choice ) =>
					isMode( choice ) && setValue( { ...value, mode: choice } )
				}
			/>
			{ ( mode !== 'all' || error ) && (
				<PathList
					list={ list }
					onChange={ ( paths ) =>
						setValue( { ...value, list: paths } )
					}
					error={ error }
				/>
			) }
			{ mode === 'only' && list.length === 0 && (
				<Notice status="warning" isDismissible={ false }>
					{ __(
						'No path is listed yet: until one is, nobody is identified anywhere.',
						'known-visitor'
					) }
				</Notice>
			) }
		</Group>
	);
}
