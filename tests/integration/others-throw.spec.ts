/**
 * Other plugins' code may throw where WordPress itself never asks it, and we do. What WordPress survives without this
 * plugin, the site survives with it: product contract, "Fail open for the site"; and nobody is identified by halves.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/wordpress';
import { configure, elementOf, LOADER_ID, pageData } from './helpers';

test.beforeEach( ( { site } ) => site.reset() );

/** A must-use plugin whose code throws in a hook, but only where we are the ones who ask. */
const thrower = ( hook: string ) => `
add_filter( '${ hook }', static function ( ...$given ) {
	foreach ( debug_backtrace( DEBUG_BACKTRACE_IGNORE_ARGS ) as $frame ) {
		if ( str_contains( $frame['file'] ?? '', '/plugins/known-visitor/' ) ) {
			throw new RuntimeException( 'a filter throws' );
		}
	}
	return $given[0] ?? null;
}, PHP_INT_MAX, 9 );`;

/** The guard, as it stands in the build. */
const guard = () =>
	/'guard' => '([^]*?)',\n/.exec(
		readFileSync( join( 'build', 'scripts.php' ), 'utf8' )
	)?.[ 1 ] ?? 'no guard';

for ( const { hook, path = '/', settings = {} } of [
	{ hook: 'wp_doing_cron' },
	{ hook: 'option_known_visitor_settings' },
	{ hook: 'user_has_cap', path: '/?s=hello' },
	{ hook: 'rest_url', settings: { delivery: 'request' } },
	{ hook: 'wpml_current_language', settings: { delivery: 'request' } },
	{ hook: 'wp_inline_script_attributes' },
] ) {
	for ( const as of [ '', 'admin' ] ) {
		test( `a page stands, with the guard, where ${ hook } throws (${
			as || 'guest'
		})`, async ( { site } ) => {
			await configure( site, settings );
			site.muPlugin( 'thrower', thrower( hook ) );
			const response = await site.get( path, { as } );
			const html = await response.text();

			expect( response.status() ).toBe( 200 );
			expect( html ).toMatch( /<\/html>\s*$/ );
			expect( elementOf( html, LOADER_ID ) ).toBeTruthy();
			if ( pageData( html ) === undefined ) {
				expect( elementOf( html, LOADER_ID ) ).toContain(
					guard().slice( 0, 40 )
				);
			}
			expect( site.debugLog() ).not.toContain( 'Fatal' );
		} );
	}
}
