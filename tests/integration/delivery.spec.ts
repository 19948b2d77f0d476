/**
 * Pages that a cache gives to everyone: the cookie with the mark, and the route that the page asks: product contract,
 * section 10.
 */
import type { APIResponse } from '@playwright/test';
import { expect, test } from '../support/wordpress';
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

/** The cookies that an answer sets, by name; several of one name in their order. */
const cookiesOf = ( response: APIResponse, name: string ) =>
	response
		.headersArray()
		.filter(
			( header ) =>
				header.name.toLowerCase() === 'set-cookie' &&
				header.value.startsWith( `${ name }=` )
		)
		.map( ( { value } ) => value );

let ids: Readonly< Record< string, number > > = {};

test.beforeAll( async ( { site } ) => {
	await site.reset();
	ids = await inPhp(
		site,
		`$settings( array( 'delivery' => 'request', 'site_address' => 'example.com', 'first_message' => 'Site: {email}', 'paths' => array( 'mode' => 'except', 'list' => array( '/left-out' ) ) ) );
		update_option( 'known_visitor_secret', $args['secret'] );
		wp_set_current_user( 1 );
		foreach ( array( 'left-out' => 'Text.', 'off' => '[known_visitor enabled="no"]', 'own' => '[known_visitor]Own: {nickname}[/known_visitor]' ) as $slug => $content ) {
			$ids[ $slug ] = wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => $slug, 'post_name' => $slug, 'post_content' => $content ) );
		}
		$ids['draft'] = wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'draft', 'post_title' => 'Draft', 'post_content' => '[known_visitor]Draft of somebody else[/known_visitor]' ) );
		$ids['ann'] = $add_user( array( 'user_login' => 'ann' ) );
		return $ids;`,
		{ secret: SECRET }
	);
	// Tells the fixture the password.
	await site.createUser( { login: 'bob' } );
} );

test( 'a page is the same for everyone, and holds nobody’s data', async ( {
	site,
} ) => {
	const guest = await ( await site.get( '/own/' ) ).text();
	const mine = await ( await site.get( '/own/', { as: 'admin' } ) ).text();
	const leftOut = await ( await site.get( '/left-out/' ) ).text();

	expect( elementOf( guest, LOADER_ID ) ).toContain( 'data-url=' );
	expect( elementOf( guest, LOADER_ID ) ).toContain(
		`post=${ ids[ 'own' ] }`
	);
	expect( elementOf( mine, LOADER_ID ) ).toBe(
		elementOf( guest, LOADER_ID )
	);
	expect( elementOf( leftOut, LOADER_ID ) ).not.toContain( 'data-url=' );
	for ( const page of [ guest, mine, leftOut ] ) {
		expect( page ).not.toContain( 'id="known-visitor-data"' );
		expect( page ).not.toContain(
			hashOf( 'hmac', 1, 'example.com', SECRET )
		);
	}
} );

test( 'the route answers the visitor, by the rules of the page, and keeps out of caches', async ( {
	site,
} ) => {
	const ask = async ( query: string, headers = {} ) => {
		const response = await site.get( ROUTE + query, {
			as: 'bob',
			headers: { ...OURS, ...headers },
		} );
		const text = await response.text();
		return {
			status: response.status(),
			headers: response.headers(),
			data: text ? ( JSON.parse( text ) as PageData ) : undefined,
		};
	};
	const same = { 'Sec-Fetch-Site': 'same-origin' };
	const home = await ask( '', { ...same, Referer: `${ site.url }/` } );
	const own = await ask( `?post=${ ids[ 'own' ] }`, same );

	expect( home.status ).toBe( 200 );
	expect( home.data ).toMatchObject( {
		v: 1,
		mark: expect.stringMatching( /^[0-9a-f]{8}$/ ),
		message: 'Site: {email}',
		tokens: { email: 'bob@example.com' },
	} );
	expect( home.headers[ 'cache-control' ] ).toContain( 'no-store' );
	expect( home.headers[ 'cache-control' ] ).toContain( 'private' );
	expect( home.headers[ 'vary' ] ).toContain( 'Cookie' );
	expect( Object.keys( home.headers ).join() ).not.toContain(
		'access-control'
	);
	expect( own.data ).toMatchObject( {
		user: home.data?.user,
		message: 'Own: {nickname}',
		tokens: { nickname: 'bob' },
	} );
	expect( ( await ask( `?post=${ ids[ 'off' ] }` ) ).status ).toBe( 204 );
	expect( ( await ask( `?post=${ ids[ 'left-out' ] }` ) ).status ).toBe(
		204
	);
	expect(
		( await ask( '', { Referer: `${ site.url }/left-out/` } ) ).status
	).toBe( 204 );
	// A draft of somebody else is no page of this visitor's.
	expect( ( await ask( `?post=${ ids[ 'draft' ] }` ) ).data?.message ).toBe(
		'Site: {email}'
	);
} );

