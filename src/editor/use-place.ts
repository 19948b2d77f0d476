import { useSelect } from '@wordpress/data';

import { pageFacts } from '../admin/page-facts';
import type { PageFacts } from '../shared/first-message';
import { caller } from './caller';
import { getSite } from './site';

/** What there is to know of where the block stands. */
export interface Place {
	/** Whether its author, or who writes here, may not write everything into a template. */
	readonly isRestricted: boolean;
	/** The page as the preview shows it. */
	readonly facts: PageFacts;
}

/** Types of posts that many pages show. Only administrators edit all but the last. */
const SHARED_TYPES = [
	'wp_template',
	'wp_template_part',
	'wp_navigation',
	'wp_block',
];

/** The store of the post and site editors, which the editor of widgets has not. */
const EDITOR_STORE = 'core/editor';

/** Finds out where the block stands. */
export function usePlace(): Place {
	const { type, author, address, title } = useSelect( ( select ) => {
		const ask = caller( select( EDITOR_STORE ) );
		return {
			type: ask( 'getCurrentPostType' ),
			author: ask( 'getEditedPostAttribute', 'author' ),
			address: ask( 'getPermalink' ),
			title: ask( 'getEditedPostAttribute', 'title' ),
		};
	}, [] );
	const site = getSite();
	// One page, and not what many pages show: a template, a pattern, a widget.
	const isPage = typeof type === 'string' && ! SHARED_TYPES.includes( type );
	const hasAuthor = isPage || type === 'wp_block';
	const owner = typeof author === 'number' ? author : site.user;
	return {
		// What counts is who writes, too.
		isRestricted:
			hasAuthor &&
			! [ owner, site.user ].every( ( id ) => site.unrestricted[ id ] ),
		facts: pageFacts(
			new URL(
				isPage && typeof address === 'string' ? address : site.home,
				window.location.href
			),
			isPage && typeof title === 'string' ? title : site.title
		),
	};
}
