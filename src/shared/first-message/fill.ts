import { TOKEN } from './grammar';
import { toText, toUrl, widen } from './values';

/** Values by token name, as the server gives them: not yet made safe. */
export type TokenValues = Readonly< Record< string, unknown > >;

/** The page that the visitor looks at, as the browser tells it. */
export interface PageFacts {
	readonly page_url: string;
	readonly page_title: string;
	readonly page_host: string;
	readonly referrer: string;
}

/** Turns a template into BBCode. */
export type Fill = (
	template: string,
	values: PageFacts & TokenValues
) => string;

/**
 * Puts a template and its values together, for the operator to read.
 *
 * No value can bring BBCode, a token, a quote or a line break: values are
 * replaced in one pass, and what could act is made a look-alike. A token that
 * is not among the values stays as typed.
 *
 * @param template What the owner or the page's author wrote.
 * @param values   The server's values of the tokens in the template, and the page's.
 * @return BBCode of any length.
 */
export const fill: Fill = ( template, values ) =>
	template
		.replace( /\r\n?|\n|#BR#/gi, '[br]' )
		.replace( TOKEN, ( typed: string, name?: string, fallback = '' ) => {
			if ( ! name ) {
				return '{';
			}
			const value =
				name === 'page_link' ? values.page_url : values[ name ];
			// A fallback is a template without tokens. `{constructor}` finds a function on any object, never a string.
			return typeof value === 'string'
				? toSafe( name, value, values.page_title ) ||
						fill( fallback, values )
				: typed;
		} )
		// The template's own are gone, so a value had a part in this one.
		.replace( /#(?=BR#)/gi, widen );

/** Makes the value of a token safe by what kind of value it is. */
const toSafe = ( name: string, value: string, title: string ): string =>
	name === 'page_link'
		? toLink( toUrl( value ), toText( title ) )
		: ( /^(\w+_url|referrer)$/.test( name ) ? toUrl : toText )( value );

const toLink = ( url: string, title: string ): string =>
	url ? `[url=${ url }]${ title || url }[/url]` : title;
