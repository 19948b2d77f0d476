/**
 * The newest WordPress and PHP.
 */
import { expect, test } from '../support/wordpress';
import { inPhp } from './helpers';
import { smoke } from './smoke';

test.use( {
	siteOptions: { server: 'playground', wordpressVersion: '7.1', php: '8.5' },
} );

smoke( '7.1', '8.5' );

test( 'numbers that are no ID and no text are none, and PHP has nothing to say about it', async ( {
	site,
} ) => {
	await site.reset();
	const outcome = await inPhp< {
		statuses: number[];
		position?: string;
		email: string;
	} >(
		site,
		`foreach ( array( '1e30', '1.5', '"1e30"', '"99999999999999999999"', '-1' ) as $user ) {
			$statuses[] = $ask( 'POST', '/preview', '{"user":' . $user . '}' )['status'];
		}
		foreach ( array( 1e30, NAN, '1e30' ) as $id ) {
			apply_filters( 'send_auth_cookies', true, 0, 0, $id, 'logged_in', '' );
			\\KnownVisitor\\Page\\Post_Override::page( $id, get_userdata( 1 ) );
		}
		\\KnownVisitor\\Page\\Post_Override::of_site( '<!-- wp:block {"ref":1e30} /-->' );
		add_filter( 'known_visitor_tokens', static fn ( $tokens ) => array( 'email' => NAN ) + $tokens );
		add_filter( 'known_visitor_user_fields', static fn ( $fields ) => array( 'position' => NAN ) + $fields );
		$page = $identity( 1 );
		return array( 'statuses' => $statuses, 'position' => $page['user']['position'] ?? null, 'email' => $page['tokens']['email'] );`
	);

	expect( outcome ).toEqual( {
		statuses: [ 400, 400, 400, 400, 400 ],
		position: null,
		email: '',
	} );
	expect( site.debugLog() ).toBe( '' );
} );
