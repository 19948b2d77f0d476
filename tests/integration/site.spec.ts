/**
 * Which site this is: the site address, and the hosts under which it was confirmed. Product contract, sections 2 and 3.
 */
import { expect, test } from '../support/wordpress';
import { inPhp, SECRET, type Answer, type Refusal } from './helpers';

/**
 * What the code of these tests can call:
 *
 * - `$at( 'https://example.com/shop', 'www.example.com' )` moves the site: its home URL, and the host that the browser
 *   asks for, which is the home URL's unless it says otherwise; null asks as the command line does.
 * - `$hash()` gives the administrator's hash as a page has it, or null.
 * - `$state()` gives the state of the check `copy`.
 */
const MOVES = `
$at = static function ( $home, $host = '' ): void {
	foreach ( array( 'home', 'siteurl' ) as $name ) {
		remove_all_filters( "pre_option_$name" );
		add_filter( "pre_option_$name", static fn () => $home );
	}
	if ( '' === $host ) {
		$host = preg_replace( '#^\\w+://|/.*$#', '', $home );
	}
	$_SERVER['HTTP_HOST'] = $host;
};
$hash  = static fn () => $identity( 1 )['user']['hash'] ?? null;
$state = static fn () => array_column( $ask( 'GET', '/status' )['data'], 'state', 'id' )['copy'];`;

/** As on a site that was made at `http://old.example/shop`. */
const OLD_SITE = `${ MOVES }
$at( 'http://old.example/shop' );
KnownVisitor\\Identity\\Site::begin();`;

test.beforeEach( ( { site } ) => site.reset() );

test( 'no search and replace over the database changes the address or the hosts', async ( {
	site,
} ) => {
	const { changed, hashes, control } = await inPhp< {
		readonly changed: string[];
		readonly hashes: string[];
		readonly control: string;
	} >(
		site,
		`${ OLD_SITE }
		update_option( 'control', array( 'address' => 'old.example/shop' ) );
		$hashes[] = $hash();
		$forms    = static fn ( string $host ) => array(
			$host,
			"http://$host",
			"http://$host/shop",
			trim( wp_json_encode( "http://$host/shop" ), '"' ),
			rawurlencode( "http://$host/shop" ),
			strtoupper( $host ),
			ucfirst( $host ),
			base64_encode( $host ),
			rtrim( base64_encode( "$host/shop" ), '=' ),
		);
		// As WP-CLI and the usual plugins do it: inside of what is serialized, too.
		$deep = static function ( $value, $from, $to ) use ( &$deep ) {
			if ( is_string( $value ) && is_serialized( $value ) ) {
				return serialize( $deep( unserialize( $value ), $from, $to ) );
			}
			return is_array( $value )
				? array_map( static fn ( $item ) => $deep( $item, $from, $to ), $value )
				: ( is_string( $value ) ? str_ireplace( $from, $to, $value ) : $value );
		};
		$rows = static fn () => $wpdb->get_results( "SELECT option_name, option_value FROM $wpdb->options WHERE option_name IN ( 'known_visitor_site', 'control' )", OBJECT_K );
		foreach ( array_map( null, $forms( 'old.example' ), $forms( 'new.example' ) ) as [ $from, $to ] ) {
			$before = $rows()['known_visitor_site'];
			$wpdb->query( $wpdb->prepare( "UPDATE $wpdb->options SET option_value = REPLACE( option_value, %s, %s ) WHERE option_name = 'known_visitor_site'", $from, $to ) );
			foreach ( $rows() as $name => $row ) {
				$wpdb->update( $wpdb->options, array( 'option_value' => $deep( $row->option_value, $from, $to ) ), array( 'option_name' => $name ) );
			}
			if ( $before != $rows()['known_visitor_site'] ) {
				$changed[] = $from;
			}
		}
		wp_cache_flush();
		$hashes[] = $hash();
		return array( 'changed' => $changed ?? array(), 'hashes' => $hashes, 'control' => get_option( 'control' )['address'] );`
	);

	expect( changed ).toEqual( [] );
	expect( hashes ).toEqual( [
		expect.stringMatching( /^[0-9a-f]{32}$/ ),
		hashes[ 0 ],
	] );
	expect( control ).toBe( 'new.example/shop' );
} );

