/**
 * The block `known-visitor/override` as PHP meets it: what the editor writes is what the page's reader reads, and what
 * the editor tells authors is what becomes of their templates.
 */
import fc from 'fast-check';
import { restrict } from '../../src/editor/author/restrict';
import { tidy } from '../../src/editor/override/override';
import { writeOverride } from '../../src/editor/override/write';
import { templates } from '../support/templates';
import { expect, test } from '../support/wordpress';
import authorTemplates from '../vectors/author-template.json';
import overrides from '../vectors/override.json';
import { inPhp, pageData } from './helpers';

/** Templates enough to meet each piece beside each other one. */
const RUNS = 3000;

/** The same in each run, so that a failure can be looked at. */
const SAMPLE = fc.sample( templates, { numRuns: RUNS, seed: 12 } );

/** A block as the editor serializes it. */
const block = ( shortcode: string ) =>
	`<!-- wp:known-visitor/override -->\n${ shortcode }\n<!-- /wp:known-visitor/override -->`;

test.describe( 'the one reader', () => {
	test.beforeAll( ( { site } ) => site.reset() );

	test( 'gives what the editor gives of the same texts', async ( {
		site,
	} ) => {
		const read = await inPhp(
			site,
			`return array_map( static function ( $text ) {
				$override = \\KnownVisitor\\Page\\Override_Parser::parse( $text );
				return array( 'text' => $text, 'enabled' => $override->enabled, 'template' => $override->template );
			}, $args['texts'] );`,
			{ texts: overrides.cases.map( ( { text } ) => text ) }
		);

		expect( read ).toEqual( overrides.cases );
	} );

	test( 'hears "no" beside a text of which it looks at the beginning only', async ( {
		site,
	} ) => {
		const read = await inPhp(
			site,
			`return array_map( static fn ( $blanks ) => \\KnownVisitor\\Page\\Override_Parser::parse(
				'[known_visitor enabled="no" ' . str_repeat( ' ', $blanks ) . str_repeat( 'ы', 1000 ) . ']'
			)->enabled, array( 0, 1 ) );`
		);

		expect( read ).toEqual( [ false, false ] );
	} );

	test( 'gives each template as it was typed, before and after kses', async ( {
		site,
	} ) => {
		const read = await inPhp< [ string | null, string | null ][] >(
			site,
			`return array_map( static fn ( $text ) => array(
				\\KnownVisitor\\Page\\Override_Parser::parse( $text )->template,
				\\KnownVisitor\\Page\\Override_Parser::parse( wp_unslash( wp_filter_post_kses( wp_slash( $text ) ) ) )->template,
			), $args['texts'] );`,
			{
				texts: SAMPLE.map( ( template ) =>
					block( writeOverride( { enabled: null, template } ) )
				),
			}
		);

		const typed = SAMPLE.map( ( template ) => tidy( template ) || null );
		expect( read.map( ( [ stored ] ) => stored ) ).toEqual( typed );
		expect( read.map( ( [ , filtered ] ) => filtered ) ).toEqual( typed );
	} );

	test( 'gets each template as it was typed out of a block theme’s template, too', async ( {
		site,
	} ) => {
		// WordPress looks for embeds and shortcodes in a template before it makes its blocks: get_the_block_template_html().
		const read = await inPhp< ( string | null )[] >(
			site,
			`$heard = null;
			add_filter( 'pre_oembed_result', static fn () => 'EMBED' );
			add_shortcode( 'known_visitor', static function ( $attributes, $content ) use ( &$heard ) {
				$heard = \\KnownVisitor\\Page\\Override_Parser::take_apart( $attributes, $content )['override']->template;
				return '';
			} );
			return array_map( static function ( $text ) use ( &$heard ) {
				$heard = null;
				do_shortcode( shortcode_unautop( $GLOBALS['wp_embed']->autoembed( $text ) ) );
				return $heard;
			}, $args['texts'] );`,
			{
				texts: SAMPLE.map( ( template ) =>
					block( writeOverride( { enabled: null, template } ) )
				),
			}
		);

		expect( read ).toEqual(
			SAMPLE.map( ( template ) => tidy( template ) || null )
		);
	} );

	test( 'leaves nothing where the block is shown', async ( { site } ) => {
		const shown = await inPhp< string[] >(
			site,
			`return array_map( static fn ( $text ) => trim( apply_filters( 'the_content', $text ) ), $args['texts'] );`,
			{
				texts: SAMPLE.slice( 0, 200 ).map( ( template ) =>
					block( writeOverride( { enabled: true, template } ) )
				),
			}
		);

		expect( new Set( shown ) ).toEqual( new Set( [ '' ] ) );
	} );
} );

