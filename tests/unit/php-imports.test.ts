/**
 * In a namespace PHP looks for each global function twice, unless the file imports it: the files that run on a page view
 * import all that they call, and nothing else (docs/performance.md).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import phpParser from 'php-parser';

const root = join( __dirname, '../..' );

/** What a view of an identified visitor loads, but for `plugin.php`, in which each byte counts. */
const FILES = [
	'hooks.php',
	'identity/class-secret.php',
	'identity/class-site.php',
	'identity/class-visitor-data.php',
	'page/class-decision.php',
	'page/class-page.php',
	'settings/class-settings.php',
];

/** What is not imported: PHP's coding standards take the import of the last one for a call that prints. */
const EXCEPTIONS = [
	// Tests take these away, or put others in their place, within our namespaces.
	'function_exists',
	'get_bloginfo',
	'getenv',
	'mb_strtolower',
	'random_bytes',
	// May be missing.
	'amp_is_request',
	'error_log',
	'_doing_it_wrong',
];

const engine = new phpParser.Engine( {
	parser: { version: '8.1' },
	ast: { withPositions: false },
} );

type Node = Readonly< Record< string, unknown > >;

const isNode = ( value: unknown ): value is Node =>
	typeof value === 'object' && value !== null;

/** All nodes of a tree. */
const nodesIn = ( tree: unknown ): readonly Node[] =>
	isNode( tree ) ? [ tree, ...Object.values( tree ).flatMap( nodesIn ) ] : [];

/** Names of a kind of node, such as those of calls; `pick` finds the name. */
const names = (
	nodes: readonly Node[],
	kind: string,
	pick: ( node: Node ) => unknown
) => [
	...new Set(
		nodes
			.filter( ( node ) => node[ 'kind' ] === kind )
			.map( pick )
			.filter( ( name ) => typeof name === 'string' )
	),
];

/** The name of a node that has one, be it text or a node itself. */
const nameOf = ( node: unknown ): unknown =>
	isNode( node ) && isNode( node[ 'name' ] )
		? nameOf( node[ 'name' ] )
		: isNode( node ) && node[ 'name' ];

it.each( FILES )( '%s imports the functions that it calls', ( file ) => {
	const nodes = nodesIn(
		engine.parseCode(
			readFileSync( join( root, 'includes', file ), 'utf8' ),
			file
		)
	);
	const called = names( nodes, 'call', ( { what } ) =>
		isNode( what ) && what[ 'kind' ] === 'name' ? what[ 'name' ] : null
	);
	const own = names( nodes, 'function', nameOf );
	const imported = nodes
		.filter(
			( node ) =>
				node[ 'kind' ] === 'usegroup' && node[ 'type' ] === 'function'
		)
		.flatMap( ( node ) => names( nodesIn( node ), 'useitem', nameOf ) )
		.map( ( name ) => name.split( '\\' ).at( -1 ) ?? '' );

	expect( called.length ).toBeGreaterThan( 5 );
	expect( imported.sort() ).toEqual(
		called
			.filter(
				( name ) =>
					! own.includes( name ) && ! EXCEPTIONS.includes( name )
			)
			.sort()
	);
} );
