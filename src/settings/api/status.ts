import apiFetch from '@wordpress/api-fetch';

import { CHECK_SCHEMA, STATUS_PATH, type CheckResult } from '../../contract';
import { schemaGuard } from '../../shared/schema';
import { ask, type Result } from './ask';

export type { CheckAction, CheckResult } from '../../contract';

const isResults = schemaGuard< CheckResult[] >( {
	type: 'array',
	items: CHECK_SCHEMA,
} );

/**
 * Asks how the site does, the worst first.
 *
 * @param isFresh Whether to look at the home page now, which takes seconds. Else what it answered within the last
 *                minute counts; without that the checks of it are left out.
 */
export const readStatus = (
	isFresh: boolean
): Promise< Result< CheckResult[] > > =>
	ask( isResults, () =>
		apiFetch( { path: `${ STATUS_PATH }${ isFresh ? '?fresh=1' : '' }` } )
	);
