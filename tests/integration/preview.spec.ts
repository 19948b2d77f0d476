/**
 * The preview and the checks over REST: product contract, section 11.
 */
import { expect, test } from '../support/wordpress';
import {
	askInTurn,
	inPhp,
	type Answer,
	type PageData,
	type Refusal,
} from './helpers';

test.beforeEach( ( { site } ) => site.reset() );

/** The tokens of section 5 that WordPress knows. */
const TOKENS =
	'user_id user_login first_name last_name full_name display_name nickname email role registered locale site_name site_url profile_url'.split(
		' '
	);

test( 'the preview is the very data that the visitor’s page has, with the mark for the hash and all tokens', async ( {
	site,
} ) => {
	const { ann, mine, page, preview } = await inPhp< {
		readonly ann: number;
		readonly mine: Answer< PageData >;
		readonly page: PageData;
		readonly preview: Answer< PageData >;
	} >(
		site,
		`$ann = $add_user( array( 'user_login' => 'ann', 'first_name' => 'Ann', 'last_name' => 'Young' ), array( 'phone' => '123' ) );
		$settings( array( 'meta_keys' => array( 'phone', 'city' ), 'card' => array( 'enabled' => true, 'find_in_crm' => true, 'rows' => array( array( 'label' => 'Phone', 'value' => '{meta:phone}' ) ) ) ) );
		add_filter( 'known_visitor_tokens', static fn ( $values ) => $values + array( 'points' => '[b]7' ) );
		return array(
			'ann'     => $ann,
			'mine'    => $ask( 'POST', '/preview' ),
			'page'    => $identity( $ann ),
			'preview' => $ask( 'POST', '/preview', wp_json_encode( array( 'user' => $ann ) ) ),
		);`
	);

	const { tokens, ...rest } = preview.data;
	const { tokens: onPage, ...restOfPage } = page;
	expect( preview.status ).toBe( 200 );
	expect( rest ).toEqual( {
		...restOfPage,
		user: { ...page.user, hash: page.mark },
	} );
	expect( tokens ).toMatchObject( onPage );
	expect( Object.keys( tokens ).sort() ).toEqual(
		[ ...TOKENS, 'meta:phone', 'meta:city', 'points' ].sort()
	);
	expect( tokens ).toMatchObject( {
		'meta:phone': '123',
		'meta:city': '',
		points: '[b]7',
	} );
	expect( rest.card ).toHaveLength( 2 );
	expect( page.user.hash ).toMatch( /^[0-9a-f]{32}$/ );
	expect( JSON.stringify( preview ) ).not.toContain( page.user.hash );
	expect( tokens[ 'user_id' ] ).toBe( String( ann ) );
	expect( mine.data.tokens[ 'user_id' ] ).toBe( '1' );
} );

test( 'the preview takes settings that are not saved, and saves none', async ( {
	site,
} ) => {
	const [ preview, after ] = await askInTurn< Record< string, unknown > >(
		site,
		[
			[
				'POST',
				'/preview',
				{
					settings: {
						first_message: 'Hi {nickname}',
						site_address: 'other.example',
						fields: {
							name: 'nickname',
							last_name: 'none',
							avatar: false,
							email: false,
							www: false,
							position: true,
						},
					},
				},
			],
			[ 'GET', '/settings' ],
		]
	);

	expect( preview?.data ).toMatchObject( {
		message: 'Hi {nickname}',
		tokens: { nickname: 'admin' },
		user: { name: 'admin', position: 'Administrator' },
	} );
	expect( preview?.data[ 'user' ] ).not.toHaveProperty( 'email' );
	expect( after?.data ).toMatchObject( {
		enabled: true,
		first_message: expect.stringContaining( 'Client code' ),
	} );
	expect( after?.data[ 'site_address' ] ).not.toBe( 'other.example' );
} );

