/**
 * WPML and Polylang: product contract, section 13.
 *
 * Both read wpml-config.xml and put a filter on the option that is named there, which translates the texts at the named
 * keys into the language of the page. What stands here does so as Polylang 3.9-dev does it (src/modules/wpml/wpml-config.php,
 * src/translate-option.php; d814d2a of 2026-08-21): a key `*` stands for all.
 */
import { expect, test } from '../support/wordpress';
import { inPhp, type PageData } from './helpers';

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
