/**
 * No post can take a page down: what authors write costs in proportion to its length.
 */
import { expect, test } from '../support/wordpress';
import { inPhp, pageData } from './helpers';

const repeat = ( text: string, times: number ) => text.repeat( times );

/** What a contributor may save. The first one took home page, feeds, search and REST down. */
const HOSTILE: Readonly< Record< string, string > > = {
	'2,001 beginnings and one end':
		repeat( '[known_visitor]', 2001 ) + '[/known_visitor]',
	'4,000 nested ones':
		repeat( '[known_visitor]', 4000 ) + repeat( '[/known_visitor]', 4000 ),
	'4,000 nested ones with attributes':
		repeat( '[known_visitor enabled="yes"]', 4000 ) +
		repeat( '[/known_visitor]', 4000 ),
	'200,000 brackets': repeat( '[', 200_000 ),
	'60,000 beginnings': repeat( '[known_visitor]', 60_000 ),
	'60,000 tags without an end': ']' + repeat( '[known_visitor ', 60_000 ),
	'30,000 in double brackets': repeat( '[[known_visitor]]', 30_000 ),
	'a template of 65,000 blanks': `[known_visitor]${ repeat(
		' ',
		65_000
	) }[/known_visitor]`,
	'a template of 8,000 scripts without an end': `[known_visitor]${ repeat(
		'<script>',
		8000
	) }[/known_visitor]`,
};

test.describe( 'a post with', () => {
	let ids: number[] = [];

	test.beforeAll( async ( { site } ) => {
		await site.reset();
		// Published by code, as an editor would who waves it through.
		ids = await inPhp< number[] >(
			site,
			`kses_remove_filters();
			return array_map( static fn ( $content ) => wp_insert_post( wp_slash( array( 'post_status' => 'publish', 'post_author' => 1, 'post_title' => 'Hostile', 'post_content' => 'Text. ' . $content ) ) ), $args['contents'] );`,
			{ contents: Object.values( HOSTILE ) }
		);
	} );

	for ( const [ index, name ] of Object.keys( HOSTILE ).entries() ) {
		test( `${ name } is shown, and listed`, async ( { site } ) => {
			const own = await site.get( `/?p=${ ids[ index ] }`, {
				as: 'admin',
			} );
			const rest = await site.get(
				`/wp-json/wp/v2/posts/${ ids[ index ] }`
			);

			expect( [ own.status(), rest.status() ] ).toEqual( [ 200, 200 ] );
			expect( pageData( await own.text() ) ).toBeDefined();
		} );
	}

	test( 'any of these does not take down what lists it', async ( {
		site,
	} ) => {
		for ( const path of [
			'/',
			'/feed/',
			'/?s=Hostile',
			'/wp-json/wp/v2/posts',
			'/wp-admin/edit.php?mode=excerpt',
		] ) {
			const response = await site.get( path, { as: 'admin' } );

			expect( response.status(), path ).toBe( 200 );
		}
		expect( site.debugLog() ).not.toMatch( /Fatal|Allowed memory/ );
	} );
} );

/** What is read: the PHP that does it, and what stands before, in and behind the part that grows. */
const SHAPES: Readonly<
	Record< string, readonly [ string, string, string, number, string ] >
> = {
	beginnings: [ 'TEXT', '', '[known_visitor]', 10_000, '' ],
	'beginnings and an end': [
		'TEXT',
		'',
		'[known_visitor]',
		10_000,
		'[/known_visitor]',
	],
	'without an end': [ 'TEXT', ']', '[known_visitor ', 10_000, '' ],
	'all in one': [ 'TEXT', '', '[known_visitor ', 10_000, ']' ],
	'double brackets': [ 'TEXT', '', '[[known_visitor]]', 10_000, '' ],
	templates: [ 'TEXT', '', '[known_visitor]x[/known_visitor]', 5000, '' ],
	'beginnings of a synced pattern': [
		'BLOCKS',
		'',
		'<!-- wp:block {',
		3000,
		' /-->',
	],
	'ends of a synced pattern': [
		'BLOCKS',
		'<!-- wp:block {',
		'} <',
		10_000,
		' /-->',
	],
	'a long word of an author’s': [ 'AUTHORS', '', 'a', 1000, '' ],
	'one that may be an address': [ 'AUTHORS', '', 'w{}', 1000, '' ],
	'one with slashes': [ 'AUTHORS', '', '/{', 1000, '' ],
	'one of tokens': [ 'AUTHORS', '', '{meta:a b}', 300, '' ],
};

test( 'four times the text costs no more than about four times as much, also where PCRE has no JIT', async ( {
	site,
} ) => {
	const ratios = await inPhp< Record< string, number > >(
		site,
		`ini_set( 'pcre.jit', '0' );
		$readers = array(
			'TEXT'    => array( '\\KnownVisitor\\Page\\Override_Parser', 'take_out' ),
			'BLOCKS'  => array( '\\KnownVisitor\\Page\\Post_Override', 'of_site' ),
			'AUTHORS' => array( '\\KnownVisitor\\Page\\Author_Template', 'restrict' ),
		);
		// The processor’s time, whatever else this machine does; WebAssembly knows none.
		$spent = static function (): float {
			$usage = getrusage();
			return 1e6 * ( $usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec'] ) + $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec'];
		};
		$cost = static function ( callable $read, string $text ) use ( $spent ): float {
			$best = INF;
			for ( $round = 0; $round < 5; $round++ ) {
				$times = 0;
				$start = $spent();
				$from  = hrtime( true );
				do {
					$read( $text );
					++$times;
				} while ( hrtime( true ) - $from < 2e7 );
				$took = hrtime( true ) - $from;
				$best = min( $best, ( $spent() - $start ? 1e3 * ( $spent() - $start ) : $took ) / $times );
			}
			return $best;
		};
		foreach ( $args['shapes'] as $name => [ $reader, $before, $repeated, $times, $after ] ) {
			$read            = $readers[ $reader ];
			$ratios[ $name ] = $cost( $read, $before . str_repeat( $repeated, 4 * $times ) . $after ) / $cost( $read, $before . str_repeat( $repeated, $times ) . $after );
		}
		return $ratios;`,
		{ shapes: SHAPES }
	);

	expect( Object.keys( ratios ) ).toEqual( Object.keys( SHAPES ) );
	for ( const [ shape, ratio ] of Object.entries( ratios ) ) {
		// The square would be 16; memory that PHP has to ask for makes the longer one dearer, too.
		expect.soft( ratio, shape ).toBeLessThan( 12 );
	}
} );
