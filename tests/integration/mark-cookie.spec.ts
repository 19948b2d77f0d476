/**
 * The cookie with the mark: it comes and goes with WordPress's own login cookie. Product contract, section 10.
 */
import {
	request as playwrightRequest,
	type APIRequestContext,
	type APIResponse,
} from '@playwright/test';
import {
	expect,
	test,
	type TestSite,
	type TestUser,
} from '../support/wordpress';
import {
	configure,
	elementOf,
	hashOf,
	inPhp,
	LOADER_ID,
	SECRET,
	type PageData,
} from './helpers';

const ROUTE = '/wp-json/known-visitor/v1/visitor';
const OURS = { 'X-Known-Visitor': '1' };
const DAY = 24 * 60 * 60;

interface Cookie {
	readonly value: string;
	/** Unix time; -1 with the session. */
	readonly expires: number;
	readonly httpOnly: boolean;
	readonly secure: boolean;
	readonly sameSite: string;
	readonly path: string;
}

let ann: TestUser;
let marks: Readonly< Record< string, string > >;
let browser: APIRequestContext;

test.beforeAll( async ( { site } ) => {
	await site.reset();
	ann = await site.createUser( { login: 'ann' } );
	await site.createUser( { login: 'bob' } );
	await configure(
		site,
		{ delivery: 'request', site_address: 'example.com' },
		SECRET
	);
	marks = await inPhp(
		site,
		`$settings = \\KnownVisitor\\Settings\\Settings::all();
		foreach ( array( 'admin', 'ann', 'bob' ) as $login ) {
			$marks[ $login ] = \\KnownVisitor\\Identity\\Secret::mark( ( new \\KnownVisitor\\Identity\\Visitor_Data( get_user_by( 'login', $login ) ) )->hash( $settings ) );
		}
		return $marks;`
	);
} );

// A browser's cookies, without the browser.
test.beforeEach( async () => {
	browser = await playwrightRequest.newContext();
} );

test.afterEach( () => browser.dispose() );

/** The mark's cookie and WordPress's own, as a browser would keep them. */
async function kept() {
	const { cookies } = await browser.storageState();
	const find = ( test_: ( name: string ) => boolean ): Cookie | undefined =>
		cookies.find( ( { name } ) => test_( name ) );
	return {
		mark: find( ( name ) => name === 'known_visitor' ),
		login: find( ( name ) => name.startsWith( 'wordpress_logged_in_' ) ),
	};
}

/** Runs PHP in a request of its own, with the browser's cookies, before WordPress sends anything. */
const act = ( site: TestSite, code: string ): Promise< APIResponse > => {
	site.muPlugin(
		'act',
		`add_action( 'init', static function () { if ( isset( $_GET['act'] ) ) { ${ code } exit( 'done' ); } } );`
	);
	return browser.get( `${ site.url }/?act=1` );
};

const ask = ( site: TestSite ): Promise< APIResponse > =>
	browser.get( site.url + ROUTE, { headers: OURS } );

/** Within which the browser keeps it: 400 days from now, give or take what the test takes. */
const expectLongLife = ( expires = 0 ): void => {
	const days = ( expires - Date.now() / 1000 ) / DAY;
	expect( days ).toBeGreaterThan( 399 );
	expect( days ).toBeLessThanOrEqual( 400 );
};

test( 'sign-in sets it, and sign-out makes it say so; both outlive the session, since it is a trace, too', async ( {
	site,
} ) => {
	await site.signIn( browser, 'ann' );
	const { mark, login } = await kept();

	expect( mark ).toMatchObject( {
		value: marks[ 'ann' ],
		path: '/',
		httpOnly: false,
		secure: false,
		sameSite: 'Lax',
	} );
	expect( login ).toBeDefined();
	expect( login?.httpOnly ).toBe( true );

	expectLongLife( mark?.expires );

	await site.signOut( browser );
	const after = await kept();
	expect( after.login ).toBeUndefined();
	expect( after.mark ).toMatchObject( { value: '0', path: '/' } );
	expectLongLife( after.mark?.expires );
} );

