/**
 * The settings screen's frame, the notice and the links: product contract, sections 3, 12 and 13.
 */
import { expect, test } from '../support/wordpress';
import type { Site } from '../../src/contract';
import type { TestSite } from '../support/site';
import { inPhp } from './helpers';

const SCREEN = '/wp-admin/options-general.php?page=known-visitor';

test.beforeAll( async ( { site } ) => {
	await site.reset();
	await site.createUser( { login: 'edi', role: 'editor' } );
} );

test( 'administrators find the screen, its script and the settings in one page', async ( {
	site,
} ) => {
	const response = await site.get( SCREEN, { as: 'admin' } );
	const html = await response.text();

	expect( response.status() ).toBe( 200 );
	expect( html ).toContain( '<div id="known-visitor-settings"' );
	expect( html ).toMatch(
		/<script\b[^>]*build\/settings\.js\?ver=[0-9a-f]+/
	);
	expect( html ).toMatch( /build\/settings\.css\?ver=[0-9a-f]+/ );
	expect( html ).toContain( 'createPreloadingMiddleware' );
	expect( html ).toContain( '"/known-visitor/v1/settings":{"body":{' );
	expect( html ).toContain( 'options-general.php?page=known-visitor' );
	expect( site.debugLog() ).toBe( '' );
} );

test( 'the screen is there whatever wp-config.php says of themes, as it does on sites without one', async ( {
	site,
} ) => {
	for ( const value of [ 'false', 'true' ] ) {
		site.muPlugin(
			'themes.php',
			`defined( 'WP_USE_THEMES' ) || define( 'WP_USE_THEMES', ${ value } );`
		);
		expect(
			await ( await site.get( SCREEN, { as: 'admin' } ) ).text(),
			value
		).toContain( '<div id="known-visitor-settings"' );
	}
	site.muPlugin( 'themes.php', '' );
} );

test( 'names reach the screen as people read them, whatever stands in them', async ( {
	site,
} ) => {
	const known = await inPhp< Site >(
		site,
		`wp_update_user( array( 'ID' => 1, 'display_name' => 'Ann &quot;A&quot; &amp; <b>Co' ) );
		add_role( 'r_and_d', 'R&amp;D &quot;new&quot;' );
		wp_set_current_user( 1 );
		ob_start();
		\\KnownVisitor\\Admin\\Settings_Screen::print_root();
		$tags = new WP_HTML_Tag_Processor( ob_get_clean() );
		while ( $tags->next_tag() && null === $tags->get_attribute( 'data-site' ) ) {
			continue;
		}
		return json_decode( $tags->get_attribute( 'data-site' ), false, 9, JSON_THROW_ON_ERROR );`
	);

	expect( known.user.name ).toBe( 'Ann "A" & Co' );
	expect( known.roles[ 'r_and_d' ] ).toBe( 'R&D "new"' );
} );

test( 'nobody else does', async ( { site } ) => {
	const html = await ( await site.get( '/wp-admin/', { as: 'edi' } ) ).text();
	const response = await site.get( SCREEN, { as: 'edi' } );

	expect( html ).toContain( 'id="adminmenu"' );
	expect( html ).not.toContain( 'page=known-visitor' );
	expect( response.status() ).toBe( 403 );
	expect( await response.text() ).not.toContain( 'known-visitor-settings' );
} );

test( 'other pages of the admin load nothing of it, and link to it', async ( {
	site,
} ) => {
	const html = await (
		await site.get( '/wp-admin/plugins.php', { as: 'admin' } )
	).text();

	expect( html ).not.toContain( 'build/settings' );
	expect( html ).toMatch(
		/<a href="[^"]*options-general\.php\?page=known-visitor">Settings<\/a>/
	);
	expect( html ).not.toContain( 'treats everybody as a guest' );
} );

test( 'a notice warns administrators while nobody can be identified', async ( {
	site,
} ) => {
	const notices = await inPhp(
		site,
		`
		require_once ABSPATH . 'wp-admin/includes/admin.php';
		$editor = get_user_by( 'login', 'edi' )->ID;
		$before = get_option( 'known_visitor_secret' );
		$look   = static function ( int $user_id, string $screen ): bool {
			wp_set_current_user( $user_id );
			set_current_screen( $screen );
			ob_start();
			do_action( 'admin_notices' );
			return 1 === preg_match( '#the chat treats everybody as a guest\\. <a href="[^"]*page=known-visitor\\#advanced/secret">#', ob_get_clean() );
		};
		$notices['all is well'] = $look( 1, 'dashboard' );
		update_option( 'known_visitor_secret', 'too short' );
		$notices['short secret'] = $look( 1, 'dashboard' );
		delete_option( 'known_visitor_secret' );
		$notices['no secret']            = $look( 1, 'plugins' );
		$notices['on the screen itself'] = $look( 1, 'settings_page_known-visitor' );
		$notices['to an editor']         = $look( $editor, 'dashboard' );
		update_option( 'known_visitor_secret', $before );
		return $notices;`
	);

	expect( notices ).toEqual( {
		'all is well': false,
		'short secret': true,
		'no secret': true,
		'on the screen itself': false,
		'to an editor': false,
	} );
} );

