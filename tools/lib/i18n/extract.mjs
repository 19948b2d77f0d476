/**
 * Finds the plugin's sentences in its sources.
 */
import phpParser from 'php-parser';
import ts from 'typescript';
import { emptyMessage, keyOf } from './po.mjs';

/** @typedef {import('./po.mjs').Message} Message */

/** The text domain of every sentence. */
export const DOMAIN = 'known-visitor';

/**
 * WordPress's functions, each with what its arguments are, in PHP and in JavaScript.
 *
 * @type {Record<string, ( 'id' | 'plural' | 'number' | 'context' )[]>}
 */
const FUNCTIONS = {
	__: [ 'id' ],
	_e: [ 'id' ],
	esc_html__: [ 'id' ],
	esc_html_e: [ 'id' ],
	esc_attr__: [ 'id' ],
	esc_attr_e: [ 'id' ],
	_x: [ 'id', 'context' ],
	_ex: [ 'id', 'context' ],
	esc_html_x: [ 'id', 'context' ],
	esc_attr_x: [ 'id', 'context' ],
	_n: [ 'id', 'plural', 'number' ],
	_nx: [ 'id', 'plural', 'number', 'context' ],
	_n_noop: [ 'id', 'plural' ],
	_nx_noop: [ 'id', 'plural', 'context' ],
};

/** What WordPress translates of a plugin's header, but for addresses. */
const HEADERS = [ 'Plugin Name', 'Description', 'Author' ];

/** A comment for translators, of either language. */
const COMMENT =
	/\/\*\s*translators:\s*([^]*?)\s*\*\/|\/\/\s*translators:\s*(.*)/gi;

const engine = new phpParser.Engine( {
	parser: { version: '8.1' },
	ast: { withPositions: true },
} );

/**
 * A call of one of FUNCTIONS: its arguments as far as they are literal texts, and its line.
 *
 * @typedef {{ name: string, args: ( string | undefined )[], line: number }} Call
 */

/**
 * Finds the sentences of a PHP file.
 *
 * @param {string} text What is in it.
 * @param {string} file Its path from the root.
 * @return {Message[]} The sentences, in their order.
 * @throws {Error} That names a sentence which cannot be translated.
 */
export function extractPhp( text, file ) {
	/** @type {Call[]} */
	const calls = [];
	visit( engine.parseCode( text, file ), ( node ) => {
		const name = node[ 'kind' ] === 'call' ? nameOf( node[ 'what' ] ) : '';
		const args = node[ 'arguments' ];
		if ( name && Array.isArray( args ) ) {
			calls.push( {
				name,
				args: args.map( phpText ),
				line: lineOf( node ),
			} );
		}
	} );
	return [
		...headerMessages( text, file ),
		...messagesOf( calls, commentsIn( text ), file ),
	];
}

/**
 * Finds the sentences of a TypeScript file.
 *
 * @param {string} text What is in it.
 * @param {string} file Its path from the root.
 * @return {Message[]} The sentences, in their order.
 * @throws {Error} That names a sentence which cannot be translated.
 */
export function extractTypeScript( text, file ) {
	const source = ts.createSourceFile(
		file,
		text,
		ts.ScriptTarget.Latest,
		true
	);
	/** @type {Call[]} */
	const calls = [];
	/** @param {ts.Node} node A part of the file. */
	const look = ( node ) => {
		if (
			ts.isCallExpression( node ) &&
			ts.isIdentifier( node.expression )
		) {
			const { line } = source.getLineAndCharacterOfPosition(
				node.getStart( source )
			);
			calls.push( {
				name: node.expression.text,
				args: node.arguments.map( typeScriptText ),
				line: line + 1,
			} );
		}
		ts.forEachChild( node, look );
	};
	look( source );
	return messagesOf( calls, commentsIn( text ), file );
}

/**
 * Finds the sentences of a block's description.
 *
 * @param {string} text What is in its block.json.
 * @param {string} file Its path from the root.
 * @return {Message[]} The sentences, in their order.
 */
