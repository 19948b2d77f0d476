/**
 * What becomes of an author's template on the site, told to the author in the
 * editor: the same steps as in includes/page/class-author-template.php.
 */
import {
	AUTHOR_ADDRESS,
	AUTHOR_ALLOWED,
	AUTHOR_ENTITY,
	AUTHOR_LINK,
	AUTHOR_NO_ADDRESS,
	AUTHOR_NO_TAG,
	AUTHOR_NO_TOKEN,
	AUTHOR_OPEN_ADDRESS,
	AUTHOR_WORD,
} from '../../contract';
import { writeToken } from '../../shared/tokens';

/** A template as an author may have it, and what was taken from it. */
export interface Restricted {
	readonly template: string;
	/** Tags that became text, as typed, each once. */
	readonly tags: readonly string[];
	/** Addresses that became text since they would take a visitor's data along, each once. */
	readonly addresses: readonly string[];
}

/**
 * Makes a template one of somebody without `unfiltered_html`: other tags become text,
 * and no token is filled in an address.
 *
 * @param typed What the author wrote.
 */
export function restrict( typed: string ): Restricted {
	const tags = new Set< string >();
	const addresses = new Set< string >();

	const template = typed
		.split( AUTHOR_ALLOWED )
		.map( ( part, index ) => {
			if ( ! isText( part, index ) ) {
				return part;
			}
			for ( const [ tag, name = '' ] of part.matchAll( TAG ) ) {
				( name.toLowerCase() === 'url' ? addresses : tags ).add( tag );
			}
			return asText( part );
		} )
		.join( '' )
		.replace( AUTHOR_OPEN_ADDRESS, ( _brace, name: string ) => {
			addresses.add( writeToken( name ) );
			return AUTHOR_NO_TOKEN;
		} )
		.replace( AUTHOR_WORD, ( word ) => {
			const parts = word.split( AUTHOR_LINK );
			const text = parts.filter( isText ).join( '' );
			if ( ! /[{}|]/.test( text ) || ! AUTHOR_ADDRESS.test( text ) ) {
				return word;
			}
			// A tag that is text by now was named before.
			if ( ! word.includes( AUTHOR_NO_TAG[ '[' ] ) ) {
				addresses.add( word );
			}
			return parts
				.map( ( part, index ) =>
					isText( part, index )
						? // A slash before a tag is a part of an address, too.
							translate( part + '[', AUTHOR_NO_ADDRESS ).slice(
								0,
								-1
							)
						: part
				)
				.join( '' );
		} );

	return { template, tags: [ ...tags ], addresses: [ ...addresses ] };
}

/** The beginning or end of a tag. */
const TAG = /\[\/?([a-z*]+)(?:=[^[\]]*)?\]/gi;

/** Determines whether a part of what was split at tags is text between them. */
const isText = ( _part: string, index: number ): boolean => index % 2 === 0;

/** Returns a text without brackets, nor what the portal would decode to some. */
const asText = ( text: string ): string =>
	translate( text, AUTHOR_NO_TAG ).replace( AUTHOR_ENTITY, '＆' );

const translate = (
	text: string,
	replacements: Readonly< Record< string, string > >
): string =>
	Object.entries( replacements ).reduce(
		( changed, [ from, to ] ) => changed.replaceAll( from, to ),
		text
	);
