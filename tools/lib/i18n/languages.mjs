/**
 * The files of languages/: the template out of the sources, and what WordPress loads out of the translations.
 *
 * Each sentence stands there in English once, in sentences.php, and a translation is a list in the same order: eight
 * languages with a copy of the English in each of their files would be as big as all the rest of the plugin.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { staleFiles } from '../generated.mjs';
import {
	DOMAIN,
	extractBlock,
	extractPhp,
	extractTypeScript,
	mergeMessages,
	textsInScript,
} from './extract.mjs';
import { likeNextToLike } from './likeness.mjs';
import { formatPo, keyOf, parsePo } from './po.mjs';

/** @typedef {import('./po.mjs').Message} Message */
/** @typedef {import('./po.mjs').Catalog} Catalog */

const FOLDER = 'languages';

/** The template. */
const TEMPLATE = `${ FOLDER }/${ DOMAIN }.pot`;

/** The sentences in English, and which of them each script needs. */
const SENTENCES = `${ FOLDER }/sentences.php`;
const SENTENCES_OF_SCRIPTS = `${ FOLDER }/scripts.php`;

const SLAVIC =
	'nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);';
const ONE = 'nplurals=2; plural=(n != 1);';
const UP_TO_ONE = 'nplurals=2; plural=(n > 1);';

/**
 * The languages that the plugin is to speak, with their plural forms as WordPress's own translations have them.
 *
 * @type {Record<string, string>}
 */
export const LOCALES = {
	ru_RU: SLAVIC,
	uk: SLAVIC,
	pl_PL: 'nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);',
	de_DE: ONE,
	es_ES: ONE,
	fr_FR: UP_TO_ONE,
	pt_BR: UP_TO_ONE,
	tr_TR: UP_TO_ONE,
};

/**
 * The scripts that speak, by the names under which WordPress knows them. Those that share sentences stand side by side.
 *
 * @type {Record<string, string>}
 */
export const SCRIPTS = {
	'known-visitor-try-script': 'build/try.js',
	'known-visitor-settings': 'build/settings.js',
	'known-visitor-override-editor-script': 'build/editor/index.js',
};

/**
 * Makes the files of languages/.
 *
 * @param {string}   root    The checkout.
 * @param {string[]} [fresh] Locales of which to begin a translation, too.
 * @return {Map<string, string>} Contents by their paths from the root.
 * @throws {Error} That names what cannot be translated, or what was not built.
 */
export function makeLanguages( root, fresh = [] ) {
	const template = readTemplate( root );
	const needs = needsOfScripts( root, template );
	const sentences = inOrder( template, needs );
	const files = new Map( [
		[
			TEMPLATE,
			formatPo( {
				headers: headersOf( '' ),
				messages: template.map( ( message ) => ( {
					...message,
					translations: message.plural ? [ '', '' ] : [ '' ],
				} ) ),
			} ),
		],
		[ SENTENCES, sentencesFile( sentences ) ],
		[ SENTENCES_OF_SCRIPTS, scriptsFile( sentences, needs ) ],
	] );
	for ( const locale of new Set( [ ...localesThere( root ), ...fresh ] ) ) {
		const po = updated( template, readTranslation( root, locale ), locale );
		const base = `${ FOLDER }/${ DOMAIN }-${ locale }`;
		files.set( `${ base }.po`, formatPo( po ) );
		files.set(
			`${ base }.l10n.php`,
			translationFile( updated( sentences, po, locale ), locale )
		);
	}
	return files;
}

/**
 * Finds the files of languages/ that are not what the sources and the translations give.
 *
 * @param {string} root The checkout.
 * @return {string[]} Their paths from the root.
 * @throws {Error} That names what cannot be translated, or what was not built.
 */
export function staleLanguages( root ) {
	const files = makeLanguages( root );
	const left = readdirSync( join( root, FOLDER ) )
		.map( ( name ) => `${ FOLDER }/${ name }` )
		.filter( ( file ) => ! files.has( file ) );
	return [ ...left, ...staleFiles( root, files ) ];
}

/**
 * Reads the plugin's sentences out of its sources.
 *
 * @param {string} root The checkout.
 * @return {Message[]} Each once, in the order of the files.
 * @throws {Error} That names what cannot be translated.
 */
export function readTemplate( root ) {
	const files = [
		'plugin.php',
		...filesIn( root, 'includes', /\.php$/ ),
		...filesIn( root, 'src', /(?<!\.d)\.tsx?$|\bblock\.json$/ ),
	];
	return mergeMessages(
		files.flatMap( ( file ) => {
			const text = readFileSync( join( root, file ), 'utf8' );
			if ( file.endsWith( '.php' ) ) {
				return extractPhp( text, file );
			}
			return file.endsWith( '.json' )
				? extractBlock( text, file )
				: extractTypeScript( text, file );
		} )
	);
}

/**
 * Lists the locales of which there is a translation.
 *
 * @param {string} root The checkout.
 * @return {string[]} Such as `de_DE`.
 */
