/**
 * What visitors and pages bring into the first message, made harmless.
 *
 * The portal has no escape for BBCode. Since May 2024 it turns backslash sequences
 * into characters, then decodes entities, and only then reads `[`. So what could
 * act, before or after that, is replaced by its full-width look-alike.
 */

/**
 * Returns the look-alike of an ASCII character from Unicode's full-width forms.
 *
 * @param character One printable ASCII character.
 */
export const widen = ( character: string ): string =>
	String.fromCharCode( character.charCodeAt( 0 ) + 0xfee0 );

/**
 * Makes of what an owner or an author wrote a text that survives the way to the
 * operator: backslashes would not, nor would halves of characters and control
 * characters. BBCode stays, but no value becomes the name of a tag or of an entity.
 *
 * @param text A template whose line breaks are tags by now, or a label.
 */
export const toPlain = ( text: string ): string =>
	text
		// `[{nickname}]` would give a visitor by the name of `send=/refund` a button; so would `[ {nickname} ]`, around whose
		// brackets the portal's parser drops the blanks.
		.replace( /\\|&(?=[#;\w}]*{)|\[(?=\s*[/\w}]*{)/g, widen )
		.replace( /[\p{Cc}\p{Cs}\u2028\u2029]/gu, ' ' );

/**
 * What must not stand in a text: brackets and backslashes; `&` where an entity begins; `>` and dashes where they could be
 * part of a quote, alone or with their neighbors (`>>` at the start of a line, lines of six dashes).
 */
const ACTING = /[[\]\\]|&(?=#|\w+;)|^[>-]|>(?=>)|-(?=--|$)/g;

/**
 * Makes any text safe to stand in a message: one line, no BBCode, no entity, no
 * quote.
 *
 * @param value Anything that a visitor, a profile or a page title may hold.
 * @return At most 255 characters; empty if nothing visible is left.
 */
export const toText = ( value: string ): string =>
	toLine( value, 600 )
		.replace( /^(.{255}).+/u, '$1' )
		.replace( ACTING, widen );

/**
 * Makes an address safe to stand in a message and in `[url=…]`.
 *
 * @param value An address, of which only http and https ones are taken.
 * @return At most 2,000 characters; empty if the address is unusable.
 */
export const toUrl = ( value: string ): string => {
	const url = toLine( value, 2500 )
		.replace( /[ "[\]\\;<>]/g, encodeURIComponent )
		// Of enough of them the portal makes a quote, wherever they stand.
		.replace( /-(?=--|$)/g, '%2D' );
	return /^https?:\/\/.{1,1992}$/i.test( url ) ? url : '';
};

/**
 * Brings a text into one line, without what nobody sees: control characters,
 * halves of characters, and what turns the direction of the text around it.
 * Empty if all of it is invisible.
 *
 * @param value  Any text.
 * @param length Characters that are looked at: a template may hold the same value
 *               hundreds of times.
 */
const toLine = ( value: string, length: number ): string =>
	value
		.slice( 0, length )
		.replace( /\r\n|[\s\x85]/g, ' ' )
		.replace( /[\p{Cc}\p{Cs}\p{Bidi_C}]/gu, '' )
		// Beside blanks there are fillers, joiners and the empty Braille cell.
		.replace( /^[\s\p{DI}\u2800]+$/u, '' )
		.trim();
