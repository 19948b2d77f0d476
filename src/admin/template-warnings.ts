import { _n, sprintf } from '@wordpress/i18n';

import { writeToken } from '../shared/tokens';

/** Says what becomes of tokens that nobody knows. */
export const warnOfTokens = ( names: readonly string[] ): string =>
	sprintf(
		/* translators: %s: one token, or several with commas between them, e.g. "{nmae}". */
		_n(
			'%s is not a token that this plugin knows. Operators will see it as typed, unless another plugin fills it.',
			'%s are not tokens that this plugin knows. Operators will see them as typed, unless another plugin fills them.',
			names.length,
			'known-visitor'
		),
		names.map( writeToken ).join( ', ' )
	);

/** Says what becomes of half a pair of tags. */
export const warnOfStrays = ( tags: readonly string[] ): string =>
	sprintf(
		/* translators: %s: one BBCode tag, or several with commas between them, e.g. "[b]". */
		_n(
			'%s has no other half: an opening tag such as [b] needs its [/b]. Operators will see it as typed.',
			'%s have no other half: an opening tag such as [b] needs its [/b]. Operators will see them as typed.',
			tags.length,
			'known-visitor'
		),
		tags.join( ', ' )
	);
