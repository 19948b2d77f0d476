/**
 * The rules of `setCustomData`.
 */

import { complain } from './log.mjs';
import { isPlainObject } from './register-data.mjs';

/**
 * @typedef {import('../types').Block} Block
 */

/**
 * The blocks that one call adds.
 *
 * @param {unknown} given What the page gave.
 * @return {Block[] | false} The blocks, or the refusal.
 */
export function takeCustomData( given ) {
	if ( Array.isArray( given ) ) {
		const blocks = given.filter( isPlainObject );
		if ( ! blocks.length ) {
			complain( 'setCustomData: the list holds nothing.' );
		}
		return blocks.length ? blocks : false;
	}
	// An object ends up inside a message, where no operator can read it: the real widget does the same.
	if ( ( typeof given === 'string' && given ) || isPlainObject( given ) ) {
		return [ { MESSAGE: given } ];
	}
	complain( 'setCustomData: a text or a list is needed.' );
	return false;
}

/**
 * What the widget sends when the page gave nothing.
 *
 * @return {Block[]} The page's address.
 */
export function defaultCustomData() {
	const { hostname, href } = window.location;
	return [ { MESSAGE: `${ hostname }: [URL]${ href }[/URL]` } ];
}
