/**
 * What visitors and pages bring into the first message, made harmless.
 *
 * The portal has no escape for BBCode: it decodes entities before it reads
 * `[`. So what could act is replaced by its full-width look-alike.
 */

/** Control characters, and those that reorder the text around them. */
const INVISIBLE = /[\p{Cc}\p{Bidi_C}]/gu;

/** What could open BBCode or, as `>>` or `------`, a quote. */
const MARKUP = /[[\]]|^>|>(?=>)|-(?=--)/g;

/**
 * Gives the look-alike of an ASCII character from Unicode's full-width forms.
 *
 * @param character One printable ASCII character.
 */
export function widen( character: string ): string {
	return String.fromCharCode( character.charCodeAt( 0 ) + 0xfee0 );
}

/**
 * Makes any text safe to stand in a message: one line, no BBCode, no quote.
 *
 * @param value Anything that a visitor, a profile or a page title may hold.
 * @return At most 255 characters; empty if nothing visible is left.
 */
export function toText( value: string ): string {
	return toLine( value )
		.replace( MARKUP, widen )
		.replace( /^(.{255}).+/u, '$1' );
}

/**
 * Makes an address safe to stand in a message and in `[url=…]`.
 *
 * @param value An address, of which only http and https ones are taken.
 * @return At most 2,000 characters; empty if the address is unusable.
 */
export function toUrl( value: string ): string {
	const url = toLine( value ).replace( /[ [\]]/g, encodeURIComponent );
	return /^https?:\/\/.{1,1992}$/i.test( url ) ? url : '';
}

function toLine( value: string ): string {
	return value
		.replace( /\r\n|\s/g, ' ' )
		.replace( INVISIBLE, '' )
		.trim();
}
