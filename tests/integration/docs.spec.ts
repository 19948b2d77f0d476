/**
 * docs/hooks.md and docs/shortcode.md: what they show works as it stands there.
 */
import { examplesIn, fencedIn } from '../support/docs';
import { expect, test, type TestSite } from '../support/wordpress';
import { hashOf, inPhp, pageData, SECRET, type PageData } from './helpers';

const EXAMPLES = examplesIn( 'hooks.md', 'php' );

/** What the page of a visitor has once an example runs; undefined where nobody is identified. */
const OUTCOMES: Readonly<
	Record<
		string,
		( ann: PageData | undefined, admin: PageData | undefined ) => void
	>
> = {
	known_visitor_should_identify: ( ann, admin ) => {
		expect( ann ).toBeDefined();
		expect( admin ).toBeUndefined();
	},
	known_visitor_user_fields: ( ann ) =>
		expect( ann?.user[ 'position' ] ).toBe( 'Young Ltd' ),
	known_visitor_tokens: ( ann, admin ) => {
		expect( ann?.tokens[ 'plan' ] ).toBe( 'gold' );
		expect( admin?.tokens[ 'plan' ] ).toBe( '' );
	},
	known_visitor_first_message: ( ann, admin ) => {
		expect( ann?.message ).toBe( '[b]Premium[/b]\nPlan: {plan|none}' );
		expect( admin?.message ).toBe( 'Plan: {plan|none}' );
	},
	known_visitor_hash: ( ann, admin ) => {
		expect( ann?.user.hash ).toBe( 'f'.repeat( 32 ) );
		expect( admin?.user.hash ).not.toBe( 'f'.repeat( 32 ) );
	},
	known_visitor_site_address: ( _ann, admin ) =>
		expect( admin?.user.hash ).toBe(
			hashOf( 'hmac', 1, 'shop.example.com', SECRET )
		),
};

const dataOf = async ( site: TestSite, path: string, as: string ) =>
	pageData( await ( await site.get( path, { as } ) ).text() );

test.beforeEach( async ( { site } ) => {
	await site.reset();
	const { id } = await site.createUser( { login: 'ann' } );
	await inPhp(
		site,
		`$settings( array( 'first_message' => 'Plan: {plan|none}' ) );
		update_option( 'known_visitor_secret', $args['secret'] );
		update_user_meta( $args['id'], 'billing_company', 'Young Ltd' );
		update_user_meta( $args['id'], 'plan', 'gold' );
		update_user_meta( $args['id'], 'former_chat_hash', str_repeat( 'f', 32 ) );
		( new WP_User( $args['id'] ) )->add_cap( 'premium' );
		return true;`,
		{ id, secret: SECRET }
	);
} );

test( 'each filter has an example', () => {
	expect( Object.keys( EXAMPLES ) ).toEqual( Object.keys( OUTCOMES ) );
} );

for ( const [ filter, expectOutcome ] of Object.entries( OUTCOMES ) ) {
	test( `${ filter } does what its example says`, async ( { site } ) => {
		site.muPlugin( 'example', EXAMPLES[ filter ] ?? '' );

		expectOutcome(
			await dataOf( site, '/', 'ann' ),
			await dataOf( site, '/', 'admin' )
		);
		expect( site.debugLog() ).toBe( '' );
	} );
}

test( 'the shortcode’s examples do what they say', async ( { site } ) => {
	const messages: ( string | undefined )[] = [];
	for ( const content of fencedIn( 'shortcode.md' ) ) {
		const { url } = await site.createPost( { title: 'Page', content } );
		messages.push( ( await dataOf( site, url, 'ann' ) )?.message );
	}

	expect( messages ).toEqual( [
		undefined,
		'Plan: {plan|none}',
		'Question about an order: {page_link}',
		'Plan: {plan|none}\n[b]Is paying just now[/b]',
	] );
} );
