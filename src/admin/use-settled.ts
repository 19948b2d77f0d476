import { useEffect, useState } from '@wordpress/element';

const PAUSE_MS = 700;

/**
 * A value once it has stopped changing, so that a screen reader hears the last
 * state and not every key.
 */
export function useSettled< T >( value: T ): T {
	const [ settled, setSettled ] = useState( value );
	useEffect( () => {
		if ( Object.is( value, settled ) ) {
			return;
		}
		const timer = setTimeout( () => setSettled( value ), PAUSE_MS );
		return () => clearTimeout( timer );
	}, [ value, settled ] );
	return settled;
}
