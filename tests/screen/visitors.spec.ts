/**
 * The chat's own code, who is identified, and where.
 */
import type { Page } from '@playwright/test';
import {
	axe,
	button,
	expect,
	expectFocusIn,
	region,
	save,
	snackbar,
	tab,
	test,
	written,
	type ScreenState,
} from './support';

/** A site on whose home page no chat was found. */
const NO_CHAT: ScreenState = {
	checks: [
		{
			id: 'chat',
			state: 'warning',
			message: 'No chat found on your home page.',
			action: {
				id: 'widget',
				label: 'Paste its code',
				url: '#chat/widget_url',
			},
		},
	],
};

const SNIPPET = `<script>
	(function(w,d,u){
		var s=d.createElement('script');s.async=true;s.src=u+'?'+(Date.now()/60000|0);
		var h=d.getElementsByTagName('script')[0];h.parentNode.insertBefore(s,h);
	})(window,document,'https://cdn.bitrix24.com/b123/crm/site_button/loader_4_abc123.js');
</script>`;

test( 'the code of the widget is understood, and wrong code is named', async ( {
	page,
	open,
} ) => {
	const { rest } = await open( NO_CHAT, '#chat' );
	const field = page.getByLabel( 'Code of the website widget' );
	const section = region( page, 'Chat widget' );
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
	await button( page, 'No, discard it' ).click();
	await expect( field ).toBeFocused();
	await expect( save( page ) ).toBeDisabled();

	await field.fill( SNIPPET );
	await expect( section ).toContainText( 'Bitrix24 widget' );
	await save( page ).click();
	await expect( snackbar( page, 'Settings saved.' ) ).toBeVisible();
	expect( rest.settings.widget_url ).toBe(
		'https://cdn.bitrix24.com/b123/crm/site_button/loader_4_abc123.js'
	);
} );

test( 'the focus stays when the widget is removed', async ( {
	page,
	open,
} ) => {
	await open(
		{
			settings: {
				widget_url:
					'https://cdn.bitrix24.com/b123/crm/site_button/loader_4_abc123.js',
			},
		},
		'#chat'
	);
	await button( page, 'Remove the widget' ).press( 'Enter' );
	await expect(
		page.getByLabel( 'Code of the website widget' )
	).toBeFocused();
} );

test( 'a second chat is not pasted unawares', async ( { page, open } ) => {
	await open( {}, '#chat' );
	const section = region( page, 'Chat widget' );
	await expect( section ).toContainText( 'There is nothing to paste here.' );
	await page.getByLabel( 'Code of the website widget' ).fill( SNIPPET );
	await expect( section ).toContainText( 'there would be two' );
} );

test( 'roles, paths, and what is wrong with them', async ( { page, open } ) => {
	const { rest } = await open( {}, '#visitors' );
	const preview = page.locator( '.known-visitor-section--preview' );
	await page.getByLabel( 'Only visitors with these roles' ).check();
	await page.getByLabel( 'Subscriber' ).check();
	await expect( preview ).toContainText( 'has none of the selected roles' );
	await page.getByLabel( 'Only on these pages' ).check();
	const paths = page.getByLabel( 'Pages, one per line' );
	await paths.fill( '/shop/*\nhttps://other.example/a/' );
	await save( page ).click();
	await expect( paths ).toBeFocused();
	const section = region( page, 'On which pages' );
	await expect( section.getByRole( 'alert' ) ).toContainText(
		'is not an address of this site'
	);
	// One without a path of its own, where permalinks are plain.
	await paths.fill( 'https://example.org/?page_id=5' );
	await save( page ).click();
	await expect( section.getByRole( 'alert' ) ).toContainText(
		'“/?page_id=5” would mean another page'
	);
	await paths.fill( '/shop/*\n/?page_id=6#a' );
	await save( page ).click();
	await expect( section.getByRole( 'alert' ) ).toContainText(
		'“/?page_id=6” would mean another page'
	);
	// Else an address of this site becomes its path.
	await paths.fill(
		'/shop/*?size=8\n\nhttps://example.org/account/?a=b#c\n/help/#mail'
	);
	await save( page ).click();
	await expect( snackbar( page, 'Settings saved.' ) ).toBeVisible();
	expect( rest.settings ).toMatchObject( {
		roles: [ 'subscriber' ],
		paths: { mode: 'only', list: [ '/shop/*', '/account/', '/help/' ] },
	} );

	await page.getByLabel( 'All signed-in visitors' ).check();
	await tab( page, 'Message' ).click();
	const leftOut = preview.getByText( /Your list of pages leaves/ );
	await expect( leftOut ).toBeVisible();
	await page.getByRole( 'combobox', { name: 'On this page' } ).fill( 'hat' );
	await page.getByRole( 'option', { name: /A hat/ } ).click();
	await expect( leftOut ).toBeHidden();
} );

