/**
 * WPML and Polylang: product contract, section 13.
 *
 * Both read wpml-config.xml and put a filter on the option that is named there, which translates the texts at the named
 * keys into the language of the page. What stands here does so as Polylang 3.9-dev does it (src/modules/wpml/wpml-config.php,
 * src/translate-option.php; d814d2a of 2026-08-21): a key `*` stands for all.
 */
import { expect, test } from '../support/wordpress';
import { inPhp, type Answer, type PageData } from './helpers';

test.beforeEach( ( { site } ) => site.reset() );

/** Translates by putting texts in brackets, and tells which texts it was shown. */
const TRANSLATE = `
$seen      = array();
$translate = static function ( $value, SimpleXMLElement $key ) use ( &$translate, &$seen ) {
	if ( ! is_array( $value ) ) {
		$seen[] = $value;
		return "de:$value";
	}
	foreach ( $key->key as $child ) {
		$name = (string) $child['name'];
		foreach ( '*' === $name ? array_keys( $value ) : array_intersect( array( $name ), array_keys( $value ) ) as $n ) {
			$value[ $n ] = $translate( $value[ $n ], $child );
		}
	}
	return $value;
};
$config = simplexml_load_file( WP_PLUGIN_DIR . '/known-visitor/wpml-config.xml' );
foreach ( $config->xpath( 'admin-texts/key' ) as $key ) {
	add_filter( 'option_' . $key['name'], static fn ( $value ) => $translate( $value, $key ) );
}`;

test( 'first message and card are in the language of the page, and all else is left alone', async ( {
	site,
} ) => {
	const rows = [
		{ label: 'Customer number', value: '{user_id}' },
		{ label: 'Plan', value: '{meta:plan|none}' },
	];
	const { before, data, seen, damaged, settings } = await inPhp< {
		readonly before: Record< string, unknown >;
		readonly data: PageData;
		readonly seen: string[];
		readonly damaged: string[];
		readonly settings: Record< string, unknown >;
	} >(
		site,
		`$settings( array( 'first_message' => 'Hello', 'card' => array( 'enabled' => true, 'find_in_crm' => false, 'rows' => $args['rows'] ) ) );
		$before = get_option( 'known_visitor_settings' );
		${ TRANSLATE }
		$data = $identity( 1 );
		return array(
			'before'   => $before,
			'data'     => $data,
			'seen'     => array_values( array_unique( $seen ) ),
			'damaged'  => KnownVisitor\\Settings\\Settings::damaged(),
			'settings' => KnownVisitor\\Settings\\Settings::all(),
		);`,
		{ rows }
	);

	expect( data.message ).toBe( 'de:Hello' );
	expect( data.card ).toEqual(
		rows.map( ( { label, value } ) => ( {
			label: `de:${ label }`,
			value: `de:${ value }`,
		} ) )
	);
	expect( seen.sort() ).toEqual(
		[
			'Hello',
			...rows.flatMap( ( { label, value } ) => [ label, value ] ),
		].sort()
	);
	expect( damaged ).toEqual( [] );
	const { first_message: _, card: __, ...others } = before;
	expect( settings ).toMatchObject( others );
	expect( site.debugLog() ).toBe( '' );
} );

/**
 * As WPML 4.9 does it (string-translation 3.5.0-b.3, inc/admin-texts/wpml-admin-texts.class.php): what was translated once in a
 * request stays until the option is updated, whatever WordPress's own memory is told; and nothing keeps a translation from being
 * stored as the original. The screen's own requests are in the language of the dashboard there: /de/wp-json/….
 */
const IN_GERMAN = `
$words  = array( 'Hello' => 'Hallo', 'Customer number' => 'Kundennummer' );
$german = null;
$raw    = static function () {
	global $wpdb;
	return unserialize( $wpdb->get_var( "SELECT option_value FROM $wpdb->options WHERE option_name = 'known_visitor_settings'" ) );
};
$speak  = static function () use ( &$german, $words ): void {
	add_filter(
		'option_known_visitor_settings',
		static function ( $value ) use ( &$german, $words ) {
			if ( null === $german ) {
				array_walk_recursive( $value, static function ( &$text ) use ( $words ) { $text = is_string( $text ) ? $words[ $text ] ?? $text : $text; } );
				$german = $value;
			}
			return $german;
		}
	);
	add_action( 'update_option_known_visitor_settings', static function () use ( &$german ) { $german = null; } );
};
$settings( array( 'first_message' => 'Hello', 'card' => array( 'enabled' => true, 'find_in_crm' => false, 'rows' => array( array( 'label' => 'Customer number', 'value' => '{user_id}' ) ) ) ) );
$before = get_option( 'known_visitor_settings' );
$speak();
`;