for ( const [ how, id ] of [
	[ 'text, as databases answer it', '(string) $id' ],
	[ 'a float', '(float) $id' ],
] as const ) {
	test( `a plugin that signs somebody in by an ID that is ${ how }, sets it, too`, async ( {
		site,
	} ) => {
		await act(
			site,
			`$id = get_user_by( 'login', 'ann' )->ID; wp_set_auth_cookie( ${ id } );`
		);

		expect( ( await kept() ).mark?.value ).toBe( marks[ 'ann' ] );
	} );
}

test( 'who signs in over somebody else, and has no identity, is not the former visitor', async ( {
	site,
} ) => {
	await site.signIn( browser, 'ann' );
	expect( ( await kept() ).mark?.value ).toBe( marks[ 'ann' ] );
	await act(
		site,
		`add_filter( 'option_known_visitor_settings', static fn ( $all ) => array( 'enabled' => false ) + $all ); wp_set_auth_cookie( get_user_by( 'login', 'bob' )->ID );`
	);

	expect( ( await kept() ).mark?.value ).toBe( '0' );
} );

test( 'it holds nothing but the mark, which does not give the hash away', async ( {
	site,
} ) => {
	await site.signIn( browser, 'ann' );
	const hash = hashOf( 'hmac', ann.id, 'example.com', SECRET );
	const { mark } = await kept();

	expect( mark?.value ).toMatch( /^[0-9a-f]{8}$/ );
	expect( hash ).not.toContain( mark?.value );
} );

test( 'on an encrypted site it is for encrypted connections only', async ( {
	site,
} ) => {
	site.muPlugin( 'ssl', "$_SERVER['HTTPS'] = 'on';" );
	const response = await browser.post( `${ site.url }/wp-login.php`, {
		headers: { Cookie: 'wordpress_test_cookie=WP%20Cookie%20check' },
		form: { log: 'ann', pwd: 'password', testcookie: '1' },
		maxRedirects: 0,
	} );
	site.muPlugin( 'ssl', '' );
	const cookies = response
		.headersArray()
		.filter( ( { name } ) => name.toLowerCase() === 'set-cookie' )
		.map( ( { value } ) => value );

	expect(
		cookies.find( ( value ) => value.startsWith( 'known_visitor=' ) )
	).toMatch( /; secure/i );
} );

test( 'it stays as it is where a plugin keeps WordPress from sending its cookies', async ( {
	site,
} ) => {
	const silently = ( code: string ) =>
		act(
			site,
			`add_filter( 'send_auth_cookies', '__return_false' ); ${ code }`
		);
	await silently( `wp_set_auth_cookie( ${ ann.id } );` );
	expect( await kept() ).toEqual( { mark: undefined, login: undefined } );

	await site.signIn( browser, 'ann' );
	await silently( 'wp_clear_auth_cookie();' );
	expect( ( await kept() ).login ).toBeDefined();
	expect( ( await kept() ).mark?.value ).toBe( marks[ 'ann' ] );
} );

/** A plugin of somebody's asks as WordPress did before 6.2, with nothing but a yes: for cookies of its own. */
const ASKS_FOR_ITS_OWN = `foreach ( array( 'wp_login', 'wp_logout' ) as $hook ) {
	add_action( $hook, static function () { if ( apply_filters( 'send_auth_cookies', true ) ) { setcookie( 'own', 'x', 0, '/' ); } } );
}`;

test( 'who asks whether cookies may be sent has not signed anybody out', async ( {
	site,
} ) => {
	// Seen with BuddyBoss Platform, after each sign-in: its members' switching has cookies to clear.
	site.muPlugin( 'asks', ASKS_FOR_ITS_OWN );
	await site.signIn( browser, 'ann' );
	expect( ( await kept() ).mark?.value ).toBe( marks[ 'ann' ] );
	expect( ( await ask( site ) ).status() ).toBe( 200 );

	await act(
		site,
		"wp_clear_auth_cookie(); wp_set_auth_cookie( get_user_by( 'login', 'bob' )->ID ); apply_filters( 'send_auth_cookies', true );"
	);
	expect( ( await kept() ).mark?.value ).toBe( marks[ 'bob' ] );

	await site.signOut( browser );
	expect( ( await kept() ).mark?.value ).toBe( '0' );
	site.muPlugin( 'asks', '' );
	site.muPlugin( 'act', '' );
} );

