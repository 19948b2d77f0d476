/**
 * The whole way on a real WordPress: sign-in, chat, sign-out, somebody else.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test as wordpress, type TestSite } from '../support/wordpress';
import { kept, watch } from './support/plugin';
import {
	cards,
	chat,
	chatButton,
	openChat,
	usePortal,
	visit,
	visitAndWrite,
	write,
	type Generation,
	type Portal,
} from './support/stand-in';

const SECRET = 'Secret of Ann';

const test = wordpress.extend< object, { portal: Portal } >( {
	portal: [ usePortal, { scope: 'worker' } ],
} );

/** Puts the widget on all pages, as a theme would; no avatars, which would come from the internet. */
const addWidget = (
	site: TestSite,
	portal: Portal,
	generation: Generation = 'g2'
) =>
	site.muPlugin(
		'widget',
		`add_filter( 'pre_option_show_avatars', '__return_zero' );
		add_action( 'wp_footer', static function () { echo base64_decode( '${ Buffer.from( portal.snippet( generation ) ).toString( 'base64' ) }' ); } );`
	);

// PHP takes its time: the site is made once, and each test has a browser of its own.
test.beforeAll( async ( { site } ) => {
	await site.reset();
	await site.createUser( {
		login: 'ann',
		first_name: 'Ann',
		last_name: 'Young',
		display_name: 'Ann Young',
	} );
	await site.createUser( { login: 'bob', first_name: 'Bob' } );
} );

test.beforeEach( ( { site, portal } ) => {
	portal.reset();
	addWidget( site, portal );
} );

test.afterAll( ( { site } ) => site.reset() );

/** Ann signs in and writes. */
async function annWasHere(
	page: Page,
	site: TestSite,
	generation: Generation = 'g2',
	login = 'ann'
): Promise< void > {
	await site.signIn( page.context(), login );
	await visitAndWrite( page, '/', SECRET, generation );
}

const isSignedIn = async ( context: BrowserContext ) =>
	( await context.cookies() ).some( ( { name } ) =>
		name.startsWith( 'wordpress_logged_in' )
	);

for ( const generation of [ 'g0', 'g1', 'g2' ] as const ) {
	test( `${ generation }: the operator knows a signed-in visitor; after sign-out the chat is a stranger's`, async ( {
		page,
		site,
		portal,
	} ) => {
		addWidget( site, portal, generation );
		const { said, errors } = watch( page );
		await annWasHere( page, site, generation );
		const [ user ] = portal.state().users;
		expect( user ).toMatchObject( {
			hash: expect.stringMatching( /^[0-9a-f]{32}$/ ),
			name: 'Ann',
			lastName: 'Young',
			email: 'ann@example.com',
		} );
		expect( cards( portal ) ).toHaveLength( 1 );
		expect( JSON.stringify( cards( portal ) ) ).toContain(
			'Ann Young (ann@example.com)[br]'
		);

		await site.signOut( page.context() );
		expect( await isSignedIn( page.context() ) ).toBe( false );
		await visit( page, '/' );
		await openChat( page, generation );
		await expect( chat( page, generation ) ).not.toContainText( SECRET );
		await write( page, 'I am a guest', generation );
		expect( portal.state().users.at( -1 ) ).toMatchObject( {
			identified: false,
		} );
		expect( said.concat( errors ) ).toEqual( [] );
	} );
}

test( 'who signs in again has the old conversation, another visitor only his own', async ( {
	page,
	site,
} ) => {
	const context = page.context();
	await annWasHere( page, site );
	await site.signOut( context );
	await visit( page, '/' );
	await site.signIn( context, 'ann' );
	await visit( page, '/' );
	await openChat( page );
	await expect( chat( page ) ).toContainText( SECRET );

	// Without a guest's page in between.
	await site.signOut( context );
	await site.signIn( context, 'bob' );
	await visitAndWrite( page, '/', 'I am Bob' );
	await expect( chat( page ) ).not.toContainText( SECRET );
	await site.signOut( context );
	await visit( page, '/' );
	await openChat( page );
	await expect( chat( page ) ).not.toContainText( 'I am Bob' );
} );

test( 'an expired session is a sign-out', async ( { page, site } ) => {
	await annWasHere( page, site );
	await page.context().clearCookies( { name: /^wordpress/ } );
	await visit( page, '/' );
	await openChat( page );

	await expect( chat( page ) ).not.toContainText( SECRET );
	expect( Object.keys( await kept( page ) ) ).toEqual( [
		'known-visitor-guest',
	] );
} );

test( 'a deleted account is a sign-out', async ( { page, site } ) => {
	const { id } = await site.createUser( { login: 'carl' } );
	await annWasHere( page, site, 'g2', 'carl' );
	await site.php(
		"require_once ABSPATH . 'wp-admin/includes/user.php'; return wp_delete_user( $args['id'] );",
		{ id }
	);
	await visit( page, '/' );
	await openChat( page );

	await expect( chat( page ) ).not.toContainText( SECRET );
} );

test( 'sign-out in one tab closes the chat in the other', async ( {
	page,
	context,
	site,
} ) => {
	await annWasHere( page, site );
	await expect( chat( page ) ).toBeVisible();
	await site.signOut( context );
	const other = await context.newPage();
	await other.goto( '/' );
	await chatButton( other ).waitFor();

	await expect( chat( page ) ).toBeHidden();
} );

// The last one: it changes the site.
test( 'with the guard switched off by the owner, the guest sees the former visitor', async ( {
	page,
	site,
} ) => {
	await annWasHere( page, site );
	await site.php(
		"update_option( 'known_visitor_settings', array( 'forget' => false ) + (array) get_option( 'known_visitor_settings', array() ) ); return 1;"
	);
	await site.signOut( page.context() );
	await visit( page, '/' );
	await openChat( page );

	await expect( chat( page ) ).toContainText( SECRET );
} );
