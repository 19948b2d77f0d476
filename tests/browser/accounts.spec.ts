/**
 * Whose conversation a browser shows when accounts come, go and change, on a real WordPress, in both ways of delivery:
 * the page that holds the identity, and the page that asks. What a browser shows without our script stands in
 * guard.spec.ts and request.spec.ts.
 */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expect, test as wordpress, type TestSite } from '../support/wordpress';
import {
	chat,
	openChat,
	usePortal,
	visit,
	visitAndWrite,
	type Portal,
} from './support/stand-in';

const SECRET = 'Secret of Ann';
const ADMINS = 'Secret of the administrator';

const test = wordpress.extend< object, { portal: Portal } >( {
	portal: [ usePortal, { scope: 'worker' } ],
} );

// Signing in asks PHP as WebAssembly to hash a password: much on a busy machine.
test.use( { actionTimeout: 60_000 } );

/** The widget, a switch to another user such as plugins have, and no avatars, which would come from the internet. */
const addons = ( portal: Portal ) => `
add_filter( 'pre_option_show_avatars', '__return_zero' );
add_action( 'wp_footer', static function () { echo base64_decode( '${ Buffer.from(
	portal.snippet( 'g2' )
).toString( 'base64' ) }' ); } );
add_action( 'init', static function () {
	if ( isset( $_GET['become'] ) ) {
		wp_clear_auth_cookie();
		wp_set_auth_cookie( get_user_by( 'login', $_GET['become'] )->ID );
		exit( 'done' );
	}
} );`;

const become = ( context: BrowserContext, site: TestSite, login: string ) =>
	context.request.get( `${ site.url }/?become=${ login }` );

/** Visits and opens the chat. */
async function look( page: Page, path = '/' ): Promise< void > {
	await visit( page, path );
	await openChat( page );
}

/** Waits until a page whose cookie tells of a visitor has been told who that is. */
const siteAnswered = ( page: Page ) =>
	page.waitForFunction(
		() =>
			! document.cookie.includes( 'known_visitor=' ) ||
			performance
				.getEntriesByType( 'resource' )
				.some( ( { name } ) =>
					name.includes( '/known-visitor/v1/visitor' )
				),
		undefined,
		{ timeout: 60_000 }
	);

const newPage = async ( browser: Browser, site: TestSite ): Promise< Page > =>
	( await browser.newContext( { baseURL: site.url } ) ).newPage();

