/**
 * First messages to start from.
 */
import { button, expect, message, test } from './support';

const PRESETS = {
	default: '{full_name} auf {page_link}',
	short: '{role|Besucher}: {page_link}',
	support: 'Seite: {page_link}',
	shop: 'Kundennummer: {user_id}',
};
const HELLO = {
	settings: { first_message: 'Hello' },
	site: { presets: PRESETS },
};

for ( const [ name, template ] of [
	[ /^Short/, PRESETS.short ],
	[ /^Support/, PRESETS.support ],
	[ /^Shop/, PRESETS.shop ],
] as const ) {
	test( `are put in the place of the text: ${ name.source.slice( 1 ) }`, async ( {
		page,
		open,
	} ) => {
		await open( HELLO );
		await button( page, 'Presets' ).click();
		await page
			.getByRole( 'menu' )
			.getByRole( 'menuitemradio', { name } )
			.click();
		await expect( message( page ) ).toHaveValue( template );
		await button( page, 'Undo' ).click();
		await expect( message( page ) ).toHaveValue( 'Hello' );
	} );
}

test( 'say which of them the text is', async ( { page, open } ) => {
	await open( { ...HELLO, settings: { first_message: PRESETS.shop } } );
	await button( page, 'Presets' ).click();
	await expect(
		page.getByRole( 'menuitemradio', { checked: true } )
	).toContainText( 'Shop' );
} );

test( 'include the default, in the language of the site', async ( {
	page,
	open,
} ) => {
	await open( HELLO );
	await button( page, 'Back to the default' ).click();
	await expect( message( page ) ).toHaveValue( PRESETS.default );
} );

test( 'all of them fit on a phone', async ( { page, open } ) => {
	await page.setViewportSize( { width: 360, height: 740 } );
	await open();
	await button( page, 'Presets' ).click();
	const menu = page.getByRole( 'menu', { name: 'Presets' } );
	await expect( menu ).toBeVisible();
	await expect
		.poll( async () => {
			const box = await menu.boundingBox();
			return box && box.x >= 0 && box.x + box.width <= 360;
		} )
		.toBe( true );
} );
