/**
 * The editor of the first message, its tokens and its preview.
 */
import type { Page } from '@playwright/test';
import { DEFAULT_FIRST_MESSAGE } from '../../src/settings/settings';
import { BROWSER_TOKENS, SERVER_TOKENS } from '../../src/shared/tokens';
import {
	answers,
	button,
	chat,
	expect,
	message,
	region,
	save,
	sentence,
	snackbar,
	test,
	written,
} from './support';

const tokens = ( page: Page ) =>
	region( page, 'First message' ).getByRole( 'button', {
		name: 'Insert a token…',
	} );
const visitor = ( page: Page ) =>
	page.getByRole( 'combobox', { name: 'As this visitor' } );
const place = ( page: Page ) =>
	page.getByRole( 'combobox', { name: 'On this page' } );

/** A card that is on. */
const THREE_ROWS = {
	settings: {
		card: {
			enabled: true,
			find_in_crm: false,
			rows: [ 1, 2, 3 ].map( ( number ) => ( {
				label: `No. ${ number }`,
				value: '{user_id}',
			} ) ),
		},
	},
};

test.describe( 'the tokens', () => {
	for ( const [ title, names ] of [
		[ 'About the visitor', SERVER_TOKENS ],
		[ 'About the page', BROWSER_TOKENS ],
	] as const ) {
		test( `are all listed with what they mean: ${ title }`, async ( {
			page,
			open,
		} ) => {
			await open();
			await tokens( page ).click();
			const buttons = page
				.getByRole( 'list', { name: title } )
				.getByRole( 'button' );
			await expect( buttons ).toHaveCount( names.length );
			for ( const [ index, name ] of names.entries() ) {
				await expect( buttons.nth( index ) ).toHaveAccessibleName(
					new RegExp( `^\\{${ name }\\} ?\\w` )
				);
			}
		} );
	}

	test( 'go in where the caret is, in place of what is selected', async ( {
		page,
		open,
	} ) => {
		await open( { settings: { first_message: 'Hi NAME!' } } );
		await message( page ).evaluate( ( element: HTMLTextAreaElement ) => {
			element.focus();
			element.setSelectionRange( 3, 7 );
		} );
		await tokens( page ).click();
		await page.getByRole( 'button', { name: /^\{first_name\}/ } ).click();
		await expect( message( page ) ).toHaveValue( 'Hi {first_name}!' );
		await expect( message( page ) ).toBeFocused();
		await page.keyboard.type( ' there' );
		await expect( message( page ) ).toHaveValue( 'Hi {first_name} there!' );
	} );

	test( 'go in by keyboard: one stop, and arrows within', async ( {
		page,
		open,
	} ) => {
		await open( { settings: { first_message: '' } } );
		await message( page ).focus();
		await page.keyboard.press( 'Tab' );
		await expect( tokens( page ) ).toBeFocused();
		await page.keyboard.press( 'Enter' );
		await expect( page.getByLabel( 'Search tokens' ) ).toBeFocused();
		await page.keyboard.press( 'ArrowDown' );
		const token = ( name: string ) =>
			page.getByRole( 'button', {
				name: new RegExp( `^\\{${ name }\\}` ),
			} );
		await expect( token( 'user_id' ) ).toBeFocused();
		await page.keyboard.press( 'ArrowDown' );
		await expect( token( 'user_login' ) ).toBeFocused();
		await page.keyboard.press( 'Shift+Tab' );
		await expect( token( 'user_login' ) ).not.toBeFocused();
		await page.keyboard.press( 'Tab' );
		await expect( token( 'user_login' ) ).toBeFocused();
		await page.keyboard.press( 'End' );
		await expect( token( 'referrer' ) ).toBeFocused();
		await page.keyboard.press( 'ArrowUp' );
		await expect( token( 'page_host' ) ).toBeFocused();
		await page.keyboard.press( 'Enter' );
		await expect( message( page ) ).toHaveValue( '{page_host}' );
		await expect( message( page ) ).toBeFocused();
	} );

	test( 'are found by what they mean', async ( { page, open } ) => {
		await open();
		await message( page ).fill( 'Hi ' );
		await tokens( page ).click();
		await page.getByLabel( 'Search tokens' ).fill( 'email address' );
		const token = page.getByRole( 'button', { name: /^\{email\}/ } );
		await expect( token ).toContainText( '@' );
		await token.click();
		await expect( message( page ) ).toHaveValue( 'Hi {email}' );
		await expect( message( page ) ).toBeFocused();
	} );

	test( 'are pointed out when nobody knows them', async ( {
		page,
		open,
	} ) => {
		await open( { settings: { first_message: '{nmae}' } } );
		await expect(
			sentence( page, /^\{nmae\} is not a token/ )
		).toBeVisible();
		await expect( message( page ) ).toHaveAccessibleDescription(
			/\{nmae\} is not/
		);
		await message( page ).fill( '{nmae} {full_nam} [b]' );
		await expect(
			sentence( page, /^\{nmae\}, \{full_nam\} are not tokens/ )
		).toBeVisible();
		await expect(
			region( page, 'First message' ).getByText( '[b] has no other half' )
		).toBeVisible();
	} );
} );

