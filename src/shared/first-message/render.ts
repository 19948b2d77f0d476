import { fill, type Fill } from './fill';

/** Everything from a tag, or a link, that a cut at the end left open. */
const OPEN_END = /(\[url=[^\]]*\][^[]*)?(\[[^\]]*)?$/;

/**
 * Fills a template as {@link fill} does, and keeps to the message's length.
 *
 * @param template What the owner or the page's author wrote.
 * @param values   The server's values of the tokens in the template, and the page's.
 * @return BBCode of at most 10,000 characters, never cut inside a tag or a link.
 */
export const renderFirstMessage: Fill = ( template, values ) =>
	fill( template, values ).replace(
		/^(.{10000}).+/u,
		( _all, kept: string ) => kept.replace( OPEN_END, '' )
	);
