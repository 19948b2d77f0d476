/**
 * A second `npm start` finds the demo that runs already, and nothing else.
 *
 * @jest-environment node
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRunning, noteRunning } from '../../tools/lib/running.mjs';

let folder: string;
let file: string;
let server: Server;
let url: string;

beforeEach( async () => {
	folder = mkdtempSync( join( tmpdir(), 'known-visitor-' ) );
	file = join( folder, 'sites/demo.json' );
	server = createServer( ( _request, reply ) => reply.end( 'WordPress' ) );
	await new Promise< void >( ( listening ) =>
		server.listen( 0, '127.0.0.1', listening )
	);
	url = `http://127.0.0.1:${ ( server.address() as AddressInfo ).port }`;
} );

afterEach( async () => {
	server.closeAllConnections();
	await new Promise( ( closed ) => server.close( closed ) );
	rmSync( folder, { recursive: true } );
} );

/** The demo of this very process. */
const demo = () => ( { url, text: `The site: ${ url }`, isDev: false } );

it( 'finds the demo that noted itself, until it ends', async () => {
	expect( await findRunning( file ) ).toBeUndefined();

	const end = noteRunning( demo(), file );
	expect( await findRunning( file ) ).toEqual( {
		...demo(),
		pid: process.pid,
	} );

	await end();
	expect( existsSync( file ) ).toBe( false );
	expect( await findRunning( file ) ).toBeUndefined();
} );

it( 'finds none whose process has crashed, though its port answers', async () => {
	const { pid } = spawnSync( process.execPath, [ '--version' ] );
	noteRunning( demo(), file );
	writeFileSync( file, JSON.stringify( { ...demo(), pid } ) );

	expect( await findRunning( file ) ).toBeUndefined();
} );

it( 'finds none that does not answer, though another program has its number', async () => {
	noteRunning( demo(), file );
	server.closeAllConnections();
	await new Promise( ( closed ) => server.close( closed ) );

	expect( await findRunning( file ) ).toBeUndefined();
} );

it.each( [
	'',
	'{"pid":',
	'null',
	'{"pid":"1","url":"http://127.0.0.1","text":"","isDev":false}',
	'{"pid":1,"url":"http://127.0.0.1","text":""}',
] )( 'takes a note that says %p for none', async ( note ) => {
	noteRunning( demo(), file );
	writeFileSync( file, note );

	expect( await findRunning( file ) ).toBeUndefined();
} );
