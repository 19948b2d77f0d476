/**
 * The secret and the hash: product contract, section 3.
 */
import vectors from '../vectors/hash.json';
import secrets from '../vectors/secret.json';
import { expect, test } from '../support/wordpress';
import { configure, hashOf, inPhp, SECRET } from './helpers';

test.beforeEach( ( { site } ) => site.reset() );

test( 'the hash of a visitor is the one of the vectors, by both recipes', async ( {
	site,
} ) => {
	const hashes = await inPhp(
		site,
		`foreach ( $args['vectors'] as $vector ) {
			$id = $vector['user_id'];
			if ( ! get_userdata( $id ) ) {
				$wpdb->insert( $wpdb->users, array( 'ID' => $id, 'user_login' => "user$id", 'user_nicename' => "user$id" ) );
			}
			update_option( 'known_visitor_secret', $vector['secret'] );
			foreach ( array( 'hmac', 'md5' ) as $recipe ) {
				$settings( array( 'recipe' => $recipe, 'site_address' => $vector['site_address'] ) );
				$hashes[ "$id by $recipe" ] = $identity( $id )['user']['hash'];
			}
		}
		return $hashes;`,
		{ vectors }
	);

	expect( hashes ).toEqual(
		Object.fromEntries(
			vectors.flatMap( ( { user_id: id, hmac, md5 } ) => [
				[ `${ id } by hmac`, hmac ],
				[ `${ id } by md5`, md5 ],
			] )
		)
	);
} );

test( 'nobody has a hash without an account', async ( { site } ) => {
	const answers = await inPhp(
		site,
		`add_filter( 'known_visitor_should_identify', '__return_true' );
		add_filter( 'known_visitor_hash', static fn () => str_repeat( 'a', 32 ) );
		foreach ( array( 'hmac', 'md5' ) as $recipe ) {
			foreach ( array( 0, -1 ) as $id ) {
				$hashes[] = KnownVisitor\\Identity\\Secret::hash( $id, 'example.com', $recipe );
			}
		}
		return array( 'hashes' => $hashes, 'identity' => $identity( 0 ) );`
	);

	expect( answers ).toEqual( { hashes: [ '', '', '', '' ], identity: null } );
} );

test( 'a secret of fewer than 16 characters identifies nobody', async ( {
	site,
} ) => {
	const identified = await inPhp< Record< string, boolean > >(
		site,
		`foreach ( array( '', '123456789012345', 'кириллица-пятна', '1234567890123456', 'кириллица-пятно!', str_repeat( ' ', 16 ), str_repeat( "\u{a0}", 16 ) ) as $secret ) {
			update_option( 'known_visitor_secret', $secret );
			$identified[ $secret ] = null !== $identity( 1 );
		}
		delete_option( 'known_visitor_secret' );
		$identified['none'] = null !== $identity( 1 );
		update_option( 'known_visitor_secret', 'a good one for the option, but' );
		putenv( 'KNOWN_VISITOR_SECRET=too short' );
		$identified['a short variable wins'] = null !== $identity( 1 );
		define( 'KNOWN_VISITOR_SECRET', 'short, too' );
		$identified['a short constant wins'] = null !== $identity( 1 );
		return $identified;`
	);

	expect( identified ).toEqual( {
		'': false,
		'123456789012345': false,
		'кириллица-пятна': false,
		'1234567890123456': true,
		'кириллица-пятно!': true,
		[ ' '.repeat( 16 ) ]: false,
		[ '\u00a0'.repeat( 16 ) ]: false,
		none: false,
		'a short variable wins': false,
		'a short constant wins': false,
	} );
} );

test( 'the constant wins over the variable, and the variable over the option', async ( {
	site,
} ) => {
	const look = `$found[] = array( $ask( 'GET', '/settings' )['data']['secret']['source'], $identity( 1 )['user']['hash'] );`;
	const found = await inPhp(
		site,
		`$settings( array( 'recipe' => 'md5', 'site_address' => 'example.com' ) );
		update_option( 'known_visitor_secret', 'the secret of the option' );
		${ look }
		putenv( 'KNOWN_VISITOR_SECRET=the secret of the variable' );
		${ look }
		define( 'KNOWN_VISITOR_SECRET', 'the secret of the constant' );
		${ look }
		return $found;`
	);

	const hash = ( secret: string ) =>
		hashOf( 'md5', 1, 'example.com', secret );
	expect( found ).toEqual( [
		[ 'option', hash( 'the secret of the option' ) ],
		[ 'environment', hash( 'the secret of the variable' ) ],
		[ 'constant', hash( 'the secret of the constant' ) ],
	] );
} );