export function extractBlock( text, file ) {
	const { title, description, keywords = [] } = JSON.parse( text );
	/** @type {[ string, string ][]} */
	const found = [
		[ 'block title', title ],
		[ 'block description', description ],
		...keywords.map( ( /** @type {string} */ keyword ) => [
			'block keyword',
			keyword,
		] ),
	];
	return found
		.filter( ( [ , id ] ) => id )
		.map( ( [ context, id ] ) => ( {
			...emptyMessage(),
			context,
			id,
			references: [ file ],
		} ) );
}

/**
 * Finds all literal texts in a script that was built, whatever was made of the calls around them.
 *
 * @param {string} text What is in it.
 * @return {Set<string>} The texts.
 */
export function textsInScript( text ) {
	/** @type {Set<string>} */
	const texts = new Set();
	/** @param {ts.Node} node A part of the script. */
	const look = ( node ) => {
		if ( ts.isStringLiteralLike( node ) ) {
			texts.add( node.text );
		}
		ts.forEachChild( node, look );
	};
	look( ts.createSourceFile( 'built.js', text, ts.ScriptTarget.Latest ) );
	return texts;
}

/**
 * Makes one list of several: each sentence once, with all that was said of it.
 *
 * @param {Message[]} messages Sentences.
 * @return {Message[]} The same, each once.
 * @throws {Error} If one has different plurals.
 */
export function mergeMessages( messages ) {
	/** @type {Map<string, Message>} */
	const merged = new Map();
	for ( const message of messages ) {
		const known = merged.get( keyOf( message ) );
		if ( ! known ) {
			merged.set( keyOf( message ), { ...message } );
			continue;
		}
		if (
			known.plural &&
			message.plural &&
			known.plural !== message.plural
		) {
			throw new Error( `"${ message.id }" has two plurals.` );
		}
		known.plural ||= message.plural;
		known.comments = unique( [ ...known.comments, ...message.comments ] );
		known.references = unique( [
			...known.references,
			...message.references,
		] );
	}
	return [ ...merged.values() ];
}

/**
 * Drops what is there already.
 *
 * @param {string[]} texts Any texts.
 * @return {string[]} Each once.
 */
const unique = ( texts ) => [ ...new Set( texts ) ];

/**
 * Makes messages of calls.
 *
 * @param {Call[]}              calls    Calls of any functions.
 * @param {Map<number, string>} comments Comments for translators, by the line in which they end.
 * @param {string}              file     Where.
 * @return {Message[]} The sentences.
 * @throws {Error} That names a sentence which cannot be translated.
 */
function messagesOf( calls, comments, file ) {
	return calls
		.filter( ( { name } ) => Object.hasOwn( FUNCTIONS, name ) )
		.sort( ( one, other ) => one.line - other.line )
		.map( ( { name, args, line } ) => {
			const message = { ...emptyMessage(), references: [ file ] };
			const parts = FUNCTIONS[ name ] ?? [];
			for ( const [ index, what ] of parts.entries() ) {
				const text = args[ index ];
				if ( what === 'number' ) {
					continue;
				}
				if ( text === undefined ) {
					throw new Error(
						`${ file }:${ line }: the ${ what } of ${ name }() has to be a literal text.`
					);
				}
				message[ what ] = text;
			}
			if ( args[ parts.length ] !== DOMAIN || message.id === '' ) {
				throw new Error(
					`${ file }:${ line }: ${ name }() lacks a text, or the text domain ${ DOMAIN }.`
				);
			}
			const comment = comments.get( line ) ?? comments.get( line - 1 );
			if ( comment ) {
				message.comments = [ `translators: ${ comment }` ];
			}
			return message;
		} );
}

/**
 * Finds the comments for translators.
 *
 * @param {string} text What is in a file.
 * @return {Map<number, string>} What they say, by the line in which they end.
 */
