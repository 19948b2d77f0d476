type Type = 'boolean' | 'string' | 'integer' | 'array' | 'object' | 'null';

/** A JSON schema of WordPress's kind, as far as those in contract.ts go. */
export interface Schema {
	/** What it is, or a list of what it may be. */
	readonly type?: Type | readonly Type[];
	readonly enum?: readonly unknown[];
	readonly minLength?: number;
	readonly maxLength?: number;
	/** An expression, with the flag `u`. */
	readonly pattern?: string;
	readonly maxItems?: number;
	readonly items?: Schema;
	readonly properties?: Readonly< Record< string, Schema > >;
	/** What members by other names are. Without it there may be any: a newer server tells more. */
	readonly additionalProperties?: false | Schema;
	/** Whether an object has to have this member. */
	readonly required?: boolean;
	readonly oneOf?: readonly Schema[];
}

/** The first thing in a value that does not fit its schema. */
export interface Fault {
	/** What does not fit. */
	readonly value: unknown;
	readonly keyword:
		| 'type'
		| 'enum'
		| 'minLength'
		| 'maxLength'
		| 'pattern'
		| 'maxItems'
		| 'oneOf';
	/** The number that the keyword allows, if it is one. */
	readonly limit: number;
}

/** Determines whether a value is an object whose members may be asked for. */
export const isRecord = (
	value: unknown
): value is Record< string, unknown > =>
	typeof value === 'object' && value !== null && ! Array.isArray( value );

/** Counts characters as PHP's mb_strlen() does: an emoji is one, not two. */
export const countCharacters = ( text: string ): number => [ ...text ].length;

const IS_TYPE: Readonly< Record< Type, ( value: unknown ) => boolean > > = {
	boolean: ( value ) => typeof value === 'boolean',
	string: ( value ) => typeof value === 'string',
	integer: Number.isInteger,
	array: Array.isArray,
	object: isRecord,
	null: ( value ) => value === null,
};

function findFaultInText(
	value: string,
	{ minLength = 0, maxLength = Infinity, pattern = '' }: Schema
): Fault | undefined {
	const length = countCharacters( value );
	if ( length < minLength ) {
		return { value, keyword: 'minLength', limit: minLength };
	}
	if ( length > maxLength ) {
		return { value, keyword: 'maxLength', limit: maxLength };
	}
	return new RegExp( pattern, 'u' ).test( value )
		? undefined
		: { value, keyword: 'pattern', limit: NaN };
}

/** Finds the first part that has a fault. */
function findFirst(
	parts: readonly ( readonly [ Schema, unknown ] )[]
): Fault | undefined {
	for ( const [ schema, value ] of parts ) {
		const fault = findFault( schema, value );
		if ( fault ) {
			return fault;
		}
	}
	return undefined;
}

function findFaultInObject(
	value: Readonly< Record< string, unknown > >,
	{ properties = {}, additionalProperties }: Schema
): Fault | undefined {
	const known = Object.entries( properties ).filter(
		( [ name, { required } ] ) => required || name in value
	);
	const others = Object.entries( additionalProperties ? value : {} ).filter(
		( [ name ] ) => ! ( name in properties )
	);
	return findFirst( [
		...known.map(
			( [ name, schema ] ) => [ schema, value[ name ] ] as const
		),
		...others.map(
			( [ , member ] ) => [ additionalProperties || {}, member ] as const
		),
	] );
}

/**
 * Looks for the first fault in a value, part by part, as the server does.
 *
 * @param schema What the value has to be.
 * @param value  Anything.
 * @return Nothing if it fits.
 */
export function findFault( schema: Schema, value: unknown ): Fault | undefined {
	const { type, items = {}, maxItems = Infinity, oneOf } = schema;
	if ( oneOf ) {
		return oneOf.some( ( one ) => ! findFault( one, value ) )
			? undefined
			: { value, keyword: 'oneOf', limit: NaN };
	}
	if (
		type &&
		! [ type ].flat().some( ( one ) => IS_TYPE[ one ]( value ) )
	) {
		return { value, keyword: 'type', limit: NaN };
	}
	if ( schema.enum && ! schema.enum.includes( value ) ) {
		return { value, keyword: 'enum', limit: NaN };
	}
	if ( typeof value === 'string' ) {
		return findFaultInText( value, schema );
	}
	if ( Array.isArray( value ) ) {
		return value.length > maxItems
			? { value, keyword: 'maxItems', limit: maxItems }
			: findFirst( value.map( ( item ) => [ items, item ] as const ) );
	}
	return isRecord( value ) ? findFaultInObject( value, schema ) : undefined;
}

/** Determines whether a value fits a schema. */
export const fits = ( schema: Schema, value: unknown ): boolean =>
	! findFault( schema, value );

/** A test that tells the compiler what it has found. */
export type Check< T > = ( value: unknown ) => value is T;

/**
 * Makes the guard of what comes in from outside.
 *
 * @param schema What it has to be: that of the type, of which the compiler knows nothing.
 */
export const schemaGuard =
	< T >( schema: Schema ): Check< T > =>
	( value ): value is T =>
		fits( schema, value );
