/**
 * What a page of the site gets, and what never does: product contract, sections 6 and 10.
 */
import { expect, test } from '../support/wordpress';
import {
	configure,
	elementOf,
	hashOf,
	inPhp,
	LOADER_ID,
	pageData,
	SECRET,
} from './helpers';

const DATA = 'id="known-visitor-data"';
const LOADER = `id="${ LOADER_ID }"`;

/** Notes what others do in the head, the visitor's constant, and a policy's nonce. */
const WITNESSES = `
add_filter( 'wp_inline_script_attributes', static fn ( $attributes ) => array( 'nonce' => 'r4nd0m' ) + $attributes );
add_action( 'wp_enqueue_scripts', static function () {
	wp_enqueue_script( 'early', '/early.js', array(), '1', false );
}, -100 );
add_action( 'wp_footer', static function () {
	echo '<!-- DONOTCACHEPAGE is ', wp_json_encode( defined( 'DONOTCACHEPAGE' ) && DONOTCACHEPAGE ), ' -->';
} );`;

const NASTY = '</script><!--<script>alert(1)//&amp;\'"\u2028';

/** The same as somebody would read it: entities are WordPress's way of keeping it. */
const READ = '</script><!--<script>alert(1)//&\'"';

test.describe( 'the page of a signed-in visitor', () => {
	let html = '';
	let cacheControl = '';
	let id = 0;

	test.beforeAll( async ( { site } ) => {
		await site.reset();
		site.muPlugin( 'witnesses', WITNESSES );
		( { id } = await site.createUser( {
			login: 'ann',
			meta: { first_name: 'Ann', last_name: NASTY },
		} ) );
		await configure( site, { site_address: 'example.com' }, SECRET );
		const response = await site.get( '/', { as: 'ann' } );
		html = await response.text();
		cacheControl = response.headers()[ 'cache-control' ] ?? '';
	} );

	test( 'has the identity, all of it and nothing else', () => {
		expect( pageData( html ) ).toEqual( {
			v: 1,
			mark: expect.stringMatching( /^[0-9a-f]{8}$/ ),
			user: {
				hash: hashOf( 'hmac', id, 'example.com', SECRET ),
				name: 'Ann',
				lastName: READ,
				avatar: expect.stringMatching( /\.jpg$/ ),
				email: 'ann@example.com',
			},
			message:
				'{full_name|Signed-in visitor} ({email|no e-mail})\nClient code: {user_id}\nWebsite: {page_host}\nPage: {page_link}',
			tokens: {
				full_name: `Ann ${ READ }`,
				email: 'ann@example.com',
				user_id: String( id ),
			},
		} );
	} );

	test( 'has it before any other script', () => {
		const scripts = html.match( /<script\b[^>]*>/g ) ?? [];

		expect( scripts[ 0 ] ).toContain( DATA );
		expect( scripts[ 1 ] ).toContain( LOADER );
		expect( scripts.join() ).toContain( '/early.js' );
		expect( html.indexOf( DATA ) ).toBeLessThan( html.indexOf( '<link' ) );
		expect( html.split( DATA ) ).toHaveLength( 2 );
		expect( html.split( LOADER ) ).toHaveLength( 2 );
	} );

	test( 'cannot be broken by a name', () => {
		const element = elementOf( html, 'known-visitor-data' ) ?? '';

		expect( element.slice( 7, -9 ) ).not.toMatch( /[<&]/ );
		expect( html ).not.toContain( 'alert(1)//&' );
	} );

	test( 'carries the nonce of a content security policy on both scripts', () => {
		for ( const element of [ 'known-visitor-data', LOADER_ID ] ) {
			expect( elementOf( html, element ) ).toMatch(
				/^<script [^>]*nonce="r4nd0m"/
			);
		}
		expect( elementOf( html, 'known-visitor-data' ) ).toContain(
			'type="application/json"'
		);
	} );

	test( 'is for no cache', () => {
		expect( cacheControl ).toContain( 'no-store' );
		expect( cacheControl ).toContain( 'private' );
		expect( html ).toContain( '<!-- DONOTCACHEPAGE is true -->' );
	} );

	for ( const [ what, linebreak ] of Object.entries( {
		'a line separator': '\u2028',
		'a paragraph separator': '\u2029',
		'a next line': '\u0085',
	} ) ) {
		test( `has the script that cuts, where the message grows too long by what becomes of ${ what }`, async ( {
			site,
		} ) => {
			const length = Math.floor( 9_800 / Buffer.byteLength( linebreak ) );
			await configure( site, {
				first_message: linebreak.repeat( Math.min( length, 4_000 ) ),
			} );
			const page = await site.get( '/', { as: 'ann' } );

			expect( elementOf( await page.text(), LOADER_ID ) ).toContain(
				'GRID'
			);
		} );
	}

	test( 'asks for nothing more, and logs nothing', ( { site } ) => {
		expect( html ).not.toMatch( /(src|href)=[^>]*known-visitor/ );
		expect( site.debugLog() ).toBe( '' );
	} );

	test( 'has no personal data for a guest, nor for anyone who is left out', async ( {
		site,
	} ) => {
		const guests = [
			await site.get( '/' ),
			await site.get( '/', {
				headers: {
					Cookie: 'known_visitor=0bc83cb5; wordpress_logged_in_0=admin|9|x|x',
				},
			} ),
		];
		const [ one = '', other = '' ] = await Promise.all(
			guests.map( ( guest ) => guest.text() )
		);
		await configure( site, { roles: [ 'editor' ] } );
		const leftOut = await ( await site.get( '/', { as: 'ann' } ) ).text();

		expect( other ).toBe( one );
		expect( one ).toContain( '<!-- DONOTCACHEPAGE is false -->' );
		expect( guests[ 0 ]?.headers()[ 'cache-control' ] ?? '' ).not.toContain(
			'private'
		);
		for ( const page of [ one, leftOut ] ) {
			expect( page ).not.toContain( 'known-visitor-data' );
			expect( page ).not.toContain( 'ann@example.com' );
			expect( page ).not.toContain( pageData( html )?.user.hash );
			expect( page ).not.toContain( pageData( html )?.mark );
		}
		expect( elementOf( one, LOADER_ID ) ).toBeDefined();
		expect( elementOf( leftOut, LOADER_ID ) ).toBe(
			elementOf( one, LOADER_ID )
		);
		expect( elementOf( html, LOADER_ID ) ).not.toBe(
			elementOf( one, LOADER_ID )
		);
	} );
} );

