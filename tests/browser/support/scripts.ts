/** The scripts for the site's pages, out of the file from which PHP takes them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type ScriptName = 'loader' | 'loader-full' | 'guard' | 'request';

/** What PHP tells the script of delivery `request`. */
export interface Options {
	readonly url?: string;
	readonly forget?: boolean;
}

const php = readFileSync(
	join( __dirname, '../../../build/scripts.php' ),
	'utf8'
);

/** A script as PHP prints it, on a site that has its origin to itself if no path is given. */
export function sourceOf(
	name: ScriptName,
	options: Options = {},
	path = ''
): string {
	const literal = new RegExp( `'${ name }' => '((?:[^'\\\\]|\\\\.)*)'` ).exec(
		php
	)?.[ 1 ];
	if ( literal === undefined ) {
		throw new Error( `build/scripts.php has no ${ name }` );
	}
	return literal
		.replace( /\\(['\\])/g, '$1' )
		.replaceAll( '%site%', path )
		.replaceAll( '$OPTIONS', JSON.stringify( options ) );
}
