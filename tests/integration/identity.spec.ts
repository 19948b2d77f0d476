/**
 * The filters, and what becomes of an identity when they answer rubbish: product contract, sections 2 and 3.
 */
import { expect, test } from '../support/wordpress';
import {
	configure,
	elementOf,
	inPhp,
	LOADER_ID,
	pageData,
	type PageData,
} from './helpers';

test.beforeEach( ( { site } ) => site.reset() );

/** What came of a filter that answered something. */
interface Outcome {
	readonly identity: PageData | null;
	readonly wrong: string[];
	readonly guarded: boolean;
}

/** PHP that tries several answers of a filter; `object` stands for an object. */
const TRY_ANSWERS = `
foreach ( $args['answers'] as $answer ) {
	$filter = static fn () => 'object' === $answer ? new stdClass() : $answer;
	add_filter( $args['name'], $filter, 20 );
	$outcomes[] = array(
		'identity' => $identity( 1 ),
		'wrong'    => $wrong(),
		'guarded'  => str_contains( $head( 1 ), 'id="known-visitor-loader"' ),
	);
	$wrong();
	remove_filter( $args['name'], $filter, 20 );
}
return $outcomes;`;

const RUBBISH = [ null, 42, 1.5, 'object' ];
const A = 'a'.repeat( 32 );

const nobody = ( name: string ) => ( {
	identity: null,
	wrong: [ name ],
	guarded: true,
} );

for ( const { name, answers, reported = name } of [
	{
		name: 'known_visitor_hash',
		answers: [
			...RUBBISH,
			[],
			false,
			true,
			'',
			A.toUpperCase(),
			A + A,
			A.slice( 1 ),
			`${ A }\n`,
			` ${ A }`,
			'g'.repeat( 32 ),
			[ A ],
		],
	},
	{
		name: 'known_visitor_site_address',
		answers: [
			...RUBBISH,
			[],
			false,
			[ 'example.com' ],
			'',
			'a\nb',
			'a'.repeat( 256 ),
		],
		reported: 'known_visitor_hash',
	},
	{
		name: 'known_visitor_should_identify',
		answers: [ ...RUBBISH, [], 1, 'yes', 'true', [ true ] ],
	},
] ) {
	test( `rubbish from ${ name } means no identity on the page`, async ( {
		site,
	} ) => {
		const outcomes = await inPhp< Outcome[] >( site, TRY_ANSWERS, {
			name,
			answers,
		} );

		expect( outcomes ).toEqual( answers.map( () => nobody( reported ) ) );
		expect( site.debugLog() ).toContain( `Function ${ reported }` );
	} );
}

test( 'a filter that throws means no identity on the page, and the log does not say whose', async ( {
	site,
} ) => {
	const names = [ 'known_visitor_site_address', 'known_visitor_hash' ];
	const outcomes = await inPhp< Outcome[] >(
		site,
		`foreach ( $args['names'] as $name ) {
			foreach ( array( new Exception( 'ann@example.com' ), new TypeError( 'ann@example.com' ), new class( 'ann@example.com' ) extends Error {} ) as $error ) {
				$filter = static fn () => throw $error;
				add_filter( $name, $filter );
				$outcomes[] = array( 'identity' => $identity( 1 ), 'wrong' => $wrong(), 'guarded' => str_contains( $head( 1 ), 'id="known-visitor-loader"' ) );
				$wrong();
				remove_filter( $name, $filter );
			}
		}
		return $outcomes;`,
		{ names }
	);

	expect( outcomes ).toEqual(
		Array( 6 ).fill( nobody( 'known_visitor_hash' ) )
	);
	const log = site.debugLog();
	expect( log ).toContain( 'A filter ended in TypeError' );
	expect( log ).not.toContain( 'ann@example.com' );
	expect( log ).not.toContain( 'Fatal' );
} );

test( 'a filter of the message that throws costs the message, not the visitor', async ( {
	site,
} ) => {
	const [ message, tokens ] = await inPhp< Outcome[] >(
		site,
		`foreach ( array( 'known_visitor_first_message', 'known_visitor_tokens' ) as $name ) {
			$filter = static fn () => throw new Exception( 'ann@example.com' );
			add_filter( $name, $filter );
			$outcomes[] = array( 'identity' => $identity( 1 ), 'wrong' => $wrong(), 'guarded' => false );
			remove_filter( $name, $filter );
		}
		return $outcomes;`
	);

	expect( message?.identity ).toMatchObject( {
		user: { hash: expect.any( String ), name: expect.any( String ) },
		message: '',
		tokens: {},
	} );
	expect( tokens?.identity ).toMatchObject( {
		user: { hash: expect.any( String ), name: expect.any( String ) },
		message: expect.stringContaining( '{user_id}' ),
		tokens: { full_name: '', user_id: '' },
	} );
	const log = site.debugLog();
	expect( log ).toContain( 'no first message was sent, since Exception' );
	expect( log ).toContain( 'all tokens were left empty, since Exception' );
	expect( log ).not.toContain( 'ann@example.com' );
} );

