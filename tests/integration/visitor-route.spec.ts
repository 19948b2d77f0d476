/**
 * The route `/visitor`: who gets an answer, which one, and who gets nothing. Product contract, section 10.
 */
import type { APIResponse } from '@playwright/test';
import {
	expect,
	test,
	type AskOptions,
	type TestPost,
	type TestSite,
	type TestUser,
} from '../support/wordpress';
import { configure, hashOf, SECRET, type PageData } from './helpers';

const ROUTE = '/wp-json/known-visitor/v1/visitor';
const OURS = { 'X-Known-Visitor': '1' };
const ADDRESS = 'example.com';

/** Asks as a page of the site does. */
const ask = (
	site: TestSite,
	query = '',
	options: AskOptions = {}
): Promise< APIResponse > =>
	site.get( ROUTE + query, {
		as: 'ann',
		...options,
		headers: { ...OURS, ...options.headers },
	} );

/** What a test looks at in an answer. */
async function seen( response: APIResponse ) {
	const names = Object.keys( response.headers() );
	return {
		status: response.status(),
		body: await response.text(),
		cors: names.filter( ( name ) => name.startsWith( 'access-control-' ) ),
	};
}

const NOTHING = { body: '', cors: [] };

let ann: TestUser;
let before: string;

test.beforeAll( async ( { site } ) => {
	await site.reset();
	ann = await site.createUser( {
		login: 'ann',
		first_name: 'Ann',
		email: 'ann@example.com',
	} );
	await configure(
		site,
		{ delivery: 'request', site_address: ADDRESS },
		SECRET
	);
	before = await site.php(
		"return base64_encode( serialize( get_option( 'known_visitor_settings' ) ) );"
	);
} );

/** Puts the settings back after a test that changes them. */
const restore = ( site: TestSite ) =>
	site.php(
		"return update_option( 'known_visitor_settings', unserialize( base64_decode( $args['before'] ) ) );",
		{ before }
	);

