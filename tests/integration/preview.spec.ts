/**
 * The preview and the checks over REST: product contract, section 11.
 */
import { expect, test } from '../support/wordpress';
import {
	askInTurn,
	inPhp,
	type Answer,
	type PageData,
	type Refusal,
} from './helpers';

test.beforeEach( ( { site } ) => site.reset() );

test( 'the preview is the very data that the visitor’s page has, with the mark for the hash', async ( {
	site,
} ) => {
	const { ann, mine, page, preview } = await inPhp< {
		readonly ann: number;
		readonly mine: Answer< PageData >;
		readonly page: PageData;
		readonly preview: Answer< PageData >;
	} >(
		site,
		`$ann = $add_user( array( 'user_login' => 'ann', 'first_name' => 'Ann', 'last_name' => 'Young' ) );
		return array(
			'ann'     => $ann,
			'mine'    => $ask( 'POST', '/preview' ),
			'page'    => $identity( $ann ),
			'preview' => $ask( 'POST', '/preview', wp_json_encode( array( 'user' => $ann ) ) ),
		);`
	);

	expect( preview ).toEqual( {
		status: 200,
		data: { ...page, user: { ...page.user, hash: page.mark } },
	} );
	expect( page.user.hash ).toMatch( /^[0-9a-f]{32}$/ );
	expect( JSON.stringify( preview ) ).not.toContain( page.user.hash );
	expect( preview.data.tokens[ 'user_id' ] ).toBe( String( ann ) );
	expect( mine.data.tokens[ 'user_id' ] ).toBe( '1' );
} );

test( 'the preview takes settings that are not saved, and saves none', async ( {
	site,
} ) => {
	const [ preview, after ] = await askInTurn< Record< string, unknown > >(
		site,
		[
			[
				'POST',
				'/preview',
				{
					settings: {
						first_message: 'Hi {nickname}',
						enabled: false,
						fields: {
							name: 'nickname',
							last_name: 'none',
							avatar: false,
							email: false,
							www: false,
							position: true,
						},
					},
				},
			],
			[ 'GET', '/settings' ],
		]
	);

	expect( preview?.data ).toMatchObject( {
		message: 'Hi {nickname}',
		tokens: { nickname: 'admin' },
		user: { name: 'admin', position: 'Administrator' },
	} );
	expect( preview?.data[ 'user' ] ).not.toHaveProperty( 'email' );
	expect( after?.data ).toMatchObject( {
		enabled: true,
		first_message: expect.stringContaining( 'Client code' ),
	} );
} );

test( 'the preview refuses strangers, wrong settings and unknown names', async ( {
	site,
} ) => {
	const bodies = [
		[ { user: 999_999 }, 'user' ],
		[ { user: 0 }, 'user' ],
		[ { user: -1 }, 'user' ],
		[ { user: 'admin' }, 'user' ],
		[ { user: [ 1 ] }, 'user' ],
		[ { settings: { recipe: 'x' } }, 'recipe' ],
		[ { settings: { colour: 'red' } }, 'colour' ],
		[ { settings: 'x' }, 'settings' ],
		[ { hash: 'x' }, 'hash' ],
	] as const;
	const answers = await askInTurn< Refusal >(
		site,
		bodies.map( ( [ body ] ) => [ 'POST', '/preview', body ] as const )
	);

	for ( const [ index, [ body, name ] ] of bodies.entries() ) {
		const said = JSON.stringify( body );
		expect.soft( answers[ index ]?.status, said ).toBe( 400 );
		expect
			.soft(
				Object.keys( answers[ index ]?.data.data.params ?? {} ),
				said
			)
			.toEqual( [ name ] );
	}
} );

test( 'somebody who may manage options but not edit users sees nobody else', async ( {
	site,
} ) => {
	const statuses = await inPhp(
		site,
		`add_role( 'owner', 'Owner', array( 'read' => true, 'manage_options' => true ) );
		$owner = $add_user( array( 'user_login' => 'owner', 'role' => 'owner' ) );
		return array( $ask( 'POST', '/preview', '{"user":1}', $owner )['status'], $ask( 'POST', '/preview', '', $owner )['status'] );`
	);

	expect( statuses ).toEqual( [ 400, 200 ] );
} );

test( 'without a secret there is nobody to show', async ( { site } ) => {
	const answer = await inPhp(
		site,
		`delete_option( 'known_visitor_secret' );
		return $ask( 'POST', '/preview' );`
	);

	expect( answer ).toEqual( { status: 204, data: null } );
} );

interface Check {
	readonly id: string;
	readonly state: string;
	readonly message: string;
}

test( 'the checks tell what keeps visitors from being identified', async ( {
	site,
} ) => {
	const { states, checks, health } = await inPhp< {
		readonly states: Record< string, Record< string, string > >;
		readonly checks: Check[];
		readonly health: Record< string, Record< string, string > >;
	} >(
		site,
		`require_once ABSPATH . 'wp-admin/includes/admin.php';
		require_once ABSPATH . 'wp-admin/includes/class-wp-site-health.php';
		$look = static function ( string $case ) use ( $ask, &$states, &$health, &$checks ) {
			$checks          = $checks ?? $ask( 'GET', '/status' )['data'];
			$states[ $case ] = array_column( $ask( 'GET', '/status' )['data'], 'state', 'id' );
			foreach ( WP_Site_Health::get_tests()['direct'] as $name => $test ) {
				if ( str_starts_with( $name, 'known_visitor_' ) ) {
					$result = $test['test']();
					$health[ $case ][ $result['test'] ] = $result['status'];
				}
			}
		};
		$look( 'all is well' );
		update_option( 'known_visitor_secret', 'aaaaaaaaaaaaaaaaaaaa' );
		$look( 'weak secret' );
		update_option( 'known_visitor_secret', 'too short' );
		$look( 'short secret' );
		delete_option( 'known_visitor_secret' );
		$look( 'no secret' );
		$ask( 'POST', '/secret' );
		add_filter( 'known_visitor_hash', '__return_empty_string' );
		$look( 'bad filter' );
		return array( 'states' => $states, 'checks' => $checks, 'health' => $health );`
	);

	const pick = (
		all: Record< string, Record< string, string > >,
		prefix = ''
	) =>
		Object.fromEntries(
			Object.entries( all ).map( ( [ name, found ] ) => [
				name,
				[ found[ `${ prefix }secret` ], found[ `${ prefix }hash` ] ],
			] )
		);
	expect( pick( states ) ).toEqual( {
		'all is well': [ 'ok', 'ok' ],
		'weak secret': [ 'warning', 'ok' ],
		'short secret': [ 'error', 'ok' ],
		'no secret': [ 'error', 'ok' ],
		'bad filter': [ 'ok', 'error' ],
	} );
	expect( pick( health, 'known_visitor_' ) ).toEqual( {
		'all is well': [ 'good', 'good' ],
		'weak secret': [ 'recommended', 'good' ],
		'short secret': [ 'critical', 'good' ],
		'no secret': [ 'critical', 'good' ],
		'bad filter': [ 'good', 'critical' ],
	} );
	for ( const check of checks ) {
		expect( Object.keys( check ) ).toEqual( [ 'id', 'state', 'message' ] );
		expect( check.message ).toMatch( /\w\.$/ );
	}
} );
