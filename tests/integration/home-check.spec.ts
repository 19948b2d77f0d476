/**
 * How the site asks itself for its home page, over HTTP as an owner's does: product contract, sections 11 and 12. What is
 * made of the answers in every combination, checks.spec.ts shows.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '../support/wordpress';
import type { TestSite } from '../support/wordpress';
import pasted from '../vectors/widget-code.json';
import { configure, inPhp, pageData } from './helpers';

interface Check {
	readonly id: string;
	readonly state: string;
	readonly message: string;
	readonly action: { readonly id: string } | null;
}

const LOADER = 'https://cdn.bitrix24.com/b1/crm/site_button/loader_1_aaa111.js';
const OTHER = 'https://b24.example/upload/crm/site_button/loader_7_bbb222.js';

/** A widget as a theme prints it. */
const widget = ( address: string ): string =>
	`<script>start( '${ address }' );</script>`;

/** PHP that prints something on the home page. */
const print = ( html: string, hook = 'wp_footer', priority = 10 ): string =>
	`add_action( '${ hook }', static function () { echo base64_decode( '${ Buffer.from( html ).toString( 'base64' ) }' ); }, ${ priority } );`;

/** PHP that runs before the home page is made, and knows whether a guest asks. */
const before = ( php: string ): string =>
	`add_action( 'template_redirect', static function () { if ( is_front_page() ) { ${ php } } }, 99 );`;

const status = async (
	site: TestSite,
	query = '?fresh=1',
	as = 'admin'
): Promise< Record< string, Check > > => {
	const response = await site.rest( `/known-visitor/v1/status${ query }`, {
		as,
	} );
	expect( response.status() ).toBe( 200 );
	const checks: readonly Check[] = await response.json();
	return Object.fromEntries( checks.map( ( one ) => [ one.id, one ] ) );
};

/** PHP that notes who asks for the home page. */
const NOTE = before(
	`file_put_contents( WP_CONTENT_DIR . '/asked.txt', is_user_logged_in() ? wp_get_current_user()->user_login . ' ' : 'guest ', FILE_APPEND );`
);

/** Gives who has asked since, and forgets. */
const asked = ( site: TestSite ): Promise< string > =>
	site.php< string >(
		`$file = WP_CONTENT_DIR . '/asked.txt';
		$said  = is_file( $file ) ? file_get_contents( $file ) : '';
		is_file( $file ) && unlink( $file );
		return trim( $said );`
	);

/** Another server, and what it was asked. */
interface Elsewhere {
	readonly url: string;
	readonly requests: IncomingMessage[];
	readonly server: Server;
}

