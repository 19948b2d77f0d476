/**
 * A network of sites: product contract, section 13.
 */
import { request as playwrightRequest } from '@playwright/test';
import { expect, test } from '../support/wordpress';
import { inPhp, pageData } from './helpers';
import { becomeNetwork, NETWORK } from './network';

// A site of its own, since nothing turns a network back into a single site.
test.use( { siteOptions: { muPlugins: { 'network.php': '<?php' } } } );

test.beforeAll( ( { site } ) => becomeNetwork( site ) );

test( 'every site of a network has settings and a secret of its own, new ones too, and loses them unless its owner keeps them', async ( {
	site,
} ) => {
	const found = await inPhp< {
		readonly addresses: string[];
		readonly hosts: string[][];
		readonly secrets: string[];
		readonly left: boolean[][];
	} >(
		site,
		`${ NETWORK }
		$add( 'one' );
		$result = activate_plugin( $plugin, '', true );
		if ( is_wp_error( $result ) ) { throw new Exception( $result->get_error_message() ); }
		$add( 'two' );
		$addresses = $on_each( array( KnownVisitor\\Identity\\Site::class, 'address' ) );
		$hosts     = $on_each( array( KnownVisitor\\Identity\\Site::class, 'hosts' ) );
		$secrets   = $on_each( static fn () => (string) get_option( 'known_visitor_secret' ) );
		switch_to_blog( 2 );
		update_option( 'known_visitor_settings', array( 'delete_data' => false ) + get_option( 'known_visitor_settings' ) );
		restore_current_blog();
		$on_each( static fn () => set_transient( 'known_visitor_home', array( 1 => array() ), 60 ) );
		deactivate_plugins( $plugin, true, true );
		uninstall_plugin( $plugin );
		return array(
			'addresses' => $addresses,
			'hosts'     => $hosts,
			'secrets'   => $secrets,
			'left'      => $on_each( static fn () => array( false !== get_option( 'known_visitor_settings' ), false !== get_option( 'known_visitor_secret' ), false !== get_option( 'known_visitor_site' ), false !== get_transient( 'known_visitor_home' ) ) ),
		);`
	);

	expect( found.addresses ).toEqual( [
		expect.stringMatching( /^127\.0\.0\.1$/ ),
		'127.0.0.1/one',
		'127.0.0.1/two',
	] );
	const host = site.url.replace( 'http://', '' );
	expect( found.hosts ).toEqual( [
		[ host ],
		[ `${ host }/one` ],
		[ `${ host }/two` ],
	] );
	expect( found.secrets ).toEqual(
		found.secrets.map( () => expect.stringMatching( /^[0-9a-f]{64}$/ ) )
	);
	expect( new Set( found.secrets ).size ).toBe( 3 );
	expect( found.left ).toEqual( [
		[ false, false, false, false ],
		[ true, true, true, true ],
		[ false, false, false, false ],
	] );
} );

