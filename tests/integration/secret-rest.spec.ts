/**
 * The secret over REST: product contract, sections 3 and 11.
 */
import { expect, test } from '../support/wordpress';
import { createHash } from 'node:crypto';
import {
	askInTurn,
	hashOf,
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

test( 'a secret is said to be removed only where none is left', async ( {
	site,
} ) => {
	const found = await inPhp(
		site,
		`$rows   = static fn () => (int) $wpdb->get_var( "SELECT COUNT(*) FROM $wpdb->options WHERE option_name = 'known_visitor_secret'" );
		$remove = static fn () => array( $ask( 'DELETE', '/secret' )['status'], $ask( 'GET', '/settings' )['data']['secret']['source'], null !== $identity( 1 ), $rows() );

		$refuse = static fn ( $query ) => str_starts_with( $query, 'DELETE' ) ? '' : $query;
		add_filter( 'query', $refuse );
		$found['the database refuses'] = $remove();
		remove_filter( 'query', $refuse );

		$all  = wp_load_alloptions();
		$keep = static fn () => $all;
		add_filter( 'pre_wp_load_alloptions', $keep );
		$found['a cache keeps it'] = $remove();
		remove_filter( 'pre_wp_load_alloptions', $keep );

		$wpdb->insert( $wpdb->options, array( 'option_name' => 'known_visitor_secret', 'option_value' => 'a:1:{s:6:"secret";s:99:"a search and replace was here";}', 'autoload' => 'on' ) );
		wp_cache_flush();
		$found['it cannot be read'] = $remove();
		$found['it is not there'] = $remove();
		return $found;`
	);

	expect( found ).toEqual( {
		'the database refuses': [ 500, 'option', true, 1 ],
		'a cache keeps it': [ 500, 'option', true, 0 ],
		'it cannot be read': [ 200, 'none', false, 0 ],
		'it is not there': [ 200, 'none', false, 0 ],
	} );
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
		{ secret: ' '.repeat( 16 ) },
		// No-break spaces, fillers and empty Braille cells.
		{ secret: '\u00a0\u3164\u2800\u3000'.repeat( 4 ) },
		{ secret: 'x'.repeat( 4001 ) },
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
			secret: expect.stringContaining( '16 to 4000' ),
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

test( 'a secret, its recipe and its address are stored together or not at all', async ( {
	site,
} ) => {
	const { answers, states } = await inPhp< {
		readonly answers: Answer< Refusal & Record< string, unknown > >[];
		readonly states: readonly ( readonly string[] )[];
	} >(
		site,
		`$state = static function () {
			wp_cache_flush();
			$settings = $GLOBALS['wpdb']->get_col( "SELECT option_value FROM {$GLOBALS['wpdb']->options} WHERE option_name IN ( 'known_visitor_settings', 'known_visitor_site', 'known_visitor_secret' ) ORDER BY option_name" );
			return $settings;
		};
		$try = static function ( array $body ) use ( $ask, $state, &$answers, &$states ) {
			$answers[] = $ask( 'POST', '/secret', wp_json_encode( $body ) );
			$states[]  = $state();
		};
		$all = array( 'secret' => $args['secret'], 'recipe' => 'md5', 'site_address' => 'www.example.com/' );
		$try( array( 'secret' => 'too short' ) + $all );
		$try( array( 'recipe' => 'sha1' ) + $all );
		$try( array( 'site_address' => '' ) + $all );
		$try( array( 'delivery' => 'request' ) + $all );
		foreach ( array( 'known_visitor_secret', 'known_visitor_site', 'known_visitor_settings' ) as $option ) {
			$refuse = static fn ( $query ) => preg_match( '/^\\s*(UPDATE|INSERT|REPLACE)/i', $query ) && str_contains( $query, "'$option'" ) ? '' : $query;
			add_filter( 'query', $refuse );
			$try( $all );
			remove_filter( 'query', $refuse );
		}
		$try( $all );
		return array( 'answers' => $answers, 'states' => $states );`,
		{ secret: SECRET }
	);

	expect( answers.map( ( { status } ) => status ) ).toEqual( [
		400, 400, 400, 400, 500, 500, 500, 200,
	] );
	const [ before, ...after ] = states;
	expect( before ).toHaveLength( 3 );
	expect( after.slice( 0, -1 ) ).toEqual( Array( 6 ).fill( before ) );
	expect( answers.at( -1 )?.data ).toMatchObject( {
		recipe: 'md5',
		site_address: 'www.example.com/',
	} );
	for ( const [ index, stored ] of ( after.at( -1 ) ?? [] ).entries() ) {
		expect( stored ).not.toBe( before?.[ index ] );
	}
	expect( JSON.stringify( answers ) ).not.toContain( SECRET );
} );

test( 'how a hand-made snippet made its hash is found, before anything changes', async ( {
	site,
} ) => {
	const home = site.url;
	const host = home.replace( /^https?:\/\//, '' );
	const bare = host.replace( /:\d+$/, '' );
	const md5 = ( text: string ) =>
		createHash( 'md5' ).update( text ).digest( 'hex' );
	const cases: readonly ( readonly [ string, unknown ] )[] = [
		...[
			home,
			`${ home }/`,
			host,
			`${ host }/`,
			bare,
			`www.${ bare }`,
			`https://www.${ bare }/`,
			`//${ bare }`,
			'Stored.example/shop',
			'http://stored.example/shop/',
			'STORED.EXAMPLE',
		].map(
			( address ) =>
				[
					md5( `1${ address }${ SECRET }` ),
					{ recipe: 'md5', site_address: address, order: null },
				] as const
		),
		[
			md5( `1${ host }${ SECRET }` ).toUpperCase(),
			{ recipe: 'md5', site_address: host, order: null },
		],
		[
			hashOf( 'hmac', 1, bare, SECRET ),
			{ recipe: 'hmac', site_address: bare, order: null },
		],
		...(
			[
				[ [ bare, 1, SECRET ], 'site_address user secret' ],
				[ [ SECRET, 1, `${ home }/` ], 'secret user site_address' ],
				[ [ 1, SECRET, bare ], 'user secret site_address' ],
			] as const
		 ).map(
			( [ parts, order ] ) =>
				[
					md5( parts.join( '' ) ),
					{ recipe: null, site_address: null, order },
				] as const
		),
		// Another user's, and another site's.
		...[ `2${ bare }`, '1other.example' ].map(
			( text ) =>
				[
					md5( text + SECRET ),
					{ recipe: null, site_address: null, order: null },
				] as const
		),
	];
	const { answers, isSame } = await inPhp< {
		readonly answers: Answer[];
		readonly isSame: boolean;
	} >(
		site,
		`$ask( 'POST', '/settings', '{"site_address":"Stored.example/shop"}' );
		$look   = static fn () => array( get_option( 'known_visitor_settings' ), get_option( 'known_visitor_site' ), get_option( 'known_visitor_secret' ) );
		$before = $look();
		foreach ( $args['hashes'] as $hash ) {
			$answers[] = $ask( 'POST', '/secret/match', wp_json_encode( array( 'secret' => $args['secret'], 'user' => 1, 'hash' => $hash ) ) );
		}
		return array( 'answers' => $answers, 'isSame' => $before === $look() );`,
		{ hashes: cases.map( ( [ hash ] ) => hash ), secret: SECRET }
	);

	expect( answers ).toEqual(
		cases.map( ( [ , data ] ) => ( { status: 200, data } ) )
	);
	expect( isSame ).toBe( true );
	expect( JSON.stringify( answers ) ).not.toContain( SECRET );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'a match is refused for what is wrong, all at once, and repeats nothing of it', async ( {
	site,
} ) => {
	const good = { secret: SECRET, user: 1, hash: 'a'.repeat( 32 ) };
	const bodies = [
		[ {}, [ 'hash', 'secret', 'user' ] ],
		[ { ...good, secret: 'short-but-mine' }, [ 'secret' ] ],
		[ { ...good, secret: [ SECRET ] }, [ 'secret' ] ],
		[ { ...good, secret: ' '.repeat( 16 ) }, [ 'secret' ] ],
		[ { ...good, secret: null }, [ 'secret' ] ],
		[ { ...good, user: 999_999 }, [ 'user' ] ],
		[ { ...good, user: null }, [ 'user' ] ],
		[ { ...good, hash: 'a'.repeat( 31 ) }, [ 'hash' ] ],
		[ { ...good, hash: `${ 'a'.repeat( 32 ) }b` }, [ 'hash' ] ],
		[ { ...good, hash: 1 }, [ 'hash' ] ],
		[ { ...good, site_address: 'x' }, [ 'site_address' ] ],
	] as const;
	const answers = await askInTurn< Refusal >(
		site,
		bodies.map( ( [ body ] ) => [ 'POST', '/secret/match', body ] as const )
	);

	for ( const [ index, [ body, names ] ] of bodies.entries() ) {
		const said = JSON.stringify( body );
		expect.soft( answers[ index ]?.status, said ).toBe( 400 );
		expect
			.soft(
				Object.keys( answers[ index ]?.data.data.params ?? {} ).sort(),
				said
			)
			.toEqual( names );
	}
	expect( JSON.stringify( answers ) ).not.toContain( SECRET );
	expect( JSON.stringify( answers ) ).not.toContain( 'short-but-mine' );
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
