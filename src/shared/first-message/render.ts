import { TOKEN, unescapeBraces } from './grammar';
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

/** Everything from a tag, or a link, that a cut at the end left open. */
const OPEN_END = /(\[url=[^\]]*\][^[]*)?(\[[^\]]*)?$/;

/**
 * Puts a template and its values together, for the operator to read.
 *
 * No value can bring BBCode, a token, a quote or a line break: values are
 * replaced in one pass, and what could act is made a look-alike. A token that
 * is not among the values stays as typed.
 *
 * @param template What the owner or the page's author wrote.
 * @param tokens   The server's values of the tokens in the template.
 * @param page     What the browser knows.
 * @return BBCode of at most 10,000 characters, never cut inside a tag.
 */
export function renderFirstMessage(
	template: string,
	tokens: TokenValues,
	page: PageFacts
): string {
	const url = toUrl( page.page_url );
	const title = toText( page.page_title );
	const values: TokenValues = {
		...tokens,
		...page,
		page_link: url ? `[url=${ url }]${ title || url }[/url]` : title,
	};

	return template
		.replace( /\r\n?|\n|#BR#/gi, '[br]' )
		.replace( TOKEN, ( typed: string, name?: string, fallback = '' ) => {
			if ( ! name ) {
				return '{';
			}
			const value = values[ name ];
			// `{constructor}` finds a function on any object, never a string.
			return typeof value === 'string'
				? toSafe( name, value ) || unescapeBraces( fallback )
				: typed;
		} )
		// The template's own are gone, so a value had a part in this one.
		.replace( /#(?=BR#)/gi, widen )
		.replace( /^(.{10000}).+/u, ( _all, kept: string ) =>
			kept.replace( OPEN_END, '' )
		);
}

function toSafe( name: string, value: string ): string {
	if ( name === 'page_link' ) {
		return value;
	}
	return /^(\w+_url|referrer)$/.test( name ) ? toUrl( value ) : toText( value );
}
