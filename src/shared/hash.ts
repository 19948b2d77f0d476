/** A hash that the widget takes. Nothing but {@link isHash} makes one of a string. */
export type Hash = string & { readonly __brand: 'Hash' };

/**
 * Determines whether a value is a hash: 32 lower-case hex characters.
 *
 * The widget replaces any other string by a random one without a word, and breaks
 * on upper case (run, widgets of 2019-10 and 2021-06).
 *
 * @param value Anything.
 */
export const isHash = ( value: unknown ): value is Hash =>
	typeof value === 'string' && /^[0-9a-f]{32}$/.test( value );
