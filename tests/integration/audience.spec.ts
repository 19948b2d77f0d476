/**
 * Who is identified, and where: product contract, section 6.
 */
import { expect, test } from '../support/wordpress';
import paths from '../vectors/paths.json';
import { inPhp, pageData, configure } from './helpers';

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