/** Where a site that was made at `http://old.example/shop` is met, and whether it identifies anybody there. */
const PLACES: readonly ( readonly [
	what: string,
	home: unknown,
	host: unknown,
	isConfirmed: boolean,
] )[] = [
	[ 'where it was made', 'http://old.example/shop', '', true ],
	[ 'https', 'https://old.example/shop', '', true ],
	[ 'www', 'https://www.old.example/shop', '', true ],
	[
		'www in the request',
		'http://old.example/shop',
		'WWW.Old.Example',
		true,
	],
	[ 'capitals, a slash', 'HTTP://OLD.Example/shop/', '', true ],
	[
		'the usual ports',
		'http://old.example:80/shop',
		'old.example:443',
		true,
	],
	[ 'a dot at the end', 'http://old.example/shop', 'old.example.', true ],
	[ 'the command line', 'http://old.example/shop', null, true ],
	[ 'staging', 'https://staging.old.example/shop', '', false ],
	[
		'a copy that kept the home URL',
		'http://old.example/shop',
		'staging.old.example',
		false,
	],
	[
		'a forged host',
		'https://staging.old.example/shop',
		'old.example',
		false,
	],
	[ 'another port', 'http://old.example:8080/shop', '', false ],
	[
		'another port in the request',
		'http://old.example/shop',
		'old.example:8080',
		false,
	],
	[ 'a copy in a folder', 'http://old.example/shop/staging', '', false ],
	[ 'the folder above', 'http://old.example', '', false ],
	[ 'a longer name', 'http://old.example.evil.example/shop', '', false ],
	[ 'a shorter name', 'http://example/shop', '', false ],
	[ 'www elsewhere', 'http://old.www.example/shop', '', false ],
	[ 'an address', 'http://192.0.2.1/shop', '', false ],
	[ 'no home URL', '', 'old.example', false ],
	[ 'a home URL that is none', 'http:///shop', 'old.example', false ],
	[
		'a home URL that is a list',
		[ 'http://old.example/shop' ],
		'old.example',
		false,
	],
	[ 'the command line of a copy', 'http://new.example/shop', null, false ],
	[
		'a host that is no text',
		'http://new.example/shop',
		[ 'old.example' ],
		false,
	],
];

