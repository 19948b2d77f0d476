/**
 * The page of a trial is the administrator's alone: whoever else asks for it, and whoever has no good nonce, gets the page
 * that was always there, byte for byte.
 */
import { expect, test, type TestSite } from '../support/wordpress';

/** Answers the nonces of whoever asks: this tick's, the last one's and the one before, which is too old. */
const NONCES = `
add_filter( 'pre_option_show_avatars', '__return_zero' );
// Else every page has other nonces at noon and at midnight.
add_filter( 'nonce_life', static fn () => 10 * YEAR_IN_SECONDS );
add_action( 'init', static function () {
	if ( isset( $_GET['nonces'] ) ) {
		$make = static fn ( $age ) => substr( wp_hash( ( wp_nonce_tick( 'known_visitor_try' ) - $age ) . '|known_visitor_try|' . get_current_user_id() . '|' . wp_get_session_token(), 'nonce' ), -12, 10 );
		exit( wp_json_encode( array_map( $make, array( 0, 1, 2 ) ) ) );
	}
} );
add_action( 'shutdown', static function () {
	if ( isset( $_SERVER['HTTP_X_FILES'] ) ) {
		echo implode( ' ', array_filter( get_included_files(), static fn ( $file ) => str_contains( $file, 'class-trial' ) ) );
	}
}, 9999 );`;

const noncesOf = async ( site: TestSite, as: string ): Promise< string[] > =>
	( await site.get( '/?nonces', { as } ) ).json();

interface Answer {
	readonly html: string;
	readonly headers: Readonly< Record< string, string > >;
}

async function ask(
	site: TestSite,
	as: string,
	nonce?: string
): Promise< Answer > {
	const response = await site.get(
		nonce === undefined
			? '/'
			: `/?known_visitor_try=${ encodeURIComponent( nonce ) }`,
		as ? { as } : {}
	);
	const { date: _date, ...headers } = response.headers();
	return { html: await response.text(), headers };
}

test.beforeAll( async ( { site } ) => {
	await site.reset();
	site.muPlugin( 'nonces', NONCES );
	await site.createUser( { login: 'ann', role: 'subscriber' } );
	await site.createUser( { login: 'ed', role: 'editor' } );
} );

test( 'the administrator gets the panel, on a page that is neither kept nor indexed', async ( {
	site,
} ) => {
	const [ now = '', before = '' ] = await noncesOf( site, 'admin' );
	for ( const nonce of [ now, before ] ) {
		const { html, headers } = await ask( site, 'admin', nonce );
		expect( html ).toContain( 'id="known-visitor-try"' );
		expect( html ).toContain( 'id="known-visitor-try-data"' );
		expect( html ).toMatch(
			/<meta name='robots' content='[^']*noindex[^']*'/
		);
		expect( headers[ 'x-robots-tag' ] ).toContain( 'noindex' );
		expect( headers[ 'cache-control' ] ).toMatch( /no-store/ );
		expect( headers[ 'cache-control' ] ).toMatch( /private/ );
		// What listens comes before all else that runs.
		expect( /<script\b[^>]*>/.exec( html )?.[ 0 ] ).toContain(
			'id="known-visitor-try-listener"'
		);
	}
} );

test( 'a home page that leads to another page of the site takes the trial there, and nowhere else', async ( {
	site,
} ) => {
	const [ nonce = '' ] = await noncesOf( site, 'admin' );
	const page = await site.createPost( { title: 'Start', content: 'x' } );
	const to = async ( where: string, as: string ) => {
		site.muPlugin(
			'leads',
			`add_action( 'template_redirect', static function () {
				is_front_page() && wp_redirect( '${ where }' ) && exit;
			}, 1 );`
		);
		return (
			await site.get( `/?known_visitor_try=${ nonce }`, {
				as,
				maxRedirects: 0,
			} )
		).headers()[ 'location' ];
	};

	for ( const where of [ page.url, '/somewhere/?a=b#c' ] ) {
		const there = new URL( ( await to( where, 'admin' ) ) ?? '', site.url );
		expect( there.searchParams.get( 'known_visitor_try' ) ).toBe( nonce );
		there.searchParams.delete( 'known_visitor_try' );
		expect( there.href ).toBe( new URL( where, site.url ).href );
	}
	expect( await to( page.url, 'ed' ) ).toBe( page.url );
	for ( const elsewhere of [ 'https://evil.example/', '//evil.example/' ] ) {
		expect( await to( elsewhere, 'admin' ) ).toBe( elsewhere );
	}
	site.muPlugin( 'leads', '' );
} );