test( 'a constant of wp-config.php identifies visitors', async ( { site } ) => {
	site.muPlugin(
		'constant',
		`define( 'KNOWN_VISITOR_SECRET', 'the secret of the constant' );`
	);
	await configure( site, { site_address: 'example.com' } );

	const html = await ( await site.get( '/', { as: 'admin' } ) ).text();

	expect( html ).toContain(
		hashOf( 'hmac', 1, 'example.com', 'the secret of the constant' )
	);
} );

test( 'white space at the ends of a constant or variable does not count', async ( {
	site,
} ) => {
	const found = await inPhp(
		site,
		`$settings( array( 'recipe' => 'md5', 'site_address' => 'example.com' ) );
		$look = static fn () => array( $ask( 'GET', '/settings' )['data']['secret']['source'], $identity( 1 )['user']['hash'] ?? null );
		putenv( "KNOWN_VISITOR_SECRET= \\r\\n\\t\\n " );
		$found[] = $look()[0];
		putenv( 'KNOWN_VISITOR_SECRET=' . str_repeat( "\u{a0}\u{2800}", 16 ) );
		$found[] = $look()[0];
		putenv( "KNOWN_VISITOR_SECRET=\\r\\n\\t the secret of the variable \\n" );
		$found[] = $look();
		define( 'KNOWN_VISITOR_SECRET', "  the secret of the constant\\r\\n" );
		$found[] = $look();
		return $found;`
	);

	const hash = ( secret: string ) =>
		hashOf( 'md5', 1, 'example.com', secret );
	expect( found ).toEqual( [
		'option',
		'option',
		[ 'environment', hash( 'the secret of the variable' ) ],
		[ 'constant', hash( 'the secret of the constant' ) ],
	] );
} );

test( 'a constant of blanks is none, and one that is not UTF-8 is one', async ( {
	site,
} ) => {
	const look = ( secret: string ) =>
		inPhp(
			site,
			`define( 'KNOWN_VISITOR_SECRET', ${ secret } );
			return array( $ask( 'GET', '/settings' )['data']['secret'], null !== $identity( 1 ) );`
		);
	const option = [ { source: 'option', strong: true }, true ];

	expect( await look( `str_repeat( ' ', 20 )` ) ).toEqual( option );
	expect( await look( `str_repeat( "\u{3164}", 20 )` ) ).toEqual( option );
	expect( await look( `str_repeat( "\xff\xfe", 16 )` ) ).toEqual( [
		{ source: 'constant', strong: false },
		true,
	] );
} );

test( 'a constant that is no text wins all the same: a whole number counts, anything else identifies nobody', async ( {
	site,
} ) => {
	const look = ( secret: string ) =>
		inPhp(
			site,
			`$settings( array( 'recipe' => 'md5', 'site_address' => 'example.com' ) );
			define( 'KNOWN_VISITOR_SECRET', ${ secret } );
			$status = array_column( $ask( 'GET', '/status' )['data'], 'state', 'id' );
			return array( $ask( 'GET', '/settings' )['data']['secret']['source'], $status['secret'], $identity( 1 )['user']['hash'] ?? null );`
		);

	expect( await look( '9073518264730195824' ) ).toEqual( [
		'constant',
		'ok',
		hashOf( 'md5', 1, 'example.com', '9073518264730195824' ),
	] );
	for ( const secret of [
		'12345',
		'12345678901234567890.5',
		'true',
		'array()',
		`array( 'secret' => '${ SECRET }' )`,
	] ) {
		expect( await look( secret ), secret ).toEqual( [
			'constant',
			'error',
			null,
		] );
	}
	// What getenv() and the like say where there is none.
	for ( const secret of [ 'false', 'null' ] ) {
		expect( await look( secret ), secret ).toEqual( [
			'option',
			'ok',
			expect.any( String ),
		] );
	}
} );

