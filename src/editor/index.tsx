import { registerBlockType } from '@wordpress/blocks';
import { __ } from '@wordpress/i18n';

import type { Attributes } from './attributes';
import metadata from './block.json';
import { OVERRIDE_BLOCK } from '../contract';
import { Edit } from './edit';
import { icon } from './icon';
import { save } from './save';
import { transforms } from './transforms';

registerBlockType< Attributes >( OVERRIDE_BLOCK, {
	...metadata,
	title: __( 'Known Visitor', 'known-visitor' ),
	description: __(
		'Decides for this page whether the chat knows the visitor, and what operators read first. Visitors see nothing of it.',
		'known-visitor'
	),
	icon,
	edit: Edit,
	save,
	transforms,
} );
