/**
 * What becomes of an author's template on the site, told to the author in the
 * editor: the same steps as in includes/page/class-author-template.php.
 */
import {
	AUTHOR_ADDRESS,
	AUTHOR_ENTITY,
	AUTHOR_LINK,
	AUTHOR_LINK_END,
	AUTHOR_LITERAL_ADDRESS,
	AUTHOR_NO_ADDRESS,
	AUTHOR_NO_TAG,
	AUTHOR_NO_TOKEN,
	AUTHOR_OPEN_ADDRESS,
	AUTHOR_PLAIN_PARAMETER,
	AUTHOR_PLAIN_TAGS,
	AUTHOR_TAG,
	AUTHOR_WORD,
} from '../../contract';

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

	const template = withoutOtherTags( typed, ( tag, name ) =>
		( name === 'url' ? addresses : tags ).add( tag )
	)
		.replace( AUTHOR_OPEN_ADDRESS, ( _brace, name: string ) => {
			addresses.add( `{${ name }}` );
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

/** Tells whether a part of what was split at links is text between them. */
const isText = ( _part: string, index: number ): boolean => index % 2 === 0;

/**
 * Gives a template in which every bracket is one of an allowed tag.
 *
 * @param template What the author wrote.
 * @param onOther  Hears of each other tag.
 */
function withoutOtherTags(
	template: string,
	onOther: ( tag: string, name: string ) => void
): string {
	const tags = [ ...template.matchAll( AUTHOR_TAG ) ];
	let done = 0;
	let isAddress = false;
	let restricted = '';
	const copyText = ( end: number ) => {
		const text = template.slice( done, end );
		// The text of `[url]` is its address, judged with it.
		restricted += isAddress ? text : asText( text );
	};
	tags.forEach( ( tag, index ) => {
		const [ source, , name = '' ] = tag;
		copyText( tag.index );
		done = tag.index + source.length;
		const following = tags[ index + 1 ];
		const next = template.slice( done, following?.index );
		const isKept = isAllowed( tag, next + ( following?.[ 0 ] ?? '' ) );
		if ( ! isKept ) {
			onOther( source, name.toLowerCase() );
		}
		restricted += isKept ? source : asText( source );
		isAddress = isKept && source.toLowerCase() === '[url]';
	} );
	copyText( template.length );
	return restricted;
}

/**
 * Tells whether an author may write a tag, by its match (slash, name, and what stands
 * behind `=`) and the text behind it, with the tag behind that.
 */
function isAllowed(
	[ , slash, name = '', parameter ]: RegExpMatchArray,
	next: string
): boolean {
	const tag = name.toLowerCase();
	if ( tag !== 'url' ) {
		return (
			AUTHOR_PLAIN_TAGS.some( ( plain ) => plain === tag ) &&
			AUTHOR_PLAIN_PARAMETER.test( parameter ?? '' )
		);
	}
	if ( slash === '/' || parameter !== undefined ) {
		return slash === '/' || AUTHOR_LITERAL_ADDRESS.test( parameter ?? '' );
	}
	// Between the two halves stands the address alone: the portal takes all of it.
	return (
		next.toLowerCase().endsWith( AUTHOR_LINK_END ) &&
		AUTHOR_LITERAL_ADDRESS.test( next.slice( 0, -AUTHOR_LINK_END.length ) )
	);
}

/** Gives a text without brackets, nor what the portal would decode to some. */
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