function commentsIn( text ) {
	/** @type {Map<number, string>} */
	const comments = new Map();
	for ( const match of text.matchAll( COMMENT ) ) {
		const end = text.slice( 0, match.index + match[ 0 ].length );
		const said = ( match[ 1 ] ?? match[ 2 ] ?? '' ).trim();
		comments.set(
			end.split( '\n' ).length,
			said.replace( /\s*\n[\s*]*/g, ' ' )
		);
	}
	return comments;
}

/**
 * Finds what WordPress translates of a plugin's header.
 *
 * @param {string} text What is in a file.
 * @param {string} file Its path from the root.
 * @return {Message[]} The sentences.
 */
function headerMessages( text, file ) {
	if ( ! /^(?: \* )?Plugin Name:/m.test( text ) ) {
		return [];
	}
	return HEADERS.flatMap( ( name ) => {
		const id = new RegExp( `^(?: \\* )?${ name }:\\s*(.+)$`, 'm' ).exec(
			text
		)?.[ 1 ];
		return id
			? [
					{
						...emptyMessage(),
						id,
						comments: [ `${ name } of the plugin` ],
						references: [ file ],
					},
				]
			: [];
	} );
}

/** @typedef {Readonly<Record<string, unknown>>} Node */

/**
 * Visits all parts of a PHP file.
 *
 * @param {unknown}                value A node, a list of nodes, or anything.
 * @param {( node: Node ) => void} look  Looks at each node.
 */
function visit( value, look ) {
	if ( Array.isArray( value ) ) {
		value.forEach( ( item ) => visit( item, look ) );
	} else if ( isNode( value ) ) {
		look( value );
		Object.values( value ).forEach( ( item ) => visit( item, look ) );
	}
}

/**
 * Determines whether a value is a node.
 *
 * @param {unknown} value Anything.
 * @return {value is Node} True if it is.
 */
const isNode = ( value ) => typeof value === 'object' && value !== null;

/**
 * Names what is called.
 *
 * @param {unknown} what A node.
 * @return {string} The name of a function without its namespace; empty if it is no plain name.
 */
function nameOf( what ) {
	const name =
		isNode( what ) && what[ 'kind' ] === 'name' ? what[ 'name' ] : '';
	return `${ name }`.replace( /^.*\\/, '' );
}

/**
 * Finds the line in which a node begins.
 *
 * @param {Node} node The node.
 * @return {number} From 1; 0 if it does not know.
 */
function lineOf( node ) {
	const place = node[ 'loc' ];
	const start = isNode( place ) ? place[ 'start' ] : undefined;
	const line = isNode( start ) ? start[ 'line' ] : undefined;
	return typeof line === 'number' ? line : 0;
}

/**
 * Reads a literal text of PHP.
 *
 * @param {unknown} node An argument.
 * @return {string | undefined} The text; nothing if it is none.
 */
function phpText( node ) {
	if ( ! isNode( node ) ) {
		return undefined;
	}
	if ( node[ 'kind' ] === 'string' || node[ 'kind' ] === 'nowdoc' ) {
		return `${ node[ 'value' ] }`;
	}
	if ( node[ 'kind' ] === 'bin' && node[ 'type' ] === '.' ) {
		return joined( phpText( node[ 'left' ] ), phpText( node[ 'right' ] ) );
	}
	return undefined;
}

/**
 * Reads a literal text of TypeScript.
 *
 * @param {ts.Expression} node An argument.
 * @return {string | undefined} The text; nothing if it is none.
 */
function typeScriptText( node ) {
	if ( ts.isStringLiteralLike( node ) ) {
		return node.text;
	}
	return ts.isBinaryExpression( node ) &&
		node.operatorToken.kind === ts.SyntaxKind.PlusToken
		? joined( typeScriptText( node.left ), typeScriptText( node.right ) )
		: undefined;
}

/**
 * Puts two texts together.
 *
 * @param {string | undefined} left  One.
 * @param {string | undefined} right The other.
 * @return {string | undefined} Nothing if one is none.
 */
const joined = ( left, right ) =>
	left === undefined || right === undefined ? undefined : left + right;
