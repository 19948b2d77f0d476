import { useEffect, useState } from '@wordpress/element';

import {
	parseTrialOutcome,
	type TrialOutcome,
} from '../../../shared/trial-outcome';

function read( key: string ): TrialOutcome | undefined {
	try {
		return parseTrialOutcome( localStorage.getItem( key ) );
	} catch {
		// A browser that keeps storage from pages.
		return undefined;
	}
}

/**
 * Returns how the last trial in this browser went, and follows the one that runs in
 * another tab.
 *
 * @param key Where localStorage keeps it.
 * @return Nothing if there was none.
 */
export function useOutcome( key: string ): TrialOutcome | undefined {
	const [ outcome, setOutcome ] = useState( () => read( key ) );
	useEffect( () => {
		const follow = ( event: StorageEvent ) => {
			if ( event.key === key || event.key === null ) {
				setOutcome( read( key ) );
			}
		};
		window.addEventListener( 'storage', follow );
		return () => window.removeEventListener( 'storage', follow );
	}, [ key ] );
	return outcome;
}
