import { __, _n, sprintf } from '@wordpress/i18n';

import { AUTHOR_PLAIN_TAGS } from '../contract';
import { META_TOKEN_PREFIX, writeToken } from '../shared/tokens';
import type { Override } from './override/override';

/**
 * Says in one sentence what the block does where it stands: on a page, on all that show it, or on a site that identifies
 * nobody at all.
 */
export function describe(
	{ enabled, template }: Override,
	isEnabled: boolean
): string {
	if ( ! isEnabled ) {
		return __(
			'Known Visitor is switched off: the chat treats everybody as a guest.',
			'known-visitor'
		);
	}
	if ( enabled === false ) {
		return __(
			'Visitors are not identified in the chat here.',
			'known-visitor'
		);
	}
	if ( enabled ) {
		return template
			? __(
					'Visitors are identified in the chat here, and a different first message is used.',
					'known-visitor'
				)
			: __(
					'Visitors are identified in the chat here, even where the settings leave the page out.',
					'known-visitor'
				);
	}
	return template
		? __( 'A different first message is used here.', 'known-visitor' )
		: __( 'The chat follows the site’s settings here.', 'known-visitor' );
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
			'Operators will see %s as text. An author who may not write unfiltered HTML has to write an address in full, from https:// on and without tokens: otherwise it could carry a visitor’s data away.',
			'known-visitor'
		),
		list( addresses )
	);
