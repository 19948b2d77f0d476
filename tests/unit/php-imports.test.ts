/**
 * In a namespace PHP looks for each global function twice, unless the file imports it: the files that run on a page view
 * import all that they call, and nothing else (docs/performance.md).
 */
import { join } from 'node:path';
import { isNode, names, nodesIn, nodesOf } from './support/php';

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

it.each( FILES )( '%s imports the functions that it calls', ( file ) => {
	const nodes = nodesOf( join( root, 'includes', file ) );
	const called = names( nodes, 'call', ( { what } ) =>
		isNode( what ) && what[ 'kind' ] === 'name' ? what[ 'name' ] : null
	);
	const own = names( nodes, 'function' );
	const imported = nodes
		.filter(
			( node ) =>
				node[ 'kind' ] === 'usegroup' && node[ 'type' ] === 'function'
		)
		.flatMap( ( node ) => names( nodesIn( node ), 'useitem' ) )
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
