/**
 * Texts that want to be more than words, and the eyes of an operator's side on what
 * became of them.
 */
import fc from 'fast-check';
import {
	normalize,
	parse,
	splitQuotes,
	type Part,
} from '../../stand-in/operator/bbcode-parse.mjs';

/** What hides in names, titles and addresses. */
export const PIECES = [
	...'[]{}|>-#&;\\/\r\n\t\0\u2028\u2029\u0085\u200b\u200f\u202e\u2066\ud83d"\'<= .xb😀',
	'[send=/refund]',
	'[/send]',
	'[url=https://evil.example]',
	'[br]',
	'#BR#',
	'BR#',
	'>>',
	'------',
	'--',
	'\\u005B',
	'\\u005b/b\\u005D',
	'\\n>>',
	'\\\\u003e',
	'\\"',
	'&#91;',
	'&#x5B;b&#x5D;',
	'&lsqb;',
	'lsqb;',
	'#91;',
	'&amp;#91;',
	'amp;',
	'&NewLine;',
	'&gt;&gt;',
	'{page_url}',
	'{{',
	'https://evil.example/a.png',
	'https:',
	'//evil.example/',
	'a.gif',
	'send=/refund',
	'url=',
];

/** Any text, most often a bad one. */
export const hostile = fc.oneof(
	{
		weight: 4,
		arbitrary: fc
			.array( fc.constantFrom( ...PIECES ), { maxLength: 8 } )
			.map( ( parts ) => parts.join( '' ) ),
	},
	fc.string( { unit: 'binary' } ),
	fc.string( { unit: 'grapheme' } )
);

/** What an operator's side makes of BBCode, but for the words: lines, quotes, tags, pictures. */
export function shapeOf( text: string ): string {
	const shape = ( parts: readonly Part[] ): string =>
		parts
			.map( ( part ) =>
				typeof part === 'string'
					? part.replace( /[^\n]+/g, '' )
					: `<${ part.tag }${ part.tag === 'url' ? '' : `=${ part.value }` }>${ shape( part.children ) }</>`
			)
			.join( '' );
	return splitQuotes( normalize( text ) )
		.map(
			( { quote, text: said } ) =>
				( quote ? '>>' : '' ) + shape( parse( said ) )
		)
		.join( '\n' );
}
