/**
 * The installable zip: product contract, section 13.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import {
	isIgnored,
	makePackage,
	HELD_BYTES,
	packagedFiles,
} from '../../tools/lib/package.mjs';
import { zip } from '../../tools/lib/zip.mjs';

const root = join( __dirname, '../..' );

/** Reads a zip by the directory at its end, as other programs do. */
function unzip( file: Buffer ): Map< string, Buffer > {
	const files = new Map< string, Buffer >();
	const end = file.length - 22;
	let at = file.readUInt32LE( end + 16 );
	for ( let left = file.readUInt16LE( end + 10 ); left > 0; left-- ) {
		const length = file.readUInt16LE( at + 28 );
		const name = file.toString( 'utf8', at + 46, at + 46 + length );
		const entry = file.readUInt32LE( at + 42 );
		const start = entry + 30 + file.readUInt16LE( entry + 26 );
		const packed = file.subarray(
			start,
			start + file.readUInt32LE( at + 20 )
		);
		files.set( name, inflateRawSync( packed ) );
		at += 46 + length;
	}
	return files;
}

describe( 'a zip', () => {
	const files: [ string, Buffer ][] = [
		[ 'a/b.php', Buffer.from( '<?php echo "ü";'.repeat( 300 ) ) ],
		[ 'a/ä.txt', Buffer.from( '' ) ],
		[ 'A', Buffer.from( [ 0, 255, 1, 254 ] ) ],
	];

	it( 'holds what was put in, as other programs read it', async () => {
		expect( unzip( await zip( new Map( files ) ) ) ).toEqual(
			new Map( files )
		);
	} );

	it( 'does not depend on the order', async () => {
		expect( await zip( new Map( [ ...files ].reverse() ) ) ).toEqual(
			await zip( new Map( files ) )
		);
	} );

	it( 'is the same on every machine', async () => {
		// Worked out once: another compressor, date or attribute would give another one.
		expect(
			(
				await zip( new Map( [ [ 'a', Buffer.from( 'aaaaaaaaaa' ) ] ] ) )
			).toString( 'hex' )
		).toBe(
			'504b030414000008080000002100f0cd114c040000000a00000001000000614b8403' +
				'00504b0102140314000008080000002100f0cd114c040000000a000000010000000000' +
				'000000000000a4810000000061504b050600000000010001002f000000230000000000'
		);
	} );
} );

describe( '.distignore', () => {
	it.each( [
		[ '.*', '.git', true ],
		[ '.*', 'a/.env', true ],
		[ '.*', 'a.b', false ],
		[ 'tests', 'tests', true ],
		[ 'tests', 'a/tests', true ],
		[ 'tests', 'mytests', false ],
		[ '*.config.js', 'jest.config.js', true ],
		[ '*.config.js', 'configxjs', false ],
		[ '*.md', 'README.md', true ],
		[ '*.md', 'a.mdx', false ],
		[ 'languages/*.po', 'languages/a.po', true ],
		[ 'languages/*.po', 'a/languages/a.po', false ],
		[ 'languages/*.po', 'languages/a.pot', false ],
	] )( '%s and %s', ( pattern, path, expected ) => {
		expect( isIgnored( [ pattern ] )( path ) ).toBe( expected );
	} );
} );

describe( 'the package', () => {
	it( 'holds what a site needs, and nothing else', () => {
		const others = packagedFiles( root ).filter(
			( file ) =>
				! /^(?:plugin\.php|uninstall\.php|readme\.txt|wpml-config\.xml)$/.test(
					file
				) &&
				! /^includes\/[\w/-]+\.php$/.test( file ) &&
				! /^build\/[\w/.-]+\.(?:php|js|css|json)$/.test( file ) &&
				! /^languages\/[\w.-]+\.(?:php|json)$/.test( file )
		);

		expect( others ).toEqual( [] );
		expect( packagedFiles( root ).length ).toBeGreaterThan( 60 );
	} );

	it( 'is the same twice, in a folder of the plugin’s name, and small enough', async () => {
		const content = await makePackage( root );

		expect( ( await makePackage( root ) ).equals( content ) ).toBe( true );
		expect( content.length ).toBeLessThanOrEqual( HELD_BYTES );
		expect(
			[ ...unzip( content ).keys() ].filter(
				( name ) => ! name.startsWith( 'known-visitor/' )
			)
		).toEqual( [] );
	} );

	it( 'is not made of a checkout with something strange in it', async () => {
		const folder = mkdtempSync( join( tmpdir(), 'known-visitor-' ) );
		try {
			writeFileSync( join( folder, '.distignore' ), '.*\n' );
			mkdirSync( join( folder, 'private' ) );
			writeFileSync( join( folder, 'private/notes.txt' ), '' );

			await expect( makePackage( folder ) ).rejects.toThrow(
				/private.*plugin\.php/
			);
		} finally {
			rmSync( folder, { recursive: true } );
		}
	} );
} );
