/**
 * The post and site editors of a real WordPress: how a test opens them, and what it looks for there.
 */
import type { FrameLocator, Locator, Page } from '@playwright/test';
import { expect, PATIENCE, test } from './settings';
import { inPhp, pageData } from '../../integration/helpers';
import { violationsIn } from '../../support/axe';
import type { TestSite } from '../../support/wordpress';

export { expect, PATIENCE, test };

/** The frame in which the editor shows the page. */
export const canvas = ( page: Page ): FrameLocator =>
	page.frameLocator( 'iframe[name="editor-canvas"]' );

/** Our block in it. */
export const ourBlock = ( page: Page ): Locator =>
	canvas( page ).locator( '[data-type="known-visitor/override"]' );

/** The side panel with the settings of the selected block. */
export const panel = ( page: Page ): Locator =>
	page.getByRole( 'region', { name: 'Editor settings' } );

/** The field for the page's own template. */
export const template = ( page: Page ): Locator =>
	panel( page ).getByRole( 'textbox', { name: 'First message' } );

/** What operators would read. */
export const preview = ( page: Page ): Locator =>
	panel( page ).getByRole( 'group', { name: /operators read$/ } );

/**
 * Opens the editor as somebody who knows it: without the guides that WordPress shows newcomers.
 *
 * @param page Where.
 * @param site The site.
 * @param what A post's ID, or the editor's address.
 * @param as   Who.
 */
export async function openEditor(
	page: Page,
	site: TestSite,
	what: number | string,
	as = 'admin'
): Promise< void > {
	await inPhp(
		site,
		`$id = get_user_by( 'login', $args['login'] )->ID;
		update_user_meta( $id, $GLOBALS['wpdb']->get_blog_prefix() . 'persisted_preferences', array(
			'core'           => array( 'enableChoosePatternModal' => false, 'isComplementaryAreaVisible' => true ),
			'core/edit-post' => array( 'welcomeGuide' => false, 'isComplementaryAreaVisible' => true ),
			'core/edit-site' => array( 'welcomeGuide' => false, 'welcomeGuideStyles' => false, 'welcomeGuidePage' => false, 'welcomeGuideTemplate' => false ),
			'_modified'      => gmdate( 'c', time() + 60 ),
		) );
		return true;`,
		{ login: as }
	);
	await site.signIn( page.context(), as );
	await page.goto(
		typeof what === 'number'
			? `/wp-admin/post.php?post=${ what }&action=edit`
			: what
	);
}

/** Begins to write in an empty page. */
export async function startWriting( page: Page ): Promise< void > {
	await canvas( page )
		.getByRole( 'button', { name: 'Add default block' } )
		.click();
	await expect(
		canvas( page ).locator( '[data-type="core/paragraph"]' )
	).toBeFocused();
}

/** Inserts our block as a writer does, by typing its name. */
export async function insertBlock( page: Page ): Promise< void > {
	await startWriting( page );
	await page.keyboard.type( '/known visitor' );
	await expect(
		page.getByRole( 'option', { name: 'Known Visitor' } )
	).toBeVisible();
	await page.keyboard.press( 'Enter' );
	await expect( ourBlock( page ) ).toBeVisible();
}

const widthOf = async ( block: Locator ): Promise< number | undefined > =>
	( await block.boundingBox() )?.width;

/** Saves what is in the editor, as a writer does who knows the keys. */
export async function saveInEditor( page: Page ): Promise< void > {
	const saved = page.waitForResponse(
		( response ) =>
			response.request().method() === 'POST' &&
			// Not the editor's own autosave, once a minute.
			/\/wp\/v2\/(?:(?:posts|pages)\/\d+|templates\/[^/]+\/\/[\w-]+)\?/.test(
				decodeURIComponent( response.url() )
			)
	);
	await page.keyboard.press( 'Control+s' );
	expect( ( await saved ).ok() ).toBe( true );
}

/** The template that a page has for the administrator; undefined where nobody is identified. */
export const messageOf = async (
	site: TestSite,
	url: string
): Promise< string | undefined > =>
	pageData( await ( await site.get( url, { as: 'admin' } ) ).text() )
		?.message;

/**
 * The way of a page's own override, from the block to the page, on one WordPress.
 *
 * @param version WordPress's version.
 */
export function settingBlock( version: string ): void {
	test( `WordPress ${ version }: the block is inserted, set and saved, and the page gets it`, async ( {
		page,
		site,
	} ) => {
		const errors: string[] = [];
		page.on( 'pageerror', ( error ) => errors.push( error.message ) );
		page.on( 'console', ( entry ) => {
			if ( /known-visitor|block validation/i.test( entry.text() ) ) {
				errors.push( entry.text() );
			}
		} );
		expect( site.wordpressVersion ).toMatch(
			new RegExp( `^${ version.replace( '.', '\\.' ) }` )
		);
		const { id, url } = await site.createPost( {
			title: 'Checkout',
			content: '',
		} );
		await openEditor( page, site, id );
		await insertBlock( page );
		await expect( ourBlock( page ) ).toContainText(
			'The chat follows the site’s settings here.'
		);

		await panel( page ).getByLabel( 'No, everybody is a guest' ).check();
		await expect( ourBlock( page ) ).toContainText(
			'Visitors are not identified in the chat here.'
		);
		await expect( template( page ) ).toBeHidden();
		expect( await widthOf( ourBlock( page ) ) ).toBe(
			await widthOf( canvas( page ).locator( '.wp-block-post-title' ) )
		);
		await saveInEditor( page );
		expect( await messageOf( site, url ) ).toBeUndefined();

		await panel( page ).getByLabel( 'As the site’s settings say' ).check();
		await panel( page )
			.getByLabel( 'Use a different first message' )
			.check();
		const typed =
			'Is paying “now” & <here> -- 3 < 4 --> [b]{user_login}[/b]\n\n{default} {nmae} {meta:no}';
		await template( page ).fill( typed );
		await panel( page )
			.getByLabel( 'Use a different first message' )
			.uncheck();
		await expect( template( page ) ).toBeHidden();
		await panel( page )
			.getByLabel( 'Use a different first message' )
			.check();
		await expect( template( page ) ).toHaveValue( typed );
		await expect( ourBlock( page ) ).toContainText(
			'different first message'
		);
		await expect( preview( page ) ).toContainText( '3 < 4 --> admin' );
		await expect( panel( page ) ).toContainText(
			'{nmae} is not a token that this plugin knows.'
		);
		await expect( panel( page ) ).toContainText(
			'{meta:no} stays empty: the site’s administrator has not allowed this user meta key.'
		);
		expect( await violationsIn( panel( page ) ) ).toEqual( [] );
		await page.screenshot( {
			path: `artifacts/screens/block-${ version }.png`,
		} );
		await preview( page ).scrollIntoViewIfNeeded();
		await page.screenshot( {
			path: `artifacts/screens/block-${ version }-preview.png`,
		} );

		await saveInEditor( page );
		const message = await messageOf( site, url );
		expect( message ).toContain( typed.split( '{default}' )[ 0 ] );
		expect( message ).not.toContain( '{default}' );

		await page.reload();
		await ourBlock( page ).click();
		await expect( template( page ) ).toHaveValue( typed );
		expect( errors ).toEqual( [] );
	} );
}
