import { fill, type Fill } from './fill';

/** A block of custom data, as far as it can be made shorter. */
interface Shortened {
	readonly MESSAGE?: string;
	readonly GRID?: readonly unknown[];
}

/**
 * Characters of JSON that all custom data of a conversation may have. The portal
 * reads them inside the visitor's first message, in a time that grows with the
 * square of their number: 4,000 take 0.1 s, 60,000 half a minute (seen in the
 * portal's PHP of 2024-05 to 2026-05).
 */
const MAX_JSON_LENGTH = 9_999;

/** Short elements that a cut at the end left open, and a tag that it cut through. */
const OPEN_END = /(?:\[(?!br])\w[^[\]]*][^[]{0,99})*(?:\[[^[\]]*)?$/i;

/** The beginning of a longer one, of which the text may be all of the message. */
const OPEN_TAG =
	/\[(?!br]|icon=|timestamp=|disk=)(\w+)(?:=[^[\]]*)?](?!.*\[\/\1])/gi;

/** Takes about so many characters of JSON off the end of BBCode, and what would be left of a tag or a character. */
const shorten = ( text: string, excess: number ): string =>
	text
		// A quotation mark is two of them.
		.slice(
			0,
			text.length * ( 1 - excess / JSON.stringify( text ).length )
		)
		.replace( /\p{Cs}$/u, '' )
		.replace( OPEN_END, '' )
		// A blank, so that what stands around it does not come together.
		.replace( OPEN_TAG, ' ' );

/**
 * Keeps the blocks for an operator below the length that the portal reads at once:
 * leaves out whole rows from the end, then cuts the message.
 *
 * @param blocks Filled blocks.
 * @return As many of them as fit, in their order.
 */
export function fitBlocks< Block extends Shortened >(
	blocks: Block[]
): Block[] {
	const excess = JSON.stringify( blocks ).length - MAX_JSON_LENGTH;
	if ( excess <= 0 ) {
		return blocks;
	}
	const others = blocks.slice( 0, -1 );
	const [ last ] = blocks.slice( -1 );
	if ( last?.GRID?.[ 1 ] ) {
		const GRID = last.GRID.slice( 0, -1 );
		return fitBlocks( [ ...others, { ...last, GRID } ] );
	}
	const MESSAGE = last?.MESSAGE && shorten( last.MESSAGE, excess );
	return fitBlocks( MESSAGE ? [ ...others, { ...last, MESSAGE } ] : others );
}

/**
 * Fills a template as {@link fill} does, and keeps below the length that the portal
 * reads at once.
 *
 * @param template What the owner or the page's author wrote.
 * @param values   The server's values of the tokens in the template, and the page's.
 * @return BBCode, never cut inside a tag or a link.
 */
export const renderFirstMessage: Fill = ( template, values ) =>
	fitBlocks( [ { MESSAGE: fill( template, values ) } ] )[ 0 ]?.MESSAGE ?? '';
