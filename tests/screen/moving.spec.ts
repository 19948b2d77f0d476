/**
 * Moving from a hand-made snippet, and from one address to another: what makes the identity changes at once, or not at
 * all.
 */
import type { Page } from '@playwright/test';
import {
	axe,
	button,
	expect,
	region,
	snackbar,
	status,
	test,
	written,
	type ScreenState,
} from './support';

const OLD = 'the secret of the old code';
const HASH = 'c4ca4238a0b923820dcc509a6f75849b';
const dialog = ( page: Page ) => page.getByRole( 'dialog' );
const submit = ( page: Page ) => button( page, 'Apply all three' );

async function openDialog( page: Page ): Promise< void > {
	await button( page, 'Move from a snippet…' ).click();
	await expect( dialog( page ) ).toBeVisible();
}

test( 'secret, recipe and address are put in place together', async ( {
	page,
	open,
} ) => {
	const { rest } = await open( {}, '#advanced/move' );
	await expect( button( page, 'Move from a snippet…' ) ).toBeFocused();
	await openDialog( page );
	expect( await axe( page, '[role=dialog]' ) ).toEqual( [] );
	await dialog( page ).getByLabel( 'Secret of your old code' ).fill( OLD );
	await dialog( page )
		.getByLabel( 'Site address' )
		.fill( 'https://example.org/' );
	await expect( dialog( page ) ).toContainText( 'Not tested yet.' );
	await submit( page ).click();
	await expect(
		snackbar( page, 'The new secret, recipe and site address' )
	).toBeVisible();
	expect( written( rest ) ).toEqual( [
		{
			what: 'POST /secret',
			body: {
				secret: OLD,
				recipe: 'md5',
				site_address: 'https://example.org/',
			},
		},
	] );
	await expect(
		region( page, 'Moving from a hand-made snippet' )
	).toContainText( 'https://example.org/' );
	await expect( button( page, 'Move from a snippet…' ) ).toBeFocused();
	expect( await page.content() ).not.toContain( OLD );
} );

test( 'a hash of the old code finds what gives the same, before anything changes', async ( {
	page,
	open,
} ) => {
	const { rest } = await open(
		{
			match: {
				recipe: 'md5',
				site_address: 'http://www.example.org',
				order: null,
			},
		},
		'#advanced'
	);
	await openDialog( page );
	await dialog( page ).getByLabel( 'Secret of your old code' ).fill( OLD );
	await button( page, 'Test' ).click();
	await expect( dialog( page ).getByLabel( 'User ID' ) ).toBeFocused();
	await dialog( page ).getByLabel( 'User ID' ).fill( '1' );
	await dialog( page )
		.getByLabel( 'Hash for this user' )
		.fill( ` ${ HASH.toUpperCase() } ` );
	await button( page, 'Test' ).click();
	await expect( dialog( page ) ).toContainText( 'Match found' );
	await expect( dialog( page ) ).not.toContainText( 'Not tested yet.' );
	await expect( dialog( page ).getByLabel( 'Site address' ) ).toHaveValue(
		'http://www.example.org'
	);
	expect( written( rest ) ).toEqual( [
		{
			what: 'POST /secret/match',
			body: { secret: OLD, user: 1, hash: HASH.toUpperCase() },
		},
	] );

	// What was found was about these values.
	await dialog( page ).getByLabel( 'Site address' ).fill( 'other' );
	await expect( dialog( page ) ).toContainText( 'Not tested yet.' );
} );

for ( const [ order, sentence ] of [
	[ null, 'No match.' ],
	[ 'secret user site_address', '(secret, user ID, site address)' ],
] as const ) {
	test( `says why there is no match: ${ sentence }`, async ( {
		page,
		open,
	} ) => {
		await open(
			{ match: { recipe: null, site_address: null, order } },
			'#advanced'
		);
		await openDialog( page );
		await dialog( page )
			.getByLabel( 'Secret of your old code' )
			.fill( OLD );
		await dialog( page ).getByLabel( 'User ID' ).fill( '1' );
		await dialog( page ).getByLabel( 'Hash for this user' ).fill( HASH );
		await button( page, 'Test' ).click();
		await expect( dialog( page ) ).toContainText( sentence );
		await expect( dialog( page ) ).toContainText( 'Not tested yet.' );
	} );
}

