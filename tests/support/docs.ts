/**
 * The examples of the documentation, which are run as they stand there.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Gets the examples of a file in docs/ by their headings.
 *
 * @param file     Its name.
 * @param language Which ones: what stands behind the fence.
 */
export function examplesIn(
	file: string,
	language: string
): Readonly< Record< string, string > > {
	const text = readFileSync( join( __dirname, '../../docs', file ), 'utf8' );
	return Object.fromEntries(
		text.split( /^### /m ).flatMap( ( section ) => {
			const name = /^`([^`]+)`/.exec( section )?.[ 1 ];
			const code = new RegExp(
				`^\`\`\`${ language }\\n([^]*?)^\`\`\``,
				'm'
			).exec( section )?.[ 1 ];
			return name && code ? [ [ name, code ] ] : [];
		} )
	);
}

/**
 * Gets all that stands between plain fences in a file in docs/.
 *
 * @param file Its name.
 */
export const fencedIn = ( file: string ): string[] =>
	[
		...readFileSync(
			join( __dirname, '../../docs', file ),
			'utf8'
		).matchAll( /^```\n([^]*?)\n```$/gm ),
	].map( ( [ , code = '' ] ) => code );