const openElsewhere = async (): Promise< Elsewhere > => {
	const requests: IncomingMessage[] = [];
	const server = createServer( ( request, response ) => {
		requests.push( request );
		response.end( widget( LOADER ) );
	} );
	await new Promise< void >( ( resolve ) =>
		server.listen( 0, '127.0.0.1', resolve )
	);
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${ port }`, requests, server };
};

/**
 * PHP that gives the checks a clock of their own, since PHP asks the namespace first: it moves only as the test says. By
 * the real one, two pages of a busy machine may take so long that a third is not asked.
 */
const clock = ( secondsPerAnswer: number ): string =>
	`$GLOBALS['clock'] = microtime( true );
	eval( 'namespace KnownVisitor\\Checks; function microtime() { return $GLOBALS["clock"]; }' );
	add_filter( 'http_response', static function ( $response ) { $GLOBALS['clock'] += ${ secondsPerAnswer }; return $response; } );`;

test.beforeEach( async ( { site } ) => {
	await site.reset();
	site.muPlugin( 'clock', clock( 0 ) );
} );

/** What the home page prints, and what is said of it. */
const PAGES: Record<
	string,
	{
		readonly php: string;
		readonly settings?: Readonly< Record< string, unknown > >;
		readonly state: string;
		readonly says: RegExp;
		readonly action: string | null;
	}
> = {
	'no chat': {
		php: '',
		state: 'warning',
		says: /^No chat found on your home page\. One that a tag manager adds cannot be seen/,
		action: 'widget',
	},
	'one from the theme': {
		php: print( widget( LOADER ) ),
		state: 'ok',
		says: /^Working: the chat is on your home page and knows you\.$/,
		action: 'try',
	},
	'ours alone': {
		php: '',
		settings: { widget_url: LOADER },
		state: 'ok',
		says: /knows you/,
		action: 'try',
	},
	'the theme’s and ours': {
		php: print( widget( OTHER ) ),
		settings: { widget_url: LOADER },
		state: 'warning',
		says: /^Two chats on your home page: loader_\w+\.js from [\w.]+ and loader_\w+\.js from [\w.]+\.$/,
		action: 'widget',
	},
	'the same one twice': {
		php: print( widget( LOADER ) + widget( `${ LOADER }?28` ) ),
		state: 'ok',
		says: /knows you/,
		action: 'try',
	},
	'one in a comment': {
		php: print( `<!-- ${ widget( LOADER ) } -->` ),
		state: 'warning',
		says: /^No chat found/,
		action: 'widget',
	},
	'one that is talked about': {
		php: print(
			`<p>${ LOADER }</p><script type="application/json">"${ LOADER }"</script>`
		),
		state: 'warning',
		says: /^No chat found/,
		action: 'widget',
	},
	'another product of Bitrix24': {
		php: print(
			'<script src="https://cdn.bitrix24.com/b1/crm/form/loader_1.js"></script>'
		),
		state: 'warning',
		says: /^No chat found/,
		action: 'widget',
	},
	'one that an optimizer holds back': {
		php: print(
			`<script type="lazy" data-later-src="${ LOADER }"></script>`
		),
		state: 'ok',
		says: /knows you/,
		action: 'try',
	},
	'one that an optimizer packed': {
		php: print(
			`<script src="data:text/javascript;base64,${ Buffer.from( `start('${ LOADER }')` ).toString( 'base64' ) }" defer></script>`
		),
		state: 'ok',
		says: /knows you/,
		action: 'try',
	},
	'one with its slashes escaped, in a page that is not UTF-8': {
		php: print(
			`<script>var a = "${ LOADER.replaceAll( '/', '\\/' ) }";</script>`
		).replace(
			'echo ',
			'echo "<p>\\xff\\xfe</p><script>/* \\xe9 */</script>", '
		),
		state: 'ok',
		says: /knows you/,
		action: 'try',
	},
	'one that starts before us': {
		php: print( widget( LOADER ), 'wp_head', -1 ),
		state: 'warning',
		says: /stands before Known Visitor/,
		action: 'widget',
	},
	'one for guests alone': {
		php: `add_action( 'wp_footer', static function () { echo is_user_logged_in() ? '' : "${ widget( LOADER ).replaceAll( '"', '\\"' ) }"; } );`,
		state: 'warning',
		says: /for guests, but not for you/,
		action: 'widget',
	},
	'a theme without wp_head': {
		php: before(
			`echo '<html><body>', "${ widget( LOADER ) }", '</body></html>'; exit;`
		),
		state: 'error',
		says: /^Your home page does not carry your identity.*wp_head\(\)/,
		action: 'try',
	},
	'a theme without wp_footer': {
		php: `add_action( 'wp_footer', static fn () => remove_all_actions( 'wp_footer' ), -1 );`,
		settings: { widget_url: LOADER },
		state: 'warning',
		says: /^No chat found.*wp_footer\(\)/,
		action: 'try',
	},
	'a page that is made for guests alone': {
		php:
			print( widget( LOADER ) ) +
			`add_action( 'template_redirect', static function () { wp_set_current_user( 0 ); }, 1 );`,
		state: 'error',
		says: /^Your home page does not carry your identity.*cache/,
		action: 'request',
	},
	'a guests’ page from before': {
		php:
			print( widget( LOADER ) ) +
			before(
				`if ( ! is_user_logged_in() ) { remove_all_actions( 'wp_head' ); }`
			),
		state: 'warning',
		says: /^Guests get a home page without Known Visitor’s script/,
		action: null,
	},
	'delivery by request': {
		php: print( widget( LOADER ) ),
		settings: { delivery: 'request' },
		state: 'ok',
		says: /^Working: .*knows you/,
		action: 'try',
	},
	'delivery by request, on a static home page': {
		php:
			print( widget( LOADER ) ) +
			`add_filter( 'pre_option_show_on_front', static fn () => 'page' );
			add_filter( 'pre_option_page_on_front', static fn () => get_page_by_path( 'sample-page' )->ID ?? 2 );`,
		settings: { delivery: 'request' },
		state: 'ok',
		says: /^Working: .*knows you/,
		action: 'try',
	},
	'delivery by request, and a firewall': {
		php:
			print( widget( LOADER ) ) +
			`str_contains( $_SERVER['REQUEST_URI'], 'v1/visitor' ) && exit( http_response_code( 403 ) );`,
		settings: { delivery: 'request' },
		state: 'error',
		says: /asks who you are and is not told/,
		action: 'try',
	},
	'delivery by request, and a plugin that shuts the administrator out there':
		{
			php:
				print( widget( LOADER ) ) +
				`str_contains( $_SERVER['REQUEST_URI'], 'v1/visitor' ) && add_filter( 'determine_current_user', '__return_false', 99 );`,
			settings: { delivery: 'request' },
			state: 'error',
			says: /asks who you are and is not told/,
			action: 'try',
		},
	'switched off': {
		php: print( widget( LOADER ) ),
		settings: { enabled: false },
		state: 'ok',
		says: /^The chat is on your home page\.$/,
		action: null,
	},
	'another role': {
		php: print( widget( LOADER ) ),
		settings: { roles: [ 'subscriber' ] },
		state: 'ok',
		says: /You are a guest there/,
		action: 'try',
	},
	'a role that is gone': {
		php: print( widget( LOADER ) ),
		settings: { roles: [ 'customer' ] },
		state: 'ok',
		says: /^The chat is on your home page\.$/,
		action: null,
	},
	'no pages': {
		php: print( widget( LOADER ) ),
		settings: { paths: { mode: 'only', list: [] } },
		state: 'ok',
		says: /^The chat is on your home page\.$/,
		action: null,
	},
	'other pages': {
		php: print( widget( LOADER ) ),
		settings: { paths: { mode: 'only', list: [ '/shop/*' ] } },
		state: 'ok',
		says: /list of pages leaves it out/,
		action: 'try',
	},
	'a home page that leads to that of a language': {
		php:
			print( widget( LOADER ) ) +
			before(
				`if ( ! isset( $_GET['lang'] ) ) { wp_safe_redirect( '/?lang=en' ); exit; }`
			),
		state: 'ok',
		says: /knows you/,
		action: 'try',
	},
	'a home page that leads to itself': {
		php: before( `wp_safe_redirect( home_url( '/' ) ); exit;` ),
		state: 'warning',
		says: /could not be asked from here: the home page redirects to another site, or in a circle/,
		action: 'try',
	},
	'a home page that fails': {
		php: before( `status_header( 503 ); exit;` ),
		state: 'warning',
		says: /^Your site could not be asked from here: .*error 503/,
		action: 'try',
	},
	'a home page that is closed to guests': {
		php:
			print( widget( LOADER ) ) +
			before(
				`if ( ! is_user_logged_in() ) { status_header( 503 ); exit; }`
			),
		state: 'ok',
		says: /knows you/,
		action: 'try',
	},
	'a site that cannot reach itself': {
		php: `add_filter( 'pre_http_request', static fn () => new WP_Error( 'http_request_failed', 'cURL error 7' ) );`,
		state: 'warning',
		says: /^Your site could not be asked from here: the home page did not answer/,
		action: 'try',
	},
	'a plugin that breaks requests': {
		php: `add_filter( 'pre_http_request', static function () { throw new Exception( 'no' ); } );`,
		state: 'warning',
		says: /^Your site could not be asked from here/,
		action: 'try',
	},
	'a plugin that makes rubbish of the address': {
		php: `add_filter( 'home_url', static fn ( $url ) => doing_action( 'rest_api_init' ) || ! did_action( 'parse_request' ) ? $url : array() );`,
		state: 'warning',
		says: /^Your site could not be asked from here/,
		action: 'try',
	},
};

for ( const [ name, { php, settings, state, says, action } ] of Object.entries(
	PAGES
) ) {
	test( `the home page: ${ name }`, async ( { site } ) => {
		if ( settings ) {
			await configure( site, settings );
		}
		site.muPlugin( 'page', php );

		const { chat } = await status( site );

		expect( chat ).toMatchObject( {
			state,
			message: expect.stringMatching( says ),
			action: action === null ? null : { id: action },
		} );
		// Site Health says the same, by what was seen or by asking again.
		const health = await (
			await site.rest( '/known-visitor/v1/cache?check=chat', {
				as: 'admin',
			} )
		).json();
		expect( health ).toMatchObject( {
			test: 'known_visitor_chat',
			status: { ok: 'good', warning: 'recommended', error: 'critical' }[
				state
			],
			description: `<p>${ chat?.message }</p>`,
		} );
	} );
}

test( 'a loader is found on a page where it would be taken from pasted code, and no page costs much', async ( {
	site,
} ) => {
	const { found, bad, seconds } = await inPhp< {
		readonly found: string[][];
		readonly bad: number[];
		readonly seconds: number;
	} >(
		site,
		`$find  = static fn ( $text ) => KnownVisitor\\Settings\\Widget_Code::all_in( $text );
		$found = array_map( static fn ( $code ) => $find( $code['pasted'] ), $args['pasted'] );
		$many  = implode( ' ', array_map( static fn ( $number ) => "https://a.example/crm/site_button/loader_{$number}_a.js", range( 1, 1000 ) ) );
		// The processor’s time, whatever else this machine does.
		$spent = static fn () => getrusage()['ru_utime.tv_sec'] + getrusage()['ru_utime.tv_usec'] / 1e6;
		$start = $spent();
		$bad   = array_map( static fn ( $text ) => count( $find( $text ) ), array(
			$many,
			str_repeat( '/crm/site_button/loader_', 150000 ),
			str_repeat( '//', 2000000 ) . '/crm/site_button/loader_1_a.js',
			str_repeat( "\\xff", 4000000 ) . 'https://a.example/crm/site_button/loader_1_a.js' . str_repeat( "\\xc3", 1000 ),
			str_repeat( 'é', 149 ) . 'x https://a.example/crm/site_button/loader_1_a.js' . str_repeat( 'é', 400 ),
		) );
		return array( 'found' => $found, 'bad' => $bad, 'seconds' => $spent() - $start );`,
		{ pasted }
	);

	for ( const [ index, code ] of pasted.entries() ) {
		const isThere = code.address || code.problem === 'insecure';
		expect
			.soft( found[ index ], code.pasted )
			.toEqual(
				isThere
					? [ code.address ?? expect.stringMatching( /^https:/ ) ]
					: []
			);
	}
	// A hundred mentions are enough to say that there are too many.
	expect( bad[ 0 ] ).toBeGreaterThan( 2 );
	expect( bad.slice( 1 ) ).toEqual( [ 0, 0, 1, 1 ] );
	expect( seconds ).toBeLessThan( 2 );
} );

test( 'a slow home page costs five seconds, and is said to be slow', async ( {
	site,
} ) => {
	// It would take a minute, if nobody came and put an end to it.
	const file = join( site.folder, 'wp-content/slow.txt' );
	site.muPlugin(
		'page',
		NOTE +
			before(
				`for ( $end = time() + 60; is_file( WP_CONTENT_DIR . '/slow.txt' ) && time() < $end; clearstatcache() ) { usleep( 50000 ); }`
			)
	);
	// Signing in takes its time, too.
	await status( site, '' );
	writeFileSync( file, '' );
	const start = Date.now();
	const { chat, cache } = await status( site );
	const took = Date.now() - start;
	rmSync( file );

	// Far from a minute, however busy this machine is; and it has not waited for a second page.
	expect( took ).toBeLessThan( 30_000 );
	expect( await asked( site ) ).toBe( 'admin' );
	expect( chat ).toMatchObject( {
		state: 'warning',
		message: expect.stringContaining( 'within 5 seconds' ),
	} );
	expect( cache?.state ).not.toBe( 'ok' );
} );

test( 'a home page that takes its time is not asked a third time', async ( {
	site,
} ) => {
	site.muPlugin( 'clock', clock( 2.7 ) );
	site.muPlugin( 'page', NOTE + print( widget( LOADER ) ) );
	const { chat, cache } = await status( site );

	expect( chat?.message ).toMatch( /knows you/ );
	expect( cache ).toBeUndefined();
	expect( await asked( site ) ).toBe( 'admin guest' );
} );

test( 'the login cookie goes to the host that set it, and nowhere else', async ( {
	site,
} ) => {
	const elsewhere = await openElsewhere();
	try {
		const cookie = ( php: string ) => {
			site.muPlugin( 'page', php );
			return status( site );
		};
		const { chat: moved } = await cookie(
			before( `wp_redirect( '${ elsewhere.url }/' ); exit;` )
		);
		const { chat: away, cache } = await cookie(
			`add_filter( 'home_url', static fn ( $url, $path ) => '/' === $path && did_action( 'parse_request' ) ? '${ elsewhere.url }/' : $url, 10, 2 );`
		);

		expect( moved ).toMatchObject( {
			state: 'warning',
			message: expect.stringContaining( 'redirects to another site' ),
		} );
		for ( const check of [ away, cache ] ) {
			expect( check ).toMatchObject( {
				state: 'warning',
				message: expect.stringContaining(
					'a different host than this dashboard'
				),
			} );
		}
		expect( elsewhere.requests ).toEqual( [] );
	} finally {
		elsewhere.server.close();
	}
} );

test( 'what was seen counts for the one who saw it, for a minute and for the settings of then', async ( {
	site,
} ) => {
	await site.createUser( { login: 'boss', role: 'administrator' } );
	site.muPlugin( 'page', NOTE + print( widget( LOADER ) ) );
	const has = async ( query: string, as = 'admin' ) => {
		const { chat, cache } = await status( site, query, as );
		return [ chat?.state, cache?.state ];
	};
	const none = [ undefined, undefined ];
	const both = [ 'ok', 'ok' ];

	expect( await has( '' ) ).toEqual( none );
	expect( await asked( site ) ).toBe( '' );
	expect( await has( '?fresh=1' ) ).toEqual( both );
	expect( await asked( site ) ).toBe( 'admin guest admin' );
	expect( await has( '' ) ).toEqual( both );
	expect( await has( '?fresh=0' ) ).toEqual( both );
	expect( await has( '', 'boss' ) ).toEqual( none );
	expect( await asked( site ) ).toBe( '' );
	expect( await has( '?fresh=true', 'boss' ) ).toEqual( both );
	expect( await asked( site ) ).toBe( 'boss guest boss' );
	expect( await has( '' ) ).toEqual( both );
	await configure( site, { enabled: false } );
	expect( await has( '' ) ).toEqual( none );
	await configure( site, { enabled: true } );
	expect( await has( '' ) ).toEqual( both );
	// On the command line nobody has a cookie, and the page is seen as a guest only.
	await site.php(
		`wp_set_current_user( 1 ); KnownVisitor\\Checks\\Checks::run( true ); return true;`
	);
	expect( await has( '' ) ).toEqual( none );
	expect( await has( '?fresh=1' ) ).toEqual( both );
	expect( await asked( site ) ).toBe( 'guest admin guest admin' );
	await site.php(
		`$seen = get_transient( 'known_visitor_home' );
		$seen[1]['until'] = time() - 1;
		set_transient( 'known_visitor_home', $seen, 60 );
		return true;`
	);
	expect( await has( '' ) ).toEqual( none );
	expect( await has( '', 'boss' ) ).toEqual( both );
	const wrong = await site.rest( '/known-visitor/v1/status?fresh=perhaps', {
		as: 'admin',
	} );
	expect( wrong.status() ).toBe( 400 );
} );

test( 'nothing of what is kept or answered tells who anybody is', async ( {
	site,
} ) => {
	const boss = await site.createUser( {
		login: 'walpurga',
		email: 'walpurga@nussbaum.example',
		first_name: 'Walpurga',
		last_name: 'Nussbaum',
		role: 'administrator',
	} );
	site.muPlugin( 'page', print( widget( LOADER ) ) );
	const html = await ( await site.get( '/', { as: 'walpurga' } ) ).text();
	const data = pageData( html );
	const answer = await (
		await site.rest( '/known-visitor/v1/status?fresh=1', {
			as: 'walpurga',
		} )
	).text();
	const { stored, secret } = await inPhp< {
		readonly stored: string;
		readonly secret: string;
	} >(
		site,
		`return array( 'stored' => wp_json_encode( get_transient( 'known_visitor_home' ) ), 'secret' => get_option( 'known_visitor_secret' ) );`
	);

	expect( stored ).toContain( `"${ boss.id }"` );
	expect( stored ).toContain( 'loader_1_aaa111.js' );
	expect( answer ).toContain( 'knows you' );
	expect( data?.user.hash ).toMatch( /^[0-9a-f]{32}$/ );
	for ( const text of [ stored, answer ] ) {
		for ( const word of [
			data?.user.hash ?? '',
			data?.mark ?? '',
			secret,
			'alpurga',
			'ussbaum',
		] ) {
			expect( text ).not.toContain( word );
		}
	}
} );

test( 'rubbish in the store counts as nothing', async ( { site } ) => {
	const found = await inPhp< unknown[] >(
		site,
		`$_COOKIE = array();
		wp_set_current_user( 1 );
		add_filter( 'pre_http_request', static fn () => array( 'response' => array( 'code' => 200 ), 'headers' => array(), 'body' => '' ) );
		KnownVisitor\\Checks\\Checks::run( true );
		$good = get_transient( 'known_visitor_home' );
		foreach ( array( 5, 'x', array( 5 ), array( 1 => 5 ), array( 1 => array() ), array( 1 => array( 'failure' => array() ) + $good[1] ), array( 1 => array( 'until' => '9' ) + $good[1] ), array( 1 => array( 'guest' => 5, 'mine' => array( 'widgets' => 5 ) ) + $good[1] ), array( 1 => array( 'guest' => array( 'widgets' => array( 5, array() ), 'is_mine' => 'yes' ) ) + $good[1] ) ) as $stored ) {
			set_transient( 'known_visitor_home', $stored, 60 );
			$found[] = array_column( KnownVisitor\\Checks\\Checks::run(), 'state', 'id' )['chat'] ?? null;
		}
		return $found;`
	);

	expect( found ).toEqual( [
		...Array( 7 ).fill( null ),
		'warning',
		'warning',
	] );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'while one asks the home page, nobody else does', async ( { site } ) => {
	// The one who comes in between comes while the page is made for the first.
	site.muPlugin(
		'page',
		NOTE +
			print( widget( LOADER ) ) +
			before(
				`if ( is_user_logged_in() ) {
					$request = new WP_REST_Request( 'GET', '/known-visitor/v1/status' );
					$request->set_query_params( array( 'fresh' => '1' ) );
					file_put_contents( WP_CONTENT_DIR . '/between.txt', array_column( rest_do_request( $request )->get_data(), 'message', 'id' )['chat'] );
				}`
			)
	);
	const inBetween = () =>
		site.php< string >(
			`return file_get_contents( WP_CONTENT_DIR . '/between.txt' );`
		);

	expect( ( await status( site ) )[ 'chat' ]?.message ).toMatch( /^Working/ );
	expect( await inBetween() ).toMatch(
		/somebody else is asking it right now/
	);
	expect( await asked( site ) ).toBe( 'admin guest admin' );

	// Now what was seen a moment ago does for the second.
	expect( ( await status( site ) )[ 'chat' ]?.message ).toMatch( /^Working/ );
	expect( await inBetween() ).toMatch( /^Working/ );
	expect( await asked( site ) ).toBe( 'admin guest admin' );
	await site.php( `return unlink( WP_CONTENT_DIR . '/between.txt' );` );
} );
