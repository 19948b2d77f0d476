/**
 * Files of gettext: the template (.pot) and the translations (.po), read and written.
 */
import { po } from 'gettext-parser';

/** @typedef {import('gettext-parser').GetTextTranslation} Entry */

/**
 * A sentence of the plugin, and what it is in another language.
 *
 * @typedef {Object} Message
 * @property {string}   context      What tells it from the same words elsewhere; mostly empty.
 * @property {string}   id           The sentence in English.
 * @property {string}   plural       The same for several; empty if it has no plural.
 * @property {string[]} translations By the number of the plural form; empty texts where there is none.
 * @property {string[]} comments     For translators.
 * @property {string[]} references   Files in which it stands.
 * @property {string[]} flags        Such as `fuzzy`.
 */

/**
 * @typedef {Object} Catalog
 * @property {Record<string, string>} headers  By name.
 * @property {Message[]}              messages In their order.
 */

/** What stands between a context and a sentence, for WordPress and for gettext alike. */
const CONTEXT_GLUE = '\u0004';

/**
 * Names a message as gettext does: messages with the same name are the same.
 *
 * @param {Pick<Message, 'context' | 'id'>} message The message.
 * @return {string} The name.
 */
export function keyOf( { context, id } ) {
	return context ? context + CONTEXT_GLUE + id : id;
}

/**
 * Makes a message of nothing.
 *
 * @return {Message} A new one.
 */
export function emptyMessage() {
	return {
		context: '',
		id: '',
		plural: '',
		translations: [],
		comments: [],
		references: [],
		flags: [],
	};
}

/**
 * Reads a file.
 *
 * @param {string} text What is in it.
 * @return {Catalog} Headers and messages, without those that are out of use (`#~`).
 * @throws {Error} That names the line which is none of gettext's, or the sentence that stands there twice or has too few forms.
 */
export function parsePo( text ) {
	const { headers, translations } = po.parse( text, { validation: true } );
	// The parser passes over what it does not know, and would take rubbish for a file without sentences.
	if ( Object.keys( headers ?? {} ).length === 0 ) {
		throw new SyntaxError( 'No header: this is no file of gettext.' );
	}
	return {
		headers,
		messages: Object.values( translations )
			.flatMap( ( entries ) => Object.values( entries ) )
			.filter( ( { msgid } ) => msgid !== '' )
			.map( messageOf ),
	};
}

/**
 * Writes a file: one line for each text, since sentences change as a whole.
 *
 * @param {Catalog} catalog What to write.
 * @return {string} What is in it, always the same for the same.
 */
export function formatPo( { headers, messages } ) {
	/** @type {import('gettext-parser').GetTextTranslationRecord} */
	const translations = {};
	for ( const message of messages ) {
		( translations[ message.context ] ??= {} )[ message.id ] =
			entryOf( message );
	}
	return po
		.compile(
			{ charset: 'utf-8', headers, translations },
			{ foldLength: 0 }
		)
		.toString();
}

/**
 * Reads a message.
 *
 * @param {Entry} entry What the parser makes of it.
 * @return {Message} The message.
 */
function messageOf( entry ) {
	const { comments } = entry;
	return {
		context: entry.msgctxt ?? '',
		id: entry.msgid,
		plural: entry.msgid_plural ?? '',
		translations: entry.msgstr,
		comments: partsOf( comments?.extracted, '\n' ),
		references: partsOf( comments?.reference, /\s+/ ),
		flags: partsOf( comments?.flag, /,\s*|\n/ ),
	};
}

/**
 * Makes of a message what the compiler takes.
 *
 * @param {Message} message The message.
 * @return {Entry} The same for the compiler.
 */
function entryOf( message ) {
	return {
		...( message.context ? { msgctxt: message.context } : {} ),
		msgid: message.id,
		...( message.plural ? { msgid_plural: message.plural } : {} ),
		msgstr: message.translations,
		comments: {
			extracted: message.comments.join( '\n' ),
			reference: message.references.join( '\n' ),
			flag: message.flags.join( ', ' ),
		},
	};
}

/**
 * Takes a comment apart.
 *
 * @param {string | undefined} text      The comment, if there is one.
 * @param {string | RegExp}    separator What stands between its parts.
 * @return {string[]} The parts.
 */
const partsOf = ( text, separator ) =>
	( text ?? '' ).split( separator ).filter( Boolean );
