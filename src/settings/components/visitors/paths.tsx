import { RadioControl, TextareaControl } from '@wordpress/components';
import {
	createInterpolateElement,
	useEffect,
	useId,
	useState,
} from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { useSetting } from '../../hooks/use-setting';
import type { EditableSettings } from '../../settings';
import { getSite } from '../../site';
import { FieldError } from '../field-error';
import { Section } from '../section';

type Mode = EditableSettings[ 'paths' ][ 'mode' ];

/** Takes off what does not count, unless it is all that tells a page from another. */
function withoutQuery( path: string ): string {
	const [ address = '' ] = path.split( '#' );
	const [ bare = '' ] = address.split( '?' );
	return /[^/*]/.test( bare ) ? bare : address;
}

/** A pasted address of this site becomes its path; what else is pasted stays, and is explained. */
function toPath( line: string ): string {
	const typed = line.trim();
	try {
		const { host, pathname, search } = new URL( typed );
		const home = new URL( getSite().home );
		return host === home.host && pathname.startsWith( home.pathname )
			? withoutQuery(
					`/${ decodeURI( pathname.slice( home.pathname.length ) ) }${ search }`
				)
			: typed;
	} catch {
		return withoutQuery( typed );
	}
}

const toList = ( text: string ): string[] =>
	text
		.split( '\n' )
		.map( toPath )
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
				className="known-visitor-visitors__paths"
				label={ __( 'Pages, one per line', 'known-visitor' ) }
				help={ createInterpolateElement(
					__(
						'Paste the address of a page, or enter the part after the domain, such as <code>/checkout/</code>. An asterisk stands for anything: <code>/shop/*</code> means every page below /shop/.',
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
				onBlur={ () => setText( toList( text ).join( '\n' ) ) }
				aria-invalid={ !! error }
				{ ...( error ? { 'aria-describedby': `${ id }error` } : {} ) }
			/>
			<FieldError id={ `${ id }error` }>{ error }</FieldError>
		</div>
	);
}

/** What each choice is called. */
export const modes = (): Record< Mode, string > => ( {
	all: __( 'On all pages', 'known-visitor' ),
	only: __( 'Only on these pages', 'known-visitor' ),
	except: __( 'On all pages except these', 'known-visitor' ),
} );

const isMode = ( value: string ): value is Mode => value in modes();

/** On which pages visitors are identified. */
export function Paths() {
	const { value, setValue, error } = useSetting( 'paths' );
	const { mode, list } = value;

	return (
		<Section
			control="paths"
			title={ __( 'On which pages', 'known-visitor' ) }
		>
			<RadioControl
				label={ __( 'On which pages', 'known-visitor' ) }
				hideLabelFromVision
				selected={ mode }
				options={ Object.entries( modes() ).map(
					( [ name, label ] ) => ( {
						value: name,
						label,
					} )
				) }
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
		</Section>
	);
}
