import { __, sprintf } from '@wordpress/i18n';

import { META_KEYS_MAX, SECRET_META, TEXT_MAX_LENGTH } from '../constants';
import { countCharacters, formatNumber, hasControls } from './characters';

/** Tells whether the server would take a user meta key at all. */
const isKey = ( key: string ): boolean =>
	key !== '' &&
	countCharacters( key ) <= TEXT_MAX_LENGTH &&
	! /[{}|]/.test( key ) &&
	! hasControls( key );

function checkKey( key: string ): string | undefined {
	if ( SECRET_META.test( key ) ) {
		return sprintf(
			/* translators: %s: a user meta key. */
			__(
				'“%s” can never be sent: sessions, capabilities, passwords and other secrets stay on this site.',
				'known-visitor'
			),
			key
		);
	}
	return isKey( key )
		? undefined
		: sprintf(
				/* translators: 1: a user meta key. 2: the highest number of characters. */
				__(
					'“%1$s” is no key: it has at most %2$s characters, and none of { } |.',
					'known-visitor'
				),
				key,
				formatNumber( TEXT_MAX_LENGTH )
			);
}

/** Tells whether a user meta key may be put on the list. */
export const canBeSent = ( key: string ): boolean =>
	checkKey( key ) === undefined;

/** What is wrong with the list of user meta, in one sentence, if anything is. */
export function checkMetaKeys( keys: readonly string[] ): string | undefined {
	return keys.length > META_KEYS_MAX
		? sprintf(
				/* translators: %s: the highest number of keys. */
				__( 'The list has room for %s keys.', 'known-visitor' ),
				formatNumber( META_KEYS_MAX )
			)
		: keys.map( checkKey ).find( ( sentence ) => sentence );
}