test.describe( 'who activates the plugin', () => {
	const NOTICE = /<div id="known_visitor_welcome"[^]*?<\/div>/;
	const welcome = async ( site: TestSite, path: string, as = 'admin' ) =>
		NOTICE.exec(
			await ( await site.get( `/wp-admin/${ path }`, { as } ) ).text()
		)?.[ 0 ];

	test( 'is shown the two steps where activations end, and nobody else is', async ( {
		site,
	} ) => {
		for ( const path of [ 'plugins.php', '' ] ) {
			const notice = await welcome( site, path );
			expect( notice ).toContain( 'is-dismissible' );
			expect( notice ).toContain(
				'page=known-visitor#chat/widget_url">Is the chat on your site?<'
			);
			expect( notice ).toContain(
				'page=known-visitor#message">What will operators see?<'
			);
		}
		expect( await welcome( site, 'users.php' ) ).toBeUndefined();
		expect( await welcome( site, '', 'edi' ) ).toBeUndefined();
	} );

	test( 'is shown them until they are closed, here or on our screen', async ( {
		site,
	} ) => {
		const told = async () => {
			const html = await (
				await site.get( SCREEN, { as: 'admin' } )
			).text();
			return /welcome&quot;:&quot;([^"]*?)&quot;/
				.exec( html )?.[ 1 ]
				?.replaceAll( '\\u0026', '&' );
		};
		const end = await told();
		expect( end ).toContain(
			'/admin-post.php?action=known_visitor_welcome'
		);
		expect( await welcome( site, '' ) ).toBeDefined();
		const post = async ( url: string, as: string ) =>
			( await site.get( url, { as, method: 'POST' } ) ).status();

		// Somebody else's page, or somebody else.
		expect(
			await post( String( end ).replace( /_wpnonce=\w+/, '' ), 'admin' )
		).toBe( 403 );
		expect( await post( String( end ), 'edi' ) ).toBe( 403 );
		expect( await welcome( site, '' ) ).toBeDefined();

		expect( await post( String( end ), 'admin' ) ).toBe( 200 );
		expect( await welcome( site, '' ) ).toBeUndefined();
		expect( await told() ).toBe( '' );
		// The update check has words of its own, where there is no internet.
		expect( site.debugLog() ).not.toMatch( /known.visitor/ );
	} );

	test( 'is shown none by a site that has been set up', async ( {
		site,
	} ) => {
		const shows = await inPhp(
			site,
			`
			$shows = static fn() => '' !== KnownVisitor\\Admin\\Welcome::end_url();
			wp_set_current_user( $add_user( array( 'user_login' => 'second', 'role' => 'administrator' ) ) );
			$before = $shows();
			$settings( array( 'first_message' => 'Hello' ) );
			$written = $shows();
			$settings( array( 'delivery' => 'request' ) );
			return array( $before, $written, $shows() );`
		);
		expect( shows ).toEqual( [ true, true, false ] );
	} );
} );

test( 'what other plugins leave of the lists that we add to breaks nothing', async ( {
	site,
} ) => {
	const found = await inPhp<
		Record< string, readonly [ unknown, unknown ] >
	>(
		site,
		`foreach ( array( 'null' => null, 'false' => false, 'text' => 'x', 'object' => new stdClass(), 'empty' => array() ) as $name => $left ) {
			$links          = apply_filters( 'plugin_action_links_known-visitor/plugin.php', $left );
			$tests          = apply_filters( 'site_status_tests', is_array( $left ) ? array( 'direct' => null, 'async' => 'x' ) : $left );
			$found[ $name ] = array( is_array( $links ) ? count( $links ) : $links, is_array( $tests ) ? array_map( 'count', $tests ) : $tests );
		}
		return $found;`
	);

	expect( found ).toEqual( {
		null: [ null, null ],
		false: [ false, false ],
		text: [ 'x', 'x' ],
		object: [ {}, {} ],
		empty: [ 1, { direct: 5, async: 2 } ],
	} );
} );