test( 'one that repeats itself, or counts, is weak', async ( { site } ) => {
	const all = [ ...secrets.weak, ...secrets.strong ];
	const found = await inPhp(
		site,
		`foreach ( $args['all'] as $secret ) {
			update_option( 'known_visitor_secret', $secret );
			$found[ $secret ] = $ask( 'GET', '/settings' )['data']['secret']['strong'];
		}
		return $found;`,
		{ all }
	);

	expect( found ).toEqual(
		Object.fromEntries(
			all.map( ( secret ) => [
				secret,
				secrets.strong.includes( secret ),
			] )
		)
	);
} );

test( 'a host without getenv() and mbstring is a host like others', async ( {
	site,
} ) => {
	const found = await inPhp< unknown[] >(
		site,
		`// PHP asks the namespace first: so these functions are as good as gone.
		foreach ( array( 'Identity', 'Lifecycle', 'Settings', 'Rest', 'Checks' ) as $room ) {
			eval( "namespace KnownVisitor\\\\$room;
				function function_exists( string \\$name ): bool { return ! str_starts_with( \\$name, 'mb_' ) && 'getenv' !== \\$name && \\\\function_exists( \\$name ); }
				function getenv() { throw new \\\\Error( 'Call to undefined function getenv()' ); }
				function mb_strtolower() { throw new \\\\Error( 'Call to undefined function mb_strtolower()' ); }" );
		}
		putenv( 'KNOWN_VISITOR_SECRET=the secret of the variable' );
		require_once ABSPATH . 'wp-admin/includes/admin.php';
		foreach ( array( 'known_visitor_secret', 'known_visitor_settings', 'known_visitor_site' ) as $name ) {
			delete_option( $name );
		}
		$_SERVER['HTTP_HOST'] = 'SHOP.example';
		add_filter( 'option_home', static fn () => 'https://SHOP.example', 20 );
		deactivate_plugins( 'known-visitor/plugin.php' );
		$result = activate_plugin( 'known-visitor/plugin.php' );
		$data   = $ask( 'GET', '/settings' )['data'];
		return array( $result, $data['secret']['source'], $data['site_address'], null !== $identity( 1 ), array_column( $ask( 'GET', '/status' )['data'], 'state' ) );`
	);

	expect( found ).toEqual( [
		null,
		'option',
		'shop.example',
		true,
		[ 'ok', 'ok', 'ok', 'ok', 'ok' ],
	] );
} );

test( 'code that reads the option gets the secret as it was typed', async ( {
	site,
} ) => {
	const read = await inPhp(
		site,
		`update_option( 'known_visitor_secret', $args['secret'] );
		$read[] = get_option( 'known_visitor_secret' );
		wp_cache_flush();
		$read[] = get_option( 'known_visitor_secret' );
		delete_option( 'known_visitor_secret' );
		add_option( 'known_visitor_secret', $args['secret'] );
		$read[] = get_option( 'known_visitor_secret' );
		$read[] = isset( wp_load_alloptions()['known_visitor_secret'] );
		return $read;`,
		{ secret: SECRET }
	);

	expect( read ).toEqual( [ SECRET, SECRET, SECRET, true ] );
} );

test( 'a secret that was put into the database plain is wrapped when an administrator looks, and by no visitor', async ( {
	site,
} ) => {
	const { states, after } = await inPhp< {
		readonly states: Record< string, unknown[] >;
		readonly after: boolean;
	} >(
		site,
		`$raw = static fn () => $wpdb->get_row( "SELECT option_value, autoload FROM $wpdb->options WHERE option_name = 'known_visitor_secret'", ARRAY_N );
		foreach ( array( 'on', 'off' ) as $autoload ) {
			$wpdb->update( $wpdb->options, array( 'option_value' => $args['secret'], 'autoload' => $autoload ), array( 'option_name' => 'known_visitor_secret' ) );
			wp_cache_flush();
			$hash = $identity( 1 )['user']['hash'] ?? null;
			$states[ $autoload ][] = $raw() === array( $args['secret'], $autoload ) ? 'left alone' : 'changed';
			KnownVisitor\\Lifecycle\\Installation::catch_up();
			$states[ $autoload ][] = is_array( unserialize( $raw()[0] ) ) && ! in_array( $args['secret'], $raw(), true ) ? $raw()[1] : 'plain';
			$states[ $autoload ][] = get_option( 'known_visitor_secret' );
			$states[ $autoload ][] = null !== $hash && $hash === $identity( 1 )['user']['hash'];
		}
		$queries = $wpdb->num_queries;
		KnownVisitor\\Lifecycle\\Installation::catch_up();
		return array( 'states' => $states, 'after' => $queries === $wpdb->num_queries );`,
		{ secret: SECRET }
	);

	expect( states ).toEqual( {
		on: [ 'left alone', 'on', SECRET, true ],
		off: [ 'left alone', 'on', SECRET, true ],
	} );
	expect( after ).toBe( true );
} );

