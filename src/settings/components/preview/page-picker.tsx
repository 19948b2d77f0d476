import { ComboboxControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';

import { explainFailure } from '../../api/explain-failure';
import { findPages } from '../../api/pages';
import { useFound } from '../../hooks/use-found';
import { usePreview, type Page } from '../../preview/context';
import { getSite } from '../../site';
import { FieldError } from '../field-error';

/** The address that somebody types instead of a title: a whole one, or a path of this site. */
function toAddress( typed: string ): string | undefined {
	const words = typed.trim();
	if ( ! /^(https?:\/\/|\/)\S+/i.test( words ) ) {
		return undefined;
	}
	try {
		const { home } = getSite();
		return words.startsWith( '/' )
			? new URL( words.slice( 1 ), home ).href
			: new URL( words ).href;
	} catch {
		return undefined;
	}
}

/** What a page says itself, in a few words. */
function own( { enabled, message }: Page ): string[] {
	if ( enabled === false ) {
		return [ __( 'identifies nobody', 'known-visitor' ) ];
	}
	return [
		...( enabled
			? [ __( 'identifies in any case', 'known-visitor' ) ]
			: [] ),
		...( message ? [ __( 'own message', 'known-visitor' ) ] : [] ),
	];
}

function nameOf( { url, title }: Page ): string {
	const { home } = getSite();
	if ( url === home ) {
		return __( 'Home page', 'known-visitor' );
	}
	const path = url.startsWith( home )
		? `/${ url.slice( home.length ) }`
		: url;
	return title ? `${ title } (${ path })` : path;
}

const label = ( page: Page ): string =>
	[ nameOf( page ), ...own( page ) ].join( ' · ' );

/** Home page, the chosen page, what was found and what was typed; each once, with all that is known of it. */
function useOptions( words: string, found: readonly Page[] ): Page[] {
	const { page } = usePreview();
	const typed = toAddress( words );
	const { home, title } = getSite();
	const pages = [
		{ url: home, title },
		page,
		...found,
		...( typed ? [ { url: typed, title: '' } ] : [] ),
	];
	const known = new Map< string, Page >();
	for ( const one of pages ) {
		const before = known.get( one.url );
		known.set( one.url, {
			...before,
			...one,
			title: before?.title || one.title,
		} );
	}
	return [ ...known.values() ];
}

/** Chooses the page that the visitor looks at, by its title or its address. */
export function PagePicker() {
	const { page, setPage, failure } = usePreview();
	const [ words, setWords ] = useState< string | null >( null );
	const search = useFound( words, findPages );
	const typed = words ? toAddress( words ) : undefined;
	const pages = useOptions( words ?? '', search.found );
	const error = search.failure
		? explainFailure( search.failure )
		: failure?.fields[ 'url' ];

	return (
		// Whoever comes here finds the newest ten.
		<div onFocus={ () => setWords( ( before ) => before ?? '' ) }>
			<ComboboxControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				label={ __( 'On this page', 'known-visitor' ) }
				placeholder={ __(
					'Search pages, or paste an address',
					'known-visitor'
				) }
				allowReset={ false }
				isLoading={ search.isSearching }
				value={ page.url }
				options={ pages.map( ( one ) => ( {
					value: one.url,
					label:
						one.url === typed
							? sprintf(
									/* translators: %s: the address of a page, as it was typed. */
									__( 'Address: %s', 'known-visitor' ),
									( words ?? '' ).trim()
								)
							: label( one ),
				} ) ) }
				onFilterValueChange={ ( text ) =>
					setWords( ( before ) =>
						before === null ? before : text
					)
				}
				onChange={ ( value ) => {
					const next = pages.find( ( { url } ) => url === value );
					if ( next ) {
						setPage( next );
					}
				} }
			/>
			<FieldError id="known-visitor-page-error">{ error }</FieldError>
		</div>
	);
}
