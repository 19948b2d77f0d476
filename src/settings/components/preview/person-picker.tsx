import { ComboboxControl } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';

import { findUsers, type FoundUser } from '../../api/users';
import { usePreview } from '../../preview/context';
import { getSite } from '../../site';
import type { Failure } from '../../store/types';
import { explainFailure } from '../../utils/explain-failure';
import { FieldError } from '../field-error';

const PAUSE = 300;

/** Asks for users while somebody types. */
function useFound( words: string ) {
	const [ found, setFound ] = useState< FoundUser[] >( [] );
	const [ failure, setFailure ] = useState< Failure | null >( null );
	const [ isSearching, setIsSearching ] = useState( false );

	useEffect( () => {
		let isStale = false;
		const search = async () => {
			setIsSearching( true );
			const result = await findUsers( words );
			if ( ! isStale ) {
				setIsSearching( false );
				setFound( result.value ?? [] );
				setFailure( result.failure ?? null );
			}
		};
		const timer = words ? setTimeout( search, PAUSE ) : undefined;
		return () => {
			isStale = true;
			clearTimeout( timer );
		};
	}, [ words ] );

	return { found, failure, isSearching };
}

const label = ( { name, email }: { name: string; email: string } ): string =>
	email ? `${ name } (${ email })` : name;

/** Oneself, the chosen one, and whoever the search has found; each once. */
function useOptions( found: readonly FoundUser[] ) {
	const { user } = getSite();
	const [ chosen, setChosen ] = useState< FoundUser | null >( null );
	const me = {
		...user,
		label: user.name
			? sprintf(
					/* translators: %s: name of the signed-in administrator. */
					__( 'You: %s', 'known-visitor' ),
					user.name
				)
			: __( 'You', 'known-visitor' ),
	};
	const others = [ ...( chosen ? [ chosen ] : [] ), ...found ]
		.filter( ( { id } ) => id !== user.id )
		.map( ( other ) => ( { ...other, label: label( other ) } ) );
	const people = [
		...new Map(
			[ me, ...others ].map( ( person ) => [ person.id, person ] )
		).values(),
	];
	return { people, setChosen };
}

/** Chooses whom the preview is seen as. */
export function PersonPicker() {
	const { person, setPerson } = usePreview();
	const [ words, setWords ] = useState( '' );
	const { found, failure, isSearching } = useFound( words );
	const { people, setChosen } = useOptions( found );

	return (
		<div>
			<ComboboxControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				label={ __( 'Seen as', 'known-visitor' ) }
				placeholder={ __( 'Search users', 'known-visitor' ) }
				allowReset={ false }
				isLoading={ isSearching }
				value={ String( person.id ) }
				options={ people.map( ( { id, label: text } ) => ( {
					value: String( id ),
					label: text,
				} ) ) }
				onFilterValueChange={ setWords }
				onChange={ ( value ) => {
					const next = people.find(
						( { id } ) => String( id ) === value
					);
					if ( next ) {
						setChosen( next );
						setPerson( next );
					}
				} }
			/>
			<FieldError id="known-visitor-person-error">
				{ failure ? explainFailure( failure, 'preview' ) : undefined }
			</FieldError>
		</div>
	);
}