test( 'the preview says why nobody is identified, as the page decides it', async ( {
	site,
} ) => {
	const found = await inPhp< Record< string, unknown > >(
		site,
		`$home   = home_url( '/' );
		$post   = static fn ( $content ) => get_permalink( wp_insert_post( array( 'post_title' => 'P', 'post_content' => $content, 'post_status' => 'publish', 'post_type' => 'page', 'post_author' => 1 ) ) );
		$no     = $post( '[known_visitor enabled="no"]' );
		$yes    = $post( '[known_visitor enabled="yes"]Mine: {default}[/known_visitor]' );
		$look   = static function ( array $body ) use ( $ask ) {
			$data = $ask( 'POST', '/preview', wp_json_encode( $body ) )['data'];
			return $data['reason'] ?? $data['message'];
		};
		$only   = array( 'paths' => array( 'mode' => 'only', 'list' => array( '/shop/*' ) ), 'first_message' => 'Hi' );
		$found  = array(
			'as it is'          => $look( array( 'settings' => array( 'first_message' => 'Hi' ) ) ),
			'switched off'      => $look( array( 'settings' => array( 'enabled' => false ) ) ),
			'another role'      => $look( array( 'settings' => array( 'roles' => array( 'editor' ) ) ) ),
			'not on the list'   => $look( array( 'url' => $home, 'settings' => $only ) ),
			'on the list'       => $look( array( 'url' => $home . 'shop/x/?a=b', 'settings' => $only ) ),
			'a page says no'    => $look( array( 'url' => $no ) ),
			'a page says yes'   => $look( array( 'url' => $yes, 'settings' => $only ) ),
			'https for http'    => $look( array( 'url' => str_replace( 'http://', 'https://', $yes ), 'settings' => $only ) ),
		);
		update_option( 'show_on_front', 'page' );
		update_option( 'page_on_front', url_to_postid( $yes ) );
		update_option( 'page_for_posts', url_to_postid( $no ) );
		$found['the page that lists the posts says no'] = $look( array( 'url' => $no ) );
		$found['a later page of it'] = $look( array( 'url' => $no . 'page/2/' ) );
		update_option( 'show_on_front', 'posts' );
		add_filter( 'known_visitor_first_message', static fn ( $template, $user ) => $template . wp_get_current_user()->ID . get_locale(), 10, 2 );
		$found['a filter of the message'] = $look( array( 'settings' => array( 'first_message' => 'Hi' ) ) );
		add_filter( 'known_visitor_should_identify', '__return_false' );
		$found['a filter says no'] = $look( array() );
		remove_filter( 'known_visitor_should_identify', '__return_false' );
		add_filter( 'known_visitor_should_identify', '__return_true' );
		$found['a filter says yes to a role']            = $look( array( 'settings' => array( 'roles' => array( 'editor' ), 'first_message' => 'Hi' ) ) );
		$found['a filter says yes where a page says no'] = $look( array( 'url' => $no ) );
		$found['a filter says yes, switched off']        = $look( array( 'settings' => array( 'enabled' => false ) ) );
		remove_filter( 'known_visitor_should_identify', '__return_true' );
		add_filter( 'known_visitor_user_fields', static function () { throw new Exception( 'secret words' ); } );
		$found['a filter throws'] = $look( array() );
		remove_all_filters( 'known_visitor_user_fields' );
		delete_option( 'known_visitor_secret' );
		$found['no secret'] = $look( array() );
		$ask( 'POST', '/secret' );
		$_SERVER['HTTP_HOST'] = 'copy.example';
		$found['a copy'] = $look( array() );
		$found['who asked'] = get_current_user_id();
		return $found;`
	);

	expect( found ).toEqual( {
		'as it is': 'Hi',
		'switched off': 'off',
		'another role': 'role',
		'not on the list': 'path',
		'on the list': 'Hi',
		'a page says no': 'page',
		'a page says yes': 'Mine: Hi',
		'https for http': 'Mine: Hi',
		'the page that lists the posts says no': 'page',
		'a later page of it': 'page',
		'a filter of the message': 'Hi1en_US',
		'a filter says no': 'filter',
		'a filter says yes to a role': 'Hi1en_US',
		'a filter says yes where a page says no': 'page',
		'a filter says yes, switched off': 'off',
		'a filter throws': 'filter',
		'no secret': 'secret',
		'a copy': 'copy',
		'who asked': 1,
	} );
} );