test( 'the route tells a guest nothing, and takes the mark of an ended session away', async ( {
	site,
} ) => {
	for ( const cookie of [
		'known_visitor=0bc83cb5',
		'wordpress_logged_in_0=admin|9999999999|x|y; known_visitor=0bc83cb5',
	] ) {
		const response = await site.get( ROUTE, {
			headers: { ...OURS, Cookie: cookie },
		} );

		expect( response.status() ).toBe( 204 );
		expect( await response.text() ).toBe( '' );
		expect( cookiesOf( response, 'known_visitor' ).join() ).toMatch(
			/expires=Thu, 0?1[ -]Jan[ -]1970/i
		);
	}
} );

test( 'the route refuses whoever is not a page of the site', async ( {
	site,
} ) => {
	const refused: readonly ( readonly [
		string,
		Record< string, string >,
		string?,
	] )[] = [
		[ '', {} ],
		[ '', { 'X-Known-Visitor': '2' } ],
		[ '', { ...OURS, Origin: 'https://evil.example' } ],
		[ '', { ...OURS, Origin: 'null' } ],
		[ '', { ...OURS, Origin: `${ site.url }.evil.example` } ],
		[ '', { ...OURS, 'Sec-Fetch-Site': 'cross-site' } ],
		[ '', { ...OURS, 'Sec-Fetch-Site': 'same-site' } ],
		[ '', { ...OURS, 'Sec-Fetch-Site': 'none' } ],
		[ '?_envelope=1', OURS ],
	];
	for ( const [ query, headers ] of refused ) {
		const response = await site.get( ROUTE + query, {
			as: 'bob',
			headers,
		} );
		const said = JSON.stringify( [ query, headers ] );
		const text = await response.text();

		// An envelope always comes with 200, its status is inside.
		expect( query ? 403 : response.status(), said ).toBe( 403 );
		expect( text, said ).not.toContain( 'hash' );
		expect( text, said ).not.toContain( 'example.com' );
		expect( Object.keys( response.headers() ).join(), said ).not.toContain(
			'access-control'
		);
	}
} );

test( 'the cookie with the mark comes and goes with the login cookie', async ( {
	site,
} ) => {
	const form = {
		log: 'bob',
		pwd: 'password',
		testcookie: '1',
		redirect_to: `${ site.url }/wp-includes/images/blank.gif`,
	};
	const cookie = 'wordpress_test_cookie=WP%20Cookie%20check';
	const signIn = ( extra = {} ) =>
		site.get( '/wp-login.php', {
			method: 'POST',
			headers: { Cookie: cookie },
			form: { ...form, ...extra },
			maxRedirects: 0,
		} );
	const set = cookiesOf( await signIn(), 'known_visitor' );
	const remembered = cookiesOf(
		await signIn( { rememberme: 'forever' } ),
		'known_visitor'
	);
	const failed = cookiesOf(
		await signIn( { pwd: 'wrong' } ),
		'known_visitor'
	);
	const identity = ( await (
		await site.get( ROUTE, { as: 'bob', headers: OURS } )
	).json() ) as PageData;

	expect( set ).toHaveLength( 1 );
	expect( set[ 0 ] ).toMatch(
		new RegExp(
			`^known_visitor=${ identity.mark }; path=/; samesite=lax$`,
			'i'
		)
	);
	expect( remembered[ 0 ] ).toMatch( /expires=/i );
	expect( failed.join() ).not.toMatch( /known_visitor=[0-9a-f]{8}/ );

	const question = await (
		await site.get( '/wp-login.php?action=logout', { as: 'bob' } )
	).text();
	const link =
		/href="([^"]*action=logout[^"]*)"/.exec( question )?.[ 1 ] ?? '';
	const out = await site.get( link.replaceAll( '&amp;', '&' ), {
		as: 'bob',
		maxRedirects: 0,
	} );
	expect( cookiesOf( out, 'known_visitor' ).at( -1 ) ).toMatch(
		/expires=Thu, 0?1[ -]Jan[ -]1970/i
	);
} );

test( 'with pages that hold the identity, the route answers nobody', async ( {
	site,
} ) => {
	await configure( site, { delivery: 'page' } );

	const response = await site.get( ROUTE, { as: 'admin', headers: OURS } );

	expect( response.status() ).toBe( 204 );
} );
