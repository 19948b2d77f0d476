/**
 * The installable zip: what a site needs of the checkout, and nothing else.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zip } from './zip.mjs';

/** The folder in the zip, which becomes the plugin's. */
const SLUG = 'known-visitor';

/** Bytes that the zip may have: product contract, section 14. */
export const BUDGET_BYTES = 250_000;

/**
 * Bytes that are held today, above the budget: docs/performance.md says what they are and why. They may only fall.
 */
export const HELD_BYTES = 310_500;

/** All that stands at the top of it: what .distignore forgets is an error, not a gift. */
const PARTS = [
	'build',
	'includes',
	'plugin.php',
	'readme.txt',
	'uninstall.php',
	'wpml-config.xml',
];

/** What is there as soon as there is a translation. */
const TRANSLATIONS = 'languages';

/**
 * Makes the zip.
 *
 * @param {string} root The checkout.
 * @return {Promise<Buffer>} The zip, always the same for the same sources.
 * @throws {Error} That names what has no place in it, or what is missing.
 */
export async function makePackage( root ) {
	const files = packagedFiles( root );
	const tops = new Set(
		files.map( ( file ) => file.split( '/' )[ 0 ] ?? '' )
	);
	const wrong = [
		...[ ...tops ].filter(
			( top ) => ! [ ...PARTS, TRANSLATIONS ].includes( top )
		),
		...PARTS.filter( ( part ) => ! tops.has( part ) ),
	];
	if ( wrong.length > 0 ) {
		throw new Error(
			`The zip would have, or lack: ${ wrong.join( ', ' ) }. See .distignore and tools/lib/package.mjs.`
		);
	}
	return zip(
		new Map(
			files.map( ( file ) => [
				`${ SLUG }/${ file }`,
				readFileSync( join( root, file ) ),
			] )
		)
	);
}

/**
 * Lists the files of the checkout that .distignore lets through.
 *
 * @param {string} root The checkout.
 * @return {string[]} Their paths.
 */
export function packagedFiles( root ) {
	const patterns = readFileSync( join( root, '.distignore' ), 'utf8' )
		.split( '\n' )
		.map( ( line ) => line.trim() )
		.filter( ( line ) => line && ! line.startsWith( '#' ) );
	return filesBelow( root, '', isIgnored( patterns ) );
}

/**
 * Answers what tells ignored files from others.
 *
 * @param {string[]} patterns With a slash they are about the whole path, else about a name at any depth; `*` stands for
 *                            anything but a slash.
 * @return {( path: string ) => boolean} Whether a file or folder is ignored.
 */
export function isIgnored( patterns ) {
	const expressions = patterns.map( ( pattern ) => {
		const source = pattern
			.replace( /^\/|\/$/g, '' )
			.replace( /[.+?^${}()|[\]\\]/g, '\\$&' )
			.replaceAll( '*', '[^/]*' );
		return new RegExp(
			pattern.replace( /\/$/, '' ).includes( '/' )
				? `^${ source }$`
				: `(?:^|/)${ source }$`
		);
	} );
	return ( path ) =>
		expressions.some( ( expression ) => expression.test( path ) );
}

/**
 * Lists files.
 *
 * @param {string}                      root    The checkout.
 * @param {string}                      folder  A folder in it; empty for itself.
 * @param {( path: string ) => boolean} ignored Whether a file or folder is left out.
 * @return {string[]} Their paths from the root.
 */
function filesBelow( root, folder, ignored ) {
	return readdirSync( join( root, folder ), { withFileTypes: true } )
		.map( ( entry ) => ( {
			path: folder ? `${ folder }/${ entry.name }` : entry.name,
			isFolder: entry.isDirectory(),
		} ) )
		.filter( ( { path } ) => ! ignored( path ) )
		.flatMap( ( { path, isFolder } ) =>
			isFolder ? filesBelow( root, path, ignored ) : [ path ]
		);
}
