import type {
	CardRow,
	EditableSettings,
	Edits,
	Fields,
	SecretStatus,
	Settings,
} from '../store/types';
import {
	isRecord,
	isSwitch,
	isText,
	listOf,
	oneOf,
	shaped,
	type Check,
	type Shape,
} from '../utils/is';

const EDITABLE: Shape< EditableSettings > = {
	enabled: isSwitch,
	recipe: oneOf( 'hmac', 'md5' ),
	site_address: isText,
	fields: shaped< Fields >( {
		name: oneOf( 'first_name', 'display_name', 'nickname' ),
		last_name: oneOf( 'last_name', 'none' ),
		avatar: isSwitch,
		email: isSwitch,
		www: isSwitch,
		position: isSwitch,
	} ),
	first_message: isText,
	meta_keys: listOf( isText ),
	card: shaped< Settings[ 'card' ] >( {
		enabled: isSwitch,
		rows: listOf( shaped< CardRow >( { label: isText, value: isText } ) ),
	} ),
	widget_url: isText,
	roles: listOf( isText ),
	paths: shaped< Settings[ 'paths' ] >( {
		mode: oneOf( 'all', 'only', 'except' ),
		list: listOf( isText ),
	} ),
	delivery: oneOf( 'page', 'request' ),
	forget: isSwitch,
	delete_data: isSwitch,
};

/**
 * Tells whether an answer of the server is the whole settings. More than that
 * is fine (a newer server), less is not: a field would silently be reset.
 */
export const isSettings: Check< Settings > = shaped< Settings >( {
	...EDITABLE,
	secret: shaped< SecretStatus >( {
		source: oneOf( 'constant', 'environment', 'option', 'none' ),
		strong: isSwitch,
	} ),
} );

/** Tells whether a value holds some of the settings, and nothing else. */
export const isSomeSettings = ( value: unknown ): value is Edits => {
	const checks: Readonly< Record< string, Check< unknown > > > = EDITABLE;
	return (
		isRecord( value ) &&
		Object.entries( value ).every(
			( [ key, setting ] ) => checks[ key ]?.( setting ) ?? false
		)
	);
};