test.describe( 'the text', () => {
	test( 'goes back to the default, and everything can be undone', async ( {
		page,
		open,
	} ) => {
		await open( { settings: { first_message: 'Hello' } } );
		// Who stops for a second begins another step: so does a busy machine.
		await page.evaluate( () => {
			const now = Date.now();
			Date.now = () => now;
		} );
		await message( page ).press( 'End' );
		await page.keyboard.type( ' {nmae} [b]' );
		await button( page, 'Back to the default' ).click();
		await expect( message( page ) ).toHaveValue( DEFAULT_FIRST_MESSAGE );
		await expect( button( page, 'Back to the default' ) ).toBeDisabled();
		await button( page, 'Undo' ).click();
		await expect( message( page ) ).toHaveValue( 'Hello {nmae} [b]' );
		await message( page ).press( 'Control+z' );
		await expect( message( page ) ).not.toHaveValue( /nmae/ );
	} );

	test( 'may be empty: then the chat sends its own', async ( {
		page,
		open,
	} ) => {
		await open();
		const hint = sentence( page, /the chat sends a message of its own/ );
		await expect( hint ).toBeHidden();
		await message( page ).fill( '' );
		await expect( hint ).toBeVisible();
		await expect( message( page ) ).not.toHaveAttribute(
			'aria-invalid',
			'true'
		);
	} );

	test( 'is counted in characters, as the server counts', async ( {
		page,
		open,
	} ) => {
		await open( { settings: { first_message: 'Hi 👋' } } );
		await expect( sentence( page, '4 of 4,000 characters' ) ).toBeVisible();
		await expect( message( page ) ).toHaveAccessibleDescription(
			/4 of 4,000/
		);
	} );

	test( 'says how much is left near the limit', async ( { page, open } ) => {
		await open( { settings: { first_message: 'x'.repeat( 3990 ) } } );
		await expect( page.getByText( '10 characters left.' ) ).toHaveCount(
			1
		);
		await message( page ).press( 'y' );
		await expect( page.getByText( '9 characters left.' ) ).toHaveCount( 1 );
	} );

	test( 'is not sent when it is too long', async ( { page, open } ) => {
		const { rest } = await open( {
			settings: { first_message: 'x'.repeat( 4000 ) },
		} );
		await expect( message( page ) ).not.toHaveAttribute(
			'aria-invalid',
			'true'
		);
		await message( page ).press( 'y' );
		await expect(
			region( page, 'First message' ).getByRole( 'alert' )
		).toContainText( 'This is too long. At most 4,000 characters fit.' );
		await save( page ).click();
		await expect( message( page ) ).toHaveAttribute(
			'aria-invalid',
			'true'
		);
		await expect( message( page ) ).toBeFocused();
		expect( written( rest ) ).toEqual( [] );
	} );
} );

