/**
 * Which sentences are alike.
 */

/**
 * Lists what makes a sentence like others: its words, and its pairs of words.
 *
 * @param {string} text The sentence.
 * @return {Set<string>} Each once.
 */
function partsOf( text ) {
	const words = text.toLowerCase().match( /[a-z’']+/g ) ?? [];
	const pairs = words
		.slice( 1 )
		.map( ( word, at ) => `${ words[ at ] } ${ word }` );
	return new Set( [ ...words, ...pairs ] );
}

/**
 * Measures how much of a sentence stands in another one.
 *
 * @param {Set<string>} parts Its parts.
 * @param {Set<string>} other Those of the other.
 * @return {number} Letters.
 */
function likeness( parts, other ) {
	let letters = 0;
	for ( const part of parts ) {
		letters += other.has( part ) ? part.length : 0;
	}
	return letters;
}

/**
 * Puts sentences in a row in which each is followed by the one that is most like it.
 *
 * @template {{ readonly id: string }} Sentence
 * @param {Sentence[][]} rows Sentences that stay together, in their order.
 * @return {Sentence[]} All of them; the same for the same ones.
 */
export function likeNextToLike( rows ) {
	/** @type {Sentence[]} */
	const all = [];
	let last = partsOf( '' );
	for ( const row of rows ) {
		const left = new Map(
			row.map( ( sentence ) => [ sentence, partsOf( sentence.id ) ] )
		);
		while ( left.size > 0 ) {
			const [ next ] = [ ...left ].reduce( ( best, one ) =>
				likeness( last, one[ 1 ] ) > likeness( last, best[ 1 ] )
					? one
					: best
			);
			all.push( next );
			last = left.get( next ) ?? last;
			left.delete( next );
		}
	}
	return all;
}
