import { __, _n, sprintf } from '@wordpress/i18n';

import type { CheckResult } from '../../api/status';
import { formatNumber } from '../../utils/characters';

type State = CheckResult[ 'state' ];

/** What a colour means, for those who do not see it. */
export const nameOf = ( state: State ): string =>
	( {
		ok: __( 'Good', 'known-visitor' ),
		warning: __( 'Look at this', 'known-visitor' ),
		error: __( 'Fix this', 'known-visitor' ),
	} )[ state ];

/** How it went, in one sentence. */
export function summarize( results: readonly CheckResult[] ): string {
	const count = results.filter( ( { state } ) => state !== 'ok' ).length;
	return count
		? sprintf(
				/* translators: %s: number of checks. */
				_n(
					'%s thing needs your attention.',
					'%s things need your attention.',
					count,
					'known-visitor'
				),
				formatNumber( count )
			)
		: __( 'Everything is as it should be.', 'known-visitor' );
}
