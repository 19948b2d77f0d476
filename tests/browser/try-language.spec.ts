/**
 * "Try it on my site" in another language.
 */
import { change, expect, states, surround, test, tryIt } from './support/trial';

const OK = [ 'ok', 'ok', 'ok', 'ok', 'ok' ];

test.use( { siteOptions: { hasPseudo: true } } );

test.beforeEach( async ( { site, portal } ) => {
	await site.reset();
	portal.reset();
} );

test( 'every sentence can be translated', async ( { page, site, portal } ) => {
	const { PSEUDO_LOCALE } = await import( '../../tools/lib/i18n/pseudo.mjs' );
	site.muPlugin(
		'language',
		`add_filter( 'locale', static fn () => '${ PSEUDO_LOCALE }' );`
	);
	await change( site, { first_message: '{user_id}' } );
	surround( site, { html: portal.snippet( 'g2' ) } );
	await tryIt( page, site );
	await expect.poll( () => states( page ) ).toEqual( OK );
	const said = await page
		.locator( '#known-visitor-try' )
		.evaluate( ( host ) =>
			[
				...( host.shadowRoot?.querySelectorAll(
					'h2, .verdict, .text, .hint, .label, button, a, [aria-label]'
				) ?? [] ),
			].flatMap( ( element ) => [
				element.getAttribute( 'aria-label' ) ?? '',
				element.classList.contains( 'message' )
					? ''
					: ( element.textContent ?? '' ),
			] )
		);

	expect( said.filter( Boolean ).length ).toBeGreaterThan( 10 );
	expect(
		said.filter( ( text ) => ! /^(⟦[^⟦⟧]*⟧\s*)*$/.test( text ) )
	).toEqual( [] );
} );
