import { ComboboxControl } from '@wordpress/components';
import { useId, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';

import { explainFailure } from '../../api/explain-failure';
import { findUsers, type FoundUser } from '../../api/users';
import { useFound } from '../../hooks/use-found';
import { usePreview } from '../../preview/context';
import { getSite } from '../../site';
import { FieldError } from '../field-error';

const has = ( text: string, words: string ): boolean =>
	text.toLowerCase().includes( words.toLowerCase() );

/** WordPress lists only what has the typed words, so the username is said of whoever was found by that. */
function label( { name, email, username = '' }: FoundUser, words: string ) {
	const known = email ? `${ name } (${ email })` : name;
	return has( known, words ) || ! has( username, words )
		? known
		: `${ name } (${ username })`;
}

/** Oneself, the chosen one, and whoever the search has found; each once. */
function useOptions( found: readonly FoundUser[], words: string ) {
	const { user } = getSite();
	const { person } = usePreview();
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
	const others = [ person, ...found ]
		.filter( ( { id } ) => id !== user.id )
		.map( ( other ) => ( { ...other, label: label( other, words ) } ) );
	return [
		...new Map(
			[ me, ...others ].map( ( one ) => [ one.id, one ] )
		).values(),
	];
}

interface Props {
	/** What is seen of the visitor. */
	label: string;
}

/** Chooses whom the preview is seen as. */
export function PersonPicker( { label: title }: Props ) {
	const { person, setPerson } = usePreview();
	const [ words, setWords ] = useState< string | null >( null );
	const { found, failure, isSearching } = useFound( words, findUsers );
	const people = useOptions( found, words ?? '' );
	const errorId = useId();

	return (
		// Whoever comes here finds the first ten.
		<div onFocus={ () => setWords( ( before ) => before ?? '' ) }>
			<ComboboxControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				label={ title }
				placeholder={ __( 'Search users', 'known-visitor' ) }
				allowReset={ false }
				isLoading={ isSearching }
				value={ String( person.id ) }
				options={ people.map( ( { id, label: text } ) => ( {
					value: String( id ),
					label: text,
				} ) ) }
				onFilterValueChange={ ( typed ) =>
					setWords( ( before ) =>
						before === null ? before : typed
					)
				}
				onChange={ ( value ) => {
					const next = people.find(
						( { id } ) => String( id ) === value
					);
					if ( next ) {
						setPerson( next );
					}
				} }
			/>
			<FieldError id={ errorId }>
				{ failure ? explainFailure( failure ) : undefined }
			</FieldError>
		</div>
	);
}
