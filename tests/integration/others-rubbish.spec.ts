/**
 * Other plugins filter what WordPress itself answers, and some leave nothing of it. What WordPress survives, the site with
 * this plugin survives: product contract, "Fail open for the site".
 */
import { expect, test } from '../support/wordpress';
import {
	configure,
	inPhp,
	pageData,
	type Answer,
	type PageData,
} from './helpers';

test.beforeEach( ( { site } ) => site.reset() );

/** What plugins answer that "switch something off". */
const NOTHING = [ null, false, '', 0 ];

/** PHP that tries each of NOTHING as the answer of a filter; `$try` returns what came of it. */
const tryEach = ( filter: string, attempt: string ) => `
$try = static fn () => ${ attempt };
foreach ( $args['nothing'] as $nothing ) {
	$filter = static fn () => $nothing;
	add_filter( '${ filter }', $filter, PHP_INT_MAX );
	$outcomes[] = $try();
	remove_filter( '${ filter }', $filter, PHP_INT_MAX );
}
return $outcomes;`;

test( 'a page that would ask where there is no REST API is still a page, and asks nobody', async ( {
	site,
} ) => {
	await configure( site, { delivery: 'request' } );
	const heads = await inPhp< string[] >(
		site,
		tryEach( 'rest_url', `array( $head( 0 ), $head( 1 ) )` ).replace(
			'$outcomes[] =',
			'[ $outcomes[], $outcomes[] ] ='
		),
		{ nothing: [ null, false, '' ] }
	);

	expect( heads ).toHaveLength( 6 );
	for ( const head of heads ) {
		expect( head ).toContain( 'id="known-visitor-loader"' );
		expect( head ).toContain( '"url":""' );
	}
} );

for ( const { filter, name, attempt } of [
	{
		filter: 'home_url',
		name: 'the pages to choose from',
		attempt: `$ask_get( '/preview/pages', array() )['status']`,
	},
	{
		filter: 'bloginfo',
		name: 'the pages to choose from',
		attempt: `$ask_get( '/preview/pages', array() )['status']`,
	},
	{
		filter: 'the_title',
		name: 'the pages to choose from',
		attempt: `$ask_get( '/preview/pages', array() )['status']`,
	},
	{
		filter: 'locale',
		name: 'the preview',
		attempt: `$ask( 'POST', '/preview' )['status']`,
	},
	{
		filter: 'home_url',
		name: 'how a snippet made its hash',
		attempt: `$ask( 'POST', '/secret/match', wp_json_encode( array( 'secret' => str_repeat( 's', 20 ), 'user' => 1, 'hash' => str_repeat( 'a', 32 ) ) ) )['status']`,
	},
	{
		filter: 'site_url',
		name: 'how a snippet made its hash',
		attempt: `$ask( 'POST', '/secret/match', wp_json_encode( array( 'secret' => str_repeat( 's', 20 ), 'user' => 1, 'hash' => str_repeat( 'a', 32 ) ) ) )['status']`,
	},
	{
		filter: 'home_url',
		name: 'the export of personal data',
		attempt: `\\KnownVisitor\\Admin\\Privacy::export( get_userdata( 1 )->user_email )['done'] ? 200 : 500`,
	},
	{
		filter: 'admin_url',
		name: 'the plugin’s row',
		attempt: `count( \\KnownVisitor\\Admin\\Settings_Screen::add_plugin_link( array() ) ) ? 200 : 500`,
	},
] ) {
	test( `${ name } can be had where nothing is left of ${ filter }`, async ( {
		site,
	} ) => {
		const statuses = await inPhp< number[] >(
			site,
			tryEach( filter, attempt ),
			{ nothing: NOTHING }
		);

		expect( statuses ).toEqual( NOTHING.map( () => 200 ) );
		expect( site.debugLog() ).not.toContain( '/known-visitor/' );
	} );
}

