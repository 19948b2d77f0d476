/** What a page says of its visitor, as the shortcode `[known_visitor]` holds it. */
export interface Override {
	/** Whether the page identifies its visitor. Null: as the site's settings say. */
	readonly enabled: boolean | null;
	/**
	 * The page's template of the first message. Null: the site's. Empty: one is meant
	 * to be here, but nothing is written yet, so that it is still the site's.
	 */
	readonly template: string | null;
}

/**
 * Returns a template as PHP takes it out of the page: what editors add at the ends of
 * lines and around the text does not count.
 *
 * @param template As it stands in a field or a shortcode.
 */
export const tidy = ( template: string ): string =>
	trim( template.split( '\n' ).map( trim ).join( '\n' ) ).replace(
		/\n{3,}/g,
		'\n\n'
	);

/** Takes away what PHP's `trim()` does, and no other blanks. */
const trim = ( text: string ): string =>
	text.replace( /^[ \t\n\r\0\v]+|[ \t\n\r\0\v]+$/g, '' );
