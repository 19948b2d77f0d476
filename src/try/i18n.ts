/**
 * The two functions of wp.i18n that the panel needs, by the same names, so that the
 * tools for translators find its sentences. That script itself is none of the panel's:
 * an optimizer may delay it.
 */
import { isRecord } from '../shared/schema';

let words = new Map< string, unknown >();

/**
 * Sets the translations.
 *
 * @param translations Lists by sentence, as WordPress's files for scripts have them.
 */
export function setWords( translations: unknown ): void {
	words = new Map(
		Object.entries( isRecord( translations ) ? translations : {} )
	);
}

/**
 * Returns the translation of a sentence; itself where there is none.
 *
 * @param sentence What to translate.
 * @param _domain  The text domain, for the tools.
 */
// eslint-disable-next-line @typescript-eslint/no-unused-vars -- As above.
export function __( sentence: string, _domain: 'known-visitor' ): string {
	const translation = words.get( sentence );
	const first: unknown = Array.isArray( translation ) && translation[ 0 ];
	return typeof first === 'string' && first ? first : sentence;
}

/**
 * Puts texts into a sentence.
 *
 * @param sentence With `%s`, or `%1$s`, `%2$s` and so on.
 * @param texts    What takes their places.
 */
export function sprintf( sentence: string, ...texts: string[] ): string {
	let next = 0;
	return sentence.replace(
		/%(?:(\d+)\$)?s/g,
		( _place, number?: string ) =>
			texts[ number ? Number( number ) - 1 : next++ ] ?? ''
	);
}