test( 'a theme that fires its hooks twice gets it once', async ( { site } ) => {
	const [ good = '' ] = await noncesOf( site, 'admin' );
	site.muPlugin(
		'twice',
		`foreach ( array( 'wp_head', 'wp_footer' ) as $hook ) {
			add_action( 'wp_body_open', static fn () => do_action( $hook ) );
		}`
	);
	const { html } = await ask( site, 'admin', good );
	site.muPlugin( 'twice', '' );

	for ( const id of [ '', '-listener', '-data', '-script' ] ) {
		expect( html.split( `id="known-visitor-try${ id }"` ) ).toHaveLength(
			2
		);
	}
} );

test( 'nobody else does: the page is what it always is', async ( { site } ) => {
	const [ good = '', , old = '' ] = await noncesOf( site, 'admin' );
	const own = {
		ann: ( await noncesOf( site, 'ann' ) )[ 0 ] ?? '',
		ed: ( await noncesOf( site, 'ed' ) )[ 0 ] ?? '',
	};
	for ( const [ as, nonces ] of [
		[ '', [ good, old, '', '0' ] ],
		[ 'ann', [ good, own.ann, '' ] ],
		[ 'ed', [ good, own.ed, '' ] ],
		[ 'admin', [ old, own.ed, '', '0', good + 'x' ] ],
	] as const ) {
		// Its cookies are set.
		await ask( site, as );
		const usual = await ask( site, as );
		expect( usual.html ).toContain( 'known-visitor-loader' );
		expect( usual.html ).not.toContain( 'known-visitor-try' );
		for ( const nonce of nonces ) {
			expect( await ask( site, as, nonce ) ).toEqual( usual );
		}
	}
} );

test( 'a list in the place of the nonce is none', async ( { site } ) => {
	const [ good = '' ] = await noncesOf( site, 'admin' );
	const html = await (
		await site.get( `/?known_visitor_try[]=${ good }`, { as: 'admin' } )
	).text();

	expect( html ).not.toContain( 'known-visitor-try' );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'other pages load nothing of it, and the dashboard, feeds and REST ignore it', async ( {
	site,
} ) => {
	const [ good = '' ] = await noncesOf( site, 'admin' );
	const files = async ( path: string, as: string ) =>
		(
			await (
				await site.get( path, {
					...( as ? { as } : {} ),
					headers: { 'X-Files': '1' },
				} )
			).text()
		).includes( 'class-trial.php' );

	expect( await files( '/', '' ) ).toBe( false );
	expect( await files( '/', 'admin' ) ).toBe( false );
	expect( await files( `/?known_visitor_try=${ good }`, 'admin' ) ).toBe(
		true
	);
	for ( const path of [ '/feed/', '/wp-json/', '/wp-login.php' ] ) {
		expect(
			await (
				await site.get( `${ path }?known_visitor_try=${ good }`, {
					as: 'admin',
				} )
			).text()
		).not.toContain( 'known-visitor-try-data' );
	}
} );

test( 'who may not manage options has no way to it, whatever the nonce', async ( {
	site,
} ) => {
	const [ own = '' ] = await noncesOf( site, 'ed' );
	const { html } = await ask( site, 'ed', own );
	expect( html ).not.toContain( 'known-visitor-try' );

	// The control: with the right to, the same nonce is good.
	site.muPlugin(
		'manager',
		"add_filter( 'user_has_cap', static fn ( $caps ) => array( 'manage_options' => true ) + $caps );"
	);
	expect( ( await ask( site, 'ed', own ) ).html ).toContain(
		'known-visitor-try-data'
	);
	site.muPlugin( 'manager', '' );
} );
