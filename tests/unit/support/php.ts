/**
 * Reads PHP without running it.
 */
import { readFileSync } from 'node:fs';
import phpParser from 'php-parser';

/** A node of php-parser's tree: it has a kind, and whatever that kind has. */
export type Node = Readonly< Record< string, unknown > >;

const engine = new phpParser.Engine( {
	parser: { version: '8.1' },
	ast: { withPositions: false },
} );

/** Determines whether a value is a node. */
export const isNode = ( value: unknown ): value is Node =>
	typeof value === 'object' && value !== null;

/** All nodes of a tree. */
export const nodesIn = ( tree: unknown ): readonly Node[] =>
	isNode( tree ) ? [ tree, ...Object.values( tree ).flatMap( nodesIn ) ] : [];

/** All nodes of a file. */
export const nodesOf = ( file: string ): readonly Node[] =>
	nodesIn( engine.parseCode( readFileSync( file, 'utf8' ), file ) );

/** Names of a kind of node, such as those of calls, each once; `pick` finds the name. */
export const names = (
	nodes: readonly Node[],
	kind: string,
	pick: ( node: Node ) => unknown = nameOf
): string[] => [
	...new Set(
		nodes
			.filter( ( node ) => node[ 'kind' ] === kind )
			.map( pick )
			.filter( ( name ) => typeof name === 'string' )
	),
];

/** The name of a node that has one, be it text or a node itself. */
export function nameOf( node: unknown ): unknown {
	return isNode( node ) && isNode( node[ 'name' ] )
		? nameOf( node[ 'name' ] )
		: isNode( node ) && node[ 'name' ];
}
