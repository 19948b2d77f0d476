/**
 * What the portal makes of custom data before anybody reads it. It has a parser of its own for JSON, and that takes
 * backslashes for more than they are; README.md names the source of each fact.
 */

/**
 * @typedef {import('./types').Block} Block
 */

const SECONDS_FOR_60_000 = 33;

/** What a backslash and a letter stand for. A carriage return is not among them. */
const ESCAPES = /** @type {Record<string, string>} */ ( {
	n: '\n',
	t: '\t',
	'"': '"',
	'\\': '\\',
} );

/**
 * Replaces backslash sequences, from left to right.
 *
 * @param {string} text A text.
 */
const unescape = ( text ) =>
	text.replace(
		/\\([nt"\\])/g,
		( sequence, name ) => ESCAPES[ name ] ?? sequence
	);

/**
 * What a text becomes: characters by their number first, wherever they stand, then the other sequences, twice.
 *
 * @param {string} source What stands between the quotation marks.
 */
const decode = ( source ) =>
	unescape(
		unescape(
			source.replace( /\\u([0-9a-f]{4})/gi, ( _sequence, number ) =>
				String.fromCharCode( Number.parseInt( number, 16 ) )
			)
		)
	);

/**
 * Reads JSON as the portal does.
 */
class Parser {
	/** @param {string} json The custom data as it came in. */
	constructor( json ) {
		this.json = json;
		this.at = 0;
	}

	/** @return {unknown} All of it. */
	read() {
		const value = this.value();
		if ( this.at < this.json.length ) {
			throw new SyntaxError( 'Something is left.' );
		}
		return value;
	}

	/**
	 * @param {RegExp} expression What comes next, a sticky expression.
	 * @return {string} What was found.
	 */
	take( expression ) {
		expression.lastIndex = this.at;
		const found = expression.exec( this.json )?.[ 0 ];
		if ( found === undefined ) {
			throw new SyntaxError( `Not expected at ${ this.at }.` );
		}
		this.at += found.length;
		return found;
	}

	/** @return {unknown} The value that comes next. */
	value() {
		switch ( this.json[ this.at ] ) {
			case '"':
				return this.text();
			case '[':
				return this.list( ']', () => this.value() );
			case '{':
				return Object.fromEntries(
					this.list( '}', () => {
						const key = this.text();
						this.take( /:/y );
						return /** @type {[ string, unknown ]} */ ( [
							key,
							this.value(),
						] );
					} )
				);
			default:
				return JSON.parse( this.take( /[-+.\w]+/y ) );
		}
	}

	/**
	 * @template Item
	 * @param {string}     end  What ends it.
	 * @param {() => Item} item Reads an item.
	 * @return {Item[]} All items.
	 */
	list( end, item ) {
		const items = [];
		this.take( /[[{]/y );
		while ( this.json[ this.at ] !== end ) {
			if ( items.length ) {
				this.take( /,/y );
			}
			items.push( item() );
		}
		this.at += end.length;
		return items;
	}

	/** A text ends at a quotation mark without a backslash before it, whatever stands before that. */
	text() {
		return decode( this.take( /"[^]*?(?<!\\)"/y ).slice( 1, -1 ) );
	}
}

/**
 * How long the portal reads: its time grows with the square of the length.
 *
 * @param {string} json The custom data as it came in.
 * @return {number} Seconds.
 */
export const secondsFor = ( json ) =>
	SECONDS_FOR_60_000 * ( json.length / 60_000 ) ** 2;

/**
 * Whether PHP 8 stops at these blocks: a message that is an object has to have a text.
 *
 * @param {Block[]} blocks The blocks.
 */
export const isFatal = ( blocks ) =>
	blocks.some(
		( { MESSAGE: message } ) =>
			typeof message === 'object' &&
			message !== null &&
			! ( 'TEXT' in message )
	);

/**
 * Reads custom data.
 *
 * @param {string} json As it came in.
 * @return {Block[]} The blocks; none if the portal cannot read it, and then all of it is lost.
 */
export function readCustomData( json ) {
	try {
		const blocks = new Parser( json ).read();
		return Array.isArray( blocks ) ? blocks : [];
	} catch ( error ) {
		if ( error instanceof SyntaxError ) {
			return [];
		}
		throw error;
	}
}
