/**
 * The secret over REST: product contract, sections 3 and 11.
 */
import { expect, test } from '../support/wordpress';
import {
	askInTurn,
	inPhp,
	SECRET,
	type Answer,
	type PageData,
	type Refusal,
} from './helpers';

interface WithSecret {
	readonly secret: { readonly source: string; readonly strong: boolean };
}

test.beforeEach( ( { site } ) => site.reset() );

test( 'a secret can be typed, made anew and removed', async ( { site } ) => {
	const { answers, stored, identities } = await inPhp< {
		readonly answers: Answer< WithSecret >[];
		readonly stored: string[];
		readonly identities: ( PageData | null )[];
	} >(
		site,
		`foreach ( array( array( 'POST', '/secret', wp_json_encode( array( 'secret' => $args['secret'] ) ) ), array( 'POST', '/secret', '{"secret":"aaaaaaaaaaaaaaaa"}' ), array( 'POST', '/secret', '{}' ), array( 'POST', '/secret' ), array( 'DELETE', '/secret' ), array( 'DELETE', '/secret' ) ) as $request ) {
			$answers[]    = $ask( ...$request );
			$stored[]     = (string) get_option( 'known_visitor_secret' );
			$identities[] = $identity( 1 );
		}
		return array( 'answers' => $answers, 'stored' => $stored, 'identities' => $identities );`,
		{ secret: SECRET }
	);

	expect(
		answers.map( ( { status, data } ) => [ status, data.secret ] )
	).toEqual( [
		[ 200, { source: 'option', strong: true } ],
		[ 200, { source: 'option', strong: false } ],
		[ 200, { source: 'option', strong: true } ],
		[ 200, { source: 'option', strong: true } ],
		[ 200, { source: 'none', strong: false } ],
		[ 200, { source: 'none', strong: false } ],
	] );
	expect( answers[ 0 ]?.data ).toHaveProperty( 'first_message' );
	expect( stored[ 0 ] ).toBe( SECRET );
	expect( stored[ 2 ] ).toMatch( /^[0-9a-f]{64}$/ );
	expect( stored[ 3 ] ).toMatch( /^[0-9a-f]{64}$/ );
	expect( stored[ 3 ] ).not.toBe( stored[ 2 ] );
	expect( JSON.stringify( answers ) ).not.toContain( stored[ 2 ] );
	expect( JSON.stringify( answers ) ).not.toContain( SECRET );
	const hashes = identities.map( ( identity ) => identity?.user.hash );
	expect( new Set( hashes.slice( 0, 4 ) ).size ).toBe( 4 );
	expect( hashes.slice( 4 ) ).toEqual( [ undefined, undefined ] );
} );

test( 'a secret that nobody should use is refused, and the old one stays', async ( {
	site,
} ) => {
	const bodies = [
		{ secret: '12345' },
		{ secret: '123456789012345' },
		{ secret: 'пятнадцать_букв' },
		{ secret: '' },
		{ secret: null },
		{ secret: 1234567890123456 },
		{ secret: [ SECRET ] },
		{ secret: { value: SECRET } },
		{ secret: true },
		{ secret: 'a line\nbreak in the secret' },
		{ secret: 'x'.repeat( 256 ) },
	];
	const { answers, same } = await inPhp< {
		readonly answers: Answer< Refusal >[];
		readonly same: boolean;
	} >(
		site,
		`$before = get_option( 'known_visitor_secret' );
		foreach ( $args['bodies'] as $body ) {
			$answers[] = $ask( 'POST', '/secret', $body );
		}
		$answers[] = $ask( 'POST', '/secret', '{"key":"a good and long secret"}' );
		return array( 'answers' => $answers, 'same' => $before === get_option( 'known_visitor_secret' ) );`,
		{ bodies: bodies.map( ( body ) => JSON.stringify( body ) ) }
	);

	for ( const [ index, body ] of bodies.entries() ) {
		const said = JSON.stringify( body );
		const { status, data } =
			answers[ index ] ?? ( {} as Answer< Refusal > );
		expect.soft( status, said ).toBe( 400 );
		expect.soft( data.data.params, said ).toEqual( {
			secret: expect.stringContaining( '16 to 255' ),
		} );
	}
	expect( answers.at( -1 ) ).toMatchObject( {
		status: 400,
		data: {
			data: { params: { key: expect.stringContaining( 'secret' ) } },
		},
	} );
	expect( same ).toBe( true );
	expect( JSON.stringify( answers ) ).not.toContain( '12345' );
} );

test( 'a secret that code sets can be neither replaced nor removed', async ( {
	site,
} ) => {
	const answers = await inPhp< Record< string, Answer< Refusal > > >(
		site,
		`$before = get_option( 'known_visitor_secret' );
		$try    = static function ( string $source ) use ( $ask, &$answers ) {
			$answers["$source read"]    = $ask( 'GET', '/settings' );
			$answers["$source typed"]   = $ask( 'POST', '/secret', '{"secret":"a good and long secret"}' );
			$answers["$source made"]    = $ask( 'POST', '/secret', '{}' );
			$answers["$source removed"] = $ask( 'DELETE', '/secret' );
		};
		putenv( 'KNOWN_VISITOR_SECRET=the secret of the variable' );
		$try( 'environment' );
		define( 'KNOWN_VISITOR_SECRET', 'the secret of the constant' );
		$try( 'constant' );
		$answers['same'] = array( 'status' => $before === get_option( 'known_visitor_secret' ) ? 1 : 0 );
		return $answers;`
	);

	for ( const [ source, words ] of [
		[ 'environment', 'environment variable KNOWN_VISITOR_SECRET' ],
		[ 'constant', 'constant KNOWN_VISITOR_SECRET' ],
	] as const ) {
		expect( answers[ `${ source } read` ]?.data ).toMatchObject( {
			secret: { source, strong: true },
		} );
		for ( const action of [ 'typed', 'made', 'removed' ] ) {
			expect( answers[ `${ source } ${ action }` ] ).toMatchObject( {
				status: 409,
				data: {
					code: 'known_visitor_secret_fixed',
					message: expect.stringContaining( words ),
				},
			} );
		}
	}
	expect( answers[ 'same' ]?.status ).toBe( 1 );
} );

test( 'a browser can replace the secret', async ( { site } ) => {
	const answer = await site.rest( '/known-visitor/v1/secret', {
		as: 'admin',
		method: 'POST',
		data: { secret: SECRET },
	} );
	const [ after ] = await askInTurn< WithSecret >( site, [
		[ 'GET', '/settings' ],
	] );

	expect( answer.status() ).toBe( 200 );
	expect( after?.data.secret ).toEqual( { source: 'option', strong: true } );
	expect( await answer.text() ).not.toContain( SECRET );
} );
