import { TOKEN } from '../../contract';
import { toPlain, toText, toUrl, widen } from './values';

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
 * No value can bring BBCode, a token, a quote, a picture or a line break, neither
 * as it stands nor by what the portal makes of it, alone or with its neighbors.
 * A token that is not among the values stays as typed.
 *
 * @param template What the owner or the page's author wrote.
 * @param values   The server's values of the tokens in the template, and the page's.
 * @return BBCode of any length, in one line.
 */
export const fill: Fill = ( template, values ) =>
	toPlain( template.replace( /\r\n?|[\n\x85\u2028\u2029]|#BR#/gi, '[br]' ) )
		.replace(
			TOKEN,
			(
				typed: string,
				name: string | undefined,
				fallback: string | undefined,
				offset: number,
				all: string
			) => {
				if ( ! name ) {
					return '{';
				}
				const isLink = name === 'page_link';
				const value = values[ isLink ? 'page_url' : name ];
				// `{constructor}` finds a function on any object, never a string.
				if ( typeof value !== 'string' ) {
					return typed;
				}
				const isAddress = isLink || /_url$|^referrer$/.test( name );
				const text = ( isAddress ? toUrl : toText )( value );
				const safe = isLink
					? toLink( text, toText( values.page_title ) )
					: text;
				return safe
					? closeEntity( safe, all.charAt( offset + typed.length ) )
					: // A fallback is a template without tokens.
						( fallback ?? '' ).replace( /{{/g, '{' );
			}
		)
		// The template's own are gone, so a value had a part in this one.
		.replace( /#(?=BR#)/gi, widen )
		.replace( BARE_PICTURE, '$1ｈ' );

/**
 * Where the portal makes a picture of a bare address: at the start, and after `>`
 * or `]`. Its parser drops the blanks around brackets, braces and quotation marks,
 * so they end no address. Whoever wants a picture there writes `[img]`, whose end
 * follows. The ending may be as far away as a message is long.
 */
const BARE_PICTURE =
	/(^\s*|[>;\]]\s*)h(?=ttps?:[^[]{1,9999}?\.(png|jpe?g|gif|webp))(?![^[]{0,999}\[\/img])/gi;

/** Takes its force from an entity that the end of a value would begin and what follows it complete, as in `&lt` and `;`. */
const closeEntity = ( safe: string, next: string ): string =>
	/[\w#;{]/.test( next ) ? safe.replace( /&(?=#?\w*$)/, widen ) : safe;

const toLink = ( url: string, title: string ): string =>
	url ? `[url${ title && '=' + url }]${ title || url }[/url]` : title;
