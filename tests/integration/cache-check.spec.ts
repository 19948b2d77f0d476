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
	readonly found: 'good' | 'recommended' | 'critical';
	readonly says: RegExp;
	/** Requests. */
	readonly asked?: number;
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
		says: /with your identity to a guest/,
	},
	'a cache that gives a guest’s page to visitors': {
		page: CACHES[ 'a cache that gives everyone the first page, a guest’s' ],
		found: 'recommended',
		says: /does not hold your identity/,
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
};

test.beforeEach( ( { site } ) => site.reset() );

test( 'each kind of cache is told by what it does', async ( { site } ) => {
	const results = await inPhp<
		Record< string, { answer: Answer< Result >; asked: string[] } >
	>(
		site,
		`$_COOKIE[ LOGGED_IN_COOKIE ] = 'admin|1|a b';
		$before = get_option( 'known_visitor_settings' );
		${ Object.entries( CASES )
			.map(
				( [ name, { page, headers = {}, status = 200 } ], index ) => `
		update_option( 'known_visitor_settings', array_merge( $before, $args['settings'][${ index }] ) );
		$asked = array();
		$home  = static function ( $answer, $args, $url ) use ( $head, &$asked ) {
			$cookie       = $args['headers']['Cookie'] ?? '';
			$is_signed_in = str_starts_with( $cookie, LOGGED_IN_COOKIE . '=' );
			$asked[]      = $url . ' ' . ( $is_signed_in ? substr( $cookie, strlen( LOGGED_IN_COOKIE ) + 1 ) : 'nobody' ) . ' ' . $args['redirection'];
			$body         = ${ page };
			wp_set_current_user( 1 );
			return array( 'response' => array( 'code' => ${ status } ), 'headers' => json_decode( '${ JSON.stringify( headers ).toLowerCase() }', true ), 'body' => $body );
		};
		add_filter( 'pre_http_request', $home, 10, 3 );
		$results[ base64_decode( '${ Buffer.from( name ).toString( 'base64' ) }' ) ] = array( 'answer' => $ask( 'GET', '/cache' ), 'asked' => $asked );
		remove_filter( 'pre_http_request', $home );`
			)
			.join( '' ) }
		return $results;`,
		{
			settings: Object.values( CASES ).map(
				( { settings = { enabled: true } } ) => settings
			),
		}
	);

	for ( const [ name, { found, says, asked = 3 } ] of Object.entries(
		CASES
	) ) {
		const result = results[ name ];
		expect.soft( result?.answer.status, name ).toBe( 200 );
		expect.soft( result?.answer.data, name ).toMatchObject( {
			test: 'known_visitor_cache',
			status: found,
			description: expect.stringMatching( says ),
		} );
		const cookie = `${ site.url }/ admin%7C1%7Ca%20b 0`;
		expect
			.soft( result?.asked, name )
			.toEqual(
				[ cookie, cookie, `${ site.url }/ nobody 0` ].slice( 0, asked )
			);
	}
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
		test: `${ site.url }/wp-json/known-visitor/v1/cache`,
	} );
	expect( refused.status ).toBe( 401 );
} );
