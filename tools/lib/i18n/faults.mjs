/**
 * What is wrong with a translation, as far as a machine can tell.
 */
import { keyOf } from './po.mjs';

/** @typedef {import('./po.mjs').Catalog} Catalog */
/** @typedef {import('./po.mjs').Message} Message */

/**
 * What a translation has to hold as often as the sentence does: places of sprintf(), tokens, tags of BBCode and of HTML,
 * names that the programs know, line breaks.
 */
const KEPT =
	/%(?:\d+\$)?[sd]|\{\{|\{[a-z_]+(?::[a-z_]+)?(?=[|}])|\[\/?[a-z_]+(?:=[^\]]*)?\]|<\/?[A-Za-z][^>]*>|KNOWN_VISITOR_\w+|known_visitor\w*|\n/g;

/**
 * Finds the faults of a translation.
 *
 * @param {Message[]} template The plugin's sentences.
 * @param {Catalog}   po       The translation.
 * @return {string[]} What is wrong, each with the sentence; empty if nothing is.
 */
export function faultsOf( template, po ) {
	const forms = Number(
		/nplurals=(\d)/.exec( po.headers[ 'Plural-Forms' ] ?? '' )?.[ 1 ] ?? 0
	);
	const translated = new Map(
		po.messages.map( ( message ) => [ keyOf( message ), message ] )
	);
	const wanted = new Set( template.map( keyOf ) );
	return [
		...( forms > 0 ? [] : [ 'The header Plural-Forms is missing.' ] ),
		...template.flatMap( ( message ) =>
			faultsOfMessage(
				message,
				translated.get( keyOf( message ) ),
				forms
			).map( ( fault ) => `${ fault }: ${ message.id }` )
		),
		...po.messages
			.filter( ( message ) => ! wanted.has( keyOf( message ) ) )
			.map( ( { id } ) => `not a sentence of the plugin: ${ id }` ),
	];
}

/**
 * Finds the faults of one sentence's translation.
 *
 * @param {Message}             message    The sentence.
 * @param {Message | undefined} translated The same in the translation.
 * @param {number}              forms      How many plural forms the language has.
 * @return {string[]} What is wrong.
 */
function faultsOfMessage( message, translated, forms ) {
	if ( ! translated ) {
		return [ 'not there' ];
	}
	const texts = translated.translations;
	const count = message.plural ? forms : 1;
	if ( texts.length !== count || texts.some( ( text ) => ! text?.trim() ) ) {
		return [ 'not translated, or not in all plural forms' ];
	}
	const faults = texts.flatMap( ( text, form ) =>
		keptIn( text ) === keptIn( message.id ) ||
		( message.plural && keptIn( text ) === keptIn( message.plural ) )
			? []
			: [ `placeholders differ${ message.plural ? ` (${ form })` : '' }` ]
	);
	if (
		texts.some(
			( text ) => /^\s|\s$/.test( text ) !== /^\s|\s$/.test( message.id )
		)
	) {
		faults.push( 'blanks at an end differ' );
	}
	return translated.flags.includes( 'fuzzy' )
		? [ ...faults, 'fuzzy' ]
		: faults;
}

/**
 * Finds what has to be kept.
 *
 * @param {string} text A sentence or its translation.
 * @return {string} What is in it, in an order of its own.
 */
function keptIn( text ) {
	return ( text.match( KEPT ) ?? [] ).sort().join( ' ' );
}