test( 'a title that is no text is none', async ( { site } ) => {
	const { data } = await inPhp< Answer< { title: string }[] > >(
		site,
		`add_filter( 'the_title', static fn () => array( 'Hello' ), PHP_INT_MAX );
		return $ask_get( '/preview/pages', array() );`
	);

	expect( data.map( ( { title } ) => title ).filter( Boolean ) ).toEqual( [
		'Known Visitor',
	] );
} );

test( 'what belongs to the dashboard does nothing where only its hooks are there', async ( {
	site,
} ) => {
	// REST loads no screens, and some plugins collect the notices there.
	const outcome = await inPhp< string >(
		site,
		`do_action( 'rest_api_init' );
		wp_set_current_user( 1 );
		delete_option( 'known_visitor_secret' );
		ob_start();
		do_action( 'admin_notices' );
		ob_end_clean();
		return apply_filters( 'pre_load_script_translations', 'theirs' );`
	);

	expect( outcome ).toBe( 'theirs' );
	expect( site.debugLog() ).toBe( '' );
} );

for ( const { name, filters, code, says } of [
	{
		name: 'forgets to give texts back',
		filters: [ 'gettext', 'gettext_with_context', 'ngettext' ],
		code: '',
		says: /^(?![^]*Known Visitor: )/,
	},
	{
		name: 'throws at the settings',
		filters: [ 'option_known_visitor_settings' ],
		code: 'throw new DomainException();',
		says: /Known Visitor: something is missing in the dashboard, since DomainException/,
	},
] ) {
	test( `a filter that ${ name } leaves the dashboard standing`, async ( {
		site,
	} ) => {
		site.muPlugin(
			'forgetful',
			`add_action( 'admin_init', static function () {
				foreach ( array( '${ filters.join( "', '" ) }' ) as $filter ) {
					add_filter( $filter, static function () { ${ code } } );
				}
			}, PHP_INT_MIN );`
		);
		for ( const screen of [
			'',
			'plugins.php',
			'site-health.php',
			'site-health.php?tab=debug',
			'options-privacy.php',
			'export-personal-data.php',
			'options-general.php?page=known-visitor',
		] ) {
			const response = await site.get( `/wp-admin/${ screen }`, {
				as: 'admin',
			} );
			expect( response.status(), screen ).toBe( 200 );
			expect( await response.text(), screen ).toMatch( /<\/html>\s*$/ );
		}
		expect( site.debugLog() ).toMatch( says );
		expect( site.debugLog() ).not.toContain( 'Fatal' );
	} );
}

test( 'routes and programs say it in English where a filter leaves no text, or one that wants more values', async ( {
	site,
} ) => {
	const outcomes = await inPhp< unknown[] >(
		site,
		`$kinds = array( null, false, 7, array(), new stdClass(), '%1$s %9$s', '%d %d %d %d %d', '100 % of it' );
		$calls = array(
			static fn () => $ask( 'GET', '/status' ),
			static fn () => $ask( 'GET', '/cache' ),
			static fn () => $ask( 'POST', '/settings', '{"roles":["gone"],"secret":"x","meta_keys":["session_tokens"],"widget_url":"x"}' ),
			static fn () => $ask( 'POST', '/secret', '{"secret":"short"}' ),
			static fn () => $ask( 'POST', '/hosts', '{"decision":"x"}' ),
			static fn () => $ask( 'POST', '/preview', '{"user":99,"url":"https://other.example/"}' ),
			static fn () => array( 'status' => wp_get_ability( 'known-visitor/get-status' )?->execute() instanceof WP_Error ? 500 : 200 ),
		);
		update_option( 'known_visitor_settings', array( 'roles' => array( 'gone', 'lost' ) ) + get_option( 'known_visitor_settings' ) );
		foreach ( $kinds as $kind ) {
			$filter = static fn ( $text, $original ) => is_string( $kind ) && ! str_contains( $original, '%' ) ? $text : $kind;
			add_filter( 'gettext_known-visitor', $filter, 10, 2 );
			add_filter( 'ngettext_known-visitor', $filter, 10, 2 );
			foreach ( $calls as $call ) {
				try {
					$answer     = $call();
					$outcomes[] = array( $answer['status'], is_string( wp_json_encode( $answer ) ) );
				} catch ( Throwable $failure ) {
					$outcomes[] = $failure->getMessage();
				}
			}
			remove_filter( 'gettext_known-visitor', $filter, 10 );
			remove_filter( 'ngettext_known-visitor', $filter, 10 );
		}
		return $outcomes;`
	);

	expect( outcomes ).toHaveLength( 8 * 7 );
	expect(
		[
			...new Set(
				outcomes.map( ( outcome ) => JSON.stringify( outcome ) )
			),
		].sort()
	).toEqual( [ '[200,true]', '[400,true]' ] );
} );

