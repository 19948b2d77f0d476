import { useEffect, useState } from '@wordpress/element';

import type { Result } from '../api/ask';
import type { Failure } from '../api/failure';

/** So many milliseconds after the last key the server is asked. */
const PAUSE_MS = 300;

/** What a search has found. */
export interface Found< T > {
	found: readonly T[];
	failure: Failure | null;
	isSearching: boolean;
}

/**
 * Searches while somebody types.
 *
 * @param words  What is typed; null: nobody has asked yet.
 * @param search Asks the server. It stays the same function.
 */
export function useFound< T >(
	words: string | null,
	search: ( words: string ) => Promise< Result< T[] > >
): Found< T > {
	const [ state, setState ] = useState< Found< T > >( {
		found: [],
		failure: null,
		isSearching: words !== null,
	} );

	useEffect( () => {
		if ( words === null ) {
			return;
		}
		let isStale = false;
		const run = async () => {
			setState( ( before ) => ( { ...before, isSearching: true } ) );
			const { value = [], failure = null } = await search( words );
			if ( ! isStale ) {
				setState( { found: value, failure, isSearching: false } );
			}
		};
		const timer = setTimeout( run, words ? PAUSE_MS : 0 );
		return () => {
			isStale = true;
			clearTimeout( timer );
		};
	}, [ words, search ] );

	return state;
}
