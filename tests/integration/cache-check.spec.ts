/**
 * The check that finds a page cache which mixes visitors up.
 */
import { expect, test, type TestSite } from '../support/wordpress';
import { configure } from './helpers';

interface Check {
	readonly id: string;
	readonly state: string;
	readonly message: string;
}

/** Keeps a page for everyone, whoever asked first, as a cache does that looks at no cookie. */
const CACHE = ( first: 'signed in' | 'guest' ) => `
add_action( 'template_redirect', static function () {
	$kept = get_option( 'test_cache' );
	if ( is_string( $kept ) ) { exit( $kept ); }
	if ( ${ first === 'guest' ? '!' : '' } is_user_logged_in() ) {
		ob_start( static function ( $html ) { update_option( 'test_cache', $html, false ); return $html; } );
	}
} );
add_filter( 'rest_pre_echo_response', static function ( $data ) { delete_option( 'test_cache' ); return $data; } );`;

const check = async ( site: TestSite ): Promise< Check | undefined > => {
	const response = await site.rest( '/known-visitor/v1/status', {
		as: 'admin',
	} );
	const checks = ( await response.json() ) as Check[];
	return checks.find( ( { id } ) => id === 'cache' );
};

test.beforeEach( ( { site } ) => site.reset() );

test( 'finds a cache that gives the administrator’s page to guests, and logs nothing', async ( {
	site,
} ) => {
	expect( ( await check( site ) )?.state ).toBe( 'ok' );

	site.muPlugin( 'cache', CACHE( 'signed in' ) );
	const found = await check( site );
	expect( found?.state ).toBe( 'error' );
	expect( JSON.stringify( found ) ).not.toMatch( /[0-9a-f]{8}/ );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'finds a cache that gives a guest’s page to signed-in visitors', async ( {
	site,
} ) => {
	await site.get( '/' );
	site.muPlugin( 'cache', CACHE( 'guest' ) );
	await site.get( '/' );

	expect( ( await check( site ) )?.state ).toBe( 'warning' );
} );

test( 'with delivery by request, the same cache does no harm', async ( {
	site,
} ) => {
	site.muPlugin( 'cache', CACHE( 'signed in' ) );
	await configure( site, { delivery: 'request' } );

	expect( ( await check( site ) )?.state ).toBe( 'ok' );
} );

test( 'a home page that fails is no good news', async ( { site } ) => {
	site.muPlugin(
		'cache',
		"add_action( 'template_redirect', static function () { status_header( 503 ); exit; } );"
	);

	expect( ( await check( site ) )?.state ).toBe( 'warning' );
} );
