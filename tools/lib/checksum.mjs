/**
 * Whether what was downloaded is what was published.
 */
import { createHash } from 'node:crypto';

/**
 * Makes sure that a file is the one that was published.
 *
 * @param {Buffer} content  The file.
 * @param {string} expected Its SHA-1 in hexadecimal, as wordpress.org publishes it beside the file.
 * @throws {Error} When it is not, or when what was published is no sum.
 */
export function assertSum( content, expected ) {
	const sum = createHash( 'sha1' ).update( content ).digest( 'hex' );
	if ( sum !== expected.trim() ) {
		throw new Error(
			`the download has the checksum ${ sum }, wordpress.org says ${ expected.trim().slice( 0, 60 ) || 'nothing' }`
		);
	}
}
