/**
 * BBCode as a tree. It knows no escape, as the portal knows none: entities are decoded before anything is read.
 */

/**
 * @typedef {{ tag: string, value: string, source: string, children: Part[] }} Tag
 * @typedef {string | Tag} Part
 */

const TAGS =
	'b|i|u|s|size|color|url|user|chat|dialog|context|code|icon|img|put|send|call|timestamp|disk';
const TOKEN = new RegExp( `\\[(/?)(${ TAGS })(?:=([^[\\]]*))?\\]`, 'gi' );
const ALONE = [ 'icon', 'timestamp', 'disk' ];

/** A bare address of a picture that stands at the start of a line, or right after `>` or `]`, but not within `[img]`. */
const BARE_PICTURE =
	/(^|>|\[(?!img\b)[^[\]]*\])(https?:\/\/[^\s[\]<>]+\.(?:png|jpe?g|gif|webp))/gim;

/** Entities with a name that stand for something of BBCode's, or for an entity's own `&`. */
const NAMED = /** @type {Record<string, string>} */ ( {
	amp: '&',
	apos: "'",
	bsol: '\\',
	gt: '>',
	lbrack: '[',
	lsqb: '[',
	lt: '<',
	newline: '\n',
	num: '#',
	quot: '"',
	rbrack: ']',
	rsqb: ']',
	tab: '\t',
} );

/**
 * @param {string} text A text.
 * @return {string} The text with its entities decoded once.
 */
const decodeOnce = ( text ) =>
	text.replace(
		/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi,
		( entity, decimal, hex, name ) => {
			const number = Number.parseInt( decimal ?? hex, decimal ? 10 : 16 );
			return name
				? ( NAMED[ name.toLowerCase() ] ?? entity )
				: String.fromCodePoint( number <= 0x10ffff ? number : 0xfffd );
		}
	);

/**
 * Entities become what they stand for, line breaks of any kind become one, addresses of pictures become pictures.
 *
 * How often the portal decodes is not known: more than once is the worst for whoever relies on it.
 *
 * @param {string} text  What came in.
 * @param {number} times How often entities are decoded.
 * @return {string} The text as tags and quotes are read from it.
 */
export function normalize( text, times = 5 ) {
	const decoded = decodeOnce( text );
	return decoded === text || times === 1
		? decoded
				.replace( /\[br\]|#BR#|\r\n?/gi, '\n' )
				.replace( BARE_PICTURE, '$1[img]$2[/img]' )
		: normalize( decoded, times - 1 );
}

/**
 * An opened tag that was never closed was no tag, only text.
 *
 * @param {Tag[]} open The tags that are open, the outermost first.
 */
function giveUpInnermost( open ) {
	const lost = open.pop();
	const outer = open.at( -1 );
	if ( lost && outer ) {
		outer.children.push( lost.source, ...lost.children );
	}
}

/**
 * @param {Tag[]}  open   The tags that are open, the outermost first.
 * @param {string} tag    The tag that ends.
 * @param {string} source How it was written.
 */
function closeTag( open, tag, source ) {
	if ( ! open.some( ( one, depth ) => depth > 0 && one.tag === tag ) ) {
		open.at( -1 )?.children.push( source );
		return;
	}
	while ( open.at( -1 )?.tag !== tag ) {
		giveUpInnermost( open );
	}
	const done = open.pop();
	if ( done ) {
		open.at( -1 )?.children.push( done );
	}
}

/**
 * Reads tags.
 *
 * @param {string} text A text without entities.
 * @return {Part[]} The tree.
 */
export function parse( text ) {
	/** @type {Tag} */
	const root = { tag: '', value: '', source: '', children: [] };
	const open = [ root ];
	let done = 0;
	for ( const match of text.matchAll( TOKEN ) ) {
		const [ source, slash, name = '', value = '' ] = match;
		const tag = name.toLowerCase();
		const inCode = open.at( -1 )?.tag === 'code';
		if ( inCode && ! ( slash && tag === 'code' ) ) {
			continue;
		}
		open.at( -1 )?.children.push( text.slice( done, match.index ) );
		done = match.index + source.length;
		if ( slash ) {
			closeTag( open, tag, source );
		} else if ( ALONE.includes( tag ) ) {
			open.at( -1 )?.children.push( {
				tag,
				value,
				source,
				children: [],
			} );
		} else {
			open.push( { tag, value, source, children: [] } );
		}
	}
	open.at( -1 )?.children.push( text.slice( done ) );
	while ( open.length > 1 ) {
		giveUpInnermost( open );
	}
	return root.children;
}

/**
 * The text of a tree, without its tags.
 *
 * @param {Part[]} parts A tree.
 * @return {string} The text.
 */
export function textOf( parts ) {
	return parts
		.map( ( part ) =>
			typeof part === 'string' ? part : textOf( part.children )
		)
		.join( '' );
}

/** @param {string} line A line. */
const isFence = ( line ) => /^-{6,}\s*$/.test( line );

/**
 * Splits a text into quotes and the rest: lines that start with `>>`, or stand between two lines of dashes.
 *
 * @param {string} text A text with plain line breaks.
 * @return {Array<{ quote: boolean, text: string }>} The pieces, in order.
 */
export function splitQuotes( text ) {
	/** @type {Array<{ quote: boolean, lines: string[] }>} */
	const pieces = [];
	const lines = text.split( '\n' );
	const lastFence = lines.findLastIndex( isFence );
	let fenced = false;
	lines.forEach( ( line, index ) => {
		if ( isFence( line ) && ( fenced || index < lastFence ) ) {
			fenced = ! fenced;
			return;
		}
		const arrow = line.startsWith( '>>' );
		const quote = fenced || arrow;
		const piece = pieces.at( -1 );
		const content = arrow ? line.slice( 2 ).trimStart() : line;
		if ( piece && piece.quote === quote ) {
			piece.lines.push( content );
		} else {
			pieces.push( { quote, lines: [ content ] } );
		}
	} );
	return pieces.map( ( piece ) => ( {
		quote: piece.quote,
		text: piece.lines.join( '\n' ),
	} ) );
}
