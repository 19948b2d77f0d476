import { registerBlockType } from '@wordpress/blocks';

import type { Attributes } from './attributes';
import metadata from './block.json';
import { Edit } from './edit';
import { icon } from './icon';
import { save } from './save';
import { transforms } from './transforms';

// The title and the description are WordPress's to translate, as it does on the server.
registerBlockType< Attributes >( metadata, {
	icon,
	edit: Edit,
	save,
	transforms,
} );
