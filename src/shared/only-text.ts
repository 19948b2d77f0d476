/**
 * Returns a text as it is, and anything else as an empty one.
 *
 * @param value Anything.
 */
export const onlyText = ( value: unknown ): string =>
	typeof value === 'string' ? value : '';