/** Ways to store the secret; the first shows that the traps of the test below catch something. */
const WAYS = {
	control: `update_option( 'known_visitor_secret', $args['secret'] )`,
	typed: `$ask( 'POST', '/secret', wp_json_encode( array( 'secret' => $args['secret'] ) ) )`,
	'in the place of this one': `$ask( 'POST', '/secret', '{}' )`,
	wrapped: `KnownVisitor\\Lifecycle\\Installation::catch_up()`,
} as const;

for ( const [ way, store ] of Object.entries( WAYS ) ) {
	test( `no error, trace or log has the secret while it is stored: ${ way }`, async ( {
		site,
	} ) => {
		const traces = await inPhp< Record< string, unknown > >(
			site,
			`define( 'SAVEQUERIES', true );
			// As PHP has it without a php.ini.
			ini_set( 'zend.exception_ignore_args', '0' );
			ini_set( 'zend.exception_string_param_max_len', '15' );
			$wpdb->show_errors();
			$before = strlen( (string) wp_json_encode( $wpdb->queries ) );
			$plain  = static function () use ( $wpdb, $args ) {
				$wpdb->update( $wpdb->options, array( 'option_value' => $args['secret'] ), array( 'option_name' => 'known_visitor_secret' ) );
				$wpdb->queries = array();
				wp_cache_flush();
			};
			$traces = array();
			$report = static function () use ( &$traces ) {
				// As a handler of errors prints it into its log.
				$traces[] = ( new Exception() )->getTraceAsString();
			};
			$look = static function () use ( $wpdb, &$traces ) {
				global $EZSQL_ERROR;
				return array( $traces, $wpdb->queries, $wpdb->last_query, $wpdb->last_error, $EZSQL_ERROR );
			};
			$run = static function () use ( $ask, $args ) {
				ob_start();
				$answer = ${ store };
				return array( $answer, ob_get_clean() );
			};
			$is_typed = 'typed' === '${ way }';

			// It works, and others look on.
			$is_typed || $plain();
			add_action( 'update_option', $report );
			add_filter( 'query', static function ( $query ) use ( $report ) { $report(); return $query; } );
			$found['works']  = $run();
			$found['seen 1'] = $look();

			// The database refuses.
			$plain();
			$is_typed && update_option( 'known_visitor_secret', 'what was there before' );
			$wpdb->queries = $traces = array();
			$refuse = static fn ( $query ) => preg_match( '/^(UPDATE|INSERT)/', $query ) ? 'UPDATE nothing_' . $query : $query;
			add_filter( 'query', $refuse );
			$found['refused'] = $run();
			$found['seen 2']  = $look();
			remove_filter( 'query', $refuse );

			// Somebody's code ends in an exception that holds the query.
			$wpdb->queries = array();
			$throw = static function ( $query ) {
				if ( preg_match( '/^(UPDATE|INSERT)/', $query ) ) { throw new Exception( $query ); }
				return $query;
			};
			add_filter( 'query', $throw );
			try {
				$found['thrown'] = $run();
			} catch ( Exception $error ) {
				$found['thrown'] = array( $error->getMessage(), ob_get_clean() );
			}
			remove_filter( 'query', $throw );
			$found['seen 3'] = $look();
			$found['errors'] = $wpdb->suppress_errors;
			return $found;`,
			{ secret: SECRET }
		);
		const leaks = Object.entries( {
			...traces,
			log: site.debugLog(),
		} ).filter( ( [ , found ] ) =>
			SECRET.split( '-' ).some( ( part ) =>
				JSON.stringify( found ).includes( part )
			)
		);

		expect( traces[ 'errors' ] ).toBe( false );
		expect( leaks.map( ( [ name ] ) => name ) ).toEqual(
			way === 'control'
				? [ 'seen 1', 'refused', 'seen 2', 'thrown', 'seen 3', 'log' ]
				: []
		);
		if ( way === 'typed' ) {
			expect( traces ).toMatchObject( {
				works: [ { status: 200 }, '' ],
				refused: [ { status: 500 }, '' ],
				thrown: [ { status: 500 }, '' ],
			} );
		}
	} );
}

