/**
 * The Site Health test that finds a page cache which serves pages of signed-in visitors. What such a cache answers is
 * put in the place of the network here; tests/stack has a real one.
 */
import { expect, test } from '../support/wordpress';
import { inPhp, type Answer } from './helpers';

interface Result {
	readonly test: string;
	readonly status: string;
	readonly label: string;
	readonly description: string;
}

/** How a home page is answered: to whom, and as whose page. */
const CACHES = {
	'no cache': '$head( $is_signed_in ? 1 : 0 )',
	'a cache that gives everyone the first page, a visitor’s': '$head( 1 )',
	'a cache that gives everyone the first page, a guest’s': '$head( 0 )',
} as const;

interface Case {
	/** PHP that gives the page; it knows `$is_signed_in` and `$head`. */
	readonly page: string;
	readonly headers?: Readonly< Record< string, string > >;
	readonly status?: number;
	readonly settings?: Readonly< Record< string, unknown > >;
	/** PHP that goes before; `$home` becomes the home URL. */
	readonly before?: string;
	readonly found: 'good' | 'recommended' | 'critical';
	readonly says: RegExp;
	/** Requests. */
	readonly asked?: number;
	/** Path of the third, if it is not the home page again. */
	readonly third?: string;
}

const CASES: Readonly< Record< string, Case > > = {
	'no cache': {
		page: CACHES[ 'no cache' ],
		found: 'good',
		says: /for you alone/,
	},
	'a cache that gives a visitor’s page to guests': {
		page: CACHES[
			'a cache that gives everyone the first page, a visitor’s'
		],
		found: 'critical',
		says: /hands signed-in pages to others/,
	},
	'a cache that gives a guest’s page to visitors': {
		page: CACHES[ 'a cache that gives everyone the first page, a guest’s' ],
		found: 'recommended',
		says: /the pages of guests/,
	},
	'a cache that keeps each visitor’s page apart': {
		page: CACHES[ 'no cache' ],
		headers: { 'X-Cache': 'HIT from edge' },
		found: 'recommended',
		says: /keeps pages of signed-in visitors/,
	},
	'a cache, but delivery by request': {
		page: CACHES[
			'a cache that gives everyone the first page, a visitor’s'
		],
		headers: { Age: '12' },
		settings: { delivery: 'request' },
		found: 'good',
		says: /nobody’s identity/,
		third: '/wp-json/known-visitor/v1/visitor',
	},
	'a home page that fails': {
		page: "''",
		status: 503,
		found: 'recommended',
		says: /did not answer/,
		asked: 1,
	},
	'a plugin that is switched off': {
		page: CACHES[ 'no cache' ],
		settings: { enabled: false },
		found: 'good',
		says: /no identity/,
		asked: 0,
	},
	...Object.fromEntries(
		[
			"$_SERVER['HTTP_HOST'] = 'cms.example'",
			"$_SERVER['HTTP_HOST'] = 'www.' . $_SERVER['HTTP_HOST']",
			"$_SERVER['HTTP_HOST'] = '127.0.0.1:1'",
			"$_SERVER['HTTP_HOST'] = array()",
			"unset( $_SERVER['HTTP_HOST'] )",
			"$_SERVER['HTTPS'] = 'on'; add_filter( 'home_url', $plain )",
			"add_filter( 'home_url', $elsewhere )",
		].map( ( before ): [ string, Case ] => [
			`a home page elsewhere, or less safe: ${ before }`,
			{
				page: CACHES[ 'no cache' ],
				before: `${ before };`,
				found: 'recommended',
				says: /a different host/,
				asked: 0,
			},
		] )
	),
	'a test that another administrator has just begun': {
		page: CACHES[ 'no cache' ],
		before: "update_option( 'known_visitor_home.lock', time() - 10 );",
		found: 'recommended',
		says: /Somebody else/,
		asked: 0,
	},
	'a test that never came to its end': {
		page: CACHES[ 'no cache' ],
		before: "update_option( 'known_visitor_home.lock', time() - 60 );",
		found: 'good',
		says: /for you alone/,
	},
	...Object.fromEntries(
		[ 'time() + 86400', "'rubbish'", 'array()' ].map(
			( lock ): [ string, Case ] => [
				`a lock that would never open: ${ lock }`,
				{
					page: CACHES[ 'no cache' ],
					before: `update_option( 'known_visitor_home.lock', ${ lock } );`,
					found: 'good',
					says: /for you alone/,
				},
			]
		)
	),
};

test.beforeEach( ( { site } ) => site.reset() );

