import { CHECK_SCHEMA, STATUS_PATH, type CheckResult } from '../../contract';
import { ask, listGuard, type Result } from './ask';

export type { CheckAction, CheckResult } from '../../contract';

const isResults = listGuard< CheckResult >( CHECK_SCHEMA );

/**
 * Asks how the site does, the worst first.
 *
 * @param isFresh Whether to look at the home page now, which takes seconds. Else what it answered within the last
 *                minute counts; without that the checks of it are left out.
 */
export const readStatus = (
	isFresh: boolean
): Promise< Result< CheckResult[] > > =>
	ask( isResults, `${ STATUS_PATH }${ isFresh ? '?fresh=1' : '' }` );
