import { __, sprintf } from '@wordpress/i18n';

import { SECRET_MIN_LENGTH, SECRET_MIN_VARIETY } from '../../../contract';
import { countCharacters } from '../../../shared/schema';
import { formatNumber } from '../../../admin/format-number';

/** By the server's rule, which takes none of blanks, fillers and the like alone. */
const isLongEnough = ( secret: string ): boolean =>
	countCharacters( secret ) >= SECRET_MIN_LENGTH &&
	/[^\s\p{DI}\p{C}\u2800]/u.test( secret );

/** What is wrong with a secret of one's own, in one sentence, if anything is. */
export function checkSecret( secret: string ): string | undefined {
	return isLongEnough( secret )
		? undefined
		: sprintf(
				/* translators: %s: the lowest number of characters, e.g. "16". */
				__(
					'This secret is too short. It needs at least %s characters.',
					'known-visitor'
				),
				formatNumber( SECRET_MIN_LENGTH )
			);
}

/** Determines whether a secret would be taken and yet be easily guessed, by the server's rule: it repeats itself, or counts. */
export function isWeak( secret: string ): boolean {
	const bytes = [ ...new TextEncoder().encode( secret ) ];
	const steps = bytes
		.slice( 1 )
		.map( ( byte, index ) => byte - ( bytes[ index ] ?? 0 ) );
	return (
		isLongEnough( secret ) &&
		[ bytes, steps ].some(
			( some ) => new Set( some ).size < SECRET_MIN_VARIETY
		)
	);
}