test( 'nobody is identified under a host that was not confirmed, nor gets the cookie', async ( {
	site,
} ) => {
	const { met, tidy } = await inPhp< {
		readonly met: Record< string, [ string | null, string, string ] >;
		readonly tidy: boolean;
	} >(
		site,
		`${ OLD_SITE }
		wp_set_current_user( 1 );
		$before = get_option( 'known_visitor_site' );
		foreach ( $args['places'] as [ $what, $home, $host ] ) {
			$at( $home, $host );
			$met[ $what ] = array( $hash(), KnownVisitor\\Identity\\Mark_Cookie::value_for( get_userdata( 1 ) ), $state() );
		}
		return array( 'met' => $met, 'tidy' => $before === get_option( 'known_visitor_site' ) && array() === $wrong() );`,
		{ places: PLACES }
	);

	const known = met[ 'where it was made' ]?.[ 0 ];
	expect( known ).toMatch( /^[0-9a-f]{32}$/ );
	for ( const [ what, , , isConfirmed ] of PLACES ) {
		expect
			.soft( met[ what ], what )
			.toEqual(
				isConfirmed
					? [ known, expect.stringMatching( /^[0-9a-f]{8}$/ ), 'ok' ]
					: [ null, '', 'error' ]
			);
	}
	expect( tidy ).toBe( true );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'letters of other languages are the same host as what browsers make of them', async ( {
	site,
} ) => {
	const hashes = await inPhp< unknown[] >(
		site,
		`${ MOVES }
		$at( 'https://Магазин.рф:8443', 'xn--80aairftm.xn--p1ai:8443' );
		KnownVisitor\\Identity\\Site::begin();
		$host = KnownVisitor\\Identity\\Site::hosts();
		$at( 'https://www.xn--80aairftm.xn--p1ai:8443' );
		$hashes = array( KnownVisitor\\Identity\\Site::address(), $hash() );
		// A dot at the end is the same host, with a port, too.
		$at( 'https://Магазин.рф.:8443', 'xn--80aairftm.xn--p1ai.:8443' );
		$hashes[] = $hash();
		$at( 'https://магазин.рф' );
		return array( ...$hashes, $hash(), $host );`
	);

	expect( hashes ).toEqual( [
		'магазин.рф',
		expect.stringMatching( /^[0-9a-f]{32}$/ ),
		expect.stringMatching( /^[0-9a-f]{32}$/ ),
		null,
		[ 'xn--80aairftm.xn--p1ai:8443' ],
	] );
} );

test( 'a slash behind a host that is typed means nothing', async ( {
	site,
} ) => {
	const found = await inPhp(
		site,
		`${ OLD_SITE }
		$ask( 'POST', '/hosts', '{"decision":"same","host":"New.example/"}' );
		$ask( 'POST', '/hosts', '{"decision":"same","host":"other.example/store/"}' );
		$found = array( KnownVisitor\\Identity\\Site::hosts() );
		$at( 'https://new.example/shop' );
		$found[] = null !== $hash();
		$at( 'https://other.example/store' );
		$found[] = null !== $hash();
		$at( 'http://old.example/shop' );
		$ask( 'DELETE', '/hosts', '{"host":"new.example/"}' );
		$found[] = KnownVisitor\\Identity\\Site::hosts();
		return $found;`
	);

	expect( found ).toEqual( [
		[ 'old.example/shop', 'new.example/shop', 'other.example/store' ],
		true,
		true,
		[ 'old.example/shop', 'other.example/store' ],
	] );
} );

test( 'a host that is not on the list cannot be forgotten', async ( {
	site,
} ) => {
	const { answers, hosts } = await inPhp< {
		readonly answers: Answer< Refusal >[];
		readonly hosts: string[];
	} >(
		site,
		`${ OLD_SITE }
		foreach ( array( 'old.exampel/shop', 'old.example/', 'shop.old.example/shop' ) as $host ) {
			$answers[] = $ask( 'DELETE', '/hosts', wp_json_encode( compact( 'host' ) ) );
		}
		return array( 'answers' => $answers, 'hosts' => KnownVisitor\\Identity\\Site::hosts() );`
	);

	expect( answers.map( ( { status } ) => status ) ).toEqual( [
		400, 200, 400,
	] );
	expect( answers[ 0 ]?.data.data.params?.[ 'host' ] ).toMatch(
		/^host is not old\.example\/shop\. Allowed: a host/
	);
	expect( hosts ).toEqual( [] );
} );

for ( const home of [ 'https://old.example:443', 'http://old.example:80' ] ) {
	test( `${ home } is what browsers call the same without the port`, async ( {
		site,
	} ) => {
		const found = await inPhp(
			site,
			`${ OLD_SITE }
			$_COOKIE = array( LOGGED_IN_COOKIE => 'x' );
			$at( $args['home'] . '/shop', 'old.example' );
			$_SERVER['HTTPS'] = $args['is_https'];
			$request = new WP_REST_Request( 'GET', '/known-visitor/v1/visitor' );
			$request->set_header( 'X-Known-Visitor', '1' );
			$request->set_header( 'Origin', $args['origin'] );
			wp_set_current_user( 0 );
			$_SERVER['REQUEST_METHOD'] = 'GET';
			return array(
				rest_do_request( $request )->get_status(),
				$ask( 'POST', '/preview', wp_json_encode( array( 'url' => $args['origin'] . '/shop/page' ) ) )['status'],
				KnownVisitor\\Checks\\Home_Request::is_home_here(),
				null !== $hash(),
			);`,
			{
				home,
				origin: new URL( home ).origin,
				is_https: home.startsWith( 'https' ) ? 'on' : '',
			}
		);

		expect( found ).toEqual( [ 204, 200, true, true ] );
	} );
}

test( 'rubbish in the option identifies nobody, breaks nothing, and is mended by an answer', async ( {
	site,
} ) => {
	const hex = ( text: string ) => Buffer.from( text ).toString( 'hex' );
	const good = {
		address: hex( 'old.example/shop' ),
		hosts: [ hex( 'old.example/shop' ) ],
	};
	const rubbish = [
		'',
		'x',
		0,
		1,
		1.5,
		true,
		[],
		[ [] ],
		{ address: null },
		{ ...good, address: '' },
		{ ...good, address: 7 },
		{ ...good, address: [ good.address ] },
		{ ...good, address: `${ good.address }0` },
		{ ...good, address: good.address.toUpperCase().replace( /\d/g, 'F' ) },
		{ ...good, address: 'old.example/shop' },
		{ ...good, address: `${ good.address }\n` },
		{ ...good, address: 'ff' },
		{ ...good, address: hex( 'a\nb' ) },
		{ ...good, address: hex( 'x'.repeat( 256 ) ) },
		{ address: good.address },
		{ ...good, hosts: null },
		{ ...good, hosts: good.hosts[ 0 ] },
		{ ...good, hosts: [] },
		{
			...good,
			hosts: [
				[ good.hosts[ 0 ] ],
				null,
				1,
				'',
				'old.example/shop',
				`${ good.hosts[ 0 ] }a`,
			],
		},
	];
	const { outcomes, mended, control } = await inPhp< {
		readonly outcomes: [ string | null, string, boolean ][];
		readonly mended: ( string | null )[];
		readonly control: string;
	} >(
		site,
		`${ OLD_SITE }
		$try = static function ( $stored ) use ( $hash, $state, $head, $ask ) {
			update_option( 'known_visitor_site', $stored );
			return array( $hash(), $state(), str_contains( $head( 1 ), 'id="known-visitor-loader"' ) && 200 === $ask( 'GET', '/settings' )['status'] && 200 === $ask( 'GET', '/hosts' )['status'] );
		};
		$outcomes = array_map( $try, $args['rubbish'] );
		foreach ( $args['rubbish'] as $stored ) {
			update_option( 'known_visitor_site', $stored );
			$ask( 'POST', '/hosts', '{"decision":"same"}' );
			$mended[] = $hash();
		}
		return array( 'outcomes' => $outcomes, 'mended' => $mended, 'control' => $try( $args['good'] )[0] );`,
		{ rubbish, good }
	);

	expect( control ).toMatch( /^[0-9a-f]{32}$/ );
	expect( outcomes ).toEqual( rubbish.map( () => [ null, 'error', true ] ) );
	expect( mended ).toEqual( rubbish.map( () => control ) );
	expect( site.debugLog() ).toBe( '' );
} );

interface Hosts {
	readonly unconfirmed: string | null;
	readonly confirmed: readonly string[];
}

test( '“the same site” keeps every conversation, “a copy” gets a secret of its own', async ( {
	site,
} ) => {
	const { answers, hashes, secrets, addresses } = await inPhp< {
		readonly answers: Answer< Hosts >[];
		readonly hashes: ( string | null )[];
		readonly secrets: string[];
		readonly addresses: string[];
	} >(
		site,
		`${ OLD_SITE }
		update_option( 'known_visitor_secret', $args['secret'] );
		$note = static function ( ...$request ) use ( $ask, $hash, &$answers, &$hashes, &$secrets, &$addresses ) {
			$answers[]   = $ask( ...$request );
			$hashes[]    = $hash();
			$secrets[]   = get_option( 'known_visitor_secret' );
			$addresses[] = $ask( 'GET', '/settings' )['data']['site_address'];
		};
		$note( 'GET', '/hosts' );
		$at( 'https://new.example', 'cdn.new.example' );
		$note( 'GET', '/hosts' );
		$note( 'POST', '/hosts', '{"decision":"same"}' );
		$at( 'https://new.example' );
		$note( 'GET', '/hosts' );
		$note( 'POST', '/hosts', '{"decision":"same","host":"fr.new.example:8443"}' );
		$note( 'DELETE', '/hosts', '{"host":"old.example/shop"}' );
		$note( 'DELETE', '/hosts' );
		$note( 'POST', '/hosts', '{"decision":"same"}' );
		$at( 'https://staging.example/copy' );
		$note( 'GET', '/hosts' );
		$note( 'POST', '/hosts', '{"decision":"copy"}' );
		$at( 'https://new.example' );
		$note( 'GET', '/hosts' );
		return compact( 'answers', 'hashes', 'secrets', 'addresses' );`,
		{ secret: SECRET }
	);
	const hosts = ( unconfirmed: string | null, ...confirmed: string[] ) => ( {
		status: 200,
		data: { unconfirmed, confirmed },
	} );

	expect( answers ).toEqual( [
		hosts( null, 'old.example/shop' ),
		hosts( 'new.example', 'old.example/shop' ),
		hosts( null, 'old.example/shop', 'new.example', 'cdn.new.example' ),
		hosts( null, 'old.example/shop', 'new.example', 'cdn.new.example' ),
		hosts(
			null,
			'old.example/shop',
			'new.example',
			'cdn.new.example',
			'fr.new.example:8443'
		),
		hosts( null, 'new.example', 'cdn.new.example', 'fr.new.example:8443' ),
		hosts( 'new.example', 'cdn.new.example', 'fr.new.example:8443' ),
		hosts( null, 'cdn.new.example', 'fr.new.example:8443', 'new.example' ),
		hosts(
			'staging.example/copy',
			'cdn.new.example',
			'fr.new.example:8443',
			'new.example'
		),
		hosts( null, 'staging.example/copy' ),
		hosts( 'new.example', 'staging.example/copy' ),
	] );
	const [ old = '' ] = hashes;
	const copied = hashes[ 9 ];
	expect( old ).toMatch( /^[0-9a-f]{32}$/ );
	expect( copied ).toMatch( /^[0-9a-f]{32}$/ );
	expect( copied ).not.toBe( old );
	expect( hashes ).toEqual( [
		old,
		null,
		old,
		old,
		old,
		old,
		null,
		old,
		null,
		copied,
		null,
	] );
	expect( secrets.slice( 0, 9 ) ).toEqual( Array( 9 ).fill( SECRET ) );
	expect( secrets[ 9 ] ).toMatch( /^[0-9a-f]{64}$/ );
	expect( addresses.slice( 0, 9 ) ).toEqual(
		Array( 9 ).fill( 'old.example/shop' )
	);
	expect( addresses[ 9 ] ).toBe( 'staging.example/copy' );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'only an administrator decides, by words that are understood, and not over a secret that code sets', async ( {
	site,
} ) => {
	const bodies = [
		{},
		{ decision: 'SAME' },
		{ decision: '' },
		{ decision: null },
		{ decision: [ 'same' ] },
		{ decision: true },
		{ decision: 'same', host: '' },
		{ decision: 'same', host: 'a b' },
		{ decision: 'same', host: 'https://a.example' },
		{ decision: 'same', host: [ 'a.example' ] },
		{ decision: 'same', host: 'a'.repeat( 256 ) },
		{ decision: 'same', host: null },
		{ decision: 'same', host: '.' },
		{ decision: 'same', host: 'a..example' },
		{ decision: 'same', host: '*.example' },
		{ decision: 'same', host: '<b>' },
		{ decision: 'same', host: 'a.example/b#c' },
		{ decision: 'same', host: 'a.example\n' },
		{ decision: 'same', host: 'a\u0000.example' },
		{ decision: 'same', host: '\u202e.example' },
		{ decision: 'copy', host: 'a.example' },
		{ decision: 'same', hots: 'a.example' },
	];
	const { refused, wrong, mistyped, fixed, described, unchanged } =
		await inPhp< {
			readonly mistyped: Answer< Refusal >;
			readonly refused: number[];
			readonly wrong: Answer< {
				data: { params: Record< string, string > };
			} >[];
			readonly fixed: Answer< { code: string; message: string } >[];
			readonly described: Record< string, unknown >;
			readonly unchanged: boolean;
		} >(
			site,
			`${ OLD_SITE }
		$editor = $add_user( array( 'user_login' => 'edi', 'role' => 'editor' ) );
		$at( 'https://new.example' );
		$before = array( get_option( 'known_visitor_site' ), get_option( 'known_visitor_secret' ) );
		foreach ( array( 0, $editor ) as $id ) {
			foreach ( array( array( 'GET', '' ), array( 'POST', '{"decision":"same"}' ), array( 'POST', '{"decision":"copy"}' ), array( 'DELETE', '' ) ) as [ $method, $json ] ) {
				$refused[] = $ask( $method, '/hosts', $json, $id )['status'];
			}
		}
		foreach ( $args['bodies'] as $body ) {
			$wrong_answers[] = $ask( 'POST', '/hosts', $body );
		}
		// A mistyped name must not forget the present host.
		$mistyped = $ask( 'DELETE', '/hosts', '{"hots":"a.example"}' );
		$described = rest_do_request( new WP_REST_Request( 'OPTIONS', '/known-visitor/v1/hosts' ) )->get_data();
		putenv( 'KNOWN_VISITOR_SECRET=the secret of the variable' );
		$fixed[] = $ask( 'POST', '/hosts', '{"decision":"copy"}' );
		define( 'KNOWN_VISITOR_SECRET', 'the secret of the constant' );
		$fixed[] = $ask( 'POST', '/hosts', '{"decision":"copy"}' );
		$unchanged = $before === array( get_option( 'known_visitor_site' ), get_option( 'known_visitor_secret' ) );
		return compact( 'refused', 'mistyped', 'fixed', 'described', 'unchanged' ) + array( 'wrong' => $wrong_answers );`,
			{ bodies: bodies.map( ( body ) => JSON.stringify( body ) ) }
		);

	expect( refused ).toEqual( [ 401, 401, 401, 401, 403, 403, 403, 403 ] );
	for ( const [ index, body ] of bodies.entries() ) {
		const said = JSON.stringify( body );
		const { status, data } = wrong[ index ] ?? {};
		expect.soft( status, said ).toBe( 400 );
		const params = data?.data.params ?? {};
		const wrongName =
			[ 'hots', 'host' ].find( ( name ) => name in body ) ?? 'decision';
		expect.soft( Object.keys( params ), said ).toEqual( [ wrongName ] );
		if ( wrongName === 'decision' ) {
			expect
				.soft( params[ 'decision' ], said )
				.toContain( 'Allowed: same: ' );
		}
		if ( 'host' in body && body.decision === 'same' ) {
			expect
				.soft( Object.values( params ).join(), said )
				.toMatch( /^host .*Allowed: .*shop\.example\.com/ );
		}
	}
	expect( mistyped ).toMatchObject( {
		status: 400,
		data: { data: { params: { hots: 'Not a parameter. Allowed: host.' } } },
	} );
	expect( fixed ).toMatchObject(
		[ 'environment variable', 'constant' ].map( ( source ) => ( {
			status: 409,
			data: {
				code: 'known_visitor_secret_fixed',
				message: expect.stringMatching(
					`the ${ source } KNOWN_VISITOR_SECRET.*another value`
				),
			},
		} ) )
	);
	expect( described ).toMatchObject( {
		methods: [ 'GET', 'POST', 'DELETE' ],
		endpoints: [
			{},
			{
				args: {
					decision: { enum: [ 'same', 'copy' ], required: true },
					host: { type: 'string' },
				},
			},
			{ args: { host: {} } },
		],
		schema: { properties: { unconfirmed: {}, confirmed: {} } },
	} );
	expect( unchanged ).toBe( true );
} );

test( 'the dashboard asks until somebody has answered, and a copy then is one', async ( {
	site,
} ) => {
	await site.createUser( { login: 'edi', role: 'editor' } );
	const before = await inPhp< string >(
		site,
		`update_option( 'known_visitor_site', array( 'address' => bin2hex( 'old.example' ), 'hosts' => array( bin2hex( 'old.example' ) ) ) );
		return get_option( 'known_visitor_secret' );`
	);
	const dashboard = async ( as: string ) =>
		( await site.get( '/wp-admin/index.php', { as } ) ).text();
	const front = async () => ( await site.get( '/', { as: 'admin' } ) ).text();

	const asked = await dashboard( 'admin' );
	expect( asked ).toContain( 'This is the same site at a new address' );
	expect( await dashboard( 'edi' ) ).not.toContain( 'known_visitor_hosts' );
	// The settings screen asks in its own words.
	expect(
		await (
			await site.get(
				'/wp-admin/options-general.php?page=known-visitor',
				{ as: 'admin' }
			)
		).text()
	).not.toContain( 'known_visitor_hosts' );
	expect( await front() ).not.toContain( 'known-visitor-data' );
	const nonce =
		/known_visitor_hosts[^]*?name="_wpnonce" value="(\w+)"/.exec(
			asked
		)?.[ 1 ] ?? '';
	const answer = async ( form: Record< string, string >, as = 'admin' ) =>
		(
			await site.get( '/wp-admin/admin-post.php', {
				as,
				method: 'POST',
				maxRedirects: 0,
				form: { action: 'known_visitor_hosts', ...form },
			} )
		).status();

	expect( await answer( { decision: 'same' } ) ).toBe( 403 );
	expect( await answer( { decision: 'same', _wpnonce: nonce }, 'edi' ) ).toBe(
		403
	);
	expect( await answer( { decision: 'neither', _wpnonce: nonce } ) ).toBe(
		302
	);
	expect( await answer( { decision: 'copy', _wpnonce: nonce } ) ).toBe( 302 );
	expect( await front() ).not.toContain( 'known-visitor-data' );
	expect(
		await answer( { decision: 'copy', is_sure: '1', _wpnonce: nonce } )
	).toBe( 302 );

	expect( await dashboard( 'admin' ) ).not.toContain( 'known_visitor_hosts' );
	expect( await front() ).toContain( 'known-visitor-data' );
	const after = await inPhp< {
		readonly secret: string;
		readonly address: string;
	} >(
		site,
		`return array( 'secret' => get_option( 'known_visitor_secret' ), 'address' => KnownVisitor\\Identity\\Site::address() );`
	);
	expect( after.secret ).not.toBe( before );
	expect( after.address ).toBe( '127.0.0.1' );
} );

test( 'the site address is one of the settings, and stands in one place only', async ( {
	site,
} ) => {
	const found = await inPhp< Record< string, unknown > >(
		site,
		`${ OLD_SITE }
		$old                = $hash();
		$found['read']      = $ask( 'GET', '/settings' )['data']['site_address'];
		$found['saved']     = $ask( 'POST', '/settings', '{"site_address":"www.Example.com/shop/","recipe":"md5"}' )['data']['site_address'];
		$found['hash']      = $hash();
		$found['conflict']  = $ask( 'POST', '/settings', '{"site_address":"a.example","base":{"site_address":"old.example/shop"}}' );
		$found['by code']   = update_option( 'known_visitor_settings', array( 'site_address' => 'b.example' ) + get_option( 'known_visitor_settings' ) );
		$found['stored']    = get_option( 'known_visitor_settings' )['site_address'] ?? null;
		$found['then']      = $ask( 'GET', '/settings' )['data']['site_address'];
		$found['hosts']     = $ask( 'GET', '/hosts' )['data']['confirmed'];
		$ask( 'POST', '/settings', '{"site_address":"old.example/shop","recipe":"hmac"}' );
		$found['back']      = $old === $hash();
		add_filter( 'pre_update_option_known_visitor_site', static fn ( $new, $old ) => $old, 10, 2 );
		$found['refused']   = $ask( 'POST', '/settings', '{"site_address":"c.example"}' )['status'];
		$found['by rubbish'] = array_map( static fn ( $value ) => KnownVisitor\\Identity\\Site::take_address( $value ), array( null, 'x', array( 'site_address' => array() ) ) );
		return $found;`
	);

	expect( found ).toMatchObject( {
		read: 'old.example/shop',
		saved: 'www.Example.com/shop/',
		hash: expect.stringMatching( /^[0-9a-f]{32}$/ ),
		conflict: {
			status: 409,
			data: {
				data: { settings: { site_address: 'www.Example.com/shop/' } },
			},
		},
		stored: null,
		then: 'b.example',
		hosts: [ 'old.example/shop' ],
		back: true,
		refused: 500,
		'by rubbish': [ null, 'x', { site_address: [] } ],
	} );
} );
