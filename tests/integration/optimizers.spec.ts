/**
 * Optimizers are asked to leave our scripts alone: where an attribute is the only way by that, else by their own filter.
 */
import { expect, test } from '../support/wordpress';
import { elementOf, LOADER_ID } from './helpers';

/** Their filters, by the constant that tells that one is active; what each gives first. */
const FILTERS = {
	AUTOPTIMIZE_PLUGIN_VERSION: { autoptimize_filter_js_exclude: 'jquery.js' },
	FLYING_PRESS_VERSION: {
		'flying_press_exclude_from_delay:js': [ 'a' ],
		'flying_press_exclude_from_defer:js': [],
	},
	LSCWP_V: {
		litespeed_optimize_js_excludes: [ 'a' ],
		litespeed_optm_js_defer_exc: [],
	},
	PERFMATTERS_VERSION: {
		perfmatters_delay_js_exclusions: [ 'a' ],
		// It makes an inline script a deferred data URL.
		perfmatters_defer_js_exclusions: [ 'jquery.js' ],
	},
	'SiteGround_Optimizer\\VERSION': {
		sgo_javascript_combine_excluded_inline_content: [ 'a' ],
	},
	WP_ROCKET_VERSION: {
		rocket_delay_js_exclusions: [ 'a' ],
		rocket_defer_inline_exclusions: [ 'a' ],
		rocket_excluded_inline_js_content: null,
	},
};

/** A page's last line: what the filters give by then. */
const asked = ( html: string ): unknown =>
	JSON.parse( /<!-- asked: (.*) -->/.exec( html )?.[ 1 ] ?? 'null' );

test( 'each is asked by its own filters, and none that is not there', async ( {
	site,
} ) => {
	await site.reset();
	for ( const [ constant, filters ] of Object.entries( FILTERS ) ) {
		const all = Object.assign( {}, ...Object.values( FILTERS ) );
		site.muPlugin(
			'optimizer',
			`define( '${ constant.replace( '\\', '\\\\' ) }', '1' );
			add_action( 'wp_footer', static function () {
				foreach ( json_decode( '${ JSON.stringify( all ) }', true ) as $name => $value ) { $all[ $name ] = apply_filters( $name, $value ); }
				echo '<!-- asked: ', wp_json_encode( $all, JSON_UNESCAPED_SLASHES ), ' -->';
			}, 999 );`
		);
		const html = await ( await site.get( '/' ) ).text();
		const expected = Object.fromEntries(
			Object.entries( all ).map( ( [ name, value ] ) => {
				if ( ! ( name in filters ) || value === null ) {
					return [ name, value ];
				}
				return [
					name,
					Array.isArray( value )
						? [ ...value, 'known-visitor' ]
						: `${ value }, known-visitor`,
				];
			} )
		);

		expect( asked( html ), constant ).toEqual( expected );
		// That by which they know it stands in its text.
		expect( elementOf( html, LOADER_ID ) ).toMatch( />[^]*known-visitor/ );
	}
} );

/** What FlyingPress keeps its lists in; it has no filters for them. */
const flyingPress = ( config: string ): string => `namespace FlyingPress;
class Config { public static $config = ${ config }; }
define( 'FLYING_PRESS_VERSION', '5' );
add_action( 'wp_footer', static function () { echo '<!-- asked: ', json_encode( Config::$config ), ' -->'; }, 999 );`;

for ( const [ what, before, after ] of [
	[
		'version 4',
		"array( 'js_defer_excludes' => array( 'a' ), 'js_delay_all_excludes' => array(), 'js_delay_selected' => array( 'b' ) )",
		{
			js_defer_excludes: [ 'a', 'known-visitor' ],
			js_delay_all_excludes: [ 'known-visitor' ],
			js_delay_selected: [ 'b' ],
		},
	],
	[
		'version 5',
		"array( 'js_delay' => true, 'js_delay_excludes' => array( 'a' ) )",
		{ js_delay: true, js_delay_excludes: [ 'a', 'known-visitor' ] },
	],
	[ 'nothing', 'null', null ],
	[
		'another form',
		"array( 'js_delay_excludes' => 'a' )",
		{ js_delay_excludes: 'a' },
	],
] as const ) {
	test( `one that has no filter finds us in its list, of ${ what }`, async ( {
		site,
	} ) => {
		await site.reset();
		site.muPlugin( 'optimizer', flyingPress( before ) );
		const html = await ( await site.get( '/' ) ).text();

		expect( asked( html ) ).toEqual( after );
		expect( site.debugLog() ).toBe( '' );
	} );
}

test( 'a list that is out of reach takes no page down', async ( { site } ) => {
	await site.reset();
	site.muPlugin(
		'optimizer',
		`namespace FlyingPress;
class Config { private static $config = array( 'js_delay_excludes' => array() ); }
define( 'FLYING_PRESS_VERSION', '6' );`
	);
	const html = await ( await site.get( '/' ) ).text();

	expect( elementOf( html, LOADER_ID ) ).toBeDefined();
	expect( html ).toContain( '</html>' );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'one that heeds neither filters nor attributes finds its comments around us', async ( {
	site,
} ) => {
	await site.reset();
	const around =
		/<!--noptimize-->(<script id="known-visitor-loader"[^]*?<\/script>)\s*<!--\/noptimize-->/;
	const without = await ( await site.get( '/' ) ).text();
	expect( without ).not.toContain( 'noptimize-->' );

	// Breeze: it combines inline scripts, and delays them, whatever its lists say.
	site.muPlugin( 'optimizer', "define( 'BREEZE_VERSION', '2' );" );
	for ( const as of [ '', 'admin' ] ) {
		const html = await ( await site.get( '/', { as } ) ).text();

		expect( around.exec( html )?.[ 1 ] ).toBe(
			elementOf( html, LOADER_ID )
		);
	}
} );

test( 'those that look for one attribute of their own find it where they are active', async ( {
	site,
} ) => {
	await site.reset();

	for ( const [ constant, attribute ] of [
		// Jetpack Boost moves scripts to the page’s end.
		[ 'JETPACK_BOOST_VERSION', 'data-jetpack-boost="ignore"' ],
		// LiteSpeed Cache combines and delays inline scripts.
		[ 'LSCWP_V', 'data-no-optimize="1"' ],
		// WP-Optimize makes each script `text/plain` until somebody touches the page.
		[ 'WPO_VERSION', 'data-no-delay-js="1"' ],
		// Swift Performance merges inline scripts into a file at the page’s end.
		[ 'SWIFT_PERFORMANCE_DIR', 'data-dont-merge="1"' ],
	] as const ) {
		site.muPlugin( 'optimizer', `define( '${ constant }', '/' );` );
		for ( const as of [ '', 'admin' ] ) {
			const html = await ( await site.get( '/', { as } ) ).text();

			expect( elementOf( html, LOADER_ID )?.split( '>' )[ 0 ] ).toBe(
				`<script id="known-visitor-loader" data-cfasync="false" ${ attribute }`
			);
		}
	}
} );

test( 'one of which the site does not know, since it works in between, finds its attribute everywhere', async ( {
	site,
} ) => {
	await site.reset();
	const html = await ( await site.get( '/' ) ).text();

	expect( elementOf( html, LOADER_ID ) ).toMatch(
		/^<script id="known-visitor-loader" data-cfasync="false">/
	);
} );
