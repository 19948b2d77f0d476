import { registerBlockType } from '@wordpress/blocks';
import { _x } from '@wordpress/i18n';

import type { Attributes } from './attributes';
import metadata from './block.json';
import { OVERRIDE_BLOCK } from '../contract';
import { Edit } from './edit';
import { icon } from './icon';
import { save } from './save';
import { transforms } from './transforms';

registerBlockType< Attributes >( OVERRIDE_BLOCK, {
	...metadata,
	title: _x( 'Known Visitor', 'block title', 'known-visitor' ),
	description: _x(
		'Decides for this page whether the chat learns who the visitor is, and what operators read first. Visitors see nothing of it.',
		'block description',
		'known-visitor'
	),
	icon,
	edit: Edit,
	save,
	transforms,
} );
