/**
 * The rooms of src/ and of includes/ lie in an order: none needs another that needs it. What is imported for its types
 * counts, too.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';
import { names, nodesOf } from './support/php';

const root = join( __dirname, '../..' );
const source = join( root, 'src' );
const { config } = ts.readConfigFile(
	join( root, 'tsconfig.json' ),
	ts.sys.readFile
);
const { options } = ts.parseJsonConfigFileContent( config, ts.sys, root );

/** What needs what: names of rooms by the name of the room that imports them. */
type Needs = ReadonlyMap< string, ReadonlySet< string > >;

/** Returns the files of src/ that a file imports. */
function importsOf( file: string ): string[] {
	return ts
		.preProcessFile( readFileSync( file, 'utf8' ), true, true )
		.importedFiles.flatMap( ( { fileName } ) => {
			const found = ts.resolveModuleName(
				fileName,
				file,
				options,
				ts.sys
			).resolvedModule?.resolvedFileName;
			return found && ! relative( source, found ).startsWith( '..' )
				? [ found ]
				: [];
		} );
}

const imports = new Map(
	readdirSync( source, { recursive: true, encoding: 'utf8' } )
		.filter( ( name ) => /\.tsx?$/.test( name ) )
		.map( ( name ) => [
			join( source, name ),
			importsOf( join( source, name ) ),
		] )
);

/** Gathers what the rooms need, where a room is what its files have in common. */
function needs(
	roomOf: ( file: string ) => string,
	of: ReadonlyMap< string, readonly string[] > = imports
): Needs {
	const gathered = new Map< string, Set< string > >();
	for ( const [ file, imported ] of of ) {
		const room = roomOf( file );
		const others = gathered.get( room ) ?? new Set();
		imported
			.map( roomOf )
			.filter( ( other ) => other !== room )
			.forEach( ( other ) => others.add( other ) );
		gathered.set( room, others );
	}
	return gathered;
}

/** Returns the ways that lead from a room back to it, one for each room that is on any. */
function circles( graph: Needs ): string[] {
	return [ ...graph.keys() ].flatMap( ( start ) => {
		const way = wayBack( graph, start );
		return way ? [ [ start, ...way ].join( ' → ' ) ] : [];
	} );
}

/** Finds the shortest way from a room back to it. */
function wayBack( graph: Needs, start: string ): string[] | undefined {
	const seen = new Set< string >();
	let ways: string[][] = [ [] ];
	while ( ways.length > 0 ) {
		ways = ways.flatMap( ( way ) =>
			[ ...( graph.get( way.at( -1 ) ?? start ) ?? [] ) ]
				.filter( ( next ) => ! seen.has( next ) )
				.map( ( next ) => {
					seen.add( next );
					return [ ...way, next ];
				} )
		);
		const back = ways.find( ( way ) => way.at( -1 ) === start );
		if ( back ) {
			return back;
		}
	}
	return undefined;
}

/** Names the folder that a file belongs to, so many levels below src/; a file that lies higher is a room of its own. */
const within = ( depth: number ) => ( file: string ) => {
	const path = relative( source, file ).split( sep );
	return path.slice( 0, depth ).join( '/' );
};

describe( 'circles', () => {
	it( 'are found where there are some', () => {
		const graph = new Map( [
			[ 'a', new Set( [ 'b', 'd' ] ) ],
			[ 'b', new Set( [ 'c' ] ) ],
			[ 'c', new Set( [ 'b' ] ) ],
			[ 'd', new Set( [] ) ],
		] );
		expect( circles( graph ) ).toEqual( [ 'b → c → b', 'c → b → c' ] );
	} );

	it( 'are looked for among all files', () => {
		expect( imports.size ).toBeGreaterThan( 100 );
		expect( needs( within( 1 ) ).get( 'loader' ) ).toContain( 'shared' );
	} );

	it( 'are none between the parts of src/', () => {
		expect( circles( needs( within( 1 ) ) ) ).toEqual( [] );
	} );

	it( 'are none between the rooms of a part', () => {
		expect( circles( needs( within( 2 ) ) ) ).toEqual( [] );
	} );

	it( 'are none between the folders of a room', () => {
		expect( circles( needs( within( 3 ) ) ) ).toEqual( [] );
	} );

	it( 'are none between files', () => {
		expect(
			circles( needs( ( file ) => relative( source, file ) ) )
		).toEqual( [] );
	} );
} );

describe( 'circles of PHP', () => {
	const includes = join( root, 'includes' );
	const nodes = new Map(
		readdirSync( includes, { recursive: true, encoding: 'utf8' } )
			.filter( ( name ) => name.endsWith( '.php' ) )
			.map( ( name ) => [
				name.split( sep ).join( '/' ),
				nodesOf( join( includes, name ) ),
			] )
	);
	// What stands in no class is known by its namespace alone.
	const functions = new Map(
		[ ...nodes ].flatMap( ( [ file, found ] ) =>
			names( found, 'function' ).map( ( name ) => [ name, file ] )
		)
	);

	/** Returns the file of a class or function of ours. A constant is of the table of hooks, which is no room. */
	const fileOf = ( name: string ): string =>
		functions.get( name ) ??
		name
			.toLowerCase()
			.replaceAll( '_', '-' )
			.replace( /^(?:(.*)\\)?([^\\]*)$/, '$1/class-$2.php' );

	/** Returns the files that a file needs: by its imports, and, in the namespace of all, by names that have a part of it. */
	const needed = ( file: string ) => {
		const found = nodes.get( file ) ?? [];
		const own = names( found, 'namespace' )[ 0 ] ?? '';
		return [
			...names( found, 'useitem' ),
			...names( found, 'name' ).map( ( name ) =>
				name.startsWith( '\\' )
					? name.slice( 1 )
					: `${ own }\\${ name }`
			),
		]
			.filter( ( name ) => name.startsWith( 'KnownVisitor\\' ) )
			.map( ( name ) => fileOf( name.slice( 13 ) ) )
			.filter( ( name ) => nodes.has( name ) );
	};

	const rooms = needs(
		( file ) => file.split( '/' )[ 0 ] ?? '',
		new Map(
			[ ...nodes.keys() ]
				// The whole plugin at a glance names all rooms, and its functions spare them their classes.
				.filter( ( file ) => file !== 'hooks.php' )
				.map( ( file ) => [
					file,
					needed( file ).filter( ( name ) => name !== 'hooks.php' ),
				] )
		)
	);

	it( 'are looked for in all rooms', () => {
		expect( [ ...rooms.keys() ] ).toContain( 'settings' );
		expect( rooms.get( 'page' ) ).toContain( 'identity' );
		// Not by an import.
		expect( rooms.get( 'admin' ) ).toContain( 'cli' );
	} );

	it( 'are none between the folders of includes/', () => {
		expect( circles( rooms ) ).toEqual( [] );
	} );
} );
