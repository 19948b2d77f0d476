/**
 * The settings screen on a real WordPress, as owners use it.
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
	store,
	test,
} from './support/settings';

test.use( { actionTimeout: PATIENCE.action } );
test.setTimeout( PATIENCE.test );
// Each begins with a site of its own.
test.describe.configure( { mode: 'parallel' } );

const SNIPPET = `<script>
	(function(w,d,u){
		var s=d.createElement('script');s.async=true;s.src=u+'?'+(Date.now()/60000|0);
		var h=d.getElementsByTagName('script')[0];h.parentNode.insertBefore(s,h);
	})(window,document,'https://cdn.bitrix24.com/b123/crm/site_button/loader_4_abc123.js');
</script>`;

test.beforeEach( async ( { site } ) => site.reset() );

test( 'opens without a request for the settings, and a link leads to a part of it', async ( {
	page,
	site,
} ) => {
	const asked: string[] = [];
	page.on( 'request', ( request ) => asked.push( request.url() ) );
	await open( page, site, '#checks' );

	await expect(
		page.getByRole( 'heading', { name: 'Checks' } )
	).toBeFocused();
	await expect( region( page, 'Checks' ) ).toContainText(
		'The secret is strong.'
	);
	expect(
		asked.filter( ( url ) => url.includes( 'known-visitor/v1/settings' ) )
	).toEqual( [] );
} );

test( 'the preview follows every key, and is what the page gives to the loader', async ( {
	page,
	site,
} ) => {
	const ann = await site.createUser( {
		login: 'ann',
		first_name: 'Ann',
		last_name: '[b]Young[/b]',
		meta: { customer_number: 'C-12' },
	} );
	await open( page, site );

	await test.step( 'BBCode is drawn, and no HTML is taken', async () => {
		await message( page ).fill( '[b]Hi[/b] <img src=x> {user_id}' );
		await expect(
			chat( page ).locator( 'strong', { hasText: 'Hi' } )
		).toBeVisible();
		await expect( chat( page ) ).toContainText( 'Hi <img src=x> 1' );
	} );

	await test.step( 'for any user, found by search', async () => {
		await page.getByRole( 'combobox', { name: 'Seen as' } ).fill( 'ann' );
		await page.getByRole( 'option', { name: /ann@example\.com/ } ).click();
		await expect( chat( page ) ).toContainText(
			`Hi <img src=x> ${ ann.id }`
		);
		await message( page ).fill( '{full_name}' );
		await expect( chat( page ) ).toContainText( 'Ann ［b］Young［/b］' );
	} );

	await test.step( 'for any page', async () => {
		await message( page ).fill( '{page_link} {page_host}' );
		await page.getByLabel( 'On the page' ).fill( 'https://example.org/a' );
		await page.getByLabel( 'With the title' ).fill( 'A page' );
		await expect(
			chat( page ).getByRole( 'link', { name: 'A page' } )
		).toHaveAttribute( 'href', 'https://example.org/a' );
		await page.getByLabel( 'On the page' ).fill( 'nonsense' );
		await expect(
			page.getByText( 'This is not the address of a page.' )
		).toBeVisible();
	} );

	await test.step( 'user meta, once it is allowed', async () => {
		await message( page ).fill( 'No. {meta:customer_number}' );
		await page
			.getByRole( 'button', { name: 'Allow “customer_number”' } )
			.click();
		await expect( chat( page ) ).toContainText( 'No. C-12' );
		await save( page ).click();
		await expect( saved( page ) ).toBeVisible();
		expect( await settingsOf( site ) ).toMatchObject( {
			first_message: 'No. {meta:customer_number}',
			meta_keys: [ 'customer_number' ],
		} );
	} );

	await test.step( 'never with the hash', async () => {
		expect( await page.content() ).not.toMatch(
			/\b[0-9a-f]{32}\b"?,"name/
		);
		await expect( region( page, 'Preview' ) ).toContainText(
			/Identity\s*[0-9a-f]{8}/
		);
	} );
} );

test( 'tokens are found and inserted, slips are pointed out, and all can be undone', async ( {
	page,
	site,
} ) => {
	await open( page, site );
	await message( page ).fill( 'Hi ' );
	await page.getByLabel( 'Insert a token' ).fill( 'e-mail' );
	const token = page.getByRole( 'button', { name: /^\{email\}/ } );
	await expect( token ).toContainText( '@' );
	await token.click();
	await expect( message( page ) ).toHaveValue( 'Hi {email}' );
	await expect( message( page ) ).toBeFocused();

	await page.keyboard.type( ' {nmae} [b]' );
	// WordPress repeats them elsewhere for screen readers.
	const editor = region( page, 'First message' );
	await expect( editor.getByText( '{nmae} is not a token' ) ).toBeVisible();
	await expect( editor.getByText( '[b] has no other half' ) ).toBeVisible();

	await page.getByRole( 'button', { name: 'Back to the default' } ).click();
	await expect( message( page ) ).toHaveValue( /Client code/ );
	await page.getByRole( 'button', { name: 'Undo' } ).click();
	await expect( message( page ) ).toHaveValue( 'Hi {email} {nmae} [b]' );
	await message( page ).press( 'Control+z' );
	await expect( message( page ) ).not.toHaveValue( /nmae/ );
} );

test( 'the card gets rows by keyboard alone', async ( { page, site } ) => {
	await open( page, site );
	await page
		.getByLabel( 'Show the visitor as a card with picture and rows' )
		.press( 'Space' );
	const add = page.getByRole( 'button', { name: 'Add a row' } );
	for ( const [ label, value ] of [
		[ 'First', '{user_id}' ],
		[ 'Second', 'two' ],
	] as const ) {
		await add.press( 'Enter' );
		await page.keyboard.type( label );
		await page.keyboard.press( 'Tab' );
		await page.keyboard.type( value );
	}
	await expect( chat( page ).locator( 'dt' ) ).toHaveText( [
		'First',
		'Second',
	] );
	await page
		.getByRole( 'button', { name: 'Move row 1 down' } )
		.press( 'Enter' );
	await expect( chat( page ).locator( 'dt' ) ).toHaveText( [
		'Second',
		'First',
	] );
	await expect(
		page.getByRole( 'button', { name: 'Move row 2 down' } )
	).toBeFocused();
	await page.getByRole( 'button', { name: 'Remove row 1' } ).press( 'Enter' );
	await expect( chat( page ).locator( 'dt' ) ).toHaveText( [ 'First' ] );
	await expect( page.getByLabel( 'Label' ) ).toBeFocused();

	await save( page ).press( 'Enter' );
	await expect( saved( page ) ).toBeVisible();
	expect( await settingsOf( site ) ).toMatchObject( {
		card: {
			enabled: true,
			rows: [ { label: 'First', value: '{user_id}' } ],
		},
	} );
} );

test( 'the code of the widget is understood, and wrong code is named', async ( {
	page,
	site,
} ) => {
	await open( page, site );
	const field = page.getByLabel( 'Code of the website widget' );
	const section = region( page, 'Connection' );
	for ( const [ code, sentence ] of [
		[ 'hello', 'There is no address of a script' ],
		[
			'https://cdn.bitrix24.com/b1/crm/form/loader_1.js',
			'a Bitrix24 form',
		],
		[
			'https://cdn.bitrix24.com/b1/crm/tag/call.tracker.js',
			'call tracking',
		],
		[
			'http://cdn.bitrix24.com/b1/crm/site_button/loader_1_a.js',
			'https://',
		],
		[ 'https://example.org/script.js', 'not a Bitrix24 chat widget' ],
	] as const ) {
		await field.fill( code );
		await expect( section.getByRole( 'alert' ) ).toContainText( sentence );
	}

	await field.fill(
		'https://portal.example.org/upload/crm/site_button/loader_1_a.js'
	);
	await expect( section ).toContainText( 'portal.example.org' );
	await page.getByRole( 'button', { name: 'No, take it away' } ).click();
	await expect( save( page ) ).toBeDisabled();

	await field.fill( SNIPPET );
	await expect( section ).toContainText( 'Widget of Bitrix24' );
	await save( page ).click();
	await expect( saved( page ) ).toBeVisible();
	expect( ( await settingsOf( site ) )[ 'widget_url' ] ).toBe(
		'https://cdn.bitrix24.com/b123/crm/site_button/loader_4_abc123.js'
	);
} );

test( 'roles, paths, and what is wrong with them', async ( { page, site } ) => {
	await open( page, site );
	await page.getByLabel( 'Only these roles' ).check();
	await page.getByLabel( 'Subscriber' ).check();
	await expect( region( page, 'Preview' ) ).toContainText(
		'has none of the chosen roles'
	);
	await page.getByLabel( 'Only on these' ).check();
	const paths = page.getByLabel( 'Paths, one per line' );
	await paths.fill( '/shop/*\nhttps://example.org/a/' );
	await save( page ).click();
	await expect( paths ).toBeFocused();
	await expect(
		region( page, 'Visitor' ).getByRole( 'alert' )
	).toContainText( 'is a whole address' );
	await paths.fill( '/shop/*\n\n/account/' );
	await save( page ).click();
	await expect( saved( page ) ).toBeVisible();
	expect( await settingsOf( site ) ).toMatchObject( {
		roles: [ 'subscriber' ],
		paths: { mode: 'only', list: [ '/shop/*', '/account/' ] },
	} );

	await page.getByLabel( 'All signed-in visitors' ).check();
	const leftOut = region( page, 'Preview' ).getByText(
		/Your list of paths leaves this page out/
	);
	await expect( leftOut ).toBeVisible();
	await page.getByLabel( 'On the page' ).fill( `${ site.url }/shop/hat/` );
	await expect( leftOut ).toBeHidden();
} );

test( 'what another administrator saved is not overwritten unseen', async ( {
	page,
	site,
} ) => {
	await open( page, site );
	await store( site, { first_message: 'Theirs', forget: false } );
	await message( page ).fill( 'Mine' );
	await save( page ).click();

	const dialog = page.getByRole( 'dialog', {
		name: /Somebody else changed/,
	} );
	await expect( dialog ).toContainText( 'Theirs' );
	await expect( dialog ).toContainText( 'Mine' );
	expect( await settingsOf( site ) ).toMatchObject( {
		first_message: 'Theirs',
	} );

	await dialog
		.getByRole( 'button', { name: 'Replace theirs with mine' } )
		.click();
	await expect( saved( page ) ).toBeVisible();
	expect( await settingsOf( site ) ).toMatchObject( {
		first_message: 'Mine',
		forget: false,
	} );
} );

test( 'a lost network and a link elsewhere lose nothing', async ( {
	page,
	site,
} ) => {
	await open( page, site );
	await message( page ).fill( 'Precious' );
	await page.context().setOffline( true );
	await save( page ).click();
	await expect( page.getByText( /cannot be reached/ ).first() ).toBeVisible();
	await expect( message( page ) ).toHaveValue( 'Precious' );
	await page.context().setOffline( false );

	const plugins = page.locator( '#adminmenu a[href="plugins.php"]' ).first();
	await plugins.click();
	await page.getByRole( 'button', { name: 'Stay here' } ).click();
	await expect( message( page ) ).toHaveValue( 'Precious' );
	await plugins.click();
	await page.getByRole( 'button', { name: 'Save and leave' } ).click();
	await page.waitForURL( /plugins\.php/ );
	expect( await settingsOf( site ) ).toMatchObject( {
		first_message: 'Precious',
	} );
} );

test( 'axe finds nothing, and nothing is cut off at 320 pixels', async ( {
	page,
	site,
} ) => {
	await store( site, {
		card: { enabled: true, rows: [ { label: 'Role', value: '{role}' } ] },
		roles: [ 'subscriber' ],
		forget: false,
	} );
	await open( page, site );
	for ( const width of [ 1280, 782, 320 ] ) {
		await page.setViewportSize( { width, height: 800 } );
		const violations = await axe( page );
		expect( violations ).toEqual( [] );
		expect(
			await page.evaluate( () => document.documentElement.scrollWidth )
		).toBeLessThanOrEqual( width );
	}
} );
