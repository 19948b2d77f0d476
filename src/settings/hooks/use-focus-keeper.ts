import type { RefObject } from 'react';

import { useEffect, useRef } from '@wordpress/element';

import { focusIfLost } from '../utils/focus';

/**
 * Keeps the focus in an element when the button that had it goes with the old state: in its text field, if it has one by
 * then, or else on itself.
 *
 * @param state What decides which buttons there are.
 * @return For the element, which can take the focus.
 */
export function useFocusKeeper(
	state: string | undefined
): RefObject< HTMLDivElement | null > {
	const element = useRef< HTMLDivElement >( null );
	const before = useRef( state );
	useEffect( () => {
		if ( before.current !== state ) {
			const field = element.current?.querySelector( 'textarea' );
			focusIfLost( field ?? element.current );
		}
		before.current = state;
	}, [ state ] );
	return element;
}