test( 'the preview looks as the visitor would: filters find who is signed in there', async ( {
	site,
} ) => {
	const [ message, caller ] = await inPhp< [ string, number ] >(
		site,
		`$ann = $add_user( array( 'user_login' => 'ann' ) );
		add_filter( 'known_visitor_first_message', static fn () => wp_get_current_user()->user_login );
		$message = $ask( 'POST', '/preview', wp_json_encode( array( 'user' => $ann ) ) )['data']['message'];
		return array( $message, get_current_user_id() );`
	);

	expect( message ).toBe( 'ann' );
	expect( caller ).toBe( 1 );
} );

test( 'the preview refuses strangers, other sites, wrong settings and unknown names', async ( {
	site,
} ) => {
	const bodies = [
		[ { user: 999_999 }, 'user' ],
		[ { user: 0 }, 'user' ],
		[ { user: -1 }, 'user' ],
		[ { user: 'admin' }, 'user' ],
		[ { user: [ 1 ] }, 'user' ],
		[ { user: 1.5 }, 'user' ],
		[ { user: null }, 'user' ],
		[ { url: null }, 'url' ],
		[ { settings: null }, 'settings' ],
		[ { settings: [ 'enabled' ] }, 'settings' ],
		[ { url: 'https://other.example/' }, 'url' ],
		[ { url: `${ site.url }.evil.example/` }, 'url' ],
		[ { url: `http://a@evil.example/?${ site.url }/` }, 'url' ],
		[ { url: '/shop/' }, 'url' ],
		...[
			'/wp-admin/',
			'/wp-admin/edit.php?a=b',
			'/wp-login.php',
			'/wp-json/wp/v2/posts',
			'/?rest_route=/wp/v2/posts',
			'/feed/',
			'/comments/feed/atom/',
			'/?feed=rss2',
			'/hello-world/embed/',
		].map( ( path ) => [ { url: site.url + path }, 'url' ] as const ),
		[ { url: '' }, 'url' ],
		[ { url: 'javascript:alert(1)' }, 'url' ],
		[ { url: [ site.url ] }, 'url' ],
		[ { settings: { recipe: 'x' } }, 'recipe' ],
		[ { settings: { color: 'red' } }, 'color' ],
		[ { settings: 'x' }, 'settings' ],
		[ { hash: 'x' }, 'hash' ],
	] as const;
	const answers = await askInTurn< Refusal >(
		site,
		bodies.map( ( [ body ] ) => [ 'POST', '/preview', body ] as const )
	);

	for ( const [ index, [ body, name ] ] of bodies.entries() ) {
		const said = JSON.stringify( body );
		expect.soft( answers[ index ]?.status, said ).toBe( 400 );
		expect
			.soft(
				Object.keys( answers[ index ]?.data.data.params ?? {} ),
				said
			)
			.toEqual( [ name ] );
	}
} );

test( 'somebody who may manage options but not edit users sees nobody else', async ( {
	site,
} ) => {
	const statuses = await inPhp(
		site,
		`add_role( 'owner', 'Owner', array( 'read' => true, 'manage_options' => true ) );
		$owner = $add_user( array( 'user_login' => 'owner', 'role' => 'owner' ) );
		return array( $ask( 'POST', '/preview', '{"user":1}', $owner )['status'], $ask( 'POST', '/preview', '', $owner )['status'] );`
	);

	expect( statuses ).toEqual( [ 400, 200 ] );
} );

interface ListedPage {
	readonly url: string;
	readonly title: string;
	readonly enabled: boolean | null;
	readonly message: boolean;
}