test( 'a sign-out of a plugin’s own, which asks so, says so', async ( {
	site,
} ) => {
	await site.signIn( browser, 'ann' );
	site.muPlugin(
		'clears',
		`function wp_clear_auth_cookie() {
			do_action( 'clear_auth_cookie' );
			if ( ! apply_filters( 'send_auth_cookies', true ) ) { return; }
			setcookie( LOGGED_IN_COOKIE, ' ', 1, COOKIEPATH );
		}`
	);
	await site.signOut( browser );
	const { mark, login } = await kept();
	site.muPlugin( 'clears', '' );

	expect( login ).toBeUndefined();
	expect( mark?.value ).toBe( '0' );
} );

test( 'a wrong password sets nothing', async ( { site } ) => {
	await expect( site.signIn( browser, 'ann', 'wrong' ) ).rejects.toThrow();

	expect( ( await kept() ).mark ).toBeUndefined();
} );

test( 'who changes the password keeps it; the sessions elsewhere lose theirs', async ( {
	site,
} ) => {
	await site.signIn( browser, 'bob' );
	const elsewhere = await playwrightRequest.newContext();
	await site.signIn( elsewhere, 'bob' );
	await act(
		site,
		"wp_update_user( array( 'ID' => get_current_user_id(), 'user_pass' => 'another password' ) );"
	);
	const here = await ask( site );
	const there = await elsewhere.get( site.url + ROUTE, { headers: OURS } );
	const { cookies } = await elsewhere.storageState();
	await elsewhere.dispose();

	expect( ( await kept() ).mark?.value ).toBe( marks[ 'bob' ] );
	expect( here.status() ).toBe( 200 );
	expect( there.status() ).toBe( 204 );
	// And the answer makes the cookie say so.
	expect(
		cookies.find( ( { name } ) => name === 'known_visitor' )?.value
	).toBe( '0' );
} );

test( 'user switching plugins: to a user and back', async ( { site } ) => {
	// What they do: clear, and set for the other one.
	const switchTo = ( id: number ) =>
		act(
			site,
			`wp_clear_auth_cookie(); wp_set_auth_cookie( ${ id }, false );`
		);
	await site.signIn( browser, 'admin' );
	const seen = [ ( await kept() ).mark?.value ];
	await switchTo( ann.id );
	seen.push( ( await kept() ).mark?.value );
	const anns = ( await ( await ask( site ) ).json() ) as PageData;
	await switchTo( 1 );
	seen.push( ( await kept() ).mark?.value );
	const admins = ( await ( await ask( site ) ).json() ) as PageData;

	expect( seen ).toEqual( [
		marks[ 'admin' ],
		marks[ 'ann' ],
		marks[ 'admin' ],
	] );
	expect( anns.user.hash ).toBe(
		hashOf( 'hmac', ann.id, 'example.com', SECRET )
	);
	expect( admins.user.hash ).toBe(
		hashOf( 'hmac', 1, 'example.com', SECRET )
	);
} );

for ( const [ what, end ] of Object.entries( {
	'ended from another device':
		"WP_Session_Tokens::get_instance( $args['id'] )->destroy_all();",
	'expired overnight':
		"foreach ( array( get_user_meta( $args['id'], 'session_tokens', true ) ) as $all ) { foreach ( $all as $key => $one ) { $all[ $key ]['expiration'] = time() - 1; } update_user_meta( $args['id'], 'session_tokens', $all ); }",
	'of a deleted account':
		"require_once ABSPATH . 'wp-admin/includes/user.php'; wp_delete_user( $args['id'] );",
} ) ) {
	test( `a session ${ what }: no answer, and the cookie says so`, async ( {
		site,
	} ) => {
		const login = `carl-${ what.length }`;
		const { id } = await site.createUser( { login } );
		await site.signIn( browser, login );
		expect( ( await ask( site ) ).status() ).toBe( 200 );
		await site.php( `${ end } return 1;`, { id } );

		const answer = await ask( site );
		expect( answer.status() ).toBe( 204 );
		expect( await answer.text() ).toBe( '' );
		expect( ( await kept() ).mark?.value ).toBe( '0' );
	} );
}