test( 'rubbish from known_visitor_user_fields leaves the hash alone', async ( {
	site,
} ) => {
	const name = 'known_visitor_user_fields';
	const outcomes = await inPhp< Outcome[] >( site, TRY_ANSWERS, {
		name,
		answers: [ ...RUBBISH, false, 'name' ],
	} );

	expect( outcomes ).toHaveLength( 6 );
	for ( const { identity, wrong } of outcomes ) {
		expect( Object.keys( identity?.user ?? {} ) ).toEqual( [ 'hash' ] );
		expect( wrong ).toEqual( [ name ] );
	}
	expect( site.debugLog() ).toContain( `Function ${ name }` );
} );

test( 'rubbish from known_visitor_first_message sends no first message', async ( {
	site,
} ) => {
	const name = 'known_visitor_first_message';
	const outcomes = await inPhp< Outcome[] >( site, TRY_ANSWERS, {
		name,
		answers: [ ...RUBBISH, [], false ],
	} );

	expect( outcomes ).toHaveLength( 6 );
	for ( const { identity, wrong } of outcomes ) {
		expect( identity ).toMatchObject( { message: '', tokens: {} } );
		expect( wrong ).toEqual( [ name ] );
	}
	expect( site.debugLog() ).toContain( `Function ${ name }` );
} );

test( 'rubbish from known_visitor_tokens leaves all tokens empty', async ( {
	site,
} ) => {
	const name = 'known_visitor_tokens';
	const outcomes = await inPhp< Outcome[] >( site, TRY_ANSWERS, {
		name,
		answers: [ ...RUBBISH, false, 'email' ],
	} );

	expect( outcomes ).toHaveLength( 6 );
	for ( const { identity, wrong } of outcomes ) {
		expect( identity?.tokens ).toEqual( {
			full_name: '',
			email: '',
			user_id: '',
		} );
		expect( wrong ).toEqual( [ name ] );
	}
	expect( site.debugLog() ).toContain( `Function ${ name }` );
} );

test( 'values inside a filter’s array are checked one by one', async ( {
	site,
} ) => {
	const identity = await inPhp< PageData >(
		site,
		`$settings( array( 'first_message' => '{email} {user_id} {mine} {other} {first_name} {last_name}' ) );
		update_user_meta( 1, 'first_name', '&amp;lt;b' );
		add_filter( 'known_visitor_user_fields', static fn ( $fields ) => array( 'name' => array( 'Ann' ), 'lastName' => new stdClass(), 'position' => 12, 'email' => null, 'hash' => str_repeat( 'b', 32 ), 'gender' => 'X', 'password' => 'x' ) );
		add_filter( 'known_visitor_tokens', static fn ( $values ) => array( 'email' => array( 'x' ), 'user_id' => 7, 'mine' => true, 'last_name' => null, 0 => 'x', 'login' => 'not in the template' ) + $values );
		return $identity( 1 );`
	);

	expect( identity.user ).toEqual( {
		// Four of them in a row stand in one hash of two thousand.
		hash: expect.not.stringContaining( 'b'.repeat( 32 ) ),
		position: '12',
	} );
	expect( identity.tokens ).toEqual( {
		email: '',
		user_id: '7',
		mine: '',
		last_name: '',
		// What it left alone is clean: its entities were decoded before.
		first_name: '&lt;b',
	} );
} );

test( 'a page whose filters all answer rubbish is a guest’s, and works', async ( {
	site,
} ) => {
	const names = [
		'should_identify',
		'user_fields',
		'tokens',
		'first_message',
		'hash',
		'site_address',
	];
	site.muPlugin(
		'rubbish',
		names
			.map(
				( name ) =>
					`add_filter( 'known_visitor_${ name }', static fn () => new stdClass() );`
			)
			.join( '\n' )
	);

	const response = await site.get( '/', { as: 'admin' } );
	const html = await response.text();
	const guest = await ( await site.get( '/' ) ).text();

	expect( response.status() ).toBe( 200 );
	expect( html ).toContain( '</html>' );
	expect( pageData( html ) ).toBeUndefined();
	expect( elementOf( html, LOADER_ID ) ).toBe(
		elementOf( guest, LOADER_ID )
	);
	expect( site.debugLog() ).toContain(
		'Function known_visitor_should_identify'
	);
	expect( site.debugLog() ).not.toContain( 'Fatal' );
} );

