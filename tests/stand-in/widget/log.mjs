/**
 * The page's log: what the widget was told, did and said, in order. Tests read `BitrixStandIn.log`.
 */

/**
 * @typedef {import('../types').WidgetWindow} WidgetWindow
 * @typedef {import('../types').LogEntry} LogEntry
 * @typedef {import('../types').Fields} Fields
 */

export const page = /** @type {WidgetWindow} */ (
	/** @type {unknown} */ ( window )
);

/** One log per page, however many widgets it has. */
export const standIn = ( page.BitrixStandIn ??= { log: [], widgets: 0 } );

/**
 * What can be read later, even if the page changes or removes the original.
 *
 * @param {unknown} value Anything.
 * @return {unknown} A copy.
 */
function copyOf( value ) {
	try {
		return value === undefined
			? undefined
			: JSON.parse( JSON.stringify( value ) );
	} catch {
		return String( value );
	}
}

/**
 * Writes a line into the log.
 *
 * @param {LogEntry['kind']} kind   What sort of thing happened.
 * @param {string}           name   Which one.
 * @param {Fields}           detail What belongs to it.
 */
export function note( kind, name, detail = {} ) {
	standIn.log.push( {
		n: standIn.log.length + 1,
		at: Date.now(),
		kind,
		name,
		detail: /** @type {Fields} */ ( copyOf( detail ) ),
	} );
}

/**
 * Warns on the console.
 *
 * @param {string} text What is odd.
 */
export function warn( text ) {
	note( 'console', 'warn', { text } );

	console.warn( text );
}

/**
 * Complains on the console.
 *
 * @param {string} text What is wrong.
 */
export function complain( text ) {
	note( 'console', 'error', { text } );

	console.error( text );
}