test( 'a translation is never stored as the original, nor shown to who writes that', async ( {
	site,
} ) => {
	const { shown, saved, stored, before, clash } = await inPhp< {
		readonly shown: Answer< Record< string, unknown > >;
		readonly saved: Answer< Record< string, unknown > >;
		readonly stored: Record< string, unknown >;
		readonly before: Record< string, unknown >;
		readonly clash: Answer;
	} >(
		site,
		`${ IN_GERMAN }
		$shown  = $ask( 'GET', '/settings' );
		$saved  = $ask( 'POST', '/settings', '{"forget":false,"base":{"forget":true}}' );
		$stored = $raw();
		return compact( 'shown', 'saved', 'stored', 'before' ) + array(
			'clash' => $ask( 'POST', '/settings', wp_json_encode( array( 'first_message' => 'Hi', 'base' => array( 'first_message' => $shown['data']['first_message'] ) ) ) ),
		);`
	);

	expect( shown.data ).toMatchObject( {
		first_message: 'Hello',
		card: { rows: [ { label: 'Customer number' } ] },
	} );
	expect( saved ).toMatchObject( {
		status: 200,
		data: { first_message: 'Hello', forget: false },
	} );
	expect( stored ).toEqual( { ...before, forget: false } );
	expect( clash ).toMatchObject( {
		status: 200,
		data: { first_message: 'Hi' },
	} );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'what another administrator saves meanwhile is not lost in what the translation remembers', async ( {
	site,
} ) => {
	const stored = await inPhp< Record< string, unknown > >(
		site,
		`${ IN_GERMAN }
		$ask( 'GET', '/settings' );
		get_option( 'known_visitor_settings' );
		$wpdb->update( $wpdb->options, array( 'option_value' => serialize( array( 'delivery' => 'request' ) + $before ) ), array( 'option_name' => 'known_visitor_settings' ) );
		$ask( 'POST', '/settings', '{"forget":false}' );
		return $raw();`
	);

	expect( stored ).toMatchObject( {
		delivery: 'request',
		forget: false,
		first_message: 'Hello',
	} );
} );

test( 'what could not be stored leaves the originals, also where the database cannot take a change back', async ( {
	site,
} ) => {
	const { saved, stored, before } = await inPhp< {
		readonly saved: Answer;
		readonly stored: Record< string, unknown >;
		readonly before: Record< string, unknown >;
	} >(
		site,
		`${ IN_GERMAN }
		add_filter( 'query', static fn ( $query ) => 'ROLLBACK' === $query ? 'SELECT 1' : $query );
		add_filter( 'pre_update_option_known_visitor_secret', static fn ( $new, $old ) => $old, 10, 2 );
		$saved = $ask( 'POST', '/secret', '{"recipe":"md5"}' );
		return compact( 'saved', 'before' ) + array( 'stored' => $raw() );`
	);

	expect( saved.status ).toBe( 500 );
	expect( stored ).toEqual( before );
} );

test( 'line breaks as a form sends them do not cost a translation: that of Polylang’s table is kept as it comes', async ( {
	site,
} ) => {
	const { data, damaged } = await inPhp< {
		readonly data: PageData;
		readonly damaged: string[];
	} >(
		site,
		`$words = array( 'Hello' => "Hallo\\r\\nZeile zwei\\rZeile drei", 'Two lines' => "Zwei\\r\\nZeilen" );
		$settings( array( 'first_message' => 'Hello', 'card' => array( 'enabled' => true, 'find_in_crm' => false, 'rows' => array( array( 'label' => 'L', 'value' => 'Two lines' ) ) ) ) );
		add_filter(
			'option_known_visitor_settings',
			static function ( $value ) use ( $words ) {
				array_walk_recursive( $value, static function ( &$text ) use ( $words ) { $text = is_string( $text ) ? $words[ $text ] ?? $text : $text; } );
				return $value;
			}
		);
		return array( 'data' => $identity( 1 ), 'damaged' => KnownVisitor\\Settings\\Settings::damaged() );`
	);

	expect( data.message ).toBe( 'Hallo\nZeile zwei\nZeile drei' );
	expect( data.card ).toEqual( [ { label: 'L', value: 'Zwei\nZeilen' } ] );
	expect( damaged ).toEqual( [] );
} );

/**
 * What Polylang 3.8.2 and WPML 4.9 have in common: the page's language is that of its address; a request over REST has the
 * one that `lang` names, and without it none. Here `/?deutsch` is German.
 */
const LANGUAGES = `
$GLOBALS['test_language'] = isset( $_GET['deutsch'] ) ? 'de' : 'en';
add_filter( 'wpml_current_language', static fn () => $GLOBALS['test_language'] );
add_filter( 'rest_pre_dispatch', static function ( $result, $server, $request ) {
	$GLOBALS['test_language'] = $request->get_param( 'lang' );
	return $result;
}, 10, 3 );
add_filter( 'option_known_visitor_settings', static fn ( $value ) => 'de' === $GLOBALS['test_language'] ? array( 'first_message' => 'Hallo' ) + $value : $value );
`;

test( 'a page that asks is answered in its own language', async ( {
	site,
} ) => {
	const settings = { first_message: 'Hello', delivery: 'request' };
	await site.php(
		"return update_option( 'known_visitor_settings', $args + get_option( 'known_visitor_settings' ) );",
		settings
	);
	site.muPlugin( 'languages', LANGUAGES );

	const messageOf = async ( path: string ) => {
		const html = await ( await site.get( path ) ).text();
		const url = /"url":"([^"]*)"/
			.exec( html )?.[ 1 ]
			?.replaceAll( '\\u0026', '&' );
		const answer = await site.get( url ?? '', {
			as: 'admin',
			headers: { 'X-Known-Visitor': '1' },
		} );
		return ( ( await answer.json() ) as PageData ).message;
	};
	expect( await messageOf( '/' ) ).toBe( 'Hello' );
	expect( await messageOf( '/?deutsch' ) ).toBe( 'Hallo' );
	expect( await messageOf( '/sample-page/?deutsch' ) ).toBe( 'Hallo' );
	expect( await messageOf( '/sample-page/' ) ).toBe( 'Hello' );
} );