test( 'the secret is in nothing that WordPress answers', async ( { site } ) => {
	await configure( site, {}, SECRET );
	const inside = await inPhp< Record< string, string > >(
		site,
		`require_once ABSPATH . 'wp-admin/includes/admin.php';
		foreach ( array( 'export', 'class-wp-debug-data', 'class-wp-site-health' ) as $file ) {
			require_once ABSPATH . "wp-admin/includes/$file.php";
		}
		wp_set_current_user( 1 );
		ob_start();
		export_wp();
		$answers['export'] = ob_get_clean();
		$answers['debug report'] = WP_Debug_Data::format( WP_Debug_Data::debug_data(), 'debug' );
		foreach ( WP_Site_Health::get_tests()['direct'] as $name => $test ) {
			if ( str_starts_with( $name, 'known_visitor' ) ) {
				$answers["Site Health $name"] = wp_json_encode( $test['test']() );
			}
		}
		foreach ( apply_filters( 'wp_privacy_personal_data_exporters', array() ) as $name => $exporter ) {
			$answers["privacy export $name"] = wp_json_encode( call_user_func( $exporter['callback'], get_userdata( 1 )->user_email, 1 ) );
		}
		foreach ( array( 'GET /wp/v2/settings', 'GET /known-visitor/v1', 'GET /known-visitor/v1/settings', 'GET /known-visitor/v1/status', 'POST /known-visitor/v1/preview', 'POST /known-visitor/v1/settings' ) as $route ) {
			$response = rest_do_request( new WP_REST_Request( ...explode( ' ', $route ) ) );
			$answers[ $route ] = $response->get_status() . wp_json_encode( $response->get_data() );
		}
		$answers['refused'] = wp_json_encode( $ask( 'POST', '/settings', wp_json_encode( array( 'secret' => $args['secret'] ) ) ) );
		$answers['replaced'] = wp_json_encode( $ask( 'POST', '/secret', wp_json_encode( array( 'secret' => $args['secret'] ) ) ) );
		return $answers;`,
		{ secret: SECRET }
	);
	const answers = new Map( Object.entries( inside ) );
	for ( const path of [
		'/',
		'/wp-admin/options.php',
		'/wp-admin/options-general.php?page=known-visitor',
	] ) {
		const response = await site.get( path, { as: 'admin' } );
		expect( response.status(), path ).toBe( 200 );
		answers.set( path, await response.text() );
	}
	answers.set( 'debug log', site.debugLog() );

	expect( answers.get( '/wp-admin/options.php' ) ).toContain(
		'known_visitor_secret'
	);
	expect( answers.get( 'GET /known-visitor/v1/settings' ) ).toContain(
		'"source":"option","strong":true'
	);
	expect( answers.get( 'Site Health known_visitor_secret' ) ).toBeDefined();
	for ( const [ name, answer ] of answers ) {
		for ( const part of SECRET.split( '-' ) ) {
			expect( answer.includes( part ), name ).toBe( false );
		}
	}
} );

test( 'a request cannot bring its own secret, user or hash', async ( {
	site,
} ) => {
	await configure( site, { site_address: 'example.com' }, SECRET );
	const query = new URLSearchParams( {
		user_id: '7',
		user: '7',
		ID: '7',
		hash: 'a'.repeat( 32 ),
		known_visitor_secret: 'of the attacker’s own secret',
		KNOWN_VISITOR_SECRET: 'of the attacker’s own secret',
	} ).toString();

	const html = await (
		await site.get( `/?${ query }`, {
			as: 'admin',
			headers: { 'X-Known-Visitor': '7' },
		} )
	).text();

	expect( html ).toContain( hashOf( 'hmac', 1, 'example.com', SECRET ) );
} );