test( 'filters can change who is identified, and everything that is said', async ( {
	site,
} ) => {
	const { identity, seen, leftOut } = await inPhp< {
		readonly identity: PageData;
		readonly seen: Readonly< Record< string, unknown[] > >;
		readonly leftOut: unknown;
	} >(
		site,
		`$ann = $add_user( array( 'user_login' => 'ann', 'role' => 'subscriber' ) );
		$settings( array( 'site_address' => 'example.com', 'roles' => array( 'editor' ) ) );
		$note = static function ( string $name ) use ( &$seen ) {
			return static function ( $value, $user = null ) use ( $name, &$seen ) {
				$seen[ $name ] = array( $value, $user instanceof WP_User ? $user->user_login : $user );
				return array(
					'should_identify' => true,
					'user_fields'     => is_array( $value ) ? array( 'gender' => 'F' ) + $value : null,
					'tokens'          => is_array( $value ) ? array( 'orders' => 12, 'unused' => 'x' ) + $value : null,
					'first_message'   => 'Orders: {orders}, {email}',
					'hash'            => str_repeat( 'a', 32 ),
					'site_address'    => 'example.org',
				)[ $name ];
			};
		};
		foreach ( array( 'should_identify', 'user_fields', 'tokens', 'first_message', 'hash', 'site_address' ) as $name ) {
			add_filter( "known_visitor_$name", $note( $name ), 10, 'site_address' === $name ? 1 : 2 );
		}
		$found = $identity( $ann );
		$expected_hash = KnownVisitor\\Identity\\Secret::hash( $ann, 'example.org', 'hmac' );
		$seen['hash'][0] = $expected_hash === $seen['hash'][0];
		add_filter( 'known_visitor_should_identify', '__return_false', 20 );
		return array( 'identity' => $found, 'seen' => $seen, 'leftOut' => $identity( 1 ), 'wrong' => $wrong() );`
	);

	expect( identity ).toMatchObject( {
		user: { hash: A, gender: 'F', name: 'ann', email: 'ann@example.com' },
		message: 'Orders: {orders}, {email}',
		tokens: { orders: '12', email: 'ann@example.com' },
	} );
	expect( Object.keys( identity.tokens ).sort() ).toEqual( [
		'email',
		'orders',
	] );
	expect( seen ).toMatchObject( {
		should_identify: [ false, 'ann' ],
		user_fields: [ { name: 'ann', email: 'ann@example.com' }, 'ann' ],
		tokens: [ { email: 'ann@example.com' }, 'ann' ],
		first_message: [
			expect.stringContaining( 'Client code: {user_id}' ),
			'ann',
		],
		hash: [ true, 'ann' ],
		site_address: [ 'example.com', null ],
	} );
	expect( leftOut ).toBeNull();
	expect( site.debugLog() ).toBe( '' );
} );

for ( const { name, paths } of [
	{
		name: 'identified in the head',
		paths: { mode: 'all', list: [] },
	},
	{
		name: 'left out by the head',
		paths: { mode: 'except', list: [ '/' ] },
	},
] ) {
	test( `who is ${ name } stays who they are where a plugin shows a part of the page as somebody else`, async ( {
		site,
	} ) => {
		const own = await inPhp< string >(
			site,
			`$add_user( array( 'user_login' => 'ann', 'role' => 'subscriber' ) );
			return $identity( 1 )['user']['hash'];`
		);
		await configure( site, { paths } );
		site.muPlugin(
			'as-ann',
			`add_action( 'wp_body_open', static function () {
				$visitor = get_current_user_id();
				wp_set_current_user( get_user_by( 'login', 'ann' )->ID );
				do_action( 'dynamic_sidebar_before' );
				echo apply_filters( 'widget_text', '[known_visitor enabled="yes"]Seen by {email}[/known_visitor]' );
				wp_set_current_user( $visitor );
			} );`
		);
		const html = await ( await site.get( '/', { as: 'admin' } ) ).text();

		expect( html ).toContain( 'Seen by {email}' );
		expect( pageData( html )?.user.hash ).toBe( own );
		expect( html ).not.toContain( 'ann\\u0040example.com' );
	} );
}

test( 'the mark stands for the identity, and does not give it away', async ( {
	site,
} ) => {
	const [ first, again, other, replaced ] = await inPhp< PageData[] >(
		site,
		`$bob = $add_user( array( 'user_login' => 'bob' ) );
		$found = array( $identity( 1 ), $identity( 1 ), $identity( $bob ) );
		$ask( 'POST', '/secret' );
		$found[] = $identity( 1 );
		return $found;`
	);

	expect( first?.mark ).toMatch( /^[0-9a-f]{8}$/ );
	expect( again?.mark ).toBe( first?.mark );
	expect( first?.user.hash ).not.toContain( first?.mark );
	expect( other?.mark ).not.toBe( first?.mark );
	expect( replaced?.mark ).not.toBe( first?.mark );
	expect( replaced?.user.hash ).not.toBe( first?.user.hash );
} );

test( 'without a first message the page says so', async ( { site } ) => {
	await configure( site, { first_message: '' } );

	const html = await ( await site.get( '/', { as: 'admin' } ) ).text();

	expect( html ).toContain( '"message":"","tokens":{}' );
} );