for ( const [ what, choose, sentence, first ] of [
	[
		'roles',
		'Only visitors with these roles',
		'Select at least one role',
		'Administrator',
	],
	[
		'pages',
		'Only on these pages',
		'Add at least one page',
		'Pages, one per line',
	],
] as const ) {
	test( `an empty choice of ${ what } is not saved by accident`, async ( {
		page,
		open,
	} ) => {
		const { rest } = await open( {}, '#visitors' );
		await page.getByLabel( choose ).check();
		// Nobody is told off who has only begun.
		await expect( page.getByRole( 'alert' ) ).toHaveCount( 0 );
		await tab( page, 'Advanced' ).click();
		await save( page ).click();
		await expect( page.getByLabel( first ) ).toBeFocused();
		await expect(
			page.getByRole( 'tabpanel' ).getByRole( 'alert' )
		).toContainText( sentence );
		await expect( region( page, 'Save' ) ).toContainText(
			'Not saved: 1 field to correct.'
		);
		await expect( tab( page, 'Visitors' ) ).toHaveAccessibleName(
			/needs attention/
		);
		expect( written( rest ) ).toEqual( [] );

		await page
			.getByLabel(
				what === 'roles' ? 'All signed-in visitors' : 'On all pages',
				{ exact: true }
			)
			.check();
		await expect( page.getByRole( 'alert' ) ).toHaveCount( 0 );
		await expect( save( page ) ).toBeDisabled();
	} );
}

test( 'roles come back that were chosen before all visitors were', async ( {
	page,
	open,
} ) => {
	await open( { settings: { roles: [ 'editor' ] } }, '#visitors' );
	const some = page.getByLabel( 'Only visitors with these roles' );
	await page.getByLabel( 'Subscriber' ).check();
	// Arrows choose at once, also on the way to another option.
	await some.press( 'ArrowUp' );
	await expect( page.getByLabel( 'All signed-in visitors' ) ).toBeChecked();
	await page.keyboard.press( 'ArrowDown' );
	await expect( page.getByLabel( 'Editor' ) ).toBeChecked();
	await expect( page.getByLabel( 'Subscriber' ) ).toBeChecked();
} );

