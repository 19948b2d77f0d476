import { useState } from '@wordpress/element';

import type { Failure } from '../api/failure';

/**
 * Tries what the server may refuse, and tells how that goes.
 *
 * @param act Returns null, or why nothing was done.
 */
export function useAttempt< Parameters extends unknown[] >(
	act: ( ...parameters: Parameters ) => Promise< Failure | null >
) {
	const [ isBusy, setIsBusy ] = useState( false );
	const [ failure, setFailure ] = useState< Failure | null >( null );

	const attempt = async ( ...parameters: Parameters ) => {
		setIsBusy( true );
		// The same failure again is a new message, and is announced anew.
		setFailure( null );
		const reason = await act( ...parameters );
		setIsBusy( false );
		setFailure( reason );
		return reason;
	};

	return { attempt, isBusy, failure };
}
