import {
	createBlock,
	type Block,
	type BlockTransform,
} from '@wordpress/blocks';

import type { Attributes } from './attributes';
import { OVERRIDE_BLOCK, SHORTCODE } from '../contract';
import { onlyText } from '../shared/only-text';
import { tidy } from './override/override';
import { isOverride, readOverride } from './override/read';
import { writeOverride } from './override/write';

/** WordPress's own block for a shortcode. */
const SHORTCODE_BLOCK = 'core/shortcode';

/** Makes our block of a shortcode, whoever wrote it. */
function fromShortcode( text: string ): Block {
	const { enabled, template } = readOverride( text );
	return createBlock( OVERRIDE_BLOCK, {
		shortcode: writeOverride( {
			enabled,
			template: template === null ? null : tidy( template ),
		} ),
	} );
}

/** Returns a text of a block's, or of the first of several: ours may be on a page once. */
function textIn( attributes: unknown, name: string ): string {
	const [ first ] = [ attributes ].flat();
	return onlyText( Reflect.get( Object( first ), name ) );
}

/** From the shortcode, as a block or pasted. */
const from: BlockTransform< Attributes >[] = [
	{
		type: 'block',
		blocks: [ SHORTCODE_BLOCK ],
		isMatch: ( attributes ) => isOverride( textIn( attributes, 'text' ) ),
		transform: ( attributes ) =>
			fromShortcode( textIn( attributes, 'text' ) ),
	},
	{
		type: 'shortcode',
		tag: SHORTCODE,
		transform: ( _attributes, { content } ) => fromShortcode( content ),
	},
];

/** To the shortcode. */
const to: BlockTransform[] = [
	{
		type: 'block',
		blocks: [ SHORTCODE_BLOCK ],
		transform: ( attributes ) =>
			createBlock( SHORTCODE_BLOCK, {
				text: textIn( attributes, 'shortcode' ),
			} ),
	},
];

export const transforms = { from, to };
