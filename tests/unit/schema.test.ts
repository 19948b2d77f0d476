/**
 * The walk through a schema, and the reader of the PHP that the schemas come from.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SETTINGS_SCHEMA } from '../../src/contract';
import { findFault, fits, type Schema } from '../../src/shared/schema';
import { PhpConstants } from '../../tools/lib/php-constants.mjs';

describe( 'A schema', () => {
	const object: Schema = {
		type: 'object',
		properties: {
			name: { type: 'string', maxLength: 3, required: true },
			size: { type: 'integer', enum: [ 1, 2 ] },
		},
		additionalProperties: { type: 'boolean' },
	};

	it.each( [
		[ { name: 'abc' } ],
		[ { name: '😀😀😀', size: 2 } ],
		[ { name: '', more: true } ],
	] )( 'is fitted by %j', ( value ) => {
		expect( findFault( object, value ) ).toBeUndefined();
	} );

	it.each( [
		[ null, 'type' ],
		[ [], 'type' ],
		[ 'x', 'type' ],
		[ {}, 'type' ],
		[ { name: 1 }, 'type' ],
		[ { name: 'abcd' }, 'maxLength' ],
		[ { name: 'a', size: 3 }, 'enum' ],
		[ { name: 'a', size: 1.5 }, 'type' ],
		[ { name: 'a', more: 'x' }, 'type' ],
	] )( 'is not fitted by %j, for its %s', ( value, keyword ) => {
		expect( findFault( object, value ) ).toMatchObject( { keyword } );
	} );

	it( 'of one of several is fitted by any', () => {
		const schema: Schema = { oneOf: [ object, { type: 'boolean' } ] };
		expect( fits( schema, true ) ).toBe( true );
		expect( fits( schema, { name: 'a' } ) ).toBe( true );
		expect( fits( schema, 1 ) ).toBe( false );
	} );

	it( 'of nothing is fitted by nothing alone', () => {
		const schema: Schema = { oneOf: [ { type: 'null' }, object ] };
		expect( fits( schema, null ) ).toBe( true );
		expect( fits( schema, undefined ) ).toBe( false );
		expect( fits( schema, false ) ).toBe( false );
	} );

	it( 'of each setting is fitted by its default', () => {
		const faults = Object.entries< Schema & { default?: unknown } >(
			SETTINGS_SCHEMA.properties
		).filter(
			( [ , schema ] ) =>
				'default' in schema && findFault( schema, schema.default )
		);
		expect( faults ).toEqual( [] );
	} );
} );

describe( 'The constants of PHP', () => {
	const folder = mkdtempSync( join( tmpdir(), 'known-visitor-' ) );
	afterAll( () => rmSync( folder, { recursive: true } ) );
	writeFileSync(
		join( folder, 'class-a.php' ),
		`<?php
namespace Root\\One;
use Root\\Two\\B;
use Root\\Two\\{ C as Other };
final class A {
	/**
	 * What it is.
	 *
	 * And why.
	 *
	 * @var string
	 */
	public const TEXT = 'a' . self::NUMBER . B::NAME;
	private const NUMBER = 1_000;
	public const ALL = [ 'list' => [ 1, ...Other::LIST ], 'on' => true, 'off' => null ];
	public const CALL = self::class;
}`
	);
	writeFileSync(
		join( folder, 'class-b.php' ),
		`<?php
namespace Root\\Two;
class B { public const NAME = "b\\n"; public const NEAR = C::LIST; }
class C { const LIST = [ 'x', 'it\\'s' ]; }`
	);
	const php = new PhpConstants( folder );

	it.each( [
		[ 'Root\\One\\A::TEXT', 'a1000b\n' ],
		[
			'Root\\One\\A::ALL',
			{ list: [ 1, 'x', "it's" ], on: true, off: null },
		],
		[ 'Root\\Two\\B::NEAR', [ 'x', "it's" ] ],
	] )( 'are worked out: %s', ( name, value ) => {
		expect( php.get( name ).value ).toEqual( value );
	} );

	it( 'bring their docblocks along, without tags', () => {
		expect( php.get( 'Root\\One\\A::TEXT' ).description ).toBe(
			'What it is.\n\nAnd why.'
		);
	} );

	it( 'are missed by name, and refused if they are no literals', () => {
		expect( () => php.get( 'Root\\One\\A::NONE' ) ).toThrow(
			'There is no constant Root\\One\\A::NONE'
		);
		expect( () => php.get( 'Root\\One\\A::CALL' ) ).toThrow( 'A::class' );
	} );
} );
