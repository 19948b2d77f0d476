import { useDispatch, useSelect } from '@wordpress/data';

import { store } from '../store';
import type { EditableSettings, SettingKey } from '../settings';

interface Setting< T > {
	value: T;
	setValue: ( value: T ) => void;
	/** What is wrong with the value, in one sentence. */
	error: string | undefined;
}

/**
 * One setting as it is edited. For components that are rendered after the
 * settings were loaded; before that it throws.
 */
export function useSetting< Key extends SettingKey >(
	key: Key
): Setting< EditableSettings[ Key ] > {
	const { settings, error } = useSelect(
		( select ) => ( {
			settings: select( store ).getSettings(),
			error: select( store ).getFieldError( key ),
		} ),
		[ key ]
	);
	const { edit } = useDispatch( store );

	if ( ! settings ) {
		throw new Error( `"${ key }" was asked for before it was loaded.` );
	}
	return {
		value: settings[ key ],
		setValue: ( value ) => void edit( { [ key ]: value } ),
		error,
	};
}