test( 'each kind of cache is told by what it does', async ( { site } ) => {
	const { results, left } = await inPhp< {
		readonly results: Record<
			string,
			{ answer: Answer< Result >; asked: string[] }
		>;
		readonly left: number;
	} >(
		site,
		`$_COOKIE[ LOGGED_IN_COOKIE ] = 'admin|1|a b';
		$elsewhere = static fn () => 'https://front.example/';
		$plain     = static fn ( $url ) => preg_replace( '/^https/', 'http', $url );
		$server    = $_SERVER;
		$before = get_option( 'known_visitor_settings' );
		${ Object.entries( CASES )
			.map(
				(
					[ name, { page, headers = {}, status = 200, before = '' } ],
					index
				) => `
		update_option( 'known_visitor_settings', array_merge( $before, $args['settings'][${ index }] ) );
		$asked = array();
		$home  = static function ( $answer, $args, $url ) use ( $head, &$asked ) {
			$cookie       = $args['headers']['Cookie'] ?? '';
			$is_signed_in = str_starts_with( $cookie, LOGGED_IN_COOKIE . '=' );
			$asked[]      = $url . ' ' . ( $is_signed_in ? substr( $cookie, strlen( LOGGED_IN_COOKIE ) + 1 ) : 'nobody' ) . ' ' . $args['redirection'] . ( true === $args['sslverify'] ? '' : ' by anybody' );
			$body         = ${ page };
			wp_set_current_user( 1 );
			return array( 'response' => array( 'code' => ${ status } ), 'headers' => json_decode( '${ JSON.stringify( headers ).toLowerCase() }', true ), 'body' => $body );
		};
		add_filter( 'pre_http_request', $home, 10, 3 );
		${ before }
		// The host was confirmed, whatever it is: this is about the cookie alone.
		KnownVisitor\\Identity\\Site::begin();
		$results[ base64_decode( '${ Buffer.from( name ).toString( 'base64' ) }' ) ] = array( 'answer' => $ask( 'GET', '/cache' ), 'asked' => $asked );
		remove_filter( 'pre_http_request', $home );
		remove_filter( 'home_url', $elsewhere );
		remove_filter( 'home_url', $plain );
		$_SERVER = $server;
		delete_transient( 'known_visitor_home' );
		$left[]  = get_option( 'known_visitor_home.lock' );
		delete_option( 'known_visitor_home.lock' );`
			)
			.join( '' ) }
		return array( 'results' => $results, 'left' => count( array_filter( $left ) ) );`,
		{
			settings: Object.values( CASES ).map(
				( { settings = { enabled: true } } ) => settings
			),
		}
	);

	for ( const [
		name,
		{ found, says, asked = 3, third = '/' },
	] of Object.entries( CASES ) ) {
		const result = results[ name ];
		expect.soft( result?.answer.status, name ).toBe( 200 );
		expect.soft( result?.answer.data, name ).toMatchObject( {
			test: 'known_visitor_cache',
			status: found,
			description: expect.stringMatching( says ),
		} );
		const as = ( path: string ) =>
			`${ site.url }${ path } admin%7C1%7Ca%20b 0`;
		expect
			.soft( result?.asked, name )
			.toEqual(
				[ as( '/' ), `${ site.url }/ nobody 0`, as( third ) ].slice(
					0,
					asked
				)
			);
	}
	// Only the one that somebody else holds.
	expect( left ).toBe( 1 );
} );

test( 'whatever another plugin answers in the place of the home page, the check has a result', async ( {
	site,
} ) => {
	const results = await inPhp< Answer< Result >[] >(
		site,
		`$_COOKIE[ LOGGED_IN_COOKIE ] = 'admin|1|a b';
		$good = array( 'response' => array( 'code' => 200 ), 'headers' => array(), 'body' => '' );
		foreach ( array( true, 0, 'x', array(), new stdClass(), array( 'response' => 200 ), array( 'body' => null ) + $good, array( 'body' => array( 'x' ) ) + $good, array( 'headers' => null ) + $good, array( 'headers' => array( 'age' => array( '1', '2' ), 'x-cache' => array( 'HIT' ) ) ) + $good ) as $answer ) {
			$home = static fn () => $answer;
			add_filter( 'pre_http_request', $home );
			$results[] = $ask( 'GET', '/cache' );
			remove_filter( 'pre_http_request', $home );
		}
		return $results;`
	);

	expect( results ).toHaveLength( 10 );
	for ( const { status, data } of results ) {
		expect.soft( status ).toBe( 200 );
		expect.soft( data.status ).toBe( 'recommended' );
	}
	expect( site.debugLog() ).toBe( '' );
} );

test( 'Site Health asks for it by itself, and the answer is the administrator’s alone', async ( {
	site,
} ) => {
	const { tests, refused } = await inPhp< {
		tests: Record< string, Record< string, unknown > >;
		refused: Answer;
	} >(
		site,
		`return array( 'tests' => apply_filters( 'site_status_tests', array( 'direct' => array(), 'async' => array() ) )['async'], 'refused' => $ask( 'GET', '/cache', '', 0 ) );`
	);

	expect( tests[ 'known_visitor_cache' ] ).toMatchObject( {
		has_rest: true,
		test: `${ site.url }/wp-json/known-visitor/v1/cache?check=cache`,
	} );
	expect( refused.status ).toBe( 401 );
} );
