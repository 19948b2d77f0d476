import type { Check } from '../../shared/schema';
import { toFailure, UNREADABLE, type Failure } from './failure';

/** What was asked for, or why it is not there. */
export type Result< T > =
	{ value: T; failure?: never } | { value?: never; failure: Failure };

/**
 * Asks the server, and believes the answer only after a look at it.
 *
 * @param isValue What the answer has to be.
 * @param request Asks.
 */
export async function ask< T >(
	isValue: Check< T >,
	request: () => Promise< unknown >
): Promise< Result< T > > {
	try {
		const value = await request();
		return isValue( value ) ? { value } : { failure: UNREADABLE };
	} catch ( error ) {
		return { failure: toFailure( error ) };
	}
}
