/**
 * The settings screen on the oldest WordPress, whose components and React are others.
 */
import {
	axe,
	chat,
	expect,
	message,
	open,
	PATIENCE,
	region,
	save,
	saved,
	settingsOf,
	tab,
	test,
} from './support/settings';

test.use( {
	siteOptions: { wordpressVersion: '6.8' },
	actionTimeout: PATIENCE.action,
} );
test.setTimeout( PATIENCE.test );

test( 'WordPress 6.8: the screen opens, previews and saves', async ( {
	page,
	site,
} ) => {
	const errors: string[] = [];
	page.on( 'pageerror', ( { message: error } ) => errors.push( error ) );
	page.on( 'console', ( entry ) => {
		// Pictures of visitors would come from the internet.
		if (
			entry.type() === 'error' &&
			! entry.location().url.includes( 'gravatar.com' )
		) {
			errors.push( entry.text() );
		}
	} );
	await open( page, site );
	expect( site.wordpressVersion ).toMatch( /^6\.8/ );

	await message( page ).fill( '[b]Hi[/b] {user_id}' );
	await expect( chat( page ) ).toContainText( 'Hi 1' );
	await page
		.getByLabel( 'Show the visitor as a card with picture and rows' )
		.press( 'Space' );
	await page.getByRole( 'button', { name: 'Add a row' } ).press( 'Enter' );
	await expect( page.getByLabel( 'Label' ).last() ).toBeFocused();
	await page.keyboard.type( 'Role' );
	await page.keyboard.press( 'Tab' );
	await page.keyboard.type( '{role}' );
	await expect( chat( page ).locator( 'dd' ) ).toHaveText( 'Administrator' );
	await message( page ).press( 'End' );
	await page
		.getByRole( 'button', { name: 'Insert a token…' } )
		.first()
		.press( 'Enter' );
	await page.getByLabel( 'Search tokens' ).press( 'ArrowDown' );
	await page.keyboard.press( 'Enter' );
	await expect( message( page ) ).toHaveValue( /\{user_id\}\{user_id\}$/ );
	await page.getByRole( 'button', { name: 'Undo' } ).click();
	expect( await axe( page ) ).toEqual( [] );

	await tab( page, 'Visitors' ).click();
	await page.getByLabel( 'Only visitors with these roles' ).check();
	await page.getByLabel( 'Administrator' ).check();
	const status = region( page, 'Status' );
	await status.getByRole( 'button', { name: 'Details' } ).click();
	await expect( status ).toContainText( 'The secret of the chat is strong.' );
	expect( await axe( page ) ).toEqual( [] );
	await page.screenshot( {
		path: 'artifacts/screens/wordpress-6.8.png',
		fullPage: true,
	} );

	await tab( page, 'Advanced' ).click();
	await page.getByRole( 'button', { name: 'Replace…' } ).click();
	const dialog = page.getByRole( 'dialog' );
	await expect( dialog ).toBeFocused();
	await page.keyboard.press( 'Escape' );
	await expect( dialog ).toBeHidden();
	await save( page ).click();
	await expect( saved( page ) ).toBeVisible();
	expect( await settingsOf( site ) ).toMatchObject( {
		first_message: '[b]Hi[/b] {user_id}',
		roles: [ 'administrator' ],
		card: {
			enabled: true,
			rows: [ { label: 'Role', value: '{role}' } ],
		},
	} );
	expect( errors ).toEqual( [] );
} );

test( 'WordPress 6.8: the screen and the block speak the site’s language', async ( {
	page,
	site,
} ) => {
	site.muPlugin(
		'language',
		"add_filter( 'locale', static fn () => 'de_DE' );"
	);
	await site.signIn( page.context(), 'admin' );
	await page.goto( '/wp-admin/options-general.php?page=known-visitor' );
	await expect(
		page.getByRole( 'button', { name: 'Änderungen speichern' } )
	).toBeVisible();

	await page.goto( '/wp-admin/post-new.php' );
	expect(
		await page.evaluate( () =>
			Reflect.get( window, 'wp' ).i18n.__(
				'First message',
				'known-visitor'
			)
		)
	).toBe( 'Erste Nachricht' );
} );