for ( const delivery of [ 'page', 'request' ] as const ) {
	test.describe( `delivery ${ delivery }`, () => {
		test.beforeAll( async ( { site, portal } ) => {
			await site.reset();
			site.muPlugin( 'addons', addons( portal ) );
			await site.createUser( { login: 'ann', first_name: 'Ann' } );
			await site.createUser( { login: 'bob', first_name: 'Bob' } );
			await site.php(
				"return update_option( 'known_visitor_settings', array( 'delivery' => $args['delivery'] ) + (array) get_option( 'known_visitor_settings' ) );",
				{ delivery }
			);
		} );

		test.beforeEach( async ( { portal, page } ) => {
			portal.reset();
			if ( delivery === 'request' ) {
				// PHP as WebAssembly takes seconds; a widget from a far network takes longer than a site's answer.
				await page.route( '**/loader_*', async ( route ) => {
					await siteAnswered( page );
					await route.continue();
				} );
			}
		} );

		test.afterAll( ( { site } ) => site.reset() );

		test( 'an administrator switches to a user and back: each conversation is where it belongs', async ( {
			page,
			context,
			site,
		} ) => {
			await site.signIn( context, 'admin' );
			await visitAndWrite( page, '/', ADMINS );
			await become( context, site, 'ann' );
			await visitAndWrite( page, '/', SECRET );
			await expect( chat( page ) ).not.toContainText( ADMINS );

			await become( context, site, 'admin' );
			await look( page );
			await expect( chat( page ) ).toContainText( ADMINS );
			await expect( chat( page ) ).not.toContainText( SECRET );
		} );

		test( 'a site with another name for each language knows its visitors under each that was confirmed', async ( {
			browser,
			site,
		} ) => {
			// As Polylang has it with a domain for each language: the REST API stays at the first.
			site.muPlugin(
				'names',
				"add_action( 'init', static fn () => remove_filter( 'template_redirect', 'redirect_canonical' ) );"
			);
			const other = site.url.replace( '127.0.0.1', 'localhost' );
			await site.php(
				"return KnownVisitor\\Identity\\Site::confirm( $args['host'] );",
				{ host: new URL( other ).host }
			);
			const context = await browser.newContext();
			await context.request.post( `${ other }/wp-login.php`, {
				headers: {
					Cookie: 'wordpress_test_cookie=WP%20Cookie%20check',
				},
				form: {
					log: 'ann',
					pwd: 'password',
					testcookie: '1',
					redirect_to: `${ other }/wp-includes/images/blank.gif`,
				},
				maxRedirects: 0,
			} );
			const page = await context.newPage();
			const known = page.waitForFunction(
				() => 'known-visitor' in localStorage
			);
			await visit( page, other );
			await known;
			await context.close();
			site.muPlugin( 'names', '' );
		} );

		test( 'two browsers of the same account: one conversation; sign-out in one leaves the other', async ( {
			page,
			context,
			site,
			browser,
		} ) => {
			await site.signIn( context, 'ann' );
			await visitAndWrite( page, '/', SECRET );
			const other = await newPage( browser, site );
			await site.signIn( other.context(), 'ann' );
			await visit( other, '/' );
			// A page that asks tells a widget that was faster later; the mark is kept in the same turn.
			await other.waitForFunction(
				() => 'known-visitor' in localStorage
			);
			await openChat( other );
			await expect( chat( other ) ).toContainText( SECRET );

			await site.signOut( other.context() );
			await look( other );
			await expect( chat( other ) ).not.toContainText( SECRET );
			await other.context().close();

			await look( page );
			await expect( chat( page ) ).toContainText( SECRET );
		} );

		for ( const [ what, end ] of Object.entries( {
			'ended from another device':
				"WP_Session_Tokens::get_instance( get_user_by( 'login', 'bob' )->ID )->destroy_all();",
			'expired overnight':
				"$id = get_user_by( 'login', 'bob' )->ID; $all = get_user_meta( $id, 'session_tokens', true ); foreach ( $all as $key => $one ) { $all[ $key ]['expiration'] = time() - 1; } update_user_meta( $id, 'session_tokens', $all );",
			'of a deleted account':
				"require_once ABSPATH . 'wp-admin/includes/user.php'; wp_delete_user( get_user_by( 'login', 'bob' )->ID );",
		} ) ) {
			test( `a session ${ what }: a guest's chat, from the first moment on`, async ( {
				page,
				context,
				site,
				portal,
			} ) => {
				await site.signIn( context, 'bob' );
				await visitAndWrite( page, '/', SECRET );
				const given = () =>
					portal
						.state()
						.log.filter( ( { detail } ) =>
							/^[0-9a-f]{32}$/.test(
								String( detail[ 'livechat_auth_id' ] )
							)
						).length;
				await page.goto( 'about:blank' );
				const before = given();
				await site.php( `${ end } return 1;` );
				// The browser still has all its cookies, and the answer takes its time.
				await page.unroute( '**/loader_*' );
				let answer = () => {};
				const held = new Promise< void >( ( resolve ) => {
					answer = resolve;
				} );
				await page.route( '**/visitor*', async ( route ) => {
					await held;
					await route.continue();
				} );
				await visit( page, '/' );
				expect( given() ).toBe( before );
				await openChat( page );

				await expect( chat( page ) ).not.toContainText( SECRET );
				if ( delivery === 'request' ) {
					const answered = page.waitForResponse( '**/visitor*' );
					answer();
					await ( await answered ).finished();
				}
				// The widget asks its portal four times a second.
				await page.waitForTimeout( 1_000 );
				await expect( chat( page ) ).not.toContainText( SECRET );
				await expect( chat( page ) ).toHaveAttribute(
					'data-state',
					'ready'
				);
			} );
		}
	} );
}

test( 'the back button after sign-out: a page that held the identity is asked for anew', async ( {
	page,
	context,
	site,
	portal,
} ) => {
	portal.reset();
	site.muPlugin( 'addons', addons( portal ) );
	await site.createUser( { login: 'ann', first_name: 'Ann' } );
	await site.signIn( context, 'ann' );
	await visitAndWrite( page, '/', SECRET );
	await site.signOut( context );
	await Promise.all( [
		page.waitForEvent( 'load' ),
		// As the browser does when the page comes out of its memory.
		page.evaluate( () => {
			dispatchEvent(
				new PageTransitionEvent( 'pageshow', { persisted: true } )
			);
		} ),
	] );
	await look( page );

	await expect( chat( page ) ).not.toContainText( SECRET );
	await site.reset();
} );
