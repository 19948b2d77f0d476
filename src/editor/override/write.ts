import { SHORTCODE } from '../../contract';
import type { Override } from './override';

/**
 * Writes the shortcode of an override: plain text that goes unchanged through
 * serialized blocks, through wp_kses() for authors who may not write any HTML, and
 * through WordPress's search for embeds, until PHP's reader takes the entities out.
 */
export function writeOverride( { enabled, template }: Override ): string {
	const attribute =
		enabled === null ? '' : ` enabled="${ enabled ? 'yes' : 'no' }"`;
	const content =
		template === null ? '' : `${ escape( template ) }[/${ SHORTCODE }]`;
	return `[${ SHORTCODE }${ attribute }]${ content }`;
}

const ENTITIES: Readonly< Record< string, string > > = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
};

/** What would be taken for a beginning or an end of the shortcode. */
const OWN_TAG = new RegExp( `\\[(?=/?${ SHORTCODE })`, 'g' );

/** What no database and no HTML takes: control characters, and halves of characters. */
const UNSAVABLE = /[^\P{Cc}\t\n]|\p{Cs}/gu;

/** The scheme of an address that has a line to itself: WP_Embed would fetch what is there. */
const LONELY_SCHEME = /^(\s*https?):(?=\S+\s*$)/gim;

const escape = ( template: string ): string =>
	template
		.replace( /\r\n?/g, '\n' )
		.replace( UNSAVABLE, '' )
		.replace( /[&<>]/g, ( character ) => ENTITIES[ character ] ?? '' )
		.replace( OWN_TAG, '&#91;' )
		.replace( LONELY_SCHEME, '$1&#58;' );
