/** A test that tells the compiler what it has found. */
export type Check< T > = ( value: unknown ) => value is T;

/** One test per property. */
export type Shape< T > = { [ Key in keyof T ]-?: Check< T[ Key ] > };

export const isText: Check< string > = ( value ): value is string =>
	typeof value === 'string';

export const isSwitch: Check< boolean > = ( value ): value is boolean =>
	typeof value === 'boolean';

export const isNumber: Check< number > = ( value ): value is number =>
	typeof value === 'number';

/** Tells whether a value is one of these texts. */
export const oneOf =
	< T extends string >( ...allowed: T[] ): Check< T > =>
	( value ): value is T =>
		allowed.some( ( candidate ) => candidate === value );

/** Tells whether a value is a list in which every item passes a test. */
export const listOf =
	< T >( isItem: Check< T > ): Check< T[] > =>
	( value ): value is T[] =>
		Array.isArray( value ) && value.every( isItem );

/** Tells whether a value is an object whose properties may be asked for. */
export const isRecord = (
	value: unknown
): value is Record< string, unknown > =>
	typeof value === 'object' && value !== null && ! Array.isArray( value );

/** Tells whether a value is an object of texts, by whatever names. */
export const isTexts = ( value: unknown ): value is Record< string, string > =>
	isRecord( value ) && Object.values( value ).every( isText );

/** Tells whether an object has these properties at least. */
export const shaped =
	< T extends object >( shape: Shape< T > ): Check< T > =>
	( value ): value is T =>
		isRecord( value ) &&
		Object.entries< Check< unknown > >( shape ).every(
			( [ key, isValue ] ) => isValue( value[ key ] )
		);
