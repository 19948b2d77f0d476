/**
 * BBCode as a tree. It knows no escape, as the portal knows none: entities are decoded before anything is read.
 */

/**
 * @typedef {{ tag: string, value: string, source: string, children: Part[] }} Tag
 * @typedef {string | Tag} Part
 */

const TAGS =
	'b|i|u|s|size|color|url|user|chat|context|code|icon|img|put|send|call|timestamp|disk|quote';
const TOKEN = new RegExp( `\\[(/?)(${ TAGS })(?:=([^\\]]*))?\\]`, 'gi' );
const ALONE = [ 'icon', 'timestamp', 'disk' ];
const ENTITIES = /** @type {Record<string, string>} */ ( {
	'&#91;': '[',
	'&#93;': ']',
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&#39;': "'",
	'&amp;': '&',
} );

/**
 * Entities become what they stand for, line breaks of any kind become one.
 *
 * @param {string} text What came in.
 */
export function normalise( text ) {
	return text
		.replace(
			/&(#91|#93|#39|lt|gt|quot|amp);/g,
			( entity ) => ENTITIES[ entity ] ?? entity
		)
		.replace( /\[br\]|#BR#|\r\n?/gi, '\n' );
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
	let fenced = false;
	lines.forEach( ( line, index ) => {
		const isFence = /^-{6,}\s*$/.test( line );
		const closes = lines
			.slice( index + 1 )
			.some( ( later ) => /^-{6,}\s*$/.test( later ) );
		if ( isFence && ( fenced || closes ) ) {
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
