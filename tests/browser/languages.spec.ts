/**
 * The plugin in other languages: product contract, section 13.
 */
import type { Page } from '@playwright/test';
import { inPhp } from '../integration/helpers';
import { pseudo, speak, speakPseudo } from '../support/pseudo-language';
import { insertBlock, openEditor, panel } from './support/editor';
import { expect, PATIENCE, test } from './support/settings';

test.use( {
	actionTimeout: PATIENCE.action,
	siteOptions: { hasPseudo: true },
} );
test.setTimeout( PATIENCE.test );

test.beforeEach( ( { site } ) => site.reset() );

const SCREEN = '/wp-admin/options-general.php?page=known-visitor';

const checkout = async () =>
	( await import( '../../tools/lib/paths.mjs' ) ).root;

/** All words that can be seen or heard in a part of the page, line by line. */
const words = ( page: Page, selector: string ) =>
	page.locator( selector ).evaluate( ( part ) => {
		const named = [ ...part.querySelectorAll( '*' ) ].flatMap(
			( element ) =>
				[ 'aria-label', 'title', 'placeholder', 'alt' ].map( ( name ) =>
					element.getAttribute( name )
				)
		);
		return [ ...( part.textContent ?? '' ).split( '\n' ), ...named ]
			.map( ( line ) => ( line ?? '' ).trim() )
			.filter( Boolean );
	} );

/** What is left of a line without the sentences of the pseudo language, which may stand in each other. */
function withoutPseudo( line: string ): string {
	const less = line.replace( /⟦[^⟦⟧]*⟧/g, '' );
	return less === line ? line : withoutPseudo( less );
}

test( 'every sentence of the screen and of the block can be translated', async ( {
	page,
	site,
} ) => {
	const root = await checkout();
	const { readTemplate } =
		await import( '../../tools/lib/i18n/languages.mjs' );
	const template = readTemplate( root );
	const counted = template.find( ( { plural } ) => plural ) ?? {
		id: '',
		plural: '',
	};
	const sentences = template.flatMap( ( { id, plural } ) =>
		plural ? [ id, plural ] : [ id ]
	);
	await speakPseudo( site );
	// What is stored is nobody's to translate.
	await inPhp(
		site,
		`update_option( 'blogname', 'A shop' );
		$settings( array( 'first_message' => '{user_id}' ) );
		return true;`
	);
	await site.signIn( page.context(), 'admin' );

	await test.step( 'in the admin', async () => {
		await page.goto( '/wp-admin/plugins.php' );
		const row = page.locator(
			'tr[data-plugin="known-visitor/plugin.php"]'
		);
		await expect( row ).toContainText(
			pseudo( 'Known Visitor for Bitrix24 Live Chat' )
		);
		await expect(
			row.getByRole( 'link', { name: pseudo( 'Settings' ), exact: true } )
		).toBeVisible();
	} );

	await test.step( 'on the screen', async () => {
		await page.goto( SCREEN );
		const screen = page.locator( '#known-visitor-settings' );
		await expect( screen ).toContainText( pseudo( 'Save changes' ) );
		const seen = await words( page, '#known-visitor-settings' );
		const rest = seen.map( withoutPseudo ).join( '\n' );
		// More than a word, since words may be part of anything.
		const untranslated = sentences.filter(
			( sentence ) =>
				sentence.includes( ' ' ) && rest.includes( sentence )
		);
		expect( untranslated ).toEqual( [] );
		expect( seen.join().match( /⟦/g )?.length ).toBeGreaterThan( 30 );
	} );

	await test.step( 'in the editor', async () => {
		const post = await site.createPost( { title: 'Page', content: '' } );
		await openEditor( page, site, post.id );
		await insertBlock( page );
		await expect( panel( page ) ).toContainText(
			pseudo( 'First message' )
		);
		await expect( panel( page ) ).toContainText(
			// Of block.json.
			'⟦Decides whether'
		);
	} );
	await test.step( 'in the panel of a trial, and in several forms', async () => {
		const [ json, ...several ] = await inPhp< string[] >(
			site,
			`wp_scripts()->add( 'known-visitor-try-script', plugins_url( 'known-visitor/build/try.js' ) );
			require_once WP_PLUGIN_DIR . '/known-visitor/includes/admin/hooks.php';
			return array( load_script_textdomain( 'known-visitor-try-script', 'known-visitor' ), _n( $args['id'], $args['plural'], 1, 'known-visitor' ), _n( $args['id'], $args['plural'], 2, 'known-visitor' ) );`,
			{ id: counted.id, plural: counted.plural }
		);
		expect( JSON.stringify( JSON.parse( json ?? '' ) ) ).toContain( '⟦' );
		expect( several ).toEqual( [
			pseudo( counted.id ),
			pseudo( counted.plural ),
		] );
	} );
	// WordPress may say that it found no way to wordpress.org.
	expect( site.debugLog() ).not.toContain( 'known-visitor/' );
} );

test( 'each translation that there is shows on the screen and in PHP', async ( {
	page,
	site,
} ) => {
	const root = await checkout();
	const { localesThere, readTranslation } =
		await import( '../../tools/lib/i18n/languages.mjs' );
	await site.signIn( page.context(), 'admin' );
	for ( const locale of localesThere( root ) ) {
		await test.step( locale, async () => {
			speak( site, locale );
			const { messages } = readTranslation( root, locale );
			const translated = ( english: string ) =>
				messages.find(
					( { id, context } ) => id === english && ! context
				)?.translations[ 0 ] ?? '';
			await page.goto( SCREEN );
			await expect(
				page.locator( '#known-visitor-settings' )
			).toContainText( translated( 'Save changes' ) );
			expect(
				await inPhp(
					site,
					`return __( 'The secret of the chat is strong.', 'known-visitor' );`
				)
			).toBe( translated( 'The secret of the chat is strong.' ) );
		} );
	}
} );