test.describe( 'a page of the site', () => {
	test( 'gets the identity of the signed-in visitor, for no cache', async ( {
		site,
	} ) => {
		const response = await ask( site );
		const headers = response.headers();
		const data = ( await response.json() ) as PageData;

		expect( response.status() ).toBe( 200 );
		expect( data ).toMatchObject( {
			v: 1,
			mark: expect.stringMatching( /^[0-9a-f]{8}$/ ),
			user: {
				hash: hashOf( 'hmac', ann.id, ADDRESS, SECRET ),
				name: 'Ann',
				email: 'ann@example.com',
			},
			tokens: { user_id: String( ann.id ) },
		} );
		expect( headers[ 'cache-control' ] ).toBe( 'no-store, private' );
		expect( headers[ 'vary' ] ).toContain( 'Cookie' );
		expect( ( await seen( response ) ).cors ).toEqual( [] );
		expect( JSON.stringify( headers ) ).not.toContain( data.user.hash );
	} );

	for ( const [ what, headers ] of Object.entries( {
		'a browser that says same-origin': { 'Sec-Fetch-Site': 'same-origin' },
		'a browser that names our origin': { Origin: 'OURS' },
	} ) ) {
		test( `gets it in ${ what }`, async ( { site } ) => {
			const own = Object.fromEntries(
				Object.entries( headers ).map( ( [ name, value ] ) => [
					name,
					value === 'OURS' ? site.url : value,
				] )
			);
			const response = await ask( site, '', { headers: own } );
			const { status, cors } = await seen( response );

			expect( { status, cors } ).toEqual( { status: 200, cors: [] } );
		} );
	}

	test( 'gets nothing for a guest, nor for a forged login or mark', async ( {
		site,
	} ) => {
		const forged = `known_visitor=0bc83cb5; wordpress_logged_in_${ '0'.repeat(
			32
		) }=ann%7C9999999999%7Cx%7Cx`;
		for ( const headers of [ {}, { Cookie: forged } ] ) {
			const response = await ask( site, '?user=1&user_id=1&id=1', {
				as: '',
				headers,
			} );

			expect( await seen( response ) ).toEqual( {
				status: 204,
				...NOTHING,
			} );
			expect( response.headers()[ 'cache-control' ] ).toBe(
				'no-store, private'
			);
			// Whatever mark there was, its session is over; where there was none, nobody was signed in.
			expect( response.headers()[ 'set-cookie' ] ?? '' ).toMatch(
				'Cookie' in headers ? /^known_visitor=0; expires=/ : /^$/
			);
		}
	} );

	test( 'cannot ask for anybody else', async ( { site } ) => {
		const response = await ask(
			site,
			'?user=1&user_id=1&id=1&login=admin'
		);
		const data = ( await response.json() ) as PageData;

		expect( data.user.hash ).toBe(
			hashOf( 'hmac', ann.id, ADDRESS, SECRET )
		);
	} );

	test( 'is not locked out by an old REST nonce that some script adds to every request', async ( {
		site,
	} ) => {
		for ( const [ query, headers ] of [
			[ '', { 'X-WP-Nonce': '0123456789' } ],
			[ '?_wpnonce=0123456789', {} ],
		] as const ) {
			const response = await ask( site, query, { headers } );

			expect( ( await seen( response ) ).status ).toBe( 200 );
		}
		// Elsewhere it is refused, as WordPress does.
		const elsewhere = await site.get( '/wp-json/wp/v2/types', {
			as: 'ann',
			headers: { 'X-WP-Nonce': '0123456789' },
		} );
		expect( elsewhere.status() ).toBe( 403 );
	} );

	test( 'gets nothing for whom a plugin shuts out, or puts in another’s place', async ( {
		site,
	} ) => {
		for ( const determined of [ '0', 'false', '1' ] ) {
			site.muPlugin(
				'shut',
				`add_filter( 'determine_current_user', static fn () => ${ determined }, 99 );`
			);
			const response = await ask( site );

			expect( await seen( response ) ).toEqual( {
				status: 204,
				...NOTHING,
			} );
		}
		site.muPlugin( 'shut', '' );
	} );
} );

/** What is refused: query, method and headers, our own header among them unless it is taken away. */
const REFUSED: Readonly<
	Record<
		string,
		{
			readonly query?: string;
			readonly method?: string;
			readonly headers?: Readonly< Record< string, string > >;
		}
	>
> = {
	'without our header': { headers: { 'X-Known-Visitor': '' } },
	'with another value in our header': {
		headers: { 'X-Known-Visitor': 'true' },
	},
	'with our header in the query': {
		query: '?X-Known-Visitor=1&x_known_visitor=1',
		headers: { 'X-Known-Visitor': '' },
	},
	'from another site': { headers: { 'Sec-Fetch-Site': 'cross-site' } },
	'from a neighbor on the same domain': {
		headers: { 'Sec-Fetch-Site': 'same-site' },
	},
	'typed into the address bar': { headers: { 'Sec-Fetch-Site': 'none' } },
	'with two words about where it comes from': {
		headers: { 'Sec-Fetch-Site': 'same-origin, cross-site' },
	},
	'from another origin': { headers: { Origin: 'https://evil.example' } },
	'from another origin that claims same-origin': {
		headers: {
			Origin: 'https://evil.example',
			'Sec-Fetch-Site': 'same-origin',
		},
	},
	'from the origin null': { headers: { Origin: 'null' } },
	'from an empty origin': { headers: { Origin: ' ' } },
	'from an origin that begins like ours': {
		headers: { Origin: 'OURS.evil.example' },
	},
	'from an origin that ends like ours': {
		headers: { Origin: 'https://evil.example/?OURS' },
	},
	'from our host, encrypted': { headers: { Origin: 'SECURE' } },
	'from another port of our host': { headers: { Origin: 'OURS0' } },
	'from our host with a name in front': {
		headers: { Origin: 'SUBDOMAIN' },
	},
	'as JSONP': { query: '?_jsonp=steal' },
	'as JSONP without a name': { query: '?_jsonp=' },
	'in an envelope': { query: '?_envelope=1' },
	'in an envelope without a value': { query: '?_envelope' },
	'in an envelope from another site': {
		query: '?_envelope=1',
		headers: { Origin: 'https://evil.example' },
	},
	'by POST': { method: 'POST' },
	'by POST that says it is GET': { query: '?_method=GET', method: 'POST' },
	'by POST whose header says it is GET': {
		method: 'POST',
		headers: { 'X-HTTP-Method-Override': 'GET' },
	},
	'by PUT': { method: 'PUT' },
	'by DELETE': { method: 'DELETE' },
	'by HEAD': { method: 'HEAD' },
	'by OPTIONS': { method: 'OPTIONS' },
	'by a preflight of another site': {
		method: 'OPTIONS',
		headers: {
			'X-Known-Visitor': '',
			Origin: 'https://evil.example',
			'Access-Control-Request-Method': 'GET',
			'Access-Control-Request-Headers': 'x-known-visitor',
		},
	},
};