test( 'where code sets one secret for all sites, a site’s administrator cannot make another site’s hashes', async ( {
	site,
} ) => {
	const look = `
		$answers[] = array_map( static fn ( $changes ) => $ask( 'POST', '/settings', $changes, $chief ), $args['changes'] );
		$answers[] = $ask( 'POST', '/preview', '{"settings":{"site_address":"a.example"}}', $chief );
		$answers[] = $ask( 'GET', '/settings', '', $chief )['data']['locked'] ?? null;`;
	const { alone, shared, network, others } = await inPhp<
		Record< string, readonly unknown[] >
	>(
		site,
		`${ NETWORK }
		activate_plugin( $plugin, '', true );
		$id = $add( 'three' );
		grant_super_admin( 1 );
		$chief = $add_user( array( 'user_login' => 'chief' ) );
		add_user_to_blog( $id, $chief, 'administrator' );
		switch_to_blog( $id );
		KnownVisitor\\Identity\\Site::begin();
		$answers = array();
		${ look }
		$found['alone'] = $answers;

		$ask( 'POST', '/settings', '{"site_address":"three.example","recipe":"hmac"}' );
		putenv( 'KNOWN_VISITOR_SECRET=one secret for all of the sites' );
		$answers = array( $ask( 'GET', '/settings', '', $chief )['data'] );
		${ look }
		$answers[] = $ask( 'GET', '/settings', '', $chief )['data']['site_address'];
		$found['shared'] = $answers;
		$found['others'] = array( $ask( 'POST', '/settings', '{"forget":false}', $chief ), $ask( 'POST', '/hosts', '{"decision":"same"}', $chief ), $ask( 'POST', '/hosts', '{"decision":"copy"}', $chief ) );

		$chief   = 1;
		$answers = array();
		${ look }
		$found['network'] = $answers;
		return $found;`,
		{
			changes: [
				'{"site_address":"3ms.example"}',
				'{"recipe":"md5"}',
				'{"enabled":true,"recipe":"md5","site_address":"a.example"}',
			],
		}
	);
	const refused = ( ...names: string[] ) => ( {
		status: 400,
		data: {
			data: {
				params: Object.fromEntries(
					names.map( ( name ) => [
						name,
						expect.stringContaining(
							'administrator of the network'
						),
					] )
				),
			},
		},
	} );
	const done = { status: 200 };
	const nobodyElse = [ [ done, done, done ], { status: 200 }, null ];

	expect( alone ).toMatchObject( nobodyElse );
	expect( network ).toMatchObject( nobodyElse );
	expect( shared ).toMatchObject( [
		{ secret: { source: 'environment' } },
		[
			refused( 'site_address' ),
			refused( 'recipe' ),
			refused( 'recipe', 'site_address' ),
		],
		refused( 'site_address' ),
		[ 'recipe', 'site_address' ],
		'three.example',
	] );
	expect( others ).toMatchObject( [ done, done, { status: 409 } ] );
} );

test( 'each site has a status of its own, and asks its own home page', async ( {
	site,
} ) => {
	const { asked, states, others } = await inPhp< {
		readonly asked: string[];
		readonly states: ( string | undefined )[];
		readonly others: ( string | null )[];
	} >(
		site,
		`${ NETWORK }
		activate_plugin( $plugin, '', true );
		$id = $add( 'four' );
		grant_super_admin( 1 );
		wp_set_current_user( 1 );
		$_COOKIE[ LOGGED_IN_COOKIE ] = 'admin|1|a b';
		add_filter( 'pre_http_request', static function ( $answer, $args, $url ) use ( &$asked ) {
			$asked[] = $url;
			return array( 'response' => array( 'code' => 200 ), 'headers' => array(), 'body' => '<script src="https://cdn.bitrix24.com/b1/crm/site_button/loader_1_a.js"></script>' );
		}, 10, 3 );
		$chat = static fn ( $is_fresh ) => array_column( KnownVisitor\\Checks\\Checks::run( $is_fresh ), 'state', 'id' )['chat'] ?? null;
		switch_to_blog( $id );
		$states = array( $chat( true ), $chat( false ) );
		restore_current_blog();
		$others = array( $chat( false ) );
		return compact( 'asked', 'states', 'others' );`
	);

	expect( [ ...new Set( asked ) ] ).toEqual( [ `${ site.url }/four/` ] );
	// The page in this answer holds no identity.
	expect( states ).toEqual( [ 'error', 'error' ] );
	expect( others ).toEqual( [ null ] );
} );

test( 'a site in a folder leaves the mark of the site above it alone, and tells it who signs in or out', async ( {
	site,
} ) => {
	await inPhp(
		site,
		`${ NETWORK }
		activate_plugin( $plugin, '', true );
		$add( 'five' );
		$add_user( array( 'user_login' => 'ann' ) );
		return true;`
	);
	const context = await playwrightRequest.newContext();
	/** The cookies by their paths. */
	const marks = async () =>
		Object.fromEntries(
			( await context.storageState() ).cookies
				.filter( ( { name } ) => name === 'known_visitor' )
				.map( ( { path, value } ) => [ path, value ] )
		);
	const markOn = async ( path: string ) =>
		pageData( await ( await context.get( site.url + path ) ).text() )?.mark;

	await site.signIn( context, 'ann', 'password' );
	const above = await markOn( '/' );
	expect( await marks() ).toEqual( { '/': above } );

	// Somebody who looks at the site in the folder is still signed in above it.
	const below = await markOn( '/five/' );
	expect( below ).not.toBe( above );
	expect( await marks() ).toEqual( { '/': above, '/five/': below } );

	// Who signs in below is known above, too, where a cached page asks only if somebody is signed in.
	site.muPlugin(
		'sign-in',
		`add_action( 'init', static function () {
			if ( isset( $_GET['sign_in'] ) ) { wp_set_auth_cookie( 1 ); exit; }
		} );`
	);
	await context.get( `${ site.url }/five/?sign_in=1` );
	const admins = await markOn( '/five/' );
	expect( await marks() ).toEqual( { '/': admins, '/five/': admins } );

	await site.signOut( context );
	expect( ( await marks() )[ '/' ] ).toBe( '0' );
	await context.dispose();
} );

