import { useDispatch } from '@wordpress/data';
import { useState } from '@wordpress/element';

import { store } from '../store';
import type { SecretParts } from '../api';
import type { Failure } from '../api/failure';

/**
 * Puts a secret in place, and tells how that goes.
 *
 * @param onDone Called when the new secret is in place; a failure is answered instead.
 */
export function useReplaceSecret( onDone: () => void ) {
	const { replaceSecret } = useDispatch( store );
	const [ isBusy, setIsBusy ] = useState( false );
	const [ failure, setFailure ] = useState< Failure | null >( null );

	const replace = async ( parts: SecretParts ): Promise< Failure | null > => {
		setIsBusy( true );
		// The same failure again is a new message, and is announced anew.
		setFailure( null );
		const reason = await replaceSecret( parts );
		setIsBusy( false );
		setFailure( reason );
		if ( ! reason ) {
			onDone();
		}
		return reason;
	};

	return { replace, isBusy, failure };
}
