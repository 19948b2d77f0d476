import { __, sprintf } from '@wordpress/i18n';

import { FIRST_MESSAGE_MAX_LENGTH } from '../constants';
import { countCharacters, formatNumber } from '../utils/characters';
import type { EditableSettings, FieldErrors } from './types';

/**
 * Finds what the server would refuse anyway, so that the owner hears of it while
 * typing. The server has the last word.
 */
export function validate( settings: EditableSettings ): FieldErrors {
	if (
		countCharacters( settings.first_message ) <= FIRST_MESSAGE_MAX_LENGTH
	) {
		return {};
	}
	return {
		first_message: sprintf(
			/* translators: %s: the highest number of characters, e.g. "4,000". */
			__(
				'The first message is too long. At most %s characters fit.',
				'known-visitor'
			),
			formatNumber( FIRST_MESSAGE_MAX_LENGTH )
		),
	};
}
