import apiFetch from '@wordpress/api-fetch';

import { STATUS_PATH } from '../constants';
import { isText, listOf, oneOf, shaped } from '../utils/is';
import { ask, type Result } from './ask';

/** How one check went. */
export interface CheckResult {
	readonly id: string;
	readonly state: 'ok' | 'warning' | 'error';
	/** What that means, and what to do. */
	readonly message: string;
}

const isResults = listOf(
	shaped< CheckResult >( {
		id: isText,
		state: oneOf( 'ok', 'warning', 'error' ),
		message: isText,
	} )
);

/** Has the server run its checks. */
export const runChecks = (): Promise< Result< CheckResult[] > > =>
	ask( isResults, () => apiFetch( { path: STATUS_PATH } ) );
