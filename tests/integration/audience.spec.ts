/**
 * Who is identified, and where: product contract, section 6.
 */
import { expect, test } from '../support/wordpress';
import type { AskOptions, TestSite } from '../support/site';
import paths from '../vectors/paths.json';
import { askInTurn, inPhp, pageData, configure } from './helpers';

test.beforeEach( ( { site } ) => site.reset() );

test( 'only visitors with one of the chosen roles are identified', async ( {
	site,
} ) => {
	const identified = await inPhp(
		site,
		`foreach ( array( 'editor', 'subscriber', '' ) as $role ) {
			$ids[ '' === $role ? 'nobody' : $role ] = $add_user( array( 'user_login' => "a-$role", 'role' => $role ) );
		}
		$ids['both'] = $add_user( array( 'user_login' => 'both', 'role' => 'subscriber' ) );
		get_userdata( $ids['both'] )->add_role( 'editor' );
		foreach ( array( array(), array( 'editor' ), array( 'editor', 'subscriber' ), array( 'author' ) ) as $roles ) {
			$settings( array( 'roles' => $roles ) );
			$identified[] = array_keys( array_filter( $ids, static fn ( $id ) => null !== $identity( $id ) ) );
		}
		return $identified;`
	);

	expect( identified ).toEqual( [
		[ 'editor', 'subscriber', 'nobody', 'both' ],
		[ 'editor', 'both' ],
		[ 'editor', 'subscriber', 'both' ],
		[],
	] );
} );

const AT = `
$at = static function ( string $mode, array $list, array $urls ) use ( $settings, $identity ): array {
	$settings( array( 'paths' => array( 'mode' => $mode, 'list' => $list ) ) );
	return array_values( array_filter( $urls, static function ( $url ) use ( $identity ) {
		$_SERVER['REQUEST_URI'] = $url;
		return null !== $identity( 1 );
	} ) );
};`;

test( 'visitors are identified only on, or except on, the listed paths', async ( {
	site,
} ) => {
	const found = await inPhp< string[][] >(
		site,
		`${ AT }
		foreach ( $args['paths'] as [ 'patterns' => $list, 'inside' => $inside, 'outside' => $outside ] ) {
			$urls    = array( ...$inside, ...$outside );
			$found[] = $at( 'only', $list, $urls );
			$found[] = $at( 'except', $list, $urls );
			$found[] = $at( 'all', $list, $urls );
		}
		return $found;`,
		{ paths }
	);

	expect( found ).toEqual(
		paths.flatMap( ( { inside, outside } ) => [
			inside,
			outside,
			[ ...inside, ...outside ],
		] )
	);
} );

test( 'an empty list is nowhere, or everywhere', async ( { site } ) => {
	const found = await inPhp(
		site,
		`${ AT }
		return array( $at( 'only', array(), array( '/', '/a/' ) ), $at( 'except', array(), array( '/', '/a/' ) ) );`
	);

	expect( found ).toEqual( [ [], [ '/', '/a/' ] ] );
} );

test( 'paths count from the site’s home, also in a subfolder', async ( {
	site,
} ) => {
	const found = await inPhp(
		site,
		`${ AT }
		add_filter( 'option_home', static fn () => 'https://example.com/blog', 20 );
		// Elsewhere it would be a copy, which identifies nobody.
		\\KnownVisitor\\Identity\\Site::confirm();
		return array(
			$at( 'only', array( '/shop/*' ), array( '/blog/shop/', '/blog/shop/x', '/blog/', '/blog', '/blog/blog/shop/' ) ),
			$at( 'only', array( '/' ), array( '/blog', '/blog/', '/blog/shop/', '/blogs/' ) ),
		);`
	);

	expect( found ).toEqual( [
		[ '/blog/shop/', '/blog/shop/x' ],
		[ '/blog', '/blog/' ],
	] );
} );

test( 'a real page takes part as well as a path that nothing stands at', async ( {
	site,
} ) => {
	await configure( site, {
		paths: { mode: 'except', list: [ '/sample-page' ] },
	} );

	const listed = await (
		await site.get( '/sample-page/?a=b', { as: 'admin' } )
	).text();
	const missing = await site.get( '/nothing-stands-here/', { as: 'admin' } );

	expect( pageData( listed ) ).toBeUndefined();
	expect( missing.status() ).toBe( 404 );
	expect( pageData( await missing.text() ) ).toBeDefined();
} );

/** Asks for pages as Ann; returns those on which she is identified. */
async function identifiedAt(
	site: TestSite,
	urls: readonly string[],
	options: AskOptions = {}
): Promise< string[] > {
	const found: string[] = [];
	for ( const url of urls ) {
		const page = await site.get( url, {
			as: 'ann',
			maxRedirects: 0,
			...options,
		} );
		// What redirects shows nothing.
		if ( page.status() === 200 && pageData( await page.text() ) ) {
			found.push( url );
		}
	}
	return found;
}