test( 'a plugin that hides the e-mail addresses of the whole page hides none from the loader', async ( {
	site,
} ) => {
	await site.reset();
	await site.createUser( { login: 'ann' } );
	await configure( site, {
		first_message: '{email}, or write to shop@example.com',
	} );
	const read = async () => ( await site.get( '/', { as: 'ann' } ) ).text();
	const without = pageData( await read() );
	// Some leave scripts alone (Email Encoder 2.4.3), others do not.
	site.muPlugin(
		'hider',
		`add_action( 'template_redirect', static fn () => ob_start( static fn ( $html ) => preg_replace_callback( '/[\\w.-]+@[\\w-]+(?:\\.[\\w-]+)+/', static fn ( $found ) => antispambot( $found[0] ), $html ) ) );
		add_action( 'wp_head', static fn () => print( '<meta content="shown@example.com">' ) );`
	);
	const html = await read();

	expect( html ).not.toContain( 'shown@example.com' );
	expect( pageData( html ) ).toEqual( without );
	expect( without?.user[ 'email' ] ).toBe( 'ann@example.com' );
} );

test( 'what is no page of the site gets nothing', async ( { site } ) => {
	await site.reset();
	const post = await site.createPost( {
		title: 'News',
		content: '[known_visitor]Question: {page_link}[/known_visitor] News.',
		type: 'post',
		slug: 'news',
	} );
	const places = [
		'/wp-login.php',
		'/wp-admin/index.php',
		'/wp-admin/profile.php',
		'/wp-admin/admin-ajax.php?action=rest-nonce',
		'/feed/',
		'/news/embed/',
		`/wp-json/wp/v2/posts/${ post.id }`,
		'/wp-sitemap.xml',
		'/robots.txt',
	];
	const seen = new Map< string, string >();
	for ( const place of places ) {
		const response = await site.get( place, { as: 'admin' } );
		expect( response.status(), place ).toBe( 200 );
		seen.set( place, await response.text() );
	}
	const call = await site.get( '/xmlrpc.php', {
		as: 'admin',
		method: 'POST',
		headers: { 'Content-Type': 'text/xml' },
		data: '<?xml version="1.0"?><methodCall><methodName>demo.sayHello</methodName></methodCall>',
	} );
	seen.set( 'xmlrpc.php', await call.text() );
	const hash = pageData(
		await ( await site.get( '/news/', { as: 'admin' } ) ).text()
	)?.user.hash;

	expect( hash ).toMatch( /^[0-9a-f]{32}$/ );
	for ( const [ place, text ] of seen ) {
		expect( text.length, place ).toBeGreaterThan( 5 );
		for ( const part of [ DATA, LOADER, hash ] ) {
			expect( text, place ).not.toContain( part );
		}
	}
	expect( seen.get( '/news/embed/' ) ).toContain( 'wp-embed' );
	expect( seen.get( '/feed/' ) ).toContain( '<rss' );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'a page is a page also where wp-config.php says of other kinds of requests that this is none', async ( {
	site,
} ) => {
	await site.reset();
	site.muPlugin(
		'kinds.php',
		`foreach ( array( 'DOING_CRON', 'REST_REQUEST', 'XMLRPC_REQUEST' ) as $kind ) { define( $kind, false ); }`
	);

	const guest = await ( await site.get( '/' ) ).text();
	const visitor = await ( await site.get( '/', { as: 'admin' } ) ).text();
	expect( guest ).toContain( LOADER );
	expect( visitor ).toContain( DATA );
} );

test( 'what is no page of the site gets nothing even where a plugin makes a page’s head there', async ( {
	site,
} ) => {
	await site.reset();
	site.muPlugin(
		'heads.php',
		`foreach ( array( 'wp_ajax_head', 'admin_post_head', 'admin_head-index.php', 'rss2_head', 'embed_head', 'xmlrpc_call' ) as $hook ) {
			add_action( $hook, static fn () => print '<!-- its head -->' . do_action( 'wp_head' ) );
		}
		add_filter( 'rest_pre_dispatch', static function ( $answer ) {
			ob_start();
			do_action( 'wp_head' );
			return array( 'its head', ob_get_clean() );
		} );`
	);
	const nonce = await (
		await site.get( '/wp-admin/admin-ajax.php?action=rest-nonce', {
			as: 'admin',
		} )
	).text();
	for ( const place of [
		'/wp-admin/admin-ajax.php?action=head',
		'/wp-admin/admin-post.php?action=head',
		'/wp-admin/index.php',
		'/feed/',
		'/hello-world/embed/',
		`/wp-json/wp/v2/posts?_wpnonce=${ nonce }`,
	] ) {
		const text = await ( await site.get( place, { as: 'admin' } ) ).text();
		expect( text, place ).toContain( 'its head' );
		for ( const part of [ DATA, LOADER ] ) {
			expect( text, place ).not.toContain( part );
		}
	}
} );

test( 'a page that a plugin makes in the place of an embed or a robots.txt is a page: no address takes the guard off', async ( {
	site,
} ) => {
	await site.reset();
	site.muPlugin(
		'builder.php',
		// As Elementor does with its own page templates, and what closes a site for maintenance: neither asks what else the address says.
		`$canvas = ABSPATH . WPINC . '/template-canvas.php';
		add_filter( 'template_include', static fn ( $template ) => is_singular() ? $canvas : $template, 11 );
		add_action( 'template_redirect', static function () use ( $canvas ) {
			if ( is_robots() ) {
				include $canvas;
				exit;
			}
		}, 11 );
		add_action( 'wp_footer', static fn () => print '<!-- its footer -->' );`
	);
	for ( const address of [
		'/hello-world/embed/',
		'/?p=1&embed=1',
		'/robots.txt',
	] ) {
		const guest = await ( await site.get( address ) ).text();
		expect( guest, address ).toContain( 'its footer' );
		expect( guest.split( LOADER ), address ).toHaveLength( 2 );
		expect( guest, address ).not.toContain( DATA );

		const visitor = await site.get( address, { as: 'admin' } );
		expect( pageData( await visitor.text() ), address ).toBeDefined();
		expect( visitor.headers()[ 'cache-control' ], address ).toContain(
			'no-store'
		);
	}
} );

test( 'who has the link to a preview of the customizer is a guest there, and has the guard', async ( {
	site,
} ) => {
	await site.reset();
	const link = `/?customize_changeset_uuid=${ await inPhp< string >(
		site,
		`$uuid = wp_generate_uuid4();
		wp_insert_post( array( 'post_type' => 'customize_changeset', 'post_status' => 'draft', 'post_name' => $uuid, 'post_content' => '{}' ) );
		return $uuid;`
	) }`;
	const guest = await site.get( link );
	const owner = await ( await site.get( link, { as: 'admin' } ) ).text();

	expect( guest.status() ).toBe( 200 );
	expect( await guest.text() ).toContain( LOADER );
	expect( owner ).toContain( '</footer>' );
	expect( owner ).not.toContain( LOADER );
} );

test( 'the settings decide what a page gets', async ( { site } ) => {
	await site.reset();
	const pages = await inPhp< Record< string, [ string, string ] > >(
		site,
		`$ann = $add_user( array( 'user_login' => 'ann' ) );
		foreach ( $args['cases'] as $name => $changes ) {
			$before = get_option( 'known_visitor_settings' );
			$settings( $changes );
			$pages[ $name ] = array( $head( 0 ), $head( $ann ) );
			update_option( 'known_visitor_settings', $before );
		}
		delete_option( 'known_visitor_settings' );
		$pages['no settings'] = array( $head( 0 ), $head( $ann ) );
		foreach ( array( 'damaged fields' => array( 'fields' => array(), 'card' => 'x', 'forget' => 'x', 'other' => true ), 'damaged paths' => array( 'paths' => 12 ), 'damaged switch' => array( 'enabled' => 'x' ) ) as $name => $damaged ) {
			update_option( 'known_visitor_settings', $damaged );
			$pages[ $name ] = array( $head( 0 ), $head( $ann ) );
		}
		function amp_is_request() { return true; }
		$pages['AMP'] = array( $head( 0 ), $head( $ann ) );
		return $pages;`,
		{
			cases: {
				'as installed': { enabled: true },
				off: { enabled: false },
				'off, and nothing to forget': {
					enabled: false,
					forget: false,
				},
				'nothing to forget': { forget: false },
				'on request': { delivery: 'request' },
			},
		}
	);

	const kinds = Object.entries( pages ).map( ( [ name, views ] ) => [
		name,
		...views.map( ( view ) => {
			if ( view.includes( DATA ) ) {
				return view.includes( LOADER ) ? 'identity' : 'broken';
			}
			if ( view.includes( '/visitor' ) ) {
				return 'request';
			}
			return view.includes( LOADER ) ? 'guard' : view;
		} ),
	] );
	expect( kinds ).toEqual( [
		[ 'as installed', 'guard', 'identity' ],
		[ 'off', 'guard', 'guard' ],
		[ 'off, and nothing to forget', '', '' ],
		[ 'nothing to forget', '', 'identity' ],
		[ 'on request', 'request', 'request' ],
		[ 'no settings', 'guard', 'identity' ],
		[ 'damaged fields', 'guard', 'identity' ],
		// Whom the owner left out, nobody knows any more.
		[ 'damaged paths', 'guard', 'guard' ],
		[ 'damaged switch', 'guard', 'guard' ],
		[ 'AMP', '', '' ],
	] );
	// What a guest gets, everybody gets who is not identified.
	const [ guard ] = pages[ 'as installed' ] ?? [];
	expect( pages[ 'off' ] ).toEqual( [ guard, guard ] );
	const [ request ] = pages[ 'on request' ] ?? [];
	expect( pages[ 'on request' ] ).toEqual( [ request, request ] );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'the widget comes after the identity, for all visitors', async ( {
	site,
} ) => {
	await site.reset();
	const address =
		'https://cdn.bitrix24.com/b1234567/crm/site_button/loader_2_abc123.js';
	await configure( site, { widget_url: address } );

	const guest = await ( await site.get( '/' ) ).text();
	const mine = await ( await site.get( '/', { as: 'admin' } ) ).text();

	for ( const page of [ guest, mine ] ) {
		expect( page.split( 'known-visitor-widget' ) ).toHaveLength( 2 );
		expect( page.indexOf( address ) ).toBeGreaterThan(
			page.indexOf( LOADER )
		);
	}
	expect( elementOf( mine, 'known-visitor-widget' ) ).toBe(
		elementOf( guest, 'known-visitor-widget' )
	);
} );

test.describe( 'a page that other plugins have their hands in', () => {
	test.beforeEach( ( { site } ) => site.reset() );

	/** What plugins put in a post that is nowhere stored. */
	const MADE_UP = {
		'no text': '$post->post_content = null;',
		'a number for its text': '$post->post_content = 7;',
		'its ID as text': '$post->ID = (string) $post->ID;',
		'no ID': '$post->ID = null;',
		'no type': '$post->post_type = null;',
		'no author': '$post->post_author = null;',
	};

	for ( const [ has, code ] of Object.entries( MADE_UP ) ) {
		for ( const content of [
			'Text.',
			'[known_visitor]Own[/known_visitor]',
		] ) {
			test( `a post with ${ has }, of “${ content }”`, async ( {
				site,
			} ) => {
				const { url } = await site.createPost( {
					title: 'Made up',
					content,
					type: 'post',
				} );
				site.muPlugin(
					'made-up',
					`add_filter( 'the_posts', static function ( $posts ) {
						foreach ( $posts as $post ) { if ( 'Made up' === $post->post_title ) { ${ code } } }
						return $posts;
					} );`
				);
				for ( const as of [ 'admin', '' ] ) {
					const response = await site.get( url, { as } );
					expect( response.status() ).toBe( 200 );
					const html = await response.text();
					expect( html ).toContain( LOADER );
					expect( html ).toContain( '</html>' );
					expect( html.includes( DATA ) ).toBe( as !== '' );
				}
			} );
		}
	}

	for ( const [ hook, isMended ] of [
		[ 'send_headers', true ],
		// Too late to say something else, where the page is already on its way.
		[ 'template_redirect', false ],
	] as const ) {
		test( `what ${ hook } says of the cache: no identity that others may keep`, async ( {
			site,
		} ) => {
			site.muPlugin(
				'cache',
				`add_action( '${ hook }', static function () { header( 'Cache-Control: public, max-age=600' ); }, 99 );`
			);
			const response = await site.get( '/', { as: 'admin' } );
			const html = await response.text();
			const isForNoCache = /no-store.*private/.test(
				response.headers()[ 'cache-control' ] ?? ''
			);

			expect( html ).toContain( LOADER );
			expect( html.includes( DATA ) ).toBe( isForNoCache );
			if ( isMended ) {
				expect( isForNoCache ).toBe( true );
			}
		} );
	}

	for ( const [ constant, filter ] of [
		// Seen with FlyingPress, where its owner has pages of signed-in visitors kept.
		[ 'FLYING_PRESS_VERSION', 'flying_press_is_cacheable' ],
		// Read: it keeps them by the name in a login cookie that nobody has verified.
		[ 'SWIFT_PERFORMANCE_DIR', 'swift_performance_is_cacheable' ],
	] as const ) {
		test( `a cache that keeps one page for all visitors of a role, and heeds nothing but ${ filter }`, async ( {
			site,
		} ) => {
			site.muPlugin(
				'role-cache',
				`define( '${ constant }', '5' );
			add_action( 'init', static function () {
				if ( 'GET' !== $_SERVER['REQUEST_METHOD'] || is_admin() || 'wp-login.php' === $GLOBALS['pagenow'] || ! is_user_logged_in() ) { return; }
				$key = 'kept-' . md5( implode( wp_get_current_user()->roles ) . $_SERVER['REQUEST_URI'] );
				$kept = get_option( $key );
				if ( $kept ) { exit( $kept . '<!-- kept -->' ); }
				ob_start( static function ( $html ) use ( $key ) {
					if ( apply_filters( '${ filter }', true ) ) { update_option( $key, $html ); }
					return $html;
				} );
			} );`
			);
			const visitors = await Promise.all(
				[ 'ann', 'bob' ].map( ( login ) =>
					site.createUser( { login } )
				)
			);
			await configure( site, { site_address: 'example.com' }, SECRET );
			for ( const { id, login } of visitors ) {
				const html = await (
					await site.get( '/', { as: login } )
				).text();

				expect( pageData( html )?.user.hash ).toBe(
					hashOf( 'hmac', id, 'example.com', SECRET )
				);
				expect( html ).not.toContain( '<!-- kept -->' );
			}

			// What is the same for everybody it may keep.
			await configure( site, { delivery: 'request' }, SECRET );
			await site.get( '/', { as: 'ann' } );
			const html = await ( await site.get( '/', { as: 'bob' } ) ).text();
			expect( html ).toContain( '<!-- kept -->' );
			expect( html ).toContain( LOADER );
			expect( html ).not.toContain( DATA );
		} );
	}

	test( 'headers that are gone before WordPress could forbid to keep the page', async ( {
		site,
	} ) => {
		site.muPlugin(
			'early',
			`add_action( 'init', static function () {
				if ( ! is_admin() && 'wp-login.php' !== $GLOBALS['pagenow'] ) { echo ' '; while ( ob_get_level() ) { ob_end_flush(); } flush(); }
			} );`
		);
		const response = await site.get( '/', { as: 'admin' } );
		const html = await response.text();

		expect( response.headers()[ 'cache-control' ] ).toBeUndefined();
		expect( html ).toContain( LOADER );
		expect( html ).not.toContain( DATA );
		expect( html ).toContain( '</html>' );
	} );

	for ( const hook of [ 'init', 'template_redirect', 'template_include' ] ) {
		test( `a head that is made at ${ hook }, and thrown away`, async ( {
			site,
		} ) => {
			site.muPlugin(
				'early-head',
				`add_filter( '${ hook }', static function ( $template = null ) {
					ob_start();
					do_action( 'wp_head' );
					ob_end_clean();
					return $template;
				}, PHP_INT_MAX );`
			);
			const { url } = await site.createPost( {
				title: 'Own',
				content: '[known_visitor]Its own[/known_visitor]',
			} );
			const mine = await (
				await site.get( url, { as: 'admin' } )
			).text();
			expect( pageData( mine )?.message ).toBe( 'Its own' );
			const guests = await ( await site.get( url ) ).text();
			for ( const html of [ mine, guests ] ) {
				expect( html.split( LOADER ) ).toHaveLength( 2 );
			}
		} );
	}

	test( 'a head that is made at template_redirect, and thrown away, before a template part speaks', async ( {
		site,
	} ) => {
		await site.php(
			`$id = wp_insert_post( array( 'post_type' => 'wp_template_part', 'post_name' => 'footer', 'post_status' => 'publish', 'post_content' => '<!-- wp:shortcode -->[known_visitor][url=https://crm.example/{user_id}]Own[/url][/known_visitor]<!-- /wp:shortcode -->' ) );
			return wp_set_object_terms( $id, 'twentytwentyfive', 'wp_theme' );`
		);
		site.muPlugin(
			'early-head',
			`add_action( 'template_redirect', static function () {
				ob_start();
				do_action( 'wp_head' );
				ob_end_clean();
			}, PHP_INT_MAX );`
		);
		const data = pageData(
			await ( await site.get( '/', { as: 'admin' } ) ).text()
		);

		expect( data?.message ).toBe(
			'[url=https://crm.example/{user_id}]Own[/url]'
		);
		expect( data?.tokens ).toHaveProperty( 'user_id' );
	} );

	test( 'a page that a plugin makes itself, at template_redirect, and what its text says after the head', async ( {
		site,
	} ) => {
		site.muPlugin(
			'own-page',
			`add_action( 'template_redirect', static function () {
				echo '<html><head>';
				do_action( 'wp_head' );
				echo '</head><body>' . do_shortcode( '[known_visitor enabled="no"]' ) . '</body></html>';
				exit;
			}, PHP_INT_MAX );`
		);
		const html = await ( await site.get( '/', { as: 'admin' } ) ).text();

		expect( html ).toContain( DATA );
		expect( html ).toContain( '{"enabled":false}' );
	} );

	test( 'code that throws while the post is read: it may have said “no”', async ( {
		site,
	} ) => {
		const { url } = await site.createPost( {
			title: 'Post',
			content: '[known_visitor]Own[/known_visitor]',
		} );
		await site.createUser( { login: 'ann' } );
		site.muPlugin(
			'throws',
			`add_filter( 'user_has_cap', static function ( $all, $caps, $args ) {
				if ( did_action( 'template_redirect' ) && 'edit_posts' === $args[0] && 1 === $args[1] ) { throw new Exception( 'ann@example.com' ); }
				return $all;
			}, 10, 3 );`
		);
		const response = await site.get( url, { as: 'ann' } );
		const html = await response.text();

		expect( response.status() ).toBe( 200 );
		expect( html ).toContain( '</html>' );
		expect( html ).not.toContain( DATA );
		expect( html ).toContain( LOADER );
		expect( site.debugLog() ).toContain( 'Exception was thrown' );
		expect( site.debugLog() ).not.toContain( 'ann@example.com' );
	} );
} );
