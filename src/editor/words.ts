import { __, _n, sprintf } from '@wordpress/i18n';

import { AUTHOR_PLAIN_TAGS } from '../contract';
import { META_TOKEN_PREFIX, writeToken } from '../shared/tokens';
import type { Override } from './override/override';

/**
 * Says in one sentence what a page does by its block, which may stand on what many
 * pages show, and on a site that identifies nobody at all.
 */
export function describe(
	{ enabled, template }: Override,
	isPage: boolean,
	isEnabled: boolean
): string {
	if ( ! isEnabled ) {
		return __(
			'Known Visitor is switched off: nobody is identified on this site.',
			'known-visitor'
		);
	}
	if ( enabled === false ) {
		return isPage
			? __(
					'Visitors of this page are not identified in the chat.',
					'known-visitor'
				)
			: __(
					'Visitors of pages that show this are not identified in the chat.',
					'known-visitor'
				);
	}
	return template
		? describeMessage( enabled, isPage )
		: describeSilence( enabled, isPage );
}

function describeMessage( enabled: boolean | null, isPage: boolean ): string {
	if ( enabled ) {
		return isPage
			? __(
					'Visitors of this page are identified in the chat, and it has its own first message.',
					'known-visitor'
				)
			: __(
					'Visitors of pages that show this are identified in the chat, and these pages have their own first message.',
					'known-visitor'
				);
	}
	return isPage
		? __(
				'This page has its own first message in the chat.',
				'known-visitor'
			)
		: __(
				'Pages that show this have their own first message in the chat.',
				'known-visitor'
			);
}

function describeSilence( enabled: boolean | null, isPage: boolean ): string {
	if ( enabled ) {
		return isPage
			? __(
					'Visitors of this page are identified in the chat, wherever the settings leave it out.',
					'known-visitor'
				)
			: __(
					'Visitors of pages that show this are identified in the chat, wherever the settings leave them out.',
					'known-visitor'
				);
	}
	return isPage
		? __(
				'In the chat, this page does what the site’s settings say.',
				'known-visitor'
			)
		: __(
				'In the chat, pages that show this do what the site’s settings say.',
				'known-visitor'
			);
}

const list = ( items: readonly string[] ): string => items.join( ', ' );

/** Says what becomes of the values of user meta that may not be sent. */
export const warnOfMetaKeys = ( keys: readonly string[] ): string =>
	sprintf(
		/* translators: %s: one token, or several with commas between them, e.g. "{meta:vip}". */
		_n(
			'%s stays empty: the site’s administrator has not allowed this user meta key.',
			'%s stay empty: the site’s administrator has not allowed these user meta keys.',
			keys.length,
			'known-visitor'
		),
		list( keys.map( ( key ) => writeToken( META_TOKEN_PREFIX + key ) ) )
	);

/** Says what becomes of tags that an author may not use. */
export const warnOfTags = ( tags: readonly string[] ): string =>
	sprintf(
		/* translators: 1: one BBCode tag, or several with commas between them, e.g. "[img]". 2: all tags that are allowed. */
		__(
			'Operators will see %1$s as text. An author who may not write unfiltered HTML can use %2$s only: other tags can act on the operator’s side.',
			'known-visitor'
		),
		list( tags ),
		list(
			[ ...AUTHOR_PLAIN_TAGS.split( '|' ), 'url' ].map(
				( tag ) => `[${ tag }]`
			)
		)
	);

/** Says what becomes of addresses that an author may not write. */
export const warnOfAddresses = ( addresses: readonly string[] ): string =>
	sprintf(
		/* translators: %s: an address, or several with commas between them. */
		__(
			'Operators will see %s as text. An author who may not write unfiltered HTML has to write an address in full, from https:// on and without tokens: it could carry a visitor’s data away.',
			'known-visitor'
		),
		list( addresses )
	);