test( 'blanks that were copied along do not keep it from a match', async ( {
	page,
	open,
} ) => {
	const { rest } = await open( {}, '#advanced' );
	const found = {
		recipe: 'md5',
		site_address: 'example.org',
		order: null,
	} as const;
	const none = { recipe: null, site_address: null, order: null };
	rest.answerNext(
		'POST /secret/match',
		{ status: 200, body: none },
		{ status: 200, body: found }
	);
	await openDialog( page );
	const secret = dialog( page ).getByLabel( 'Secret of your old code' );
	await secret.fill( `${ OLD } ` );
	await dialog( page ).getByLabel( 'User ID' ).fill( '1' );
	await dialog( page ).getByLabel( 'Hash for this user' ).fill( HASH );
	await button( page, 'Test' ).click();
	await expect( dialog( page ) ).toContainText( 'Match found' );
	await expect( secret ).toHaveValue( OLD );
	expect( written( rest ) ).toEqual(
		// They count where they are a part of it.
		[ `${ OLD } `, OLD ].map( ( tried ) => ( {
			what: 'POST /secret/match',
			body: { secret: tried, user: 1, hash: HASH },
		} ) )
	);
} );

test( 'what is wrong is said at its field, and nothing is sent', async ( {
	page,
	open,
} ) => {
	const { rest } = await open( {}, '#advanced' );
	await openDialog( page );
	await dialog( page ).getByLabel( 'Secret of your old code' ).fill( 'x' );
	await dialog( page ).getByLabel( 'Site address' ).fill( '' );
	await submit( page ).click();
	await expect(
		dialog( page ).getByLabel( 'Secret of your old code' )
	).toBeFocused();
	await expect( dialog( page ).getByRole( 'alert' ) ).toContainText( [
		'at least 16 characters',
		'cannot be empty',
	] );
	await dialog( page )
		.getByLabel( 'Secret of your old code' )
		.fill( '\u00a0'.repeat( 16 ) );
	await submit( page ).click();
	await expect( dialog( page ).getByRole( 'alert' ) ).toContainText( [
		'at least 16 characters',
		'cannot be empty',
	] );
	await button( page, 'Cancel' ).click();
	await expect( button( page, 'Move from a snippet…' ) ).toBeFocused();
	expect( written( rest ) ).toEqual( [] );
} );

test( 'where code sets the secret, recipe and address are put in place', async ( {
	page,
	open,
} ) => {
	const { rest } = await open(
		{ settings: { secret: { source: 'constant', strong: true } } },
		'#advanced'
	);
	await openDialog( page );
	await dialog( page ).getByLabel( 'Site address' ).fill( 'old.example' );
	await button( page, 'Apply both' ).click();
	await expect( dialog( page ) ).toBeHidden();
	expect( written( rest ) ).toEqual( [
		{
			what: 'POST /settings',
			body: { recipe: 'md5', site_address: 'old.example', base: {} },
		},
	] );
} );

test.describe( 'a site at an address that nobody has confirmed', () => {
	const COPY: ScreenState = {
		checks: [
			{
				id: 'copy',
				state: 'error',
				message: 'This site looks like a copy.',
				action: {
					id: 'hosts',
					label: 'Decide what it is',
					url: '#advanced/hosts',
				},
			},
		],
	};

	for ( const [ decision, name ] of [
		[ 'same', 'This is the same site at a new address' ],
		[ 'copy', 'This is a copy…' ],
	] as const ) {
		test( `is asked what it is: ${ decision }`, async ( {
			page,
			open,
		} ) => {
			const { rest } = await open( COPY );
			await status( page )
				.getByRole( 'link', { name: 'Decide what it is' } )
				.click();
			await expect(
				button( page, 'This is the same site at a new address' )
			).toBeFocused();
			await button( page, name ).press( 'Enter' );
			if ( decision === 'copy' ) {
				await expect( dialog( page ) ).toContainText(
					'This cannot be undone.'
				);
				expect( written( rest ) ).toEqual( [] );
				await button( page, 'This is a copy' ).click();
			}
			await expect( status( page ) ).not.toContainText(
				'looks like a copy'
			);
			await expect( status( page ) ).toBeFocused();
			expect( written( rest ) ).toEqual( [
				{ what: 'POST /hosts', body: { decision } },
			] );
		} );
	}
} );

test( 'who may not move says so, and is not asked', async ( {
	page,
	open,
} ) => {
	await open(
		{
			settings: {
				secret: { source: 'environment', strong: true },
				locked: [ 'recipe', 'site_address' ],
			},
		},
		'#advanced/move'
	);
	const section = region( page, 'Moving from a hand-made snippet' );
	await expect( section ).toContainText(
		'Site address can only be changed by an administrator of the network'
	);
	await expect( section.getByRole( 'button' ) ).toHaveCount( 0 );
} );
