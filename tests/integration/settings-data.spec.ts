/**
 * What is stored is data, not truth: product contract, section 11. Whatever stands in our option, no page breaks on it,
 * what the plugin reads fits the schema, and nobody is identified who was left out, or as somebody else.
 */
import { expect, test } from '../support/wordpress';
import { inPhp } from './helpers';

test.beforeEach( ( { site } ) => site.reset() );

/**
 * - `$rubbish()` gives values of every kind that PHP can store.
 * - `$corrupted( $value )` gives that value with each of its parts, and itself, replaced by all rubbish, by nothing, and
 *   with more in it: each as a name and what came out.
 * - `$store( $value )` puts it into the database, past every filter and check.
 */
const CORRUPTION = `
$rubbish = static function (): array {
	$deep = 'x';
	for ( $depth = 0; $depth < 60; $depth++ ) {
		$deep = array( $deep );
	}
	return array(
		'', 'x', '0', 'true', 'hmac', 'editor', 'all', 'a:0:{}', "\\0", "\\xff\\xfe", "a\\nb", '{user_id}', '*', '/', str_repeat( 'ж', 5000 ),
		0, 1, -1, PHP_INT_MAX, 1.5, -1e300, NAN, INF, true, false, null,
		array(), array( '' ), array( 'x' ), array( 1 ), array( null ), array( true ), array( array() ), array( array( 'x' ) ),
		array( 'a' => 'b' ), array( 3 => 'x' ), array( 'label' => 1, 'value' => array() ), array( 'name' => array() ),
		array_fill( 0, 300, '/x' ), $deep, new stdClass(), (object) array( 'enabled' => true ), new ArrayObject( array( 1 ) ),
	);
};
$replace = static function ( $value, array $path, $by ) {
	if ( array() === $path ) {
		return $by;
	}
	$inside = &$value;
	foreach ( $path as $key ) {
		$inside = &$inside[ $key ];
	}
	$inside = $by;
	return $value;
};
$paths_in = static function ( $value, array $path = array() ) use ( &$paths_in ): array {
	$found = array( $path );
	foreach ( is_array( $value ) ? $value : array() as $key => $part ) {
		$found = array_merge( $found, $paths_in( $part, array( ...$path, $key ) ) );
	}
	return $found;
};
$at = static fn ( $value, array $path ) => array_reduce( $path, static fn ( $inside, $key ) => $inside[ $key ], $value );
$corrupted = static function ( $whole ) use ( $rubbish, $replace, $paths_in, $at ): iterable {
	foreach ( $paths_in( $whole ) as $path ) {
		$name = implode( '.', $path );
		foreach ( $rubbish() as $index => $by ) {
			yield array( "$name by rubbish $index", $replace( $whole, $path, $by ) );
		}
		if ( is_array( $at( $whole, $path ) ) ) {
			yield array( "$name with more", $replace( $whole, $path, array( ...$at( $whole, $path ), 'color' => 'red' ) ) );
			yield array( "$name with a list in it", $replace( $whole, $path, array( ...$at( $whole, $path ), 5 ) ) );
			yield array( "$name turned round", $replace( $whole, $path, array_reverse( $at( $whole, $path ), true ) ) );
		}
	}
};
$store = static function ( $value ) use ( $wpdb ): void {
	$wpdb->update( $wpdb->options, array( 'option_value' => maybe_serialize( $value ) ), array( 'option_name' => 'known_visitor_settings' ) );
	wp_cache_delete( 'alloptions', 'options' );
	wp_cache_delete( 'known_visitor_settings', 'options' );
};
// Site keeps the address, and has tests of its own.
$schema = array_diff_key( KnownVisitor\\Settings\\Settings::SCHEMA, array( 'site_address' => true ) );
$fits   = static function ( array $settings ) use ( $schema ): bool {
	foreach ( $schema as $name => $one ) {
		// WordPress's own judgement, and that it has nothing to mend.
		if ( ! array_key_exists( $name, $settings ) || true !== rest_validate_value_from_schema( $settings[ $name ], $one, $name ) || rest_sanitize_value_from_schema( $settings[ $name ], $one, $name ) !== $settings[ $name ] ) {
			return false;
		}
	}
	return array() === array_diff_key( $settings, $schema );
};
// A whole that has something in each of its places.
$whole = array(
	'enabled'       => true,
	'recipe'        => 'md5',
	'fields'        => array( 'name' => 'nickname', 'last_name' => 'none', 'avatar' => false, 'email' => false, 'www' => true, 'position' => true ),
	'first_message' => 'Hello {nickname} {meta:phone} {page_link}',
	'meta_keys'     => array( 'phone', 'city' ),
	'card'          => array( 'enabled' => true, 'find_in_crm' => true, 'rows' => array( array( 'label' => 'Phone', 'value' => '{meta:phone}' ), array( 'label' => '', 'value' => '' ) ) ),
	'widget_url'    => 'https://cdn.bitrix24.com/b1/crm/site_button/loader_2_abc.js',
	'roles'         => array( 'editor', 'administrator' ),
	'paths'         => array( 'mode' => 'except', 'list' => array( '/private/*', '/x' ) ),
	'delivery'      => 'page',
	'forget'        => false,
	'delete_data'   => false,
);
`;

