/**
 * The shortcode as PHP reads it (includes/page/class-override-parser.php), for the
 * editor, which cannot wait for an answer of the server. What both must read alike is
 * in tests/vectors/override.json.
 */
import { MAX_CONTENT_LENGTH, MAX_SHORTCODES, SHORTCODE } from '../../contract';
import { decodeEntities } from '../../shared/entities';
import { tidy, type Override } from './override';

/** Tags that are looked at: those of all shortcodes that count, and some that belong to none. */
const MAX_TAGS = 3 * MAX_SHORTCODES;

/** A tag, of a beginning or of an end. */
interface Tag {
	readonly start: number;
	readonly end: number;
	readonly closes: boolean;
	readonly closed: boolean;
	readonly attributes: string;
}

const TAG = new RegExp( `\\[(/?)${ SHORTCODE }(?![\\w-])([^\\]]*)\\]`, 'g' );

/**
 * `enabled` and its value, with whatever editors and WordPress make of the quotes and
 * the blanks around them: other quotes, entities, elements.
 */
const ENABLED =
	/(?:^|[^\w-])enabled(?:[^\w&<=-]|&#?\w+;|<[^>]*>)*=(?:[^\w&<-]|&#?\w+;|<[^>]*>)*(no|false|off|0|yes|true|on|1)(?![\w-])/i;

const YES = [ 'yes', 'true', 'on', '1' ];

/**
 * Reads what a text says. The last shortcode wins, each for what it says.
 *
 * @param text Content as it is stored, or as it was pasted.
 * @return The template as it was typed, with the blanks around it.
 */
export function readOverride( text: string ): Override {
	return shortcodesIn( text )
		.map( ( { attributes, content } ) => ( {
			enabled: enabledIn( attributes ),
			template: content === null ? null : toTemplate( content ),
		} ) )
		.reduce< Override >( both, { enabled: null, template: null } );
}

/**
 * Determines whether a text is a shortcode of ours and nothing else.
 *
 * @param text Any text.
 */
export function isOverride( text: string ): boolean {
	const [ first, ...others ] = shortcodesIn( text );
	return (
		first !== undefined &&
		others.length === 0 &&
		text.trim() === text.slice( first.start, first.end )
	);
}

/** What two shortcodes say together. */
const both = ( first: Override, later: Override ): Override => ( {
	enabled: later.enabled ?? first.enabled,
	template:
		later.template !== null && tidy( later.template )
			? later.template
			: ( first.template ?? later.template ),
} );

interface Shortcode {
	readonly start: number;
	readonly end: number;
	readonly attributes: string;
	/** What stands between it and its end. Null if it has none. */
	readonly content: string | null;
}

/** Finds the shortcodes that count. `[[known_visitor]]` is a text about it. */
function shortcodesIn( text: string ): Shortcode[] {
	const found: Shortcode[] = [];
	const isQuoted = ( first: Tag, last: Tag ) =>
		text[ first.start - 1 ] === '[' && text[ last.end ] === ']';
	const take = ( first: Tag, last?: Tag ) =>
		found.push( {
			start: first.start,
			end: ( last ?? first ).end,
			attributes: first.attributes,
			content: last ? text.slice( first.end, last.start ) : null,
		} );

	let open: Tag | null = null;
	for ( const tag of tagsIn( text ) ) {
		if ( open && ! tag.closes ) {
			// It has no end.
			take( open );
			open = null;
		}
		if ( found.length >= MAX_SHORTCODES ) {
			break;
		}
		if ( tag.closes ) {
			if ( open && ! isQuoted( open, tag ) ) {
				take( open, tag );
			}
			open = null;
		} else if ( isQuoted( tag, tag ) ) {
			continue;
		} else if ( tag.closed ) {
			take( tag );
		} else {
			open = tag;
		}
	}
	if ( open ) {
		take( open );
	}
	return found;
}

/** Finds the tags in their order. Behind the last bracket none can end. */
const tagsIn = ( text: string ): Tag[] =>
	[ ...text.slice( 0, text.lastIndexOf( ']' ) + 1 ).matchAll( TAG ) ]
		.slice( 0, MAX_TAGS )
		.map( ( { index, 0: whole, 1: slash, 2: attributes = '' } ) => ( {
			start: index,
			end: index + whole.length,
			closes: slash === '/',
			closed: attributes.endsWith( '/' ),
			attributes: attributes.replace( /\/+$/, '' ),
		} ) );

function enabledIn( attributes: string ): boolean | null {
	const value = ENABLED.exec( attributes )?.[ 1 ];
	return value === undefined ? null : YES.includes( value.toLowerCase() );
}

/** Comments, and elements with what may stand in their quotes. */
const HTML_TAG = /<!--[^]*?-->|<[^\s>](?:"[^"]*"|'[^']*'|[^"'>])*>/g;

/** Makes plain text of what editors and WordPress make of it. */
const toTemplate = ( html: string ): string =>
	decodeEntities(
		html
			.slice( 0, MAX_CONTENT_LENGTH )
			.replace( /<br\s{0,9}\/?>(\r?\n)?/gi, '\n' )
			.replace( /<\/p>/gi, '\n\n' )
			// Behind the last `>` no tag can end, and to look for an end there, from each beginning, takes long.
			.replace( /^[^]*>/, ( part ) => part.replace( HTML_TAG, '' ) )
			.replace( /<\S[^]*$/, '' )
	);