test.describe( 'nothing but an empty 403 for a signed-in visitor', () => {
	for ( const [ how, { query, method, headers } ] of Object.entries(
		REFUSED
	) ) {
		test( how, async ( { site } ) => {
			const { host } = new URL( site.url );
			const sent = Object.entries( { ...OURS, ...headers } )
				.filter( ( [ , value ] ) => value !== '' )
				.map( ( [ name, value ] ) => [
					name,
					value
						.replace( 'OURS', site.url )
						.replace( 'SECURE', `https://${ host }` )
						.replace( 'SUBDOMAIN', `http://evil.${ host }` ),
				] );
			const response = await site.get( ROUTE + ( query ?? '' ), {
				as: 'ann',
				method: method ?? 'GET',
				headers: Object.fromEntries( sent ),
			} );

			expect( await seen( response ) ).toEqual( {
				status: 403,
				...NOTHING,
			} );
			// Also where WordPress itself answered instead of the route.
			expect( response.headers()[ 'cache-control' ] ).toMatch(
				/no-store, private$/
			);
		} );
	}
} );

test( 'a batch, another route and the list of routes give nothing away', async ( {
	site,
} ) => {
	const hash = hashOf( 'hmac', ann.id, ADDRESS, SECRET );
	const answers = [
		await site.rest( '/batch/v1', {
			as: 'ann',
			method: 'POST',
			headers: OURS,
			data: {
				requests: [
					{
						method: 'GET',
						path: '/known-visitor/v1/visitor',
						headers: OURS,
					},
					{
						method: 'POST',
						path: '/known-visitor/v1/visitor?_method=GET',
						headers: OURS,
					},
				],
			},
		} ),
		await site.rest( '/wp/v2/users/me?_embed=1&context=edit', {
			as: 'ann',
			headers: OURS,
		} ),
		await site.rest( '/known-visitor/v1', { as: 'ann', headers: OURS } ),
		await site.rest( '/known-visitor/v1/visitor/1', {
			as: 'ann',
			headers: OURS,
		} ),
	];
	for ( const answer of answers ) {
		expect( await answer.text() ).not.toContain( hash );
	}
	expect( await answers[ 2 ]?.text() ).not.toContain( 'v1/visitor' );
	expect( answers[ 3 ]?.status() ).toBe( 404 );
} );