export function localesThere( root ) {
	return readdirSync( join( root, FOLDER ) )
		.map(
			( name ) => /^known-visitor-(\w+)\.po$/.exec( name )?.[ 1 ] ?? ''
		)
		.filter( Boolean )
		.sort();
}

/**
 * Reads a translation.
 *
 * @param {string} root   The checkout.
 * @param {string} locale Its locale.
 * @return {Catalog} What is in it; nothing if there is none.
 * @throws {Error} That names the line which is none of gettext's.
 */
export function readTranslation( root, locale ) {
	const path = join( root, FOLDER, `${ DOMAIN }-${ locale }.po` );
	return existsSync( path )
		? parsePo( readFileSync( path, 'utf8' ) )
		: { headers: {}, messages: [] };
}

/**
 * Brings a translation to the template: new sentences have no translation yet, old ones are gone.
 *
 * @param {Message[]} template The plugin's sentences.
 * @param {Catalog}   po       The translation.
 * @param {string}    locale   Its locale.
 * @return {Catalog} The same, up to date.
 */
export function updated( template, po, locale ) {
	const known = new Map(
		po.messages.map( ( message ) => [ keyOf( message ), message ] )
	);
	const headers = headersOf( locale, po.headers );
	const forms = Number(
		/nplurals=(\d)/.exec( headers[ 'Plural-Forms' ] ?? '' )?.[ 1 ] ?? 1
	);
	return {
		headers,
		messages: template.map( ( message ) => {
			const { translations = [], flags = [] } =
				known.get( keyOf( message ) ) ?? {};
			const count = message.plural ? forms : 1;
			return {
				...message,
				flags,
				translations: Array.from(
					{ length: count },
					( _, form ) => translations[ form ] ?? ''
				),
			};
		} ),
	};
}

/**
 * Makes the headers of a file. None changes with the time: the same sources give the same file.
 *
 * @param {string}                 locale Its locale; empty for the template.
 * @param {Record<string, string>} known  Headers that it has.
 * @return {Record<string, string>} By name.
 */
function headersOf( locale, known = {} ) {
	return {
		'Project-Id-Version': 'Known Visitor for Bitrix24 Live Chat',
		'Report-Msgid-Bugs-To':
			'https://github.com/known-visitor/known-visitor/issues',
		...( locale
			? {
					Language: locale,
					'Plural-Forms':
						LOCALES[ locale ] ?? known[ 'Plural-Forms' ] ?? ONE,
				}
			: {} ),
		'MIME-Version': '1.0',
		'Content-Type': 'text/plain; charset=UTF-8',
		'Content-Transfer-Encoding': '8bit',
		'X-Domain': DOMAIN,
	};
}

/**
 * Reads the plugin's sentences in the order of sentences.php.
 *
 * @param {string} root The checkout.
 * @return {Message[]} Each once.
 * @throws {Error} That names what cannot be translated, or what was not built.
 */
export function readSentences( root ) {
	const template = readTemplate( root );
	return inOrder( template, needsOfScripts( root, template ) );
}

/**
 * Finds which sentences each script needs.
 *
 * @param {string}    root     The checkout.
 * @param {Message[]} template The plugin's sentences.
 * @return {Map<string, Set<Message>>} By the scripts' names in WordPress.
 * @throws {Error} That names a sentence of the sources which no script holds.
 */
function needsOfScripts( root, template ) {
	const ofSources = template.filter( ( { references } ) =>
		references.some( ( file ) => /\.tsx?$/.test( file ) )
	);
	const needs = new Map(
		Object.entries( SCRIPTS ).map( ( [ handle, file ] ) => {
			const texts = textsInScript(
				readFileSync( join( root, file ), 'utf8' )
			);
			return [
				handle,
				new Set( ofSources.filter( ( { id } ) => texts.has( id ) ) ),
			];
		} )
	);
	const lost = ofSources.filter(
		( message ) =>
			! [ ...needs.values() ].some( ( needed ) => needed.has( message ) )
	);
	if ( lost.length > 0 ) {
		throw new Error(
			`In src, but not in build (npm run build):\n${ lost
				.map( ( { id, references } ) => `- ${ references }: ${ id }` )
				.join( '\n' ) }`
		);
	}
	return needs;
}

/**
 * Puts sentences in the order in which WordPress gets them: what a script needs in one row, so that scripts.php is short, and like
 * next to like, of which the zip is smaller by more than a kilobyte.
 *
 * @param {Message[]}                 template The plugin's sentences.
 * @param {Map<string, Set<Message>>} needs    What needsOfScripts() found.
 * @return {Message[]} The same in another order.
 */
function inOrder( template, needs ) {
	/** @type {Map<number, Message[]>} */
	const rows = new Map();
	for ( const message of template ) {
		const scripts = [ ...needs.values() ].flatMap( ( needed, index ) =>
			needed.has( message ) ? index : []
		);
		// What two need stands between their own; what none needs, before all.
		const row =
			scripts.reduce( ( sum, index ) => sum + index, 0 ) /
				scripts.length || ( scripts.length ? 0 : -1 );
		rows.set( row, [ ...( rows.get( row ) ?? [] ), message ] );
	}
	return likeNextToLike(
		[ ...rows ]
			.sort( ( [ one ], [ other ] ) => one - other )
			.map( ( [ , messages ] ) => messages )
	);
}