for ( const structure of [ '/%postname%/', '' ] ) {
	test( `a query that names another page than the path leads round no list (${ structure || 'plain permalinks' })`, async ( {
		site,
	} ) => {
		await site.createUser( { login: 'ann', role: 'subscriber' } );
		const contact = await site.createPost( {
			title: 'Contact',
			content: 'Write to us.',
			slug: 'contact',
		} );
		site.muPlugin(
			'books',
			`add_action( 'init', static fn () => register_post_type( 'book', array( 'public' => true, 'has_archive' => 'books' ) ) );`
		);
		await site.php(
			`$GLOBALS['wp_rewrite']->set_permalink_structure( $args['structure'] );
			flush_rewrite_rules();
			wp_insert_post( array( 'post_type' => 'book', 'post_title' => 'One', 'post_status' => 'publish' ) );
			return true;`,
			{ structure }
		);
		const except = ( ...list: string[] ) =>
			configure( site, { paths: { mode: 'except', list } } );
		const only = ( ...list: string[] ) =>
			configure( site, { paths: { mode: 'only', list } } );
		const asked = [
			'/?pagename=contact',
			`/?page_id=${ contact.id }`,
			`/index.php?page_id=${ contact.id }`,
			'/sample-page/?pagename=contact',
			'/?pagename=contact&preview=true',
		];
		const others = [ '/', '/?utm_source=mail', '/?s=word' ];

		await except( '/contact' );
		expect( await identifiedAt( site, [ ...asked, ...others ] ) ).toEqual(
			others
		);
		expect(
			await identifiedAt( site, asked, {
				method: 'POST',
				form: { pagename: 'contact' },
			} )
		).toEqual( [] );

		await only( '/' );
		expect( await identifiedAt( site, [ ...asked, ...others ] ) ).toEqual(
			others
		);

		// Whichever way it is asked for, it is that page.
		await only( '/contact/' );
		expect(
			await identifiedAt( site, [ '/?pagename=contact', ...others ] )
		).toEqual( [ '/?pagename=contact' ] );

		await except( '/books/', '/category/*', '/author/*' );
		expect(
			await identifiedAt( site, [ '/?post_type=book', ...others ] )
		).toEqual( structure ? others : [ '/?post_type=book', ...others ] );
		expect(
			await identifiedAt( site, [ '/?cat=1', '/?author=1' ], {
				method: 'POST',
				form: { a: 'b' },
			} )
		).toEqual( structure ? [] : [ '/?cat=1', '/?author=1' ] );
	} );
}

test( 'where a parameter of each address names the language, as with WPML, a page counts by its path', async ( {
	site,
} ) => {
	await site.createUser( { login: 'ann', role: 'subscriber' } );
	await site.createPost( {
		title: 'News',
		content: 'News.',
		slug: 'news',
		type: 'post',
	} );
	site.muPlugin(
		'languages',
		`add_filter( 'query_vars', static fn ( $names ) => array_merge( $names, array( 'lang' ) ) );
		foreach ( array( 'post_link', 'page_link' ) as $filter ) {
			add_filter( $filter, static fn ( $url ) => add_query_arg( 'lang', 'de', $url ) );
		}`
	);
	await site.php(
		`$front = wp_insert_post( array( 'post_type' => 'page', 'post_title' => 'Welcome', 'post_status' => 'publish' ) );
		update_option( 'show_on_front', 'page' );
		update_option( 'page_on_front', $front );
		$GLOBALS['wp_rewrite']->set_permalink_structure( '/archive/%postname%/' );
		flush_rewrite_rules();
		return true;`
	);
	const asked = [ '/?lang=de', '/archive/news/?lang=de' ];

	await configure( site, {
		paths: { mode: 'only', list: [ '/', '/archive/*' ] },
	} );
	expect( await identifiedAt( site, asked ) ).toEqual( asked );

	await configure( site, {
		paths: { mode: 'except', list: [ '/', '/archive/*' ] },
	} );
	expect( await identifiedAt( site, asked ) ).toEqual( [] );
} );

test( 'the preview knows a page by its own address, too', async ( {
	site,
} ) => {
	const contact = await site.createPost( {
		title: 'Contact',
		content: 'Write to us.',
		slug: 'contact',
	} );
	await configure( site, {
		paths: { mode: 'except', list: [ '/contact/' ] },
	} );
	const look = ( path: string ) =>
		[ 'POST', '/preview', { url: site.url + path } ] as const;

	const answers = await askInTurn( site, [
		look( `/?page_id=${ contact.id }` ),
		look( '/contact/' ),
		look( '/?s=word' ),
	] );

	expect( answers ).toEqual( [
		{ status: 200, data: { reason: 'path' } },
		{ status: 200, data: { reason: 'path' } },
		{ status: 200, data: expect.objectContaining( { v: 1 } ) },
	] );
} );
