import { HOSTS_PATH } from '../../contract';
import { isRecord } from '../../shared/schema';
import { ask } from './ask';
import type { Failure } from './failure';

/**
 * Says what this site is: the same at a new address, or a copy, which gets a secret of
 * its own.
 *
 * @return Null, or why nothing was changed.
 */
export async function decide(
	decision: 'same' | 'copy'
): Promise< Failure | null > {
	const { failure } = await ask( isRecord, HOSTS_PATH, { decision } );
	return failure ?? null;
}
