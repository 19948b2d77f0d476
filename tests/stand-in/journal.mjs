/**
 * The portal's log: everything that reached it, in order, the newest thousand lines.
 */

const LIMIT = 1000;

/**
 * @typedef {import('./types').LogEntry} LogEntry
 */

/**
 * @typedef {{entries: LogEntry[], note: ( name: string, detail?: import('./types').Fields ) => void}} Journal
 */

/**
 * Starts an empty log.
 *
 * @param {() => number} now The portal's clock.
 * @return {Journal} The log.
 */
export function createJournal( now ) {
	/** @type {LogEntry[]} */
	const entries = [];
	let n = 0;

	return {
		entries,
		note( name, detail = {} ) {
			n += 1;
			const kind = name === 'batch' ? 'rest' : 'portal';
			entries.push( { n, at: now(), kind, name, detail } );
			if ( entries.length > LIMIT ) {
				entries.shift();
			}
		},
	};
}