test( 'what an author may write is the same in the editor and on the page', async ( {
	site,
} ) => {
	const tidied = [
		...SAMPLE.map( tidy ),
		...authorTemplates.map( ( { typed } ) => typed ),
	];
	const restricted = await inPhp(
		site,
		`return array_map( array( '\\KnownVisitor\\Page\\Author_Template', 'restrict' ), $args['templates'] );`,
		{ templates: tidied }
	);

	expect( tidied.map( ( typed ) => restrict( typed ).template ) ).toEqual(
		restricted
	);
	// The sample has some of each.
	expect(
		tidied.filter( ( typed ) => restrict( typed ).tags.length ).length
	).toBeGreaterThan( 100 );
	expect(
		tidied.filter( ( typed ) => restrict( typed ).addresses.length ).length
	).toBeGreaterThan( 100 );
} );

test( 'no address comes of an author’s template where its tokens are empty', async ( {
	site,
} ) => {
	const typed = [
		'https:/{meta:x}/evil.example/{email}.png',
		'https:/{meta:x|/}evil.example/{email}.png',
		'[b]https:{meta:x|/}{meta:y|/}evil.example/{email}.png[/b]',
		'{meta:x|https:/}/evil.example/{email}',
		'{meta:x|https:/}{meta:a b}/evil.example/{email}',
		'https:/{meta:a b}/evil.example/{email}',
		'w{meta:x}ww.evil.example/{email}',
		'w{meta:x|w}w{meta:y}.evil.example/{email}',
		'{meta:x|w}{meta:y|WW.}evil.example/{email}',
	];
	const restricted = await inPhp< string[] >(
		site,
		`return array_map( array( '\\KnownVisitor\\Page\\Author_Template', 'restrict' ), $args['templates'] );`,
		{ templates: typed }
	);

	expect( typed.map( ( one ) => restrict( one ).template ) ).toEqual(
		restricted
	);
	for ( const template of restricted ) {
		const filled = template
			.replaceAll( '{email}', 'ann@example.com' )
			.replace( /\{[^{}|]*(?:\|([^{}]*))?\}/g, '$1' );
		expect( filled, template ).not.toMatch( /\/\/|www\./i );
	}
	expect(
		restrict(
			'{first_name}/{last_name}. See https://shop.example/ or {page_link}.'
		).addresses
	).toEqual( [] );
} );