interface Outcome {
	readonly cases: number;
	readonly identified: number;
	readonly broken: readonly string[];
	readonly unfit: readonly string[];
	readonly wrong: readonly string[];
}

test( 'no corruption of the settings breaks a page, gets past the schema, or makes a visitor somebody else', async ( {
	site,
} ) => {
	const { cases, identified, ...faults } = await inPhp< Outcome >(
		site,
		`${ CORRUPTION }
		$store( $whole );
		$hash    = $identity( 1 )['user']['hash'];
		$outcome = array( 'cases' => 0, 'identified' => 0, 'broken' => array(), 'unfit' => array(), 'wrong' => array() );
		foreach ( $corrupted( $whole ) as [ $name, $value ] ) {
			++$outcome['cases'];
			$store( $value );
			// Another valid recipe is another identity, and no corruption.
			$is_other = is_array( $value ) && 'hmac' === ( $value['recipe'] ?? '' );
			try {
				$settings = KnownVisitor\\Settings\\Settings::all();
				$fits( $settings ) || $outcome['unfit'][] = $name;
				$found = $identity( 1 );
				$head( 0 );
				ob_start();
				KnownVisitor\\Page\\Page::print_widget();
				ob_end_clean();
				KnownVisitor\\Identity\\Mark_Cookie::value_for( wp_get_current_user() );
				// No client takes a thousand of them.
				header_remove( 'Set-Cookie' );
				$outcome['identified'] += null === $found ? 0 : 1;
				null === $found || $is_other || $found['user']['hash'] === $hash || $outcome['wrong'][] = $name;
			} catch ( Throwable $error ) {
				$outcome['broken'][] = "$name: {$error->getMessage()}";
			}
		}
		return $outcome;`
	);
	test.info().annotations.push( {
		type: 'measured',
		description: `${ cases } corruptions, ${ identified } of them still identify`,
	} );

	expect( cases ).toBeGreaterThan( 1500 );
	expect( identified ).toBeGreaterThan( 500 );
	expect( faults ).toEqual( { broken: [], unfit: [], wrong: [] } );
} );

test( 'no corruption identifies a visitor whom the owner left out', async ( {
	site,
} ) => {
	const { cases, leaks } = await inPhp< {
		readonly cases: number;
		readonly leaks: readonly string[];
	} >(
		site,
		`${ CORRUPTION }
		$_SERVER['REQUEST_URI'] = '/private/page/';
		$cases = 0;
		$leaks = array();
		foreach ( array(
			'enabled' => false,
			'roles'   => array( 'editor', 'no_such_role' ),
			'paths'   => array( 'mode' => 'except', 'list' => array( '/private/*', '/x' ) ),
			'delivery' => 'request',
		) as $key => $restriction ) {
			$all           = $whole;
			$all['paths']  = array( 'mode' => 'all', 'list' => array() );
			foreach ( $corrupted( $restriction ) as [ $name, $value ] ) {
				++$cases;
				$store( array( $key => $value ) + $all );
				// What fits is a choice, not a corruption.
				if ( ! KnownVisitor\\Settings\\Settings::fits( $value, $schema[ $key ] ) && null !== $identity( 1 ) ) {
					$leaks[] = "$key $name";
				}
			}
		}
		foreach ( array( 'a:13:{s:7:"enabled";b:1;s:6:"rec', 'x', '0', '', 'O:8:"stdClass":0:{}', serialize( false ), serialize( 'x' ) ) as $raw ) {
			++$cases;
			$wpdb->update( $wpdb->options, array( 'option_value' => $raw ), array( 'option_name' => 'known_visitor_settings' ) );
			wp_cache_delete( 'alloptions', 'options' );
			null === $identity( 1 ) || $leaks[] = $raw;
		}
		return array( 'cases' => $cases, 'leaks' => $leaks );`
	);

	expect( cases ).toBeGreaterThan( 400 );
	expect( leaks ).toEqual( [] );
} );

test( 'a bad part counts as its default, a bad item is left out, and the checks say so', async ( {
	site,
} ) => {
	const [ mended, off ] = await inPhp<
		readonly Readonly< Record< string, unknown > >[]
	>(
		site,
		`${ CORRUPTION }
		$look = static fn () => $ask( 'GET', '/settings' )['data'] + array( 'check' => array_column( $ask( 'GET', '/status' )['data'], 'state', 'id' )['settings'] );
		$store( array( 'fields' => array( 'name' => array(), 'email' => false ), 'card' => array( 'enabled' => true, 'rows' => array( array( 'label' => 'a', 'value' => 'b' ), 5 ) ), 'forget' => 'no' ) + $whole );
		$answers[] = $look();
		$store( array( 'roles' => array( 'editor', 5 ) ) + $whole );
		$answers[] = $look();
		return $answers;`
	);

	expect( mended ).toMatchObject( {
		enabled: true,
		fields: {
			name: 'first_name',
			last_name: 'last_name',
			avatar: true,
			email: false,
		},
		card: {
			enabled: true,
			find_in_crm: false,
			rows: [ { label: 'a', value: 'b' } ],
		},
		forget: true,
		delete_data: false,
		check: 'warning',
	} );
	expect( off ).toMatchObject( {
		enabled: false,
		roles: [ 'editor' ],
		check: 'error',
	} );
} );
