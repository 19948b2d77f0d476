/**
 * Zip files that are the same, byte for byte, for the same contents: on any machine, at any time, with any Node.
 */
import { crc32 } from 'node:zlib';

/* eslint-disable no-bitwise -- The format is made of bits. */

/** Midnight of 1980-01-01, the first that a zip file knows. */
const DATE = 0x0021;

/** Names are UTF-8. */
const FLAGS = 0x0800;

const DEFLATED = 8;

/** How often Zopfli tries. 20 rounds more than five gain 0.05 %, another 15 less than 0.01 %. */
const ROUNDS = 25;

/** Bytes of a file from which on several blocks pay: 0.4 % of all. Smaller ones gain nothing. */
const SEVERAL_BLOCKS = 4_096;

/** 2.0: deflated. */
const VERSION = 20;

/** Made on Unix, where a file is one that everybody may read. */
const MADE_BY = ( 3 << 8 ) | VERSION;
const MODE = ( 0o100644 << 16 ) >>> 0;

/**
 * Makes a zip file.
 *
 * Zopfli packs 4 % more than zlib. It is WebAssembly, so that it packs everywhere alike; Node's own zlib does not. It is loaded
 * only here, since it listens to the process's uncaught errors.
 *
 * @param {Map<string, Buffer>} files Contents by their names.
 * @return {Promise<Buffer>} The file, with the names in an order of its own.
 */
export async function zip( files ) {
	const { deflateAsync } = await import( '@gfx/zopfli' );
	const entries = [ ...files ].sort( ( [ one ], [ other ] ) =>
		Buffer.compare( Buffer.from( one ), Buffer.from( other ) )
	);
	/** @type {Buffer[]} */
	const parts = [];
	/** @type {Buffer[]} */
	const directory = [];
	let offset = 0;
	for ( const [ name, content ] of entries ) {
		const path = Buffer.from( name );
		const packed = Buffer.from(
			await deflateAsync( content, {
				numiterations: ROUNDS,
				blocksplitting: content.length >= SEVERAL_BLOCKS,
			} )
		);
		// What the entry and the directory both say.
		const facts = numbers(
			[ 2, VERSION ],
			[ 2, FLAGS ],
			[ 2, DEFLATED ],
			[ 2, 0 ],
			[ 2, DATE ],
			[ 4, crc32( content ) ],
			[ 4, packed.length ],
			[ 4, content.length ],
			[ 2, path.length ],
			[ 2, 0 ]
		);
		const entry = Buffer.concat( [
			numbers( [ 4, 0x04034b50 ] ),
			facts,
			path,
			packed,
		] );
		directory.push(
			numbers( [ 4, 0x02014b50 ], [ 2, MADE_BY ] ),
			facts,
			numbers( [ 2, 0 ], [ 2, 0 ], [ 2, 0 ], [ 4, MODE ], [ 4, offset ] ),
			path
		);
		parts.push( entry );
		offset += entry.length;
	}
	const list = Buffer.concat( directory );
	return Buffer.concat( [
		...parts,
		list,
		numbers(
			[ 4, 0x06054b50 ],
			[ 2, 0 ],
			[ 2, 0 ],
			[ 2, entries.length ],
			[ 2, entries.length ],
			[ 4, list.length ],
			[ 4, offset ],
			[ 2, 0 ]
		),
	] );
}

/**
 * Writes numbers, the least byte first.
 *
 * @param {[ bytes: number, value: number ][]} values How many bytes each has, and what it is.
 * @return {Buffer} The bytes.
 */
function numbers( ...values ) {
	return Buffer.concat(
		values.map( ( [ bytes, value ] ) => {
			const buffer = Buffer.alloc( bytes );
			buffer.writeUIntLE( value, 0, bytes );
			return buffer;
		} )
	);
}
