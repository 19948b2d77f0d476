import { Icon, VisuallyHidden } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import type { CheckResult } from '../../api/status';

type State = CheckResult[ 'state' ] | 'unknown';

const ICONS = {
	ok: 'yes-alt',
	warning: 'warning',
	error: 'dismiss',
	unknown: 'marker',
} as const;

/** What a color means, for those who do not see it. */
const nameOf = ( state: State ): string =>
	( {
		ok: __( 'Good:', 'known-visitor' ),
		warning: __( 'Needs attention:', 'known-visitor' ),
		error: __( 'Problem:', 'known-visitor' ),
		unknown: '',
	} )[ state ];

/** The sign of a state. */
export function StateIcon( { state }: { state: State } ) {
	return (
		<span className="known-visitor-status__icon">
			<Icon icon={ ICONS[ state ] } aria-hidden />
			<VisuallyHidden>{ nameOf( state ) }</VisuallyHidden>
		</span>
	);
}