test( 'the pages to look at are listed, each with what it says itself', async ( {
	site,
} ) => {
	const found = await inPhp< {
		readonly all: Answer< ListedPage[] >;
		readonly some: Answer< ListedPage[] >;
		readonly front: Answer< ListedPage[] >;
		readonly refused: number[];
	} >(
		site,
		`foreach ( get_posts( array( 'post_type' => array( 'post', 'page' ), 'post_status' => 'any', 'numberposts' => -1 ) ) as $old ) {
			wp_delete_post( $old->ID, true );
		}
		$visitor = $add_user( array( 'user_login' => 'ann', 'role' => 'subscriber' ) );
		$post    = static fn ( $title, $content, array $more = array() ) => wp_insert_post( wp_slash( $more + array( 'post_title' => $title, 'post_content' => $content, 'post_status' => 'publish', 'post_type' => 'page', 'post_author' => 1, 'post_date' => '2026-01-01 00:00:00' ) ) );
		$pattern = $post( 'Pattern', '[known_visitor enabled="no"]', array( 'post_type' => 'wp_block' ) );
		$post( 'Plain', 'Nothing' );
		$post( 'No <b>&amp;</b>', '[known_visitor enabled="no"]' );
		$post( 'Own', '[known_visitor]Mine[/known_visitor]' );
		$post( 'Always', '[known_visitor enabled="yes"]Mine[/known_visitor]' );
		$post( 'By pattern', '<!-- wp:block {"ref":' . $pattern . '} /-->' );
		$post( 'By a visitor', '[known_visitor enabled="no"]', array( 'post_author' => $visitor ) );
		$post( 'Draft', '[known_visitor enabled="no"]', array( 'post_status' => 'draft' ) );
		$all   = $ask( 'GET', '/preview/pages' );
		$some  = $ask_get( '/preview/pages', array( 'search' => 'plain' ) );
		$front = $post( 'Front', '[known_visitor enabled="no"]' );
		update_option( 'show_on_front', 'page' );
		update_option( 'page_on_front', $front );
		return array(
			'all'     => $all,
			'some'    => $some,
			'front'   => $ask( 'GET', '/preview/pages' ),
			'refused' => array( $ask( 'GET', '/preview/pages', '', 0 )['status'], $ask( 'GET', '/preview/pages', '', $visitor )['status'], $ask_get( '/preview/pages', array( 'search' => array( 'x' ) ) )['status'] ),
		);`
	);

	const brief = ( { data }: Answer< ListedPage[] > ) =>
		data.map( ( { title, enabled, message } ) => [
			title,
			enabled,
			message,
		] );
	const listed = brief( found.all );
	expect( listed[ 0 ] ).toEqual( [ 'Known Visitor', null, false ] );
	expect( found.all.data[ 0 ]?.url ).toBe( `${ site.url }/` );
	expect(
		listed
			.slice( 1 )
			.sort( ( [ one ], [ other ] ) =>
				String( one ) < String( other ) ? -1 : 1
			)
	).toEqual( [
		[ 'Always', true, true ],
		[ 'By a visitor', null, false ],
		[ 'By pattern', false, false ],
		[ 'No &', false, false ],
		[ 'Own', null, true ],
		[ 'Plain', null, false ],
	] );
	expect( brief( found.some ) ).toEqual( [
		listed[ 0 ],
		[ 'Plain', null, false ],
	] );
	// The home page is listed once, also where it is a page of its own.
	expect( found.front.data ).toHaveLength( 7 );
	expect( found.front.data[ 0 ] ).toMatchObject( { enabled: false } );
	expect( found.refused ).toEqual( [ 401, 403, 400 ] );
} );

test( 'more pages with words of their own cost no more queries', async ( {
	site,
} ) => {
	const { queries, counts } = await inPhp< {
		readonly queries: number[];
		readonly counts: number[];
	} >(
		site,
		`foreach ( get_posts( array( 'post_type' => array( 'post', 'page' ), 'post_status' => 'any', 'numberposts' => -1 ) ) as $old ) {
			wp_delete_post( $old->ID, true );
		}
		$make = static function ( int $from, int $to ) use ( $add_user ) {
			foreach ( range( $from, $to ) as $i ) {
				$author  = $add_user( array( 'user_login' => "author$i", 'role' => 'author' ) );
				$pattern = wp_insert_post( array( 'post_title' => 'Pattern', 'post_type' => 'wp_block', 'post_status' => 'publish', 'post_author' => $author, 'post_content' => '[known_visitor enabled="no"]' ) );
				wp_insert_post( array( 'post_title' => "Page $i", 'post_status' => 'publish', 'post_type' => 'page', 'post_author' => $author, 'post_content' => '[known_visitor]Mine[/known_visitor]<!-- wp:block {"ref":' . $pattern . '} /-->' ) );
			}
		};
		$count = static function () use ( $ask, $wpdb, &$counts ) {
			wp_cache_flush();
			wp_set_current_user( 0 );
			get_userdata( 1 );
			wp_load_alloptions();
			$before   = $wpdb->num_queries;
			$counts[] = count( $ask( 'GET', '/preview/pages' )['data'] );
			return $wpdb->num_queries - $before;
		};
		$make( 1, 2 );
		$count();
		$few = $count();
		$make( 3, 12 );
		return array( 'queries' => array( $few, $count() ), 'counts' => $counts );`
	);

	expect( counts ).toEqual( [ 3, 3, 11 ] );
	expect( queries[ 1 ] ).toBe( queries[ 0 ] );
} );