test( 'without permalinks, the rules are the same', async ( { site } ) => {
	const route = '/?rest_route=/known-visitor/v1/visitor';
	const refused = await site.get( route, { as: 'ann' } );
	const envelope = await site.get( `${ route }/&_envelope=1`, {
		as: 'ann',
		headers: { ...OURS, Origin: 'https://evil.example' },
	} );
	const good = await site.get( route, { as: 'ann', headers: OURS } );

	expect( await seen( refused ) ).toEqual( { status: 403, ...NOTHING } );
	expect( await seen( envelope ) ).toEqual( { status: 403, ...NOTHING } );
	expect( good.status() ).toBe( 200 );
} );

test.describe( 'the rules of who and where', () => {
	test.afterAll( ( { site } ) => restore( site ) );

	for ( const [ what, changes, status, path ] of [
		[ 'another role', { roles: [ 'editor' ] }, 204, '/' ],
		[ 'the visitor’s role', { roles: [ 'subscriber' ] }, 200, '/' ],
		[
			'a path that is not listed',
			{ roles: [], paths: { mode: 'only', list: [ '/shop/*' ] } },
			204,
			'/blog/',
		],
		[
			'a path that is listed',
			{ paths: { mode: 'only', list: [ '/shop/*' ] } },
			200,
			'/shop/boots/?size=8',
		],
		[
			'a path that is left out',
			{ paths: { mode: 'except', list: [ '/shop/*' ] } },
			204,
			'/shop/boots/',
		],
		[
			'delivery on the page',
			{ paths: { mode: 'all', list: [] }, delivery: 'page' },
			204,
			'/',
		],
		[
			'the plugin switched off',
			{ delivery: 'request', enabled: false },
			204,
			'/',
		],
	] as const ) {
		test( `${ what }: ${ status }`, async ( { site } ) => {
			await configure( site, changes );
			const response = await ask( site, '', {
				headers: { Referer: site.url + path },
			} );

			expect( response.status() ).toBe( status );
			expect( response.headers()[ 'cache-control' ] ).toBe(
				'no-store, private'
			);
			if ( status === 204 ) {
				expect( await response.text() ).toBe( '' );
			}
		} );
	}
} );

