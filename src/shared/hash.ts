/** A hash that the widget takes. */
export type Hash = string & { readonly __brand: 'Hash' };

/**
 * What the widget takes for a hash. It replaces any other string by a random one
 * without a word, and breaks on upper case.
 */
export const HASH = /^[0-9a-f]{32}$/;