interface Meta {
	readonly key: string;
	readonly value: string;
}

test( 'the user meta of a user can be picked from: what is text, may be sent and is not WordPress’s own', async ( {
	site,
} ) => {
	const found = await inPhp<
		Record< 'ann' | 'mine' | 'none' | 'many', Answer< Meta[] > >
	>(
		site,
		`$ann = $add_user(
			array( 'user_login' => 'ann', 'first_name' => 'Ann' ),
			array(
				'customer_number' => 'C-12',
				'Billing_phone'   => '123',
				'_stripe_id'      => 'cus_1',
				'empty'           => '',
				'zero'            => 0,
				'markup'          => "<b onclick='x'>Tom &amp; Ann\n[b]",
				'long'            => str_repeat( 'ä', 5000 ),
				'a list'          => array( 'x' ),
				'an object'       => new stdClass(),
				'key}with|braces' => 'x',
				'reset_token'     => 'secret',
				'api_key'         => 'secret',
				'user_pass_'      => 'secret',
				'wp_user-settings' => 'a=b',
				'metaboxhidden_page' => 'x',
			)
		);
		$meta = static fn ( $user ) => $ask_get( "/preview/meta", array( 'user' => $user ) );
		$found = array( 'ann' => $meta( $ann ), 'mine' => $ask( 'GET', '/preview/meta' ), 'none' => $meta( $add_user( array( 'user_login' => 'bob' ) ) ) );
		foreach ( range( 1, 1000 ) as $i ) {
			add_user_meta( $ann, 'points_' . $i, $i );
		}
		return $found + array( 'many' => $meta( $ann ) );`
	);

	expect( found.ann.status ).toBe( 200 );
	expect( found.ann.data ).toEqual( [
		{ key: 'Billing_phone', value: '123' },
		{ key: 'customer_number', value: 'C-12' },
		{ key: 'empty', value: '' },
		{ key: 'long', value: `${ 'ä'.repeat( 99 ) }…` },
		{ key: 'markup', value: "<b onclick='x'>Tom & Ann [b]" },
		{ key: 'zero', value: '0' },
		// What plugins keep for themselves comes last.
		{ key: '_stripe_id', value: 'cus_1' },
	] );
	expect( found.mine.status ).toBe( 200 );
	expect( found.none.data ).toEqual( [] );
	expect( found.many.data ).toHaveLength( 500 );
	expect( found.many.data[ 5 ]?.key ).toBe( 'points_1' );
} );

test( 'the user meta of somebody whom the caller may not edit stays where it is', async ( {
	site,
} ) => {
	const answers = await inPhp< Answer[] >(
		site,
		`add_role( 'owner', 'Owner', array( 'read' => true, 'manage_options' => true ) );
		add_role( 'helper', 'Helper', array( 'read' => true, 'edit_users' => true, 'list_users' => true ) );
		$owner  = $add_user( array( 'user_login' => 'owner', 'role' => 'owner' ), array( 'phone' => '1' ) );
		$helper = $add_user( array( 'user_login' => 'helper', 'role' => 'helper' ) );
		$meta   = static fn ( $who, $user ) => $ask_get( '/preview/meta', array( 'user' => $user ), $who );
		return array( $meta( $owner, 1 ), $meta( $owner, $owner ), $meta( $helper, $owner ), $meta( 0, 1 ), $meta( 1, 999999 ), $meta( 1, 'x' ), $meta( 1, array( 1 ) ) );`
	);

	expect( answers.map( ( { status } ) => status ) ).toEqual( [
		400, 200, 403, 401, 400, 400, 400,
	] );
	expect( answers[ 1 ]?.data ).toEqual( [ { key: 'phone', value: '1' } ] );
	expect( answers[ 0 ]?.data ).toMatchObject( {
		data: { params: { user: expect.stringContaining( 'may edit' ) } },
	} );
} );

interface Check {
	readonly id: string;
	readonly state: string;
	readonly message: string;
}

