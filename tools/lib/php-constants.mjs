/**
 * Reads the constants of our PHP classes, without running PHP.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import phpParser from 'php-parser';

/**
 * A node of php-parser's tree: it has a kind, and whatever that kind has.
 *
 * @typedef {Readonly<Record<string, unknown>>} Node
 */

/**
 * A constant: what it is, and what its docblock says of it.
 *
 * @typedef {{ value: unknown, description: string }} Constant
 */

const engine = new phpParser.Engine( {
	parser: { extractDoc: true, version: '8.1' },
	ast: { withPositions: false },
} );

/**
 * Determines whether a value is a node.
 *
 * @param {unknown} value Anything.
 * @return {value is Node} True if it is.
 */
const isNode = ( value ) => typeof value === 'object' && value !== null;

/**
 * Gets a node out of another one.
 *
 * @param {Node}   node The node.
 * @param {string} name Name of the part.
 * @return {Node} The part; a node without a kind if there is none.
 */
function part( node, name ) {
	const value = node[ name ];
	return isNode( value ) ? value : {};
}

/**
 * Gets a list of nodes out of a node.
 *
 * @param {Node}   node The node.
 * @param {string} name Name of the list.
 * @param {string} kind The nodes that are wanted; all if it is left out.
 * @return {Node[]} The list; empty if there is none.
 */
function parts( node, name, kind = '' ) {
	const value = node[ name ];
	return Array.isArray( value )
		? value
				.filter( isNode )
				.filter( ( item ) => ! kind || item[ 'kind' ] === kind )
		: [];
}

/**
 * Gets a name out of a node, which may be a node of its own.
 *
 * @param {Node}   node  The node.
 * @param {string} where What is named.
 * @return {string} The name; empty if there is none.
 */
function nameIn( node, where = 'name' ) {
	const value = node[ where ];
	return isNode( value ) ? nameIn( value ) : `${ value ?? '' }`;
}

/** What names mean in a class. */
class Scope {
	/**
	 * Keeps what an unqualified name means.
	 *
	 * @param {string}              name    The class, with its namespace.
	 * @param {Map<string, string>} imports Classes by the names under which `use` makes them known.
	 */
	constructor( name, imports ) {
		this.name = name;
		this.imports = imports;
	}

	/**
	 * Says which class a name means.
	 *
	 * @param {Node} node The name in PHP.
	 * @return {string} The class, with its namespace.
	 */
	resolve( node ) {
		if ( node[ 'kind' ] === 'selfreference' ) {
			return this.name;
		}
		const name = nameIn( node );
		if ( node[ 'resolution' ] === 'fqn' ) {
			return name.slice( 1 );
		}
		const [ first = '', ...rest ] = name.split( '\\' );
		const namespace = this.name.replace( /\\?[^\\]*$/, '' );
		return [
			this.imports.get( first ) ?? `${ namespace }\\${ first }`,
			...rest,
		].join( '\\' );
	}
}

/** All constants of all classes in a folder, each worked out when it is asked for. */
export class PhpConstants {
	/** @type {Map<string, { node: Node, scope: Scope, description: string }>} */
	#found = new Map();

	/**
	 * Reads a folder.
	 *
	 * @param {string} folder The folder, and all below it.
	 */
	constructor( folder ) {
		for ( const name of readdirSync( folder, {
			recursive: true,
			encoding: 'utf8',
		} ) ) {
			if ( name.endsWith( '.php' ) ) {
				this.#read( join( folder, name ) );
			}
		}
	}

	/**
	 * Gives a constant.
	 *
	 * @param {string} name Class with its namespace, two colons, name.
	 * @return {Constant} The constant.
	 * @throws {Error} If there is none, or its value is no literal.
	 */
	get( name ) {
		const found = this.#found.get( name );
		if ( ! found ) {
			throw new Error( `There is no constant ${ name } in the PHP.` );
		}
		return {
			value: this.#evaluate( found.node, found.scope ),
			description: found.description,
		};
	}