for ( const theme of [ 'twentytwentyfive', 'known-visitor-classic' ] ) {
	test.describe( `on a page in the theme ${ theme }`, () => {
		test.beforeAll( async ( { site } ) => {
			await site.reset();
			await site.createUser( { login: 'writer', role: 'author' } );
			await inPhp(
				site,
				`$settings( array( 'first_message' => 'Site: {user_login}' ) );
				switch_theme( $args['theme'] );
				return true;`,
				{ theme }
			);
		} );

		test( 'nothing of the block is visible, and its word counts', async ( {
			site,
		} ) => {
			const { url } = await site.createPost( {
				title: 'Own message',
				content: `<!-- wp:paragraph -->\n<p>Before</p>\n<!-- /wp:paragraph -->\n\n${ block(
					writeOverride( {
						enabled: null,
						template: 'A & <B> {default}\n\n[b]C[/b]',
					} )
				) }\n\n<!-- wp:paragraph -->\n<p>After</p>\n<!-- /wp:paragraph -->`,
			} );
			const html = await (
				await site.get( url, { as: 'admin' } )
			).text();

			expect( pageData( html )?.message ).toBe(
				'A & <B> Site: {user_login}\n\n[b]C[/b]'
			);
			expect( html ).toMatch( /Before<\/p>\s*<p[^>]*>After/ );
			expect( html ).not.toContain( '[known_visitor' );
			expect( html ).not.toContain( 'known-visitor/override' );
			expect( html ).not.toContain( 'build/editor' );
		} );

		test( 'an author saves it through kses, and gets what the editor told', async ( {
			site,
		} ) => {
			const typed =
				'Hi {email} & "you" <3\n[img]https://evil.example/{email}.png[/img]\n[url=https://example.com/?a=1&b=2]shop[/url]';
			const response = await site.rest( '/wp/v2/posts', {
				as: 'writer',
				method: 'POST',
				data: {
					title: 'By an author',
					status: 'publish',
					content: block(
						writeOverride( { enabled: null, template: typed } )
					),
				},
			} );
			const { link } = ( await response.json() ) as { link: string };
			const html = await (
				await site.get( link, { as: 'admin' } )
			).text();

			expect( pageData( html )?.message ).toBe(
				restrict( typed ).template
			);
			expect( pageData( html )?.message ).not.toContain( '[img]' );
		} );

		test( '“no” identifies nobody', async ( { site } ) => {
			const { url } = await site.createPost( {
				title: 'Off',
				content: block(
					writeOverride( { enabled: false, template: null } )
				),
			} );
			const html = await (
				await site.get( url, { as: 'admin' } )
			).text();

			expect( pageData( html ) ).toBeUndefined();
		} );
	} );
}

test.describe( 'the script', () => {
	const SCRIPT = /<script[^>]*build\/editor\/index\.js[^>]*>/g;

	test.beforeAll( async ( { site } ) => {
		await site.reset();
		await site.createUser( { login: 'writer', role: 'author' } );
		await inPhp(
			site,
			`$settings( array( 'meta_keys' => array( 'vip' ) ) );
			update_user_meta( get_user_by( 'login', 'writer' )->ID, 'vip', 'gold' );
			return true;`
		);
	} );

	for ( const { path, times } of [
		{ path: '/wp-admin/post-new.php', times: 1 },
		{ path: '/wp-admin/post-new.php?post_type=page', times: 1 },
		{ path: '/wp-admin/site-editor.php', times: 1 },
		{ path: '/wp-admin/', times: 0 },
		{ path: '/wp-admin/edit.php', times: 0 },
		{ path: '/wp-admin/options-general.php?page=known-visitor', times: 0 },
		{ path: '/', times: 0 },
	] ) {
		test( `is ${ times ? '' : 'not ' }on ${ path }`, async ( { site } ) => {
			const html = await (
				await site.get( path, { as: 'admin' } )
			).text();

			expect( html.match( SCRIPT ) ?? [] ).toHaveLength( times );
			expect( html.includes( 'knownVisitorEditor' ) ).toBe( times > 0 );
		} );
	}

	test( 'is told no more than who writes there may know', async ( {
		site,
	} ) => {
		const html = await (
			await site.get( '/wp-admin/post-new.php', { as: 'writer' } )
		).text();
		const json = /var knownVisitorEditor = (.*);\n/.exec( html )?.[ 1 ];
		const told = JSON.parse( json ?? '' );

		expect( told ).toMatchObject( {
			enabled: true,
			metaKeys: [ 'vip' ],
			unrestricted: { [ told.user ]: false },
			tokens: { user_login: 'writer', 'meta:vip': 'gold' },
		} );
		expect( json ).not.toMatch( /[0-9a-f]{32}/ );
		expect( json ).not.toMatch( /secret|mark|hash/i );
		expect( json ).not.toContain( 'admin@' );
	} );

	test( 'comes where code throws that it asks, and says nothing wrong', async ( {
		site,
	} ) => {
		site.muPlugin(
			'throws',
			`add_filter( 'known_visitor_tokens', static function () { throw new Error( 'No.' ); } );`
		);
		const html = await (
			await site.get( '/wp-admin/post-new.php', { as: 'writer' } )
		).text();

		expect( html.match( SCRIPT ) ).toHaveLength( 1 );
		expect( html ).toContain( '"tokens":{}' );
		const log = site.debugLog();
		expect( log ).toContain( 'no value of a token is shown, since Error' );
		expect( log ).not.toContain( 'a visitor was not identified' );
	} );
} );
