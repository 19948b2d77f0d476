/** A piece of a message: quoted, or said. */
export interface Piece {
	readonly isQuote: boolean;
	readonly text: string;
}

const isFence = ( line: string ): boolean => /^-{6,}\s*$/.test( line );

/**
 * Takes the quotes out of a message: lines that start with `>>`, or stand
 * between two lines of dashes.
 *
 * @param text A text with plain line breaks.
 */
export function splitQuotes( text: string ): Piece[] {
	const lines = text.split( '\n' );
	const pieces: { isQuote: boolean; lines: string[] }[] = [];
	const lastFence = lines.lastIndexOf(
		lines.filter( isFence ).at( -1 ) ?? ''
	);
	let isFenced = false;
	lines.forEach( ( line, index ) => {
		if ( isFence( line ) && ( isFenced || index < lastFence ) ) {
			isFenced = ! isFenced;
			return;
		}
		const hasArrow = line.startsWith( '>>' );
		const isQuote = isFenced || hasArrow;
		const content = hasArrow ? line.slice( 2 ).trimStart() : line;
		const last = pieces.at( -1 );
		if ( last?.isQuote === isQuote ) {
			last.lines.push( content );
		} else {
			pieces.push( { isQuote, lines: [ content ] } );
		}
	} );
	return pieces.map( ( piece ) => ( {
		isQuote: piece.isQuote,
		text: piece.lines.join( '\n' ),
	} ) );
}