	/**
	 * Finds the classes in a file.
	 *
	 * @param {string} file Its path.
	 */
	#read( file ) {
		/** @type {unknown} */
		const tree = engine.parseCode( readFileSync( file, 'utf8' ), file );
		for ( const namespace of isNode( tree )
			? parts( tree, 'children', 'namespace' )
			: [] ) {
			const imports = importsOf( namespace );
			for ( const node of parts( namespace, 'children', 'class' ) ) {
				const name = `${ nameIn( namespace ) }\\${ nameIn( node ) }`;
				this.#readClass( node, new Scope( name, imports ) );
			}
		}
	}

	/**
	 * Finds the constants of a class.
	 *
	 * @param {Node}  node  The class.
	 * @param {Scope} scope What names in it mean.
	 */
	#readClass( node, scope ) {
		for ( const statement of parts( node, 'body', 'classconstant' ) ) {
			const comment =
				parts( statement, 'leadingComments' ).at( -1 ) ?? {};
			for ( const constant of parts( statement, 'constants' ) ) {
				this.#found.set( `${ scope.name }::${ nameIn( constant ) }`, {
					node: part( constant, 'value' ),
					scope,
					description: textOf( `${ comment[ 'value' ] ?? '' }` ),
				} );
			}
		}
	}

	/**
	 * Works out an expression.
	 *
	 * @param {Node}  node  The expression.
	 * @param {Scope} scope What names in it mean.
	 * @return {unknown} Text, number, boolean, null, list or object.
	 * @throws {Error} If it is none that a contract may hold.
	 */
	#evaluate( node, scope ) {
		switch ( node[ 'kind' ] ) {
			case 'string':
			case 'boolean':
				return node[ 'value' ];
			case 'number':
				return Number( `${ node[ 'value' ] }`.replaceAll( '_', '' ) );
			case 'nullkeyword':
				return null;
			case 'bin':
				if ( node[ 'type' ] === '.' ) {
					return [ 'left', 'right' ]
						.map( ( side ) =>
							this.#evaluate( part( node, side ), scope )
						)
						.join( '' );
				}
				break;
			case 'staticlookup':
				return this.get(
					`${ scope.resolve( part( node, 'what' ) ) }::${ nameIn( node, 'offset' ) }`
				).value;
			case 'array':
				return this.#evaluateArray( parts( node, 'items' ), scope );
		}
		throw new Error(
			`${ scope.name }: a contract cannot hold "${ node[ 'kind' ] }".`
		);
	}

	/**
	 * Works out an array: an object if any of its entries has a key.
	 *
	 * @param {Node[]} entries Its entries.
	 * @param {Scope}  scope   What names in it mean.
	 * @return {unknown} A list or an object.
	 */
	#evaluateArray( entries, scope ) {
		const values = entries.map( ( entry ) => ( {
			key: entry[ 'key' ]
				? `${ this.#evaluate( part( entry, 'key' ), scope ) }`
				: null,
			value: this.#evaluate( part( entry, 'value' ), scope ),
			isSpread: entry[ 'unpack' ],
		} ) );
		return values.some( ( { key } ) => key !== null )
			? Object.fromEntries(
					values.map( ( { key, value } ) => [ key, value ] )
				)
			: values.flatMap( ( { value, isSpread } ) =>
					isSpread ? value : [ value ]
				);
	}
}

/**
 * Finds what `use` makes known in a namespace.
 *
 * @param {Node} namespace The namespace.
 * @return {Map<string, string>} Classes by their short names.
 */
function importsOf( namespace ) {
	const imports = new Map();
	for ( const group of parts( namespace, 'children', 'usegroup' ) ) {
		// Of `use A\{ B, C as D };` the names in the braces are only the ends.
		const prefix = group[ 'name' ] ? `${ group[ 'name' ] }\\` : '';
		for ( const item of parts( group, 'items' ) ) {
			const name = prefix + nameIn( item );
			imports.set(
				nameIn( item, 'alias' ) || name.replace( /^.*\\/, '' ),
				name
			);
		}
	}
	return imports;
}

/**
 * Takes the text out of a docblock.
 *
 * @param {string} comment The docblock, with its stars.
 * @return {string} Its paragraphs, each on one line, with an empty line between them.
 */
function textOf( comment ) {
	return comment
		.replace( /^\/\*\*|\*\/$/g, '' )
		.split( '\n' )
		.map( ( line ) => line.replace( /^\s*\* ?/, '' ).trim() )
		.join( '\n' )
		.replace( /@\w[^]*$/, '' )
		.trim()
		.split( /\n{2,}/ )
		.map( ( paragraph ) => paragraph.replaceAll( '\n', ' ' ) )
		.join( '\n\n' );
}
