/** A hash that the widget takes: only {@link isHash} and {@link guestHash} give one. */
export type Hash = string & { readonly __brand: 'Hash' };

/**
 * Tells whether a value is a hash that the widget takes. It replaces any other
 * string by a random one without a word, and breaks on upper case.
 *
 * @param value Anything.
 */
export function isHash( value: unknown ): value is Hash {
	return typeof value === 'string' && /^[0-9a-f]{32}$/.test( value );
}