test.describe( 'the page’s own override', () => {
	const template = ( name: string ) =>
		`[known_visitor]Template of ${ name }[/known_visitor]`;
	let posts: Record< string, TestPost >;

	test.beforeAll( async ( { site } ) => {
		const make = ( title: string, more: object = {} ) =>
			site.createPost( { title, content: template( title ), ...more } );
		await site.createUser( { login: 'nobody', role: '' } );
		posts = {
			public: await make( 'public' ),
			draft: await make( 'draft', { status: 'draft' } ),
			private: await make( 'private', { status: 'private' } ),
			locked: await make( 'locked' ),
			revision: await make( 'revision', {
				type: 'revision',
				status: 'inherit',
			} ),
			mine: await site.createPost( {
				title: 'mine',
				content: template( 'mine' ),
				type: 'post',
				status: 'draft',
				author: ann.id,
			} ),
			off: await site.createPost( {
				title: 'off',
				content: '[known_visitor enabled="no"]',
			} ),
		};
		await site.php(
			"return wp_update_post( array( 'ID' => $args['id'], 'post_password' => 'x' ) );",
			{ id: posts[ 'locked' ]?.id }
		);
	} );

	for ( const [ name, as, isRead ] of [
		[ 'public', 'ann', true ],
		[ 'public', 'nobody', true ],
		[ 'draft', 'ann', false ],
		[ 'draft', 'admin', true ],
		[ 'private', 'ann', false ],
		[ 'private', 'admin', true ],
		[ 'locked', 'ann', false ],
		[ 'revision', 'ann', false ],
	] as const ) {
		test( `${ as } ${ isRead ? 'gets' : 'does not get' } that of a ${ name } page`, async ( {
			site,
		} ) => {
			const response = await ask( site, `?post=${ posts[ name ]?.id }`, {
				as,
			} );
			const { message } = ( await response.json() ) as PageData;

			if ( isRead ) {
				expect( message ).toBe( `Template of ${ name }` );
			} else {
				expect( message ).not.toContain( 'Template' );
				expect( message ).toContain( 'Client code' );
			}
		} );
	}

	test( 'a page that identifies nobody: 204; nonsense for a post: the site’s template', async ( {
		site,
	} ) => {
		const off = await ask( site, `?post=${ posts[ 'off' ]?.id }` );
		expect( await seen( off ) ).toEqual( { status: 204, ...NOTHING } );

		for ( const query of [ '?post=-1', '?post[]=1', '?post=1%20OR%201' ] ) {
			const response = await ask( site, query );
			const { message } = ( await response.json() ) as PageData;
			expect( message, query ).toContain( 'Client code' );
		}
	} );

	for ( const [ what, page, query ] of [
		[ 'the post', 'off', 'posts WHERE ID = {off} ' ],
		[ 'a pattern in it', 'patterned', 'posts WHERE ID = {pattern} ' ],
		[ 'a builder’s text', 'built', 'postmeta WHERE post_id IN ({built})' ],
		[ 'its author', 'off', 'usermeta WHERE user_id IN (1)' ],
	] as const ) {
		test( `${ what } cannot be read: it may say “no”`, async ( {
			site,
		} ) => {
			const ids = await site.php< Record< string, number > >(
				`$no   = '[known_visitor enabled="no"]';
				$make = static fn ( $more ) => wp_insert_post( wp_slash( $more + array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'x', 'post_author' => 1 ) ) );
				$ids  = array(
					'pattern' => $make( array( 'post_type' => 'wp_block', 'post_content' => $no ) ),
					'built'   => $make( array( 'meta_input' => array( '_elementor_data' => $no ) ) ),
					'off'     => $make( array( 'post_content' => $no ) ),
				);
				return $ids + array( 'patterned' => $make( array( 'post_content' => "<!-- wp:block {\\"ref\\":{$ids['pattern']}} /-->" ) ) );`
			);
			const ours = `?post=${ ids[ page ] }`;
			expect( ( await ask( site, ours ) ).status() ).toBe( 204 );

			site.muPlugin(
				'database',
				`$GLOBALS['wpdb']->suppress_errors();
				add_filter( 'query', static fn ( $query ) => str_contains( "$query ", '${ query.replace(
					/{(\w+)}/,
					( _, name: string ) => `${ ids[ name ] }`
				) }' ) ? 'SELECT nothing FROM nowhere' : $query );`
			);
			const response = await ask( site, ours );
			site.muPlugin( 'database', '' );

			expect( [ 204, 503 ] ).toContain( response.status() );
			expect( await response.text() ).toBe( '' );
		} );
	}

	test( 'the tokens of a template that only the page has: the visitor’s own, as far as the owner allows', async ( {
		site,
	} ) => {
		const tokens = async ( query: string ) =>
			( ( await ( await ask( site, query ) ).json() ) as PageData )
				.tokens;
		const usual = await tokens( '' );
		const asked =
			'{user_login}{meta:session_tokens}{user_pass}{nobody}{user_login|{meta:x';

		expect( usual ).not.toHaveProperty( 'user_login' );
		expect(
			await tokens( `?tokens=${ encodeURIComponent( asked ) }` )
		).toEqual( {
			...usual,
			user_login: 'ann',
			'meta:session_tokens': '',
		} );
		expect( await tokens( '?tokens[]={user_login}' ) ).toEqual( usual );
	} );

	test( 'a post’s own address counts where the browser names no page', async ( {
		site,
	} ) => {
		const id = posts[ 'public' ]?.id;
		await configure( site, {
			paths: { mode: 'only', list: [ '/public/2/' ] },
		} );
		const there = await ask( site, `?post=${ id }`, {
			headers: { Referer: `${ site.url }/public/2/` },
		} );
		const elsewhere = await ask( site, `?post=${ id }` );
		await restore( site );

		expect( there.status() ).toBe( 200 );
		expect( elsewhere.status() ).toBe( 204 );
	} );
} );

