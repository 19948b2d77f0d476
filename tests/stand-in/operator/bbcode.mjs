/**
 * BBCode as nodes. What a visitor's text says becomes text, links and a handful of styles, and nothing else.
 */

import { normalize, parse, splitQuotes, textOf } from './bbcode-parse.mjs';
import { link, make, picture, safeAddress, safeColor } from './dom.mjs';

/**
 * @typedef {import('./bbcode-parse.mjs').Tag} Tag
 * @typedef {import('./bbcode-parse.mjs').Part} Part
 * @typedef {( tag: Tag, content: Node[] ) => Node} Renderer
 */

const SMALLEST = 8;
const LARGEST = 30;

/**
 * A button of a message. On a real portal it acts; here it is only to be seen.
 *
 * @param {string} look What it would do.
 * @return {Renderer} Its renderer.
 */
const button =
	( look ) =>
	( { value }, content ) =>
		make(
			'button',
			{
				type: 'button',
				class: `act ${ look }`,
				title: `On a portal this would ${ look }: ${ value }`,
			},
			...content
		);

/** @type {Record<string, Renderer>} */
const RENDERERS = {
	b: ( _tag, content ) => make( 'strong', {}, ...content ),
	i: ( _tag, content ) => make( 'em', {}, ...content ),
	u: ( _tag, content ) => make( 'u', {}, ...content ),
	s: ( _tag, content ) => make( 's', {}, ...content ),
	code: ( { children } ) => make( 'code', {}, textOf( children ) ),
	user: ( _tag, content ) => make( 'span', { class: 'mention' }, ...content ),
	send: button( 'send' ),
	put: button( 'put' ),
	call: button( 'call' ),
	url: ( { value, children }, content ) =>
		link( value || textOf( children ), ...content ),

	img( { children, source } ) {
		const address = textOf( children );
		const image = picture( address, '', 'inline' );
		return image || document.createTextNode( source + address + '[/img]' );
	},

	size( { value }, content ) {
		const element = make( 'span', {}, ...content );
		const size = Number.parseInt( value, 10 );
		if ( size >= SMALLEST ) {
			element.style.fontSize = `${ Math.min( size, LARGEST ) }px`;
		}
		return element;
	},

	color( { value }, content ) {
		const element = make( 'span', {}, ...content );
		element.style.color = safeColor( value );
		return element;
	},

	icon( { value } ) {
		const address = value.split( /\s/ )[ 0 ];
		return safeAddress( address )
			? make( 'span', {}, picture( address, '', 'icon' ) )
			: document.createTextNode( '' );
	},

	timestamp( { value } ) {
		const time = new Date( Number.parseInt( value, 10 ) * 1000 );
		return document.createTextNode(
			Number.isNaN( time.getTime() ) ? value : time.toLocaleString()
		);
	},
};

/**
 * @param {string} text A text with line breaks.
 * @return {Node[]} The text, with `br` between its lines.
 */
function lines( text ) {
	return text
		.split( '\n' )
		.flatMap( ( line, index ) => [
			...( index ? [ make( 'br' ) ] : [] ),
			...( line ? [ document.createTextNode( line ) ] : [] ),
		] );
}

/**
 * @param {Part[]} parts A tree.
 * @return {Node[]} Its nodes.
 */
function renderParts( parts ) {
	return parts.flatMap( ( part ) => {
		if ( typeof part === 'string' ) {
			return lines( part );
		}
		const content = renderParts( part.children );
		const renderer = RENDERERS[ part.tag ];
		return renderer ? [ renderer( part, content ) ] : content;
	} );
}

/**
 * Renders BBCode.
 *
 * @param {unknown} source What came in; anything but a text is shown as JSON, as a portal would choke on it too.
 * @return {DocumentFragment} The nodes.
 */
export function renderBBCode( source ) {
	const fragment = document.createDocumentFragment();
	const text =
		typeof source === 'string' || typeof source === 'number'
			? String( source )
			: ( JSON.stringify( source ) ?? '' );
	for ( const piece of splitQuotes( normalize( text ) ) ) {
		const nodes = renderParts( parse( piece.text ) );
		fragment.append(
			...( piece.quote ? [ make( 'blockquote', {}, ...nodes ) ] : nodes )
		);
	}
	return fragment;
}
