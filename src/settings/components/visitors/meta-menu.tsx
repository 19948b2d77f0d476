import { useCallback } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';

import { explainFailure } from '../../api/explain-failure';
import { findMeta } from '../../api/user-meta';
import { useFound } from '../../hooks/use-found';
import { usePreview } from '../../preview/context';
import { PickList } from '../pick-list';
import { PickMenu } from '../pick-list/menu';

interface Props {
	/** Keys that are on the list already. */
	allowed: readonly string[];
	onPick: ( key: string ) => void;
}

/** What the previewed visitor has that is not allowed yet, and why that is nothing. */
function useChoices( allowed: readonly string[] ) {
	const { person } = usePreview();
	const { found, failure, isSearching } = useFound(
		'',
		useCallback( () => findMeta( person.id ), [ person.id ] )
	);
	const choices = found
		.filter( ( { key } ) => ! allowed.includes( key ) )
		.map( ( { key, value } ) => ( { name: key, value } ) );
	if ( isSearching ) {
		return { choices, none: __( 'Asking your site…', 'known-visitor' ) };
	}
	if ( failure ) {
		return { choices, none: explainFailure( failure ) };
	}
	return {
		choices,
		none: choices.length
			? __(
					'No key found. If you know it, type it into the field.',
					'known-visitor'
				)
			: sprintf(
					/* translators: %s: name of a user. */
					__(
						'%s has no more data that could be sent. Another visitor may have some.',
						'known-visitor'
					),
					person.name
				),
	};
}

function MetaList( { allowed, onPick }: Props ) {
	const { person } = usePreview();
	const { choices, none } = useChoices( allowed );
	return (
		<PickList
			label={ __( 'User meta keys', 'known-visitor' ) }
			searchLabel={ __( 'Search keys', 'known-visitor' ) }
			groups={ [
				{
					title: sprintf(
						/* translators: %s: name of a user. */
						__( 'Data of %s', 'known-visitor' ),
						person.name
					),
					choices,
				},
			] }
			none={ none }
			onPick={ onPick }
		/>
	);
}

/** A button for the keys that the previewed visitor has, with the values. */
export function MetaMenu( { allowed, onPick }: Props ) {
	return (
		<PickMenu
			label={ __( 'Choose a key…', 'known-visitor' ) }
			title={ __( 'Choose a key', 'known-visitor' ) }
		>
			{ ( close ) => (
				<MetaList
					allowed={ allowed }
					onPick={ ( key ) => {
						close();
						onPick( key );
					} }
				/>
			) }
		</PickMenu>
	);
}
