/**
 * The blocks of custom data: what the operator is shown when a session begins.
 */

import { renderBBCode } from './bbcode.mjs';
import { link, make, picture, safeColor } from './dom.mjs';

/**
 * @typedef {import('../types').Block} Block
 * @typedef {import('../types').Fields} Fields
 * @typedef {( content: Fields ) => Node} Renderer
 */

/**
 * @param {unknown} value What came in.
 * @return {Fields[]} The objects in it: itself, or its members.
 */
function objects( value ) {
	return ( Array.isArray( value ) ? value : [ value ] ).filter(
		( one ) => typeof one === 'object' && one !== null
	);
}

/**
 * @param {Fields} fields An object of a block.
 * @param {string} key    One of its keys.
 */
function text( fields, key ) {
	const value = fields[ key ];
	return typeof value === 'string' || typeof value === 'number'
		? String( value )
		: '';
}

/** @param {number} bytes A file's size. */
function humanSize( bytes ) {
	return bytes > 1_000_000
		? `${ ( bytes / 1_000_000 ).toFixed( 1 ) } MB`
		: `${ Math.ceil( bytes / 1000 ) } kB`;
}

/** @type {Renderer} */
function user( fields ) {
	const avatar = picture( fields[ 'AVATAR' ], '', 'face' );
	const name = link( fields[ 'LINK' ], text( fields, 'NAME' ) );
	return make( 'div', { class: 'block-user' }, avatar, name );
}

/** @type {Renderer} */
function linkBlock( fields ) {
	return make(
		'div',
		{ class: 'block-link' },
		picture( fields[ 'PREVIEW' ], '', 'preview' ),
		make( 'strong', {}, link( fields[ 'LINK' ], text( fields, 'NAME' ) ) ),
		make( 'p', {}, text( fields, 'DESC' ) )
	);
}

/**
 * A row of a grid. TABLE was a way to draw one, too: it is not drawn any more.
 *
 * @param {Fields} fields The row.
 * @return {Node[]} Its node, or none.
 */
function gridRow( fields ) {
	const display = text( fields, 'DISPLAY' ).toLowerCase();
	if ( display === 'table' ) {
		return [];
	}
	const look = /^(block|line|row)$/.test( display ) ? display : 'block';
	const name = make( 'dt', {}, text( fields, 'NAME' ) );
	const value = make(
		'dd',
		{},
		fields[ 'LINK' ]
			? link( fields[ 'LINK' ], renderBBCode( fields[ 'VALUE' ] ?? '' ) )
			: renderBBCode( fields[ 'VALUE' ] ?? '' )
	);
	value.style.color = safeColor( fields[ 'COLOR' ] );
	const row = make( 'div', { class: `grid-${ look }` }, name, value );
	const width = Number( fields[ 'WIDTH' ] );
	if ( width > 0 ) {
		( look === 'row' ? name : row ).style.width = `${ width }px`;
	}
	return [ row ];
}

/**
 * A message: BBCode, or an object with it that may be drawn smaller, as a description.
 *
 * @param {unknown} content The message.
 */
function message( content ) {
	const [ fields ] = objects( content );
	const isDescription = Boolean( fields?.[ 'AS_DESCRIPTION' ] );
	return make(
		'div',
		{ class: `block-message${ isDescription ? ' description' : '' }` },
		renderBBCode( fields ? fields[ 'TEXT' ] : content )
	);
}

/** @type {Renderer} */
function image( fields ) {
	const shown = fields[ 'PREVIEW' ] ?? fields[ 'LINK' ];
	const name = text( fields, 'NAME' ) || 'Picture';
	return link(
		fields[ 'LINK' ],
		picture( shown, name, 'picture' ),
		make( 'span', {}, name )
	);
}

/** @type {Renderer} */
function file( fields ) {
	const size = Number( fields[ 'SIZE' ] );
	return make(
		'p',
		{ class: 'block-file' },
		link( fields[ 'LINK' ], text( fields, 'NAME' ) || 'File' ),
		size > 0 ? make( 'small', {}, ` ${ humanSize( size ) }` ) : ''
	);
}

/** @type {Renderer} */
function delimiter( fields ) {
	const rule = make( 'hr' );
	const size = Number( fields[ 'SIZE' ] );
	if ( size > 0 ) {
		rule.style.width = `${ size }px`;
	}
	rule.style.borderColor = safeColor( fields[ 'COLOR' ] );
	return rule;
}

/** @type {Record<string, ( content: unknown ) => Node>} */
const RENDERERS = {
	USER: ( content ) => make( 'div', {}, ...objects( content ).map( user ) ),
	LINK: ( content ) =>
		make( 'div', {}, ...objects( content ).map( linkBlock ) ),
	MESSAGE: message,
	GRID: ( content ) =>
		make(
			'dl',
			{ class: 'block-grid' },
			...objects( content ).flatMap( gridRow )
		),
	IMAGE: ( content ) =>
		make(
			'div',
			{ class: 'block-image' },
			...objects( content ).map( image )
		),
	FILE: ( content ) => make( 'div', {}, ...objects( content ).map( file ) ),
	DELIMITER: ( content ) =>
		make( 'div', {}, ...objects( content ).map( delimiter ) ),
};

/**
 * Renders custom data; a key that is no block is left out.
 *
 * @param {Block[]} blocks The custom data.
 * @return {Node[]} Its nodes.
 */
export function renderBlocks( blocks ) {
	return blocks.flatMap( ( block ) =>
		Object.entries( block ).flatMap( ( [ kind, content ] ) => {
			const renderer = RENDERERS[ kind ];
			return renderer ? [ renderer( content ) ] : [];
		} )
	);
}
