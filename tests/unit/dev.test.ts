/**
 * What `npm run dev` does while somebody works: on a copy of the checkout, since others read this one.
 *
 * @jest-environment node
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
	appendFileSync,
	cpSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join( __dirname, '../..' );

/** What the copy needs. */
const PARTS = [
	'build',
	'includes',
	'languages',
	'package.json',
	'plugin.php',
	'src',
	'tools',
	'uninstall.php',
	'webpack.config.js',
];

/** Begins as the demo does, with a site that says when it is brought up to date. */
const DEMO = `
	import getPort from 'get-port';
	import { startWatching } from './tools/lib/dev.mjs';
	const watching = await startWatching( await getPort( { host: '127.0.0.1' } ) );
	console.log( 'listens ' + watching.url );
	watching.follow( { refresh: () => console.log( 'refresh' ) } );
	process.once( 'SIGTERM', () => watching.stop() );
`;

/** The first build, on a machine that builds something else as well. */
const FIRST_BUILD_MS = 180_000;

let copy: string;
let demo: ChildProcess;
let lines: AsyncIterableIterator< string >;
let heard: ReadableStreamDefaultReader< Uint8Array > | undefined;
const page = new AbortController();

const file = ( name: string ) => join( copy, name );
const read = ( name: string ) => readFileSync( file( name ), 'utf8' );

/** Waits for the next line of the demo that says something of the kind. */
async function line( kind: RegExp ): Promise< string > {
	for (;;) {
		const { value, done } = await lines.next();
		if ( done ) {
			throw new Error( `The demo ended before ${ kind }.` );
		}
		if ( kind.test( value ) ) {
			return value;
		}
	}
}

/** What the open page is told next. */
const toldPage = async () =>
	new TextDecoder().decode( ( await heard?.read() )?.value );

beforeAll( async () => {
	copy = mkdtempSync( join( tmpdir(), 'known-visitor-' ) );
	PARTS.forEach( ( part ) =>
		cpSync( join( root, part ), file( part ), { recursive: true } )
	);
	symlinkSync( join( root, 'node_modules' ), file( 'node_modules' ) );
	demo = spawn( process.execPath, [ '--input-type=module', '--eval', DEMO ], {
		cwd: copy,
		stdio: [ 'ignore', 'pipe', 'inherit' ],
	} );
	if ( ! demo.stdout ) {
		throw new Error( 'The demo has no voice.' );
	}
	lines = createInterface( demo.stdout )[ Symbol.asyncIterator ]();
	const [ , url = '' ] = ( await line( /^listens / ) ).split( ' ' );
	await line( /^refresh$/ );
	heard = ( await fetch( url, { signal: page.signal } ) ).body?.getReader();
}, FIRST_BUILD_MS );

afterAll( async () => {
	page.abort();
	demo.kill( 'SIGTERM' );
	if ( demo.exitCode === null ) {
		await once( demo, 'exit' );
	}
	rmSync( copy, { recursive: true } );
} );

it( 'brings what is built into the site and its pages, and leaves the committed build alone', async () => {
	const committed = read( 'build/scripts.php' );

	appendFileSync(
		file( 'src/loader/guard.ts' ),
		"\nwindow.name = 'changed';\n"
	);

	await line( /^refresh$/ );
	expect( await line( /Changed/ ) ).toContain( '1 page open' );
	expect( await toldPage() ).toBe( 'data: changed\n\n' );
	expect( read( 'artifacts/dev/scripts.php' ) ).toContain(
		'window.name="changed"'
	);
	expect( read( 'build/scripts.php' ) ).toBe( committed );
} );

it( 'says what cannot be built, and goes on as soon as it can', async () => {
	const source = read( 'src/loader/guard.ts' );

	writeFileSync( file( 'src/loader/guard.ts' ), `${ source }\nconst ;` );
	expect( await line( /^(?!.*Changed)\s+\d/ ) ).toContain( 'Not built:' );
	await line( /guard\.ts.*Unexpected token/ );

	writeFileSync( file( 'src/loader/guard.ts' ), source );
	await line( /^refresh$/ );
	// Once, for what can be built: a page that reloaded before would have shown what is half there.
	expect( await toldPage() ).toBe( 'data: changed\n\n' );
} );

it( 'brings PHP and translations, of which nothing is built', async () => {
	for ( const name of [ 'includes/hooks.php', 'plugin.php' ] ) {
		appendFileSync( file( name ), '\n' );
		await line( /^refresh$/ );
		expect( await toldPage() ).toBe( 'data: changed\n\n' );
	}
} );