test( 'filters find the visitor as the current one, as on the page', async ( {
	site,
} ) => {
	site.muPlugin(
		'current',
		"add_filter( 'known_visitor_should_identify', static fn () => current_user_can( 'read' ) && get_current_user_id() > 1 );"
	);
	const anns = await ask( site );
	const admins = await ask( site, '', { as: 'admin' } );
	site.muPlugin( 'current', '' );

	expect( anns.status() ).toBe( 200 );
	expect( admins.status() ).toBe( 204 );
} );

test.describe( 'where other plugins have their hands in', () => {
	const LATE = "add_action( 'rest_api_init', static function () {";

	test.afterEach( ( { site } ) => site.muPlugin( 'hands', '' ) );

	for ( const answer of [ 'null', 'array()', 'false', 'new WP_Error()' ] ) {
		test( `a site whose address is ${ answer } answers nobody who has to be compared with it`, async ( {
			site,
		} ) => {
			site.muPlugin(
				'hands',
				`${ LATE } add_filter( 'site_url', static fn () => ${ answer } ); }, 99 );`
			);
			const stranger = await ask( site, '', {
				headers: { Origin: 'https://evil.example' },
			} );

			expect( await seen( stranger ) ).toEqual( {
				status: 403,
				...NOTHING,
			} );
		} );
	}

	test( 'an ID as text is who it is', async ( { site } ) => {
		site.muPlugin(
			'hands',
			"add_filter( 'determine_current_user', static fn ( $id ) => $id ? (string) $id : $id, 99 );"
		);

		expect( ( await ask( site ) ).status() ).toBe( 200 );
	} );

	for ( const filter of [
		'post_link',
		'set_current_user',
		'user_has_cap',
	] ) {
		test( `${ filter } throws: nobody is told anything, and nothing breaks`, async ( {
			site,
		} ) => {
			site.muPlugin(
				'hands',
				`${ LATE } add_filter( '${ filter }', static function ( $value ) {
					if ( doing_filter( 'rest_pre_serve_request' ) || ! is_user_logged_in() ) { return $value; }
					throw new Exception( 'ann@example.com' );
				} ); }, 99 );`
			);
			// Without a list nobody asks for the post's address.
			await configure( site, {
				paths: { mode: 'except', list: [ '/shop/*' ] },
			} );
			const response = await ask( site, '?post=1' );
			await restore( site );

			expect( await seen( response ) ).toEqual( {
				status: 503,
				...NOTHING,
			} );
		} );
	}

	test( 'one that lets others keep every answer does not do so with this one', async ( {
		site,
	} ) => {
		site.muPlugin(
			'hands',
			"add_filter( 'rest_post_dispatch', static function ( $response ) { $response->header( 'Cache-Control', 'public, max-age=600' ); $response->header( 'Vary', 'Accept' ); return $response; }, 99 );"
		);
		const response = await ask( site );

		expect( response.status() ).toBe( 200 );
		expect( response.headers()[ 'cache-control' ] ).toMatch(
			/no-store.*private/
		);
	} );

	test( 'headers that are gone already: no identity, since others could keep it', async ( {
		site,
	} ) => {
		site.muPlugin(
			'hands',
			`${ LATE } echo ' '; while ( ob_get_level() ) { ob_end_flush(); } flush(); }, 99 );`
		);

		expect( await ( await ask( site ) ).text() ).not.toContain( 'hash' );
	} );

	test( 'none of that is in the log', async ( { site } ) => {
		expect( site.debugLog() ).not.toMatch( /Fatal|ann@example/ );
		await site.php(
			"return file_put_contents( WP_CONTENT_DIR . '/debug.log', '' );"
		);
	} );
} );

test( 'nothing was logged', ( { site } ) => {
	expect( site.debugLog() ).toBe( '' );
} );
