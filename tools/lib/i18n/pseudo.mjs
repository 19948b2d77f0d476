/**
 * A language in which every sentence of the plugin stands in brackets: what has none is not translated.
 */
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSentences, translationFile, updated } from './languages.mjs';

/** Its locale: one that the plugin does not speak. */
export const PSEUDO_LOCALE = 'eo';

/**
 * Writes a sentence in it.
 *
 * @param {string} sentence In English.
 * @return {string} The same in brackets.
 */
const pseudo = ( sentence ) => `⟦${ sentence }⟧`;

/**
 * Makes a folder languages/ in which the plugin speaks it.
 *
 * @param {string} root The checkout.
 * @return {string} The folder, a temporary one.
 */
export function makePseudoLanguages( root ) {
	const folder = mkdtempSync( join( tmpdir(), 'known-visitor-languages-' ) );
	cpSync( join( root, 'languages' ), folder, { recursive: true } );
	const { headers, messages } = updated(
		readSentences( root ),
		{ headers: {}, messages: [] },
		PSEUDO_LOCALE
	);
	writeFileSync(
		join( folder, `known-visitor-${ PSEUDO_LOCALE }.l10n.php` ),
		translationFile(
			{
				headers,
				messages: messages.map( ( message ) => ( {
					...message,
					translations: message.translations.map( ( _, form ) =>
						pseudo( form > 0 ? message.plural : message.id )
					),
				} ) ),
			},
			PSEUDO_LOCALE
		)
	);
	return folder;
}