test( 'a forged mark opens nothing', async ( { site } ) => {
	const response = await browser.get( site.url + ROUTE, {
		headers: { ...OURS, Cookie: `known_visitor=${ marks[ 'ann' ] }` },
	} );

	expect( response.status() ).toBe( 204 );
} );

test( 'whoever signed in before the plugin was there gets it in the admin and with the answer, but not with a page for everyone', async ( {
	site,
} ) => {
	await site.signIn( browser, 'ann' );
	const { cookies } = await browser.storageState();
	const signedIn = cookies
		.filter( ( { name } ) => name !== 'known_visitor' )
		.map( ( { name, value } ) => `${ name }=${ value }` )
		.join( '; ' );
	const sent = async ( path: string, headers = {} ) => {
		const asker = await playwrightRequest.newContext();
		const response = await asker.get( site.url + path, {
			headers: { Cookie: signedIn, ...headers },
		} );
		await asker.dispose();
		return response
			.headersArray()
			.filter(
				( { name, value } ) =>
					name.toLowerCase() === 'set-cookie' &&
					value.startsWith( 'known_visitor=' )
			)
			.map( ( { value } ) => value );
	};
	for ( const answer of [
		await sent( '/wp-admin/profile.php' ),
		await sent( ROUTE, OURS ),
	] ) {
		expect( answer ).toEqual( [
			expect.stringContaining( `known_visitor=${ marks[ 'ann' ] };` ),
		] );
		const [ , date = '' ] =
			/expires=([^;]*)/.exec( answer[ 0 ] ?? '' ) ?? [];
		expectLongLife( Date.parse( date ) / 1000 );
	}
	// A page for everyone sets no cookie: a cache would hand it to everyone.
	expect( await sent( '/' ) ).toEqual( [] );
} );

test( 'no secret, no mark', async ( { site } ) => {
	await site.php( "return delete_option( 'known_visitor_secret' );" );
	await site.signIn( browser, 'ann' );
	const { mark, login } = await kept();
	await configure( site, {}, SECRET );

	expect( login ).toBeDefined();
	expect( mark ).toBeUndefined();
} );

test( 'a page is byte for byte the same for everyone', async ( { site } ) => {
	// What WordPress itself makes different, and what says when a page was made.
	site.muPlugin(
		'act',
		`show_admin_bar( false );
		add_filter( 'body_class', static fn () => array( 'one' ) );
		add_filter( 'edit_post_link', '__return_empty_string' );
		add_filter( 'wp_speculation_rules_configuration', '__return_null' );
		add_action( 'wp_footer', static function () { echo '<!-- DONOTCACHEPAGE is ', wp_json_encode( defined( 'DONOTCACHEPAGE' ) ), ' -->'; } );`
	);
	await configure( site, { site_address: 'example.com' }, SECRET );
	const post = await site.createPost( {
		title: 'Question',
		content: '[known_visitor]About boots: {page_link}[/known_visitor]',
	} );
	const address = new URL( post.url ).pathname;
	const answers = [
		await site.get( address ),
		await site.get( address, {
			headers: { Cookie: `known_visitor=${ marks[ 'bob' ] }` },
		} ),
		await site.get( address, { as: 'ann' } ),
	];
	const [ guest = '', marked, mine ] = await Promise.all(
		answers.map( ( answer ) => answer.text() )
	);

	expect( marked ).toBe( guest );
	expect( mine ).toBe( guest );
	expect( elementOf( guest, LOADER_ID ) ).toContain( '/visitor' );
	expect( guest ).toContain( 'DONOTCACHEPAGE is false' );
	for ( const part of [
		hashOf( 'hmac', ann.id, 'example.com', SECRET ),
		...Object.values( marks ),
		'known-visitor-data',
		'ann@example.com',
		'About boots',
	] ) {
		expect( guest ).not.toContain( part );
	}
	for ( const answer of answers ) {
		expect( answer.headers()[ 'set-cookie' ] ?? '' ).not.toContain(
			'known_visitor'
		);
	}
} );

test( 'nothing was logged', ( { site } ) => {
	expect( site.debugLog() ).toBe( '' );
} );