test( 'no answer about the language, whatever it is, costs a page its address', async ( {
	site,
} ) => {
	const urls = await inPhp< string[] >(
		site,
		`$urls = array();
		foreach ( array( null, false, '', 'all', 7, array( 'de' ), new stdClass(), 'de&post=1', 'pt-br', 'zh_hans' ) as $language ) {
			remove_all_filters( 'wpml_current_language' );
			add_filter( 'wpml_current_language', static fn () => $language );
			$urls[] = KnownVisitor\\Page\\Carrier::visitor_url();
		}
		return $urls;`
	);

	const plain = '/wp-json/known-visitor/v1/visitor';
	expect( urls ).toEqual( [
		...Array.from( { length: 8 }, () => plain ),
		`${ plain }?lang=pt-br`,
		`${ plain }?lang=zh_hans`,
	] );
} );

/** What a plugin does at which it translates from then on. */
const SWITCHES = {
	WPML: 'wpml_switch_language',
	Polylang: 'change_locale',
};

for ( const [ plugin, action ] of Object.entries( SWITCHES ) ) {
	test( `the preview speaks the language of its page, and of nothing else: ${ plugin }`, async ( {
		site,
	} ) => {
		const { german, english, typed, home, after } = await inPhp<
			Record<
				'german' | 'english' | 'typed' | 'home',
				Answer< PageData >
			> & { readonly after: string }
		>(
			site,
			`$language = null;
			$id       = wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Deutsch', 'post_name' => 'deutsch' ) );
			$settings( array( 'first_message' => 'Hello', 'card' => array( 'enabled' => true, 'find_in_crm' => false, 'rows' => array( array( 'label' => 'Number', 'value' => '7' ) ) ) ) );
			add_filter( 'wpml_post_language_details', static fn ( $none, $post_id ) => $id === $post_id ? array( 'language_code' => 'de', 'locale' => 'de_DE' ) : array( 'language_code' => 'en', 'locale' => 'en_US' ), 10, 2 );
			add_action( $args['action'], static function ( $to ) use ( &$language ) { $language = substr( (string) $to, 0, 2 ); } );
			add_filter( 'option_known_visitor_settings', static function ( $value ) use ( &$language ) {
				return 'de' === $language
					? array( 'first_message' => 'Hallo', 'card' => array( 'rows' => array( array( 'label' => 'Nummer', 'value' => '7' ) ) ) + $value['card'] ) + $value
					: $value;
			} );
			$look = static fn ( string $path, array $unsaved = array() ) => $ask( 'POST', '/preview', wp_json_encode( array( 'url' => home_url( $path ) ) + ( $unsaved ? array( 'settings' => $unsaved ) : array() ) ) );
			return array(
				'german'  => $look( '/deutsch/' ),
				'home'    => $look( '/' ),
				'typed'   => $look( '/deutsch/', array( 'first_message' => 'Typed' ) ),
				'english' => $look( '/sample-page/' ),
				'after'   => (string) $language,
			);`,
			{ action }
		);

		expect( german.data.message ).toBe( 'Hallo' );
		expect( german.data.card ).toEqual( [
			{ label: 'Nummer', value: '7' },
		] );
		expect( home.data.message ).toBe( 'Hello' );
		expect( english.data.message ).toBe( 'Hello' );
		expect( typed.data.message ).toBe( 'Typed' );
		expect( typed.data.card?.[ 0 ]?.label ).toBe( 'Nummer' );
		expect( [ '', 'en' ] ).toContain( after );
		expect( site.debugLog() ).toBe( '' );
	} );
}

test( 'no answer about a post’s language, whatever it is, breaks the preview', async ( {
	site,
} ) => {
	const messages = await inPhp< string[] >(
		site,
		`$settings( array( 'first_message' => 'Hello' ) );
		$messages = array();
		foreach ( array( null, false, 'de', array(), array( 'language_code' => 'de' ), array( 'language_code' => array(), 'locale' => 'de_DE' ), new WP_Error( 'missing_id' ) ) as $details ) {
			remove_all_filters( 'wpml_post_language_details' );
			add_filter( 'wpml_post_language_details', static fn () => $details );
			$messages[] = $ask( 'POST', '/preview', wp_json_encode( array( 'url' => home_url( '/sample-page/' ) ) ) )['data']['message'];
		}
		return $messages;`
	);

	expect( messages ).toEqual( Array.from( { length: 7 }, () => 'Hello' ) );
} );
