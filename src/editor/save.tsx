import { RawHTML } from '@wordpress/element';

import type { Attributes } from './attributes';

/** Saves the shortcode and nothing else, so that PHP has one thing to read. */
export const save = ( { attributes }: { attributes: Attributes } ) => (
	<RawHTML>{ attributes.shortcode }</RawHTML>
);
