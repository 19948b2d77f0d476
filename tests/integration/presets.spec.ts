/**
 * First messages to start from: product contract, section 5.
 */
import { findTokens, findUnknownTokens } from '../../src/shared/first-message';
import { parse } from '../../src/shared/bbcode/parse';
import { expect, test } from '../support/wordpress';
import { inPhp } from './helpers';

test.beforeEach( ( { site } ) => site.reset() );

type Presets = Readonly< Record< string, string > >;

/** What PHP tells the settings screen. */
const PRESETS = `
$presets = static function (): array {
	ob_start();
	KnownVisitor\\Admin\\Settings_Screen::print_root();
	preg_match( '/data-site="([^"]*)"/', ob_get_clean(), $match );
	return json_decode( html_entity_decode( $match[1], ENT_QUOTES ), true )['presets'];
};
wp_set_current_user( 1 );`;

test( 'are there for a short line, for support and for shops, beside the default', async ( {
	site,
} ) => {
	const { presets, stored } = await inPhp< {
		presets: Presets;
		stored: string;
	} >(
		site,
		`${ PRESETS }
		return array( 'presets' => $presets(), 'stored' => get_option( 'known_visitor_settings' )['first_message'] );`
	);

	expect( Object.keys( presets ) ).toEqual( [
		'default',
		'short',
		'support',
		'shop',
	] );
	expect( presets[ 'default' ] ).toBe( stored );
	for ( const [ name, template ] of Object.entries( presets ) ) {
		expect( findUnknownTokens( template ) ).toEqual( [] );
		expect( parse( template ).strays ).toEqual( [] );
		expect( findTokens( template ) ).toContain( 'page_link' );
		if ( name !== 'default' ) {
			// They stand in the portal's own card.
			expect( template ).not.toMatch( /\{(\w*name|email)\b/ );
		}
	}
} );

test( 'are in the language of the site, not in that of who looks at them', async ( {
	site,
} ) => {
	const seen = await inPhp< readonly Presets[] >(
		site,
		`${ PRESETS }
		add_filter( 'gettext_known-visitor', static fn ( $text ) => determine_locale() . ': ' . $text );
		$site = $presets();
		add_filter( 'determine_locale', static fn ( $locale ) => is_locale_switched() ? $locale : 'fr_FR' );
		return array( $site, $presets(), array( 'now' => determine_locale() ) );`
	);

	expect( seen[ 0 ]?.[ 'short' ] ).toMatch( /^en_US: / );
	expect( seen[ 1 ] ).toEqual( seen[ 0 ] );
	expect( seen[ 2 ] ).toEqual( { now: 'fr_FR' } );
} );