test( 'a wp-config.php that takes the cookies’ path away takes no page away', async ( {
	site,
} ) => {
	site.muPlugin( 'no-path', `define( 'COOKIEPATH', false );` );
	const answers = [
		await site.get( '/' ),
		await site.get( '/wp-login.php', {
			method: 'POST',
			headers: { Cookie: 'wordpress_test_cookie=WP%20Cookie%20check' },
			form: { log: 'admin', pwd: 'password', testcookie: '1' },
			maxRedirects: 0,
		} ),
	];

	expect( answers.map( ( answer ) => answer.status() ) ).toEqual( [
		200, 302,
	] );
	expect( await answers[ 0 ]?.text() ).toContain( '</html>' );
	expect( site.debugLog() ).not.toContain( '/known-visitor/' );
} );

test( 'a plugin that looks for a class under our name, or brings its own, finds what there is', async ( {
	site,
} ) => {
	const found = await inPhp< unknown >(
		site,
		String.raw`
spl_autoload_register( static fn ( string $name ) => 'KnownVisitor\Addon\Own' === $name && class_alias( WP_Error::class, $name ) );
return array_map( 'class_exists', array( 'KnownVisitor\Hooks', 'KnownVisitor\Gone', 'KnownVisitor\Page\Gone', 'KnownVisitor\Addon\Own', 'KnownVisitor\Page\Page' ) );`
	);

	expect( found ).toEqual( [ false, false, false, true, true ] );
} );

test( 'who is switched off stays so where a filter of the settings forgets to return', async ( {
	site,
} ) => {
	const found = await inPhp< unknown[] >(
		site,
		`$settings( array( 'enabled' => false ) );
		foreach ( array( 'pre_option_known_visitor_settings', 'option_known_visitor_settings' ) as $filter ) {
			$forget = static function () { return null; };
			add_filter( $filter, $forget );
			$states  = array_column( $ask( 'GET', '/status' )['data'], 'state', 'id' );
			$found[] = array( $identity( 1 ), $states['settings'] );
			remove_filter( $filter, $forget );
		}
		return $found;`
	);

	expect( found ).toEqual( [
		[ null, 'error' ],
		[ null, 'error' ],
	] );
} );

test( 'a visitor whose ID other code makes text is the same visitor, on the page and by the route', async ( {
	site,
} ) => {
	const hash = async () =>
		pageData( await ( await site.get( '/', { as: 'admin' } ) ).text() )
			?.user.hash;
	const before = await hash();
	site.muPlugin(
		'text-id',
		`add_action( 'set_current_user', static function () {
			global $current_user;
			$current_user->ID = (string) $current_user->ID;
		} );
		function wp_validate_auth_cookie( $cookie = '', $scheme = '' ) {
			return '1';
		}`
	);

	expect( before ).toMatch( /^[0-9a-f]{32}$/ );
	expect( await hash() ).toBe( before );

	await configure( site, { delivery: 'request' } );
	const response = await site.get( '/wp-json/known-visitor/v1/visitor', {
		as: 'admin',
		headers: { 'X-Known-Visitor': '1' },
	} );
	expect( response.status() ).toBe( 200 );
	expect( ( ( await response.json() ) as PageData ).user.hash ).toBe(
		before
	);
	expect( site.debugLog() ).not.toContain( 'incorrectly' );
} );
