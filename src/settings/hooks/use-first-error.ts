import type { RefObject } from 'react';

import { useEffect, useState } from '@wordpress/element';

import { goToFirstError } from '../navigation';

/**
 * Returns what takes the focus to the first error once the errors have been rendered: only then is there a field to focus.
 *
 * @param within Where the errors are; the whole screen, if it is left out.
 */
export function useFirstError(
	within?: RefObject< HTMLElement | null >
): () => void {
	const [ failures, setFailures ] = useState( 0 );

	useEffect( () => {
		const place = within ? within.current : document;
		if ( failures && place ) {
			goToFirstError( place );
		}
	}, [ failures, within ] );

	return () => setFailures( ( count ) => count + 1 );
}