/**
 * Makes the file with the sentences in English.
 *
 * @param {Message[]} sentences The plugin's sentences.
 * @return {string} PHP.
 */
function sentencesFile( sentences ) {
	const texts = sentences.map(
		( message ) => `\t\t${ phpText( keyOf( message ) ) },\n`
	);
	return phpFile(
		'The sentences of the plugin, as WordPress names them; with their translations, in the same order, these by those.',
		`static function ( ?array $translations = null ): array {
	$sentences = array(
${ texts.join( '' ) }	);
	if ( null === $translations ) {
		return $sentences;
	}
	// Not in the middle of an update.
	return count( $sentences ) === count( $translations ) ? array_filter( array_combine( $sentences, $translations ), 'strlen' ) : array();
}`
	);
}

/**
 * Makes the file that says which sentences each script needs.
 *
 * @param {Message[]}                 sentences The plugin's sentences.
 * @param {Map<string, Set<Message>>} needs     What needsOfScripts() found.
 * @return {string} PHP.
 */
function scriptsFile( sentences, needs ) {
	const scripts = [ ...needs ].map( ( [ handle, needed ] ) => {
		const places = [ ...sentences.keys() ].filter( ( place ) =>
			needed.has( /** @type {Message} */ ( sentences[ place ] ) )
		);
		return `\t${ phpText( handle ) } => array( ${ phpNumbers( places ) } ),\n`;
	} );
	return phpFile(
		'Which sentences each script needs, by their places in sentences.php.',
		`array(\n${ scripts.join( '' ) })`
	);
}

/**
 * Writes numbers as the elements of a PHP array, those that follow each other as a range.
 *
 * @param {number[]} numbers In ascending order.
 * @return {string} PHP.
 */
function phpNumbers( numbers ) {
	/** @type {[ first: number, last: number ][]} */
	const runs = [];
	for ( const number of numbers ) {
		const run = runs.at( -1 );
		if ( run && run[ 1 ] === number - 1 ) {
			run[ 1 ] = number;
		} else {
			runs.push( [ number, number ] );
		}
	}
	return runs
		.map( ( [ first, last ] ) =>
			first === last ? `${ first }` : `...range( ${ first }, ${ last } )`
		)
		.join( ', ' );
}

/**
 * Makes the file of a translation (WordPress 6.5 and later).
 *
 * @param {Catalog} po     A translation, in the order of sentences.php.
 * @param {string}  locale Its locale.
 * @return {string} PHP.
 */
export function translationFile( po, locale ) {
	const texts = po.messages.map(
		( message ) =>
			`\t\t${ phpText( isComplete( message ) ? message.translations.join( '\0' ) : '' ) },\n`
	);
	return phpFile(
		'Order: sentences.php.',
		`array(
	'domain' => ${ phpText( DOMAIN ) },
	'language' => ${ phpText( locale ) },
	'plural-forms' => ${ phpText( po.headers[ 'Plural-Forms' ] ?? '' ) },
	'messages' => ( require __DIR__ . '/sentences.php' )( array(
${ texts.join( '' ) }	) ),
)`
	);
}

/**
 * Makes a file of PHP.
 *
 * @param {string} comment What it is.
 * @param {string} value   What it returns.
 * @return {string} PHP.
 */
function phpFile( comment, value ) {
	return `<?php
/** ${ comment } Generated by npm run pot. */

defined( 'ABSPATH' ) || exit;

return ${ value };
`;
}

/**
 * Writes a text as PHP.
 *
 * @param {string} text Any text.
 * @return {string} An expression.
 */
function phpText( text ) {
	return `'${ text.replace( /[\\']/g, '\\$&' ) }'`.replace(
		/[\0\u0004]/g,
		( character ) => `' . "\\${ character === '\0' ? '0' : '4' }" . '`
	);
}

/**
 * Determines whether a message may be shown.
 *
 * @param {Message} message The message.
 * @return {boolean} False if it is not translated, or nobody has looked at its translation.
 */
const isComplete = ( { translations, flags } ) =>
	translations.every( Boolean ) && ! flags.includes( 'fuzzy' );

/**
 * Lists files.
 *
 * @param {string} root    The checkout.
 * @param {string} folder  Its path from the root.
 * @param {RegExp} pattern What the files' names are like.
 * @return {string[]} Their paths from the root, in the same order everywhere.
 */
function filesIn( root, folder, pattern ) {
	return readdirSync( join( root, folder ), {
		recursive: true,
		encoding: 'utf8',
	} )
		.filter( ( name ) => pattern.test( name ) )
		.map( ( name ) => `${ folder }/${ name.replaceAll( '\\', '/' ) }` )
		.sort();
}
