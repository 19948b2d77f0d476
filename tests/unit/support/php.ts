/**
 * Reads our PHP as data, without running it.
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Engine } from 'php-parser';

/** A node of php-parser's tree: it has a kind, and whatever that kind has. */
type Node = Readonly< Record< string, unknown > >;

const root = join( __dirname, '../../..' );
const engine = new Engine( {
	parser: { extractDoc: false, version: '8.1' },
	ast: { withPositions: false },
} );

const isNode = ( value: unknown ): value is Node =>
	typeof value === 'object' && value !== null;

/** Walks through all nodes below one, itself included. */
function* walk( node: Node ): Generator< Node > {
	yield node;
	for ( const child of Object.values( node ) ) {
		if ( isNode( child ) ) {
			yield* walk( child );
		}
	}
}

const parse = ( file: string ): Node => {
	const tree: unknown = engine.parseCode(
		readFileSync( join( root, file ), 'utf8' ),
		basename( file )
	);
	if ( ! isNode( tree ) ) {
		throw new Error( `${ file } cannot be parsed.` );
	}
	return tree;
};

const nodesOf = ( file: string, kind: string ): Node[] =>
	[ ...walk( parse( file ) ) ].filter( ( node ) => node[ 'kind' ] === kind );

const nameOf = ( value: unknown ): string => {
	if ( ! isNode( value ) ) {
		return String( value );
	}
	return nameOf( value[ 'name' ] );
};

/** Gives what a literal expression means: text, number, boolean, list or group. */
function evaluate( node: unknown ): unknown {
	if ( ! isNode( node ) ) {
		return node;
	}
	switch ( node[ 'kind' ] ) {
		case 'string':
		case 'boolean':
			return node[ 'value' ];
		case 'number':
			return Number( node[ 'value' ] );
		case 'bin':
			return (
				String( evaluate( node[ 'left' ] ) ) +
				String( evaluate( node[ 'right' ] ) )
			);
		case 'array':
			return evaluateArray( node );
		default:
			throw new Error(
				`A literal was expected, not ${ node[ 'kind' ] }.`
			);
	}
}

function evaluateArray( node: Node ): unknown {
	const entries = Array.isArray( node[ 'items' ] )
		? node[ 'items' ].filter( isNode )
		: [];
	return entries.some( ( entry ) => entry[ 'key' ] )
		? Object.fromEntries(
				entries.map( ( entry ) => [
					evaluate( entry[ 'key' ] ),
					evaluate( entry[ 'value' ] ),
				] )
			)
		: entries.map( ( entry ) => evaluate( entry[ 'value' ] ) );
}

/**
 * Gives the value of a class constant.
 *
 * @param  file Path from the repository's root.
 * @param  name The constant's name.
 * @throws {Error} If there is none, or it is no literal.
 */
export function constantOf( file: string, name: string ): unknown {
	const constant = nodesOf( file, 'constant' ).find(
		( node ) => nameOf( node ) === name
	);
	if ( ! constant ) {
		throw new Error( `${ file } has no constant ${ name }.` );
	}
	return evaluate( constant[ 'value' ] );
}

/**
 * Gives the array that a method returns in its only `return`.
 *
 * @param file   Path from the repository's root.
 * @param method The method's name.
 * @return The items by their keys; values that are no literals are left out.
 */
export function returnedKeysOf( file: string, method: string ): string[] {
	const found = nodesOf( file, 'method' ).find(
		( node ) => nameOf( node ) === method
	);
	const returned = [ ...walk( found ?? {} ) ].find(
		( node ) => node[ 'kind' ] === 'return'
	)?.[ 'expr' ];
	const items = isNode( returned ) ? returned[ 'items' ] : undefined;
	return Array.isArray( items )
		? items
				.filter( isNode )
				.map( ( item ) => String( evaluate( item[ 'key' ] ) ) )
		: [];
}

/**
 * Gives the first arguments of all calls of a function, where they are text.
 *
 * @param file Path from the repository's root.
 * @param name The function's name.
 */
export function firstArgumentsOf( file: string, name: string ): string[] {
	return nodesOf( file, 'call' )
		.filter( ( node ) => nameOf( node[ 'what' ] ) === name )
		.flatMap( ( node ) => {
			const first = Array.isArray( node[ 'arguments' ] )
				? node[ 'arguments' ][ 0 ]
				: undefined;
			return isNode( first ) && first[ 'kind' ] === 'string'
				? [ String( first[ 'value' ] ) ]
				: [];
		} );
}

/**
 * Gives all string literals of a file.
 *
 * @param file Path from the repository's root.
 */
export function stringsOf( file: string ): string[] {
	return nodesOf( file, 'string' ).map( ( node ) =>
		String( node[ 'value' ] )
	);
}
