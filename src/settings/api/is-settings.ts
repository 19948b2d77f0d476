import type { CardRow, Fields, SecretStatus, Settings } from '../store/types';

type Check< T > = ( value: unknown ) => value is T;
type Shape< T > = { [ Key in keyof T ]-?: Check< T[ Key ] > };

const isText = ( value: unknown ): value is string => typeof value === 'string';

const isSwitch = ( value: unknown ): value is boolean =>
	typeof value === 'boolean';

const oneOf =
	< T extends string >( ...allowed: T[] ): Check< T > =>
	( value ): value is T =>
		allowed.some( ( candidate ) => candidate === value );

const listOf =
	< T >( isItem: Check< T > ): Check< T[] > =>
	( value ): value is T[] =>
		Array.isArray( value ) && value.every( isItem );

/** Tells whether a value is an object whose properties may be asked for. */
export const isRecord = (
	value: unknown
): value is Record< string, unknown > =>
	typeof value === 'object' && value !== null && ! Array.isArray( value );

const shaped =
	< T extends object >( shape: Shape< T > ): Check< T > =>
	( value ): value is T =>
		isRecord( value ) &&
		Object.entries< Check< unknown > >( shape ).every(
			( [ key, isValue ] ) => isValue( value[ key ] )
		);

/**
 * Tells whether an answer of the server is the whole settings. More than that
 * is fine (a newer server), less is not: a field would silently be reset.
 */
export const isSettings: Check< Settings > = shaped< Settings >( {
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
	secret: shaped< SecretStatus >( {
		source: oneOf( 'constant', 'environment', 'option', 'none' ),
		strong: isSwitch,
	} ),
} );
