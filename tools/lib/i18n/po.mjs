/**
 * Files of gettext: the template (.pot) and the translations (.po), read and written.
 */

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
 * @typedef {Object} Catalogue
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
 * Reads a file.
 *
 * @param {string} text What is in it.
 * @return {Catalogue} Headers and messages, without those that are out of use (`#~`).
 * @throws {Error} That names the line which is none of gettext's.
 */
export function parsePo( text ) {
	/** @type {Message[]} */
	const messages = [];
	/** @type {Message | undefined} */
	let message;
	/** @type {( more: string ) => void} */
	let append = () => undefined;
	const current = () => {
		if ( ! message ) {
			message = emptyMessage();
			messages.push( message );
		}
		return message;
	};
	for ( const [ index, line ] of text.split( /\r?\n/ ).entries() ) {
		const [ , comment = '', rest = '' ] =
			/^#([.:,~|]?)\s?(.*)$/.exec( line ) ?? [];
		const [ , keyword = '', quoted = '' ] =
			/^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+(".*")$/.exec(
				line
			) ?? [];
		if ( line.trim() === '' ) {
			message = undefined;
		} else if ( line.startsWith( '#' ) ) {
			takeComment( comment, rest, current );
		} else if ( keyword ) {
			append = setter( current(), keyword );
			append( unquote( quoted ) );
		} else if ( /^".*"$/.test( line ) ) {
			append( unquote( line ) );
		} else {
			throw new Error( `Line ${ index + 1 } is no gettext: ${ line }` );
		}
	}
	const [ head ] = messages.filter( ( { id } ) => id === '' );
	return {
		headers: parseHeaders( head?.translations[ 0 ] ?? '' ),
		messages: messages.filter( ( { id } ) => id !== '' ),
	};
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
 * Takes what a comment says.
 *
 * @param {string}        kind    The character behind `#`.
 * @param {string}        text    What follows.
 * @param {() => Message} current Gives the message that it is about.
 */
function takeComment( kind, text, current ) {
	if ( kind === '.' ) {
		current().comments.push( text );
	} else if ( kind === ':' ) {
		current().references.push( ...text.split( /\s+/ ).filter( Boolean ) );
	} else if ( kind === ',' ) {
		current().flags.push( ...text.split( /,\s*/ ) );
	}
}

/**
 * Answers what adds text to a part of a message.
 *
 * @param {Message} message The message.
 * @param {string}  keyword What gettext calls the part.
 * @return {( more: string ) => void} Adds text to it.
 */
function setter( message, keyword ) {
	switch ( keyword ) {
		case 'msgctxt':
			return ( more ) => ( message.context += more );
		case 'msgid':
			return ( more ) => ( message.id += more );
		case 'msgid_plural':
			return ( more ) => ( message.plural += more );
		default:
			return addToForm(
				message.translations,
				Number( /\d/.exec( keyword )?.[ 0 ] ?? 0 )
			);
	}
}

/**
 * Answers what adds text to a plural form.
 *
 * @param {string[]} forms The forms.
 * @param {number}   form  Number of the one.
 * @return {( more: string ) => void} Adds text to it.
 */
function addToForm( forms, form ) {
	return ( more ) => ( forms[ form ] = ( forms[ form ] ?? '' ) + more );
}

/**
 * Reads the headers.
 *
 * @param {string} text What the message without an English sentence is translated to.
 * @return {Record<string, string>} By name.
 */
function parseHeaders( text ) {
	return Object.fromEntries(
		text
			.split( '\n' )
			.map( ( line ) => /^([^:]+):\s*(.*)$/.exec( line ) )
			.filter( ( match ) => match !== null )
			.map( ( [ , name = '', value = '' ] ) => [ name, value ] )
	);
}

/**
 * Writes a file.
 *
 * @param {Catalogue} catalogue What to write.
 * @return {string} What is in it, always the same for the same.
 */
export function formatPo( { headers, messages } ) {
	const head = Object.entries( headers )
		.map( ( [ name, value ] ) => `${ name }: ${ value }\n` )
		.join( '' );
	return [
		`msgid ""\nmsgstr ${ quote( head ) }\n`,
		...messages.map( formatMessage ),
	].join( '\n' );
}

/**
 * Writes a message.
 *
 * @param {Message} message The message.
 * @return {string} Lines.
 */
function formatMessage( message ) {
	const { context, id, plural, translations } = message;
	const lines = [
		...message.comments.map( ( comment ) => `#. ${ comment }` ),
		...message.references.map( ( reference ) => `#: ${ reference }` ),
		...( message.flags.length > 0
			? [ `#, ${ message.flags.join( ', ' ) }` ]
			: [] ),
		...( context ? [ `msgctxt ${ quote( context ) }` ] : [] ),
		`msgid ${ quote( id ) }`,
		...( plural
			? [
					`msgid_plural ${ quote( plural ) }`,
					...translations.map(
						( text, form ) => `msgstr[${ form }] ${ quote( text ) }`
					),
				]
			: [ `msgstr ${ quote( translations[ 0 ] ?? '' ) }` ] ),
	];
	return lines.join( '\n' ) + '\n';
}

/** @type {Record<string, string>} */
const ESCAPES = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\' };

/**
 * Writes a text in gettext's quotes: a text of several lines begins on a line of its own.
 *
 * @param {string} text Any text.
 * @return {string} One or more lines.
 */
function quote( text ) {
	const lines = text.match( /[^\n]*\n|[^\n]+/g ) ?? [ '' ];
	const quoted = lines.map(
		( line ) =>
			`"${ line
				.replace( /[\\"]/g, '\\$&' )
				.replaceAll( '\n', '\\n' )
				.replaceAll( '\t', '\\t' ) }"`
	);
	return lines.length > 1
		? [ '""', ...quoted ].join( '\n' )
		: quoted.join( '' );
}

/**
 * Reads a text in gettext's quotes.
 *
 * @param {string} quoted With its quotes, on one line.
 * @return {string} The text.
 */
function unquote( quoted ) {
	return quoted
		.slice( 1, -1 )
		.replace(
			/\\(.)/g,
			( whole, character ) => ESCAPES[ character ] ?? whole
		);
}
