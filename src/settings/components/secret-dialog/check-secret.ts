import { __, sprintf } from '@wordpress/i18n';

import { SECRET_MIN_LENGTH } from '../../constants';
import { countCharacters, formatNumber } from '../../utils/characters';

/** What is wrong with a secret of one's own, in one sentence, if anything is. */
export function checkSecret( secret: string ): string | undefined {
	return countCharacters( secret ) < SECRET_MIN_LENGTH
		? sprintf(
				/* translators: %s: the lowest number of characters, e.g. "16". */
				__(
					'This secret is too short. It needs at least %s characters.',
					'known-visitor'
				),
				formatNumber( SECRET_MIN_LENGTH )
			)
		: undefined;
}