test.describe( 'the preview', () => {
	test( 'draws BBCode, and takes no HTML', async ( { page, open } ) => {
		await open();
		await message( page ).fill( '[b]Hi[/b] <img src=x> {user_id}' );
		await expect(
			chat( page ).locator( 'strong', { hasText: 'Hi' } )
		).toBeVisible();
		await expect( chat( page ) ).toContainText( 'Hi <img src=x> 1' );
	} );

	test( 'is of any user, found by search', async ( { page, open } ) => {
		await open( { settings: { first_message: '{full_name} {user_id}' } } );
		await visitor( page ).fill( 'ann' );
		await page.getByRole( 'option', { name: /ann@example\.com/ } ).click();
		await expect( chat( page ) ).toContainText( 'Ann ［b］Young［/b］ 7' );
	} );

	test( 'is of any user: ten are listed at once', async ( {
		page,
		open,
	} ) => {
		const { USERS } = await answers();
		const [ ann ] = USERS.slice( -1 );
		const users = Array.from( { length: 12 }, ( _, index ) => ( {
			tokens: {},
			...ann,
			id: index + 1,
			name: `User ${ index + 1 }`,
			email: `user${ index + 1 }@example.com`,
			roles: [ 'subscriber' ],
		} ) );
		const { rest } = await open( { users } );
		const asked = () =>
			rest.requests.filter( ( { what } ) => what === 'GET /wp/v2/users' );
		expect( asked() ).toHaveLength( 0 );
		await visitor( page ).click();
		// Oneself is among the ten.
		await expect( page.getByRole( 'option' ) ).toHaveCount( 10 );
		expect( asked() ).toHaveLength( 1 );
		await visitor( page ).fill( 'user12' );
		await page.getByRole( 'option', { name: /user12@/ } ).click();
		await expect( visitor( page ) ).toHaveValue( /^User 12/ );
	} );

	test( 'names users as people read it, not as WordPress stores it', async ( {
		page,
		open,
	} ) => {
		const { USERS } = await answers();
		const users = USERS.map( ( user ) => ( {
			...user,
			...( user.id === 7 ? { name: 'Ann &amp; Joe O&#039;Neil' } : {} ),
		} ) );
		await open( { users } );
		await visitor( page ).fill( 'joe' );
		await page.getByRole( 'option', { name: /ann@example\.com/ } ).click();
		await expect( visitor( page ) ).toHaveValue( /^Ann & Joe O'Neil/ );
	} );

	test( 'is of any page, picked by its title', async ( { page, open } ) => {
		await open( {
			settings: { first_message: '{page_link} {page_host}' },
		} );
		await place( page ).click();
		await expect( page.getByRole( 'option' ) ).toHaveText( [
			'Home page',
			// Each with what it says itself.
			'Checkout (/checkout/) · identifies in any case · own message',
			'A hat – red & warm (/shop/hat/)',
			'About your health (/health/) · identifies nobody',
			'A page with words of its own (/own/) · own message',
			'A German page, translated by a plugin (/de/)',
		] );
		await place( page ).fill( 'hat' );
		await page.getByRole( 'option', { name: /A hat/ } ).click();
		// As the browser shows the title: with the site's.
		await expect(
			chat( page ).getByRole( 'link', {
				name: 'A hat – red & warm – Known Visitor',
			} )
		).toHaveAttribute( 'href', 'https://example.org/shop/hat/' );
	} );

	test( 'is of any address, and says which are not the site’s', async ( {
		page,
		open,
	} ) => {
		await open( { settings: { first_message: '{page_link}' } } );
		await place( page ).fill( '/a/?b=c' );
		await page.getByRole( 'option', { name: 'Address: /a/?b=c' } ).click();
		await expect( chat( page ).getByRole( 'link' ) ).toHaveAttribute(
			'href',
			'https://example.org/a/?b=c'
		);
		await place( page ).fill( 'https://other.example/' );
		await page
			.getByRole( 'option', { name: 'Address: https://other' } )
			.click();
		await expect(
			region( page, 'Preview' ).getByRole( 'alert' )
		).toContainText( 'has to begin with https://example.org/' );
	} );

	test( 'points out what a page itself says', async ( { page, open } ) => {
		await open();
		await place( page ).fill( 'health' );
		await page.getByRole( 'option', { name: /health/ } ).click();
		await expect( region( page, 'Preview' ) ).toContainText(
			'The page itself says that nobody is identified on it.'
		);
		await expect( place( page ) ).toHaveValue( /· identifies nobody$/ );
		await place( page ).fill( 'own' );
		await page
			.getByRole( 'option', { name: /^A page with words/ } )
			.click();
		await expect( chat( page ) ).toContainText( 'Own: ' );
		await expect( region( page, 'Preview' ) ).toContainText(
			'changes the first message'
		);
	} );

	test( 'has the rows of a translated page, also while they are edited', async ( {
		page,
		open,
	} ) => {
		await open( {
			settings: {
				card: {
					enabled: true,
					find_in_crm: false,
					rows: [ { label: 'Number', value: '{user_id}' } ],
				},
			},
		} );
		await expect( chat( page ) ).toContainText( 'Number' );
		await place( page ).fill( 'German' );
		await page.getByRole( 'option', { name: /^A German page/ } ).click();
		await expect( chat( page ) ).toContainText( 'Hallo' );
		await expect( chat( page ) ).toContainText( 'Nummer' );
		await expect( chat( page ) ).not.toContainText( 'Number' );
		await page.getByLabel( 'Label' ).first().fill( 'New' );
		await expect( chat( page ) ).toContainText( 'New' );
	} );

	test( 'is seen as whoever is found by the username', async ( {
		page,
		open,
	} ) => {
		const { USERS } = await answers();
		await open( {
			users: [
				...USERS,
				{
					id: 9,
					name: 'Quite Other',
					email: 'other@example.net',
					roles: [ 'subscriber' ],
					tokens: {
						user_login: 'moonlight',
						full_name: 'Quite Other',
					},
				},
			],
		} );
		await visitor( page ).fill( 'moon' );
		await page
			.getByRole( 'option', { name: 'Quite Other (moonlight)' } )
			.click();
		await expect( chat( page ) ).toContainText( 'Quite Other' );
	} );

	test( 'blames no page for what is too long to be asked for', async ( {
		page,
		open,
	} ) => {
		await open( THREE_ROWS );
		await message( page ).fill( 'ä'.repeat( 4_001 ) );
		await button( page, 'Remove row 3' ).click();
		await page.getByLabel( 'Label' ).first().fill( 'x'.repeat( 256 ) );
		await visitor( page ).fill( 'ann' );
		await page.getByRole( 'option', { name: /ann@example\.com/ } ).click();
		await expect( chat( page ) ).toContainText( 'Ann' );
		await expect( chat( page ) ).not.toContainText( 'No. 3' );
		await expect(
			sentence( page, /changes the first message/ )
		).toHaveCount( 0 );
	} );

	test( 'has user meta, once it is allowed', async ( { page, open } ) => {
		const { rest } = await open();
		await visitor( page ).fill( 'ann' );
		await page.getByRole( 'option', { name: /ann@example\.com/ } ).click();
		await message( page ).fill( 'No. {meta:customer_number}' );
		await button( page, 'Allow “customer_number”' ).click();
		await expect( message( page ) ).toBeFocused();
		await expect( chat( page ) ).toContainText( 'No. C-12' );
		await save( page ).click();
		await expect( snackbar( page, 'Settings saved.' ) ).toBeVisible();
		expect( rest.settings ).toMatchObject( {
			first_message: 'No. {meta:customer_number}',
			meta_keys: [ 'customer_number' ],
		} );
	} );
} );

test( 'the card gets rows by keyboard alone', async ( { page, open } ) => {
	const { rest } = await open();
	await page
		.getByLabel( 'Show the visitor as a card with picture and rows' )
		.press( 'Space' );
	const add = button( page, 'Add a row' );
	for ( const [ label, value ] of [
		[ 'First', '{user_id}' ],
		[ 'Second', 'two' ],
	] as const ) {
		await add.press( 'Enter' );
		await expect( page.getByLabel( 'Label' ).last() ).toBeFocused();
		await page.keyboard.type( label );
		await page.keyboard.press( 'Tab' );
		await page.keyboard.type( value );
	}
	await expect( chat( page ).locator( 'dt' ) ).toHaveText( [
		'First',
		'Second',
	] );
	await button( page, 'Move row 1 down' ).press( 'Enter' );
	await expect( chat( page ).locator( 'dt' ) ).toHaveText( [
		'Second',
		'First',
	] );
	await expect( button( page, 'Move row 2 down' ) ).toBeFocused();
	await button( page, 'Remove row 1' ).press( 'Enter' );
	await expect( chat( page ).locator( 'dt' ) ).toHaveText( [ 'First' ] );
	await expect( page.getByLabel( 'Label' ) ).toBeFocused();

	await save( page ).press( 'Enter' );
	await expect( snackbar( page, 'Settings saved.' ) ).toBeVisible();
	expect( rest.settings.card ).toMatchObject( {
		enabled: true,
		rows: [ { label: 'First', value: '{user_id}' } ],
	} );
} );

test( 'what is wrong with a card that was switched off is said where it can be seen', async ( {
	page,
	open,
} ) => {
	await open();
	const isCard = page.getByLabel(
		'Show the visitor as a card with picture and rows'
	);
	await isCard.check();
	await button( page, 'Add a row' ).click();
	await page.getByLabel( 'Label' ).fill( 'x'.repeat( 256 ) );
	await isCard.uncheck();
	await expect(
		region( page, 'Operator card' ).getByRole( 'alert' )
	).toHaveText( /This is too long/ );
	await button( page, 'Show' ).click();
	await expect( isCard ).toBeFocused();
} );

test( 'each row that is removed is heard of, also the second', async ( {
	page,
	open,
} ) => {
	await open( THREE_ROWS );
	const news = page
		.getByRole( 'status' )
		.filter( { hasText: 'Row removed.' } );
	await button( page, 'Remove row 1' ).click();
	const first = await news.textContent();
	await button( page, 'Remove row 1' ).click();
	await expect.poll( () => news.textContent() ).not.toBe( first );
} );

test( 'typing elsewhere keeps the focus after a row was removed', async ( {
	page,
	open,
} ) => {
	await open( {
		settings: {
			card: {
				enabled: true,
				find_in_crm: false,
				rows: [
					{ label: 'One', value: '1' },
					{ label: 'Two', value: '2' },
				],
			},
		},
	} );
	await button( page, 'Remove row 2' ).click();
	await expect( page.getByLabel( 'Label' ) ).toBeFocused();
	await button( page, 'Remove row 1' ).click();
	await expect( button( page, 'Add a row' ) ).toBeFocused();
	await message( page ).fill( '' );
	await page.keyboard.type( 'Hello' );
	await expect( message( page ) ).toHaveValue( 'Hello' );
	await expect( message( page ) ).toBeFocused();
} );

test( 'rows in which nothing stands are not saved', async ( {
	page,
	open,
} ) => {
	const { rest } = await open( {
		settings: { card: { enabled: true, find_in_crm: false, rows: [] } },
	} );
	await button( page, 'Add a row' ).click();
	await button( page, 'Add a row' ).click();
	await expect( page.getByLabel( 'Label' ).last() ).toBeFocused();
	await page.keyboard.type( 'Role' );
	await button( page, 'Add a row' ).click();
	await save( page ).click();
	await expect( snackbar( page, 'Settings saved.' ) ).toBeVisible();
	expect( rest.settings.card.rows ).toEqual( [
		{ label: 'Role', value: '' },
	] );
	await expect( page.getByLabel( 'Label' ) ).toHaveCount( 1 );
	await expect( save( page ) ).toBeDisabled();
} );
