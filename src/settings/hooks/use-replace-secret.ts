import { useDispatch } from '@wordpress/data';

import { store } from '../store';
import type { SecretParts } from '../api';
import { useAttempt } from './use-attempt';

/**
 * Puts a secret in place, and tells how that goes.
 *
 * @param onDone Called when the new secret is in place; a failure is answered instead.
 */
export function useReplaceSecret( onDone: () => void ) {
	const { replaceSecret } = useDispatch( store );
	const { attempt, isBusy, failure } = useAttempt( replaceSecret );

	const replace = async ( parts: SecretParts ) => {
		const reason = await attempt( parts );
		if ( ! reason ) {
			onDone();
		}
		return reason;
	};

	return { replace, isBusy, failure };
}
