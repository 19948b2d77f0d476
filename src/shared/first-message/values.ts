/**
 * What visitors and pages bring into the first message, made harmless.
 *
 * The portal has no escape for BBCode: it decodes entities before it reads
 * `[`. So what could act is replaced by its full-width look-alike.
 */

/**
 * Gives the look-alike of an ASCII character from Unicode's full-width forms.
 *
 * @param character One printable ASCII character.
 */
export const widen = ( character: string ): string =>
	String.fromCharCode( character.charCodeAt( 0 ) + 0xfee0 );

/**
 * Makes any text safe to stand in a message: one line, no BBCode, no quote.
 *
 * @param value Anything that a visitor, a profile or a page title may hold.
 * @return At most 255 characters; empty if nothing visible is left.
 */
export const toText = ( value: string ): string =>
	toLine( value )
		.replace( /[[\]]|^>|>(?=>)|-(?=--)/g, widen )
		.replace( /^(.{255}).+/u, '$1' );

/**
 * Makes an address safe to stand in a message and in `[url=…]`.
 *
 * @param value An address, of which only http and https ones are taken.
 * @return At most 2,000 characters; empty if the address is unusable.
 */
export const toUrl = ( value: string ): string => {
	const url = toLine( value ).replace( /[ [\]]/g, encodeURI );
	return /^https?:\/\/.{1,1992}$/i.test( url ) ? url : '';
};

const toLine = ( value: string ): string =>
	value
		.replace( /\r\n|\s/g, ' ' )
		.replace( /[\p{Cc}\p{Bidi_C}]/gu, '' )
		.trim();
