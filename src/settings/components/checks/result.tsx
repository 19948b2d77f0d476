import { Icon } from '@wordpress/components';

import type { CheckResult } from '../../api/status';
import { nameOf } from './words';

const ICONS = {
	ok: 'yes-alt',
	warning: 'warning',
	error: 'dismiss',
} as const;

/** How one check went, and what to do. */
export function Result( { state, message }: CheckResult ) {
	return (
		<li
			className={ `known-visitor-checks__result known-visitor-checks__result--${ state }` }
		>
			<Icon icon={ ICONS[ state ] } />
			<span>
				<strong>{ nameOf( state ) }</strong> { message }
			</span>
		</li>
	);
}