test.describe( 'more user data', () => {
	const keys = ( page: Page ) =>
		page.getByRole( 'button', { name: 'Choose a key…' } );
	const key = ( page: Page, name: string ) =>
		page.getByRole( 'button', { name: new RegExp( `^${ name }\\b` ) } );
	const asAnn = async ( page: Page ) => {
		await page
			.getByRole( 'combobox', { name: 'Data of this visitor' } )
			.fill( 'ann' );
		await page.getByRole( 'option', { name: /Ann Young/ } ).click();
	};

	test( 'is picked from what the previewed visitor has, with the values', async ( {
		page,
		open,
	} ) => {
		const { rest } = await open( {}, '#visitors' );
		await asAnn( page );
		const section = region( page, 'More user data' );
		expect( rest.requests.map( ( { what } ) => what ) ).not.toContain(
			'GET /preview/meta'
		);
		await keys( page ).click();
		const list = page.getByRole( 'list', { name: 'Data of Ann Young' } );
		await expect( list.getByRole( 'listitem' ) ).toHaveText( [
			'billing_phone+49 30 123',
			'customer_numberC-12',
			'points(empty)',
			// As text, whatever it looks like.
			'wish<b>[b]A hat[/b]</b>',
		] );
		expect( await axe( page, '.known-visitor-pick-menu' ) ).toEqual( [] );
		await page.getByLabel( 'Search keys' ).fill( 'number' );
		await expect( list.getByRole( 'listitem' ) ).toHaveCount( 1 );
		await key( page, 'customer_number' ).click();
		await expect( section ).toContainText( 'customer_number added.' );
		await expect( keys( page ) ).toBeFocused();

		// It is on the list, and no longer among those to pick; by keyboard alone.
		await page.keyboard.press( 'Enter' );
		await expect( page.getByLabel( 'Search keys' ) ).toBeFocused();
		await expect( list.getByRole( 'listitem' ) ).toHaveCount( 3 );
		await page.keyboard.press( 'ArrowDown' );
		await expect( key( page, 'billing_phone' ) ).toBeFocused();
		await page.keyboard.press( 'End' );
		await expect( key( page, 'wish' ) ).toBeFocused();
		await page.keyboard.press( 'ArrowUp' );
		await expect( key( page, 'points' ) ).toBeFocused();
		await page.keyboard.press( 'Enter' );
		await expect( keys( page ) ).toBeFocused();

		// A key that this visitor lacks can be typed.
		await page.getByLabel( 'Allowed user meta keys' ).fill( 'club' );
		await page.keyboard.press( 'Enter' );
		await save( page ).click();
		await expect( snackbar( page, 'Settings saved.' ) ).toBeVisible();
		expect( rest.settings.meta_keys ).toEqual( [
			'customer_number',
			'points',
			'club',
		] );
	} );

	test( 'says why there is nothing to pick', async ( { page, open } ) => {
		const { rest } = await open( {}, '#visitors' );
		const release = rest.hold( 'GET /preview/meta' );
		await keys( page ).click();
		const menu = page.locator( '.known-visitor-pick-menu' );
		const list = page.getByRole( 'toolbar', { name: 'User meta keys' } );
		await expect( list ).toHaveText( 'Asking your site…' );
		release();
		await expect( list ).toContainText(
			'Olena Kovalenko has no more data that could be sent.'
		);
		await expectFocusIn( menu );
		await page.keyboard.press( 'Escape' );
		await expect( keys( page ) ).toBeFocused();

		await asAnn( page );
		rest.answerNext( 'GET /preview/meta', {
			status: 500,
			body: { code: 'x', message: 'The database is away.' },
		} );
		await keys( page ).click();
		await expect( list ).toHaveText( 'The database is away.' );
		await expectFocusIn( menu );
		await page.keyboard.press( 'Escape' );
		await expect( menu ).toHaveCount( 0 );
		await keys( page ).click();
		await page.getByLabel( 'Search keys' ).fill( 'nothing' );
		await expect( list ).toContainText( 'No key found.' );
	} );

	test( 'what is wrong with a key is said below the field', async ( {
		page,
		open,
	} ) => {
		await open( {}, '#visitors' );
		const field = page.getByLabel( 'Allowed user meta keys' );
		await field.fill( 'session_tokens' );
		await field.press( 'Enter' );
		const section = region( page, 'More user data' );
		const error = await section.getByRole( 'alert' ).boundingBox();
		const next = await section
			.getByRole( 'combobox', { name: 'Data of this visitor' } )
			.boundingBox();
		expect( error?.y ).toBeLessThan( next?.y ?? 0 );
	} );

	test( 'a long list, on a phone', async ( { page, open } ) => {
		await page.setViewportSize( { width: 360, height: 640 } );
		const { rest } = await open( {}, '#visitors' );
		rest.answerNext( 'GET /preview/meta', {
			status: 200,
			body: Array.from( { length: 500 }, ( _, index ) => ( {
				key: `a_rather_long_key_of_some_plugin_with_the_number_${ index }`,
				value: 'ä'.repeat( 100 ),
			} ) ),
		} );
		await keys( page ).click();
		await page.getByLabel( 'Search keys' ).fill( '_499' );
		await expect( page.getByRole( 'listitem' ) ).toHaveCount( 1 );
		await expect
			.poll( () =>
				page.evaluate( () => document.documentElement.scrollWidth )
			)
			.toBeLessThanOrEqual( 360 );
		expect( await axe( page, '.known-visitor-pick-menu' ) ).toEqual( [] );
		await page.screenshot( { path: 'artifacts/screens/meta-phone.png' } );
		await page.getByRole( 'listitem' ).getByRole( 'button' ).click();
		await expect( region( page, 'More user data' ) ).toContainText(
			'_499'
		);
	} );
} );