test( 'where the sites share the cookie, as those in subdomains do, a visitor has one mark on all of them, and is no other visitor on the next one', async ( {
	site,
} ) => {
	site.muPlugin( 'shared', `define( 'COOKIE_DOMAIN', '.example.test' );` );
	const { zoes, bobs, cookies } = await inPhp<
		Record<
			'zoes' | 'bobs',
			{ mark: string; user: { hash: string } }[]
		> & {
			readonly cookies: string[];
		}
	>(
		site,
		`${ NETWORK }
		activate_plugin( $plugin, '', true );
		$add( 'six' );
		$zoe = $add_user( array( 'user_login' => 'zoe' ) );
		$bob = $add_user( array( 'user_login' => 'bob' ) );
		return array(
			'zoes'   => $on_each( static fn () => $identity( $zoe ) ),
			'bobs'    => $on_each( static fn () => $identity( $bob ) ),
			'cookies' => $on_each( static fn () => KnownVisitor\\Identity\\Mark_Cookie::value_for( get_userdata( $zoe ) ) ),
		);`
	);
	const [ mark = '' ] = cookies;

	expect( mark ).toMatch( /^[0-9a-f]{8}$/ );
	expect( cookies.length ).toBeGreaterThan( 1 );
	expect( new Set( cookies ).size ).toBe( 1 );
	expect( zoes.map( ( data ) => data.mark ) ).toEqual( cookies );
	expect( new Set( zoes.map( ( { user } ) => user.hash ) ).size ).toBe(
		zoes.length
	);
	expect( bobs[ 0 ]?.mark ).not.toBe( mark );
	expect( bobs[ 1 ]?.mark ).toBe( bobs[ 0 ]?.mark );
	site.muPlugin( 'shared', '' );
} );

test( 'a page that other code makes another site’s, and does not give back, is no place for that site’s identity', async ( {
	site,
} ) => {
	const found = await inPhp< {
		readonly hosts: string[];
		readonly here: unknown;
		readonly there: { user: { hash: string } };
	} >(
		site,
		`${ NETWORK }
		activate_plugin( $plugin, '', true );
		switch_to_blog( wp_insert_site( array( 'domain' => 'seven.example', 'path' => '/', 'title' => 'seven', 'user_id' => 1 ) ) );
		$hosts = KnownVisitor\\Identity\\Site::hosts();
		$here  = $identity( 1 );
		$_SERVER['HTTP_HOST'] = 'seven.example';
		return array( 'hosts' => $hosts, 'here' => $here, 'there' => $identity( 1 ) );`
	);

	expect( found.hosts ).toEqual( [ 'seven.example' ] );
	expect( found.here ).toBeNull();
	expect( found.there.user.hash ).toMatch( /^[0-9a-f]{32}$/ );
} );

test( 'activated for the network, or as a must-use plugin, it speaks the site’s language', async ( {
	site,
} ) => {
	const say = ( after = '' ) =>
		inPhp< string >(
			site,
			`add_filter( 'determine_locale', static fn () => 'de_DE' );
			$said = __( 'The secret of the chat is strong.', 'known-visitor' );
			${ after }
			return $said;`
		);
	await inPhp(
		site,
		`${ NETWORK } activate_plugin( $plugin, '', true ); return true;`
	);
	const ofNetwork = await say(
		`require_once ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins( 'known-visitor/plugin.php', true, true );`
	);
	site.muPlugin(
		'loader',
		`require WP_PLUGIN_DIR . '/known-visitor/plugin.php';`
	);
	const asMustUse = await say();
	site.muPlugin( 'loader', '' );

	expect( [ ofNetwork, asMustUse ] ).toEqual( [
		'Das Geheimnis des Chats ist stark.',
		'Das Geheimnis des Chats ist stark.',
	] );
} );
