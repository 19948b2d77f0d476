/**
 * The secret and the hash: product contract, section 3.
 */
import vectors from '../vectors/hash.json';
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
				$hashes[] = KnownVisitor\\Secret::hash( $id, 'example.com', $recipe );
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
		`foreach ( array( '', '123456789012345', 'кириллица-пятна', '1234567890123456', 'кириллица-пятно!' ) as $secret ) {
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

test( 'a move to another address keeps the hash', async ( { site } ) => {
	const [ before, after ] = await inPhp< string[] >(
		site,
		`$hashes[] = $identity( 1 )['user']['hash'];
		foreach ( array( 'home', 'siteurl' ) as $name ) {
			add_filter( "option_$name", static fn () => 'https://www.example.org/new', 20 );
		}
		if ( 'https://www.example.org/new' !== home_url() ) { throw new Exception( 'The site did not move.' ); }
		$hashes[] = $identity( 1 )['user']['hash'];
		return $hashes;`
	);

	expect( before ).toMatch( /^[0-9a-f]{32}$/ );
	expect( after ).toBe( before );
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
