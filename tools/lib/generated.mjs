/**
 * Files that are made out of others, and committed.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {Map<string, string>} Files Contents by their paths from the root. */

/**
 * Finds the files that are not as they would be made now.
 *
 * @param {string} root  The checkout.
 * @param {Files}  files As they would be made.
 * @return {string[]} Their paths from the root.
 */
export const staleFiles = ( root, files ) =>
	[ ...files ]
		.filter( ( [ file, content ] ) => {
			const path = join( root, file );
			return (
				! existsSync( path ) || readFileSync( path, 'utf8' ) !== content
			);
		} )
		.map( ( [ file ] ) => file );

/**
 * Writes files.
 *
 * @param {string} root  The checkout.
 * @param {Files}  files What to write.
 */
export function writeFiles( root, files ) {
	for ( const [ file, content ] of files ) {
		writeFileSync( join( root, file ), content );
	}
}