test( 'the checks tell what keeps visitors from being identified', async ( {
	site,
} ) => {
	const { states, checks, health } = await inPhp< {
		readonly states: Record< string, Record< string, string > >;
		readonly checks: Check[];
		readonly health: Record< string, Record< string, string > >;
	} >(
		site,
		`require_once ABSPATH . 'wp-admin/includes/admin.php';
		require_once ABSPATH . 'wp-admin/includes/class-wp-site-health.php';
		$look = static function ( string $case ) use ( $ask, &$states, &$health, &$checks ) {
			$checks          = $checks ?? $ask( 'GET', '/status' )['data'];
			$states[ $case ] = array_column( $ask( 'GET', '/status' )['data'], 'state', 'id' );
			foreach ( WP_Site_Health::get_tests()['direct'] as $name => $test ) {
				if ( str_starts_with( $name, 'known_visitor_' ) ) {
					$result = $test['test']();
					$health[ $case ][ $result['test'] ] = $result['status'];
				}
			}
		};
		$look( 'all is well' );
		update_option( 'known_visitor_secret', 'aaaaaaaaaaaaaaaaaaaa' );
		$look( 'weak secret' );
		update_option( 'known_visitor_secret', 'too short' );
		$look( 'short secret' );
		delete_option( 'known_visitor_secret' );
		$look( 'no secret' );
		$ask( 'POST', '/secret' );
		add_filter( 'known_visitor_hash', '__return_empty_string' );
		$look( 'bad filter' );
		return array( 'states' => $states, 'checks' => $checks, 'health' => $health );`
	);

	const pick = (
		all: Record< string, Record< string, string > >,
		prefix = ''
	) =>
		Object.fromEntries(
			Object.entries( all ).map( ( [ name, found ] ) => [
				name,
				[ found[ `${ prefix }secret` ], found[ `${ prefix }hash` ] ],
			] )
		);
	expect( pick( states ) ).toEqual( {
		'all is well': [ 'ok', 'ok' ],
		'weak secret': [ 'warning', 'ok' ],
		'short secret': [ 'error', undefined ],
		'no secret': [ 'error', undefined ],
		'bad filter': [ 'ok', 'error' ],
	} );
	expect( pick( health, 'known_visitor_' ) ).toEqual( {
		'all is well': [ 'good', 'good' ],
		'weak secret': [ 'recommended', 'good' ],
		'short secret': [ 'critical', undefined ],
		'no secret': [ 'critical', undefined ],
		'bad filter': [ 'good', 'critical' ],
	} );
	for ( const check of checks ) {
		expect( Object.keys( check ) ).toEqual( [
			'id',
			'state',
			'message',
			'action',
		] );
		expect( check.message ).toMatch( /\w\.$/ );
	}
} );

for ( const hook of [
	'page_link',
	'url_to_postid',
	'wpml_post_language_details',
	'wpml_switch_language',
	'change_locale',
	'set_current_user',
] ) {
	test( `the preview says that another plugin is in the way where ${ hook } throws, and the caller stays who it is`, async ( {
		site,
	} ) => {
		const { id: page, url } = await site.createPost( {
			title: 'Prices',
			content: 'Text.',
		} );
		const found = await inPhp(
			site,
			`$settings( array( 'paths' => array( 'mode' => 'except', 'list' => array( '/x' ) ) ) );
			$ann = $add_user( array( 'user_login' => 'ann' ) );
			add_filter( 'wpml_post_language_details', static fn () => array( 'language_code' => 'de', 'locale' => 'de_DE' ) );
			$counts = array();
			add_filter( $args['hook'], static function ( ...$given ) use ( $args ) {
				if ( 'set_current_user' !== $args['hook'] || wp_get_current_user()->user_login === 'ann' ) {
					throw new RuntimeException( 'a filter throws' );
				}
				return $given[0] ?? null;
			} );
			$answer = $ask( 'POST', '/preview', wp_json_encode( array( 'user' => $ann, 'url' => $args['url'] ) ) );
			return array( $answer, get_current_user_id() );`,
			{ hook, page, url }
		);

		expect( found ).toEqual( [
			{ status: 200, data: { reason: 'filter' } },
			1,
		] );
		expect( site.debugLog() ).toContain(
			'since RuntimeException was thrown'
		);
	} );
}
