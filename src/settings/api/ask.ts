import apiFetch from '@wordpress/api-fetch';

import { schemaGuard, type Check, type Schema } from '../../shared/schema';
import { toFailure, UNREADABLE, type Failure } from './failure';

/** What was asked for, or why it is not there. */
export type Result< T > =
	{ value: T; failure?: never } | { value?: never; failure: Failure };

/**
 * Asks the server, and believes the answer only after a look at it.
 *
 * @param isValue What the answer has to be.
 * @param path    The route, and what it is asked by a query.
 * @param data    What is sent to it, if anything is.
 */
export async function ask< T >(
	isValue: Check< T >,
	path: string,
	data?: object
): Promise< Result< T > > {
	try {
		const value: unknown = await apiFetch(
			data ? { path, method: 'POST', data } : { path }
		);
		return isValue( value ) ? { value } : { failure: UNREADABLE };
	} catch ( error ) {
		return { failure: toFailure( error ) };
	}
}

/**
 * Makes the guard of a list.
 *
 * @param items What each entry has to be.
 */
export const listGuard = < T >( items: Schema ): Check< T[] > =>
	schemaGuard< T[] >( { type: 'array', items } );
