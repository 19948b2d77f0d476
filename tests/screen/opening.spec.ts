/**
 * The screen until it shows the settings.
 */
import {
	answers,
	axe,
	button,
	expect,
	masterSwitch,
	message,
	save,
	sentence,
	tab,
	test,
	type Rest,
} from './support';

test( 'shows the saved settings, with nothing to save', async ( {
	page,
	open,
} ) => {
	await open( { settings: { enabled: false, first_message: 'Hello' } } );
	await expect(
		page.getByRole( 'heading', { level: 1, name: 'Known Visitor' } )
	).toBeVisible();
	await expect( message( page ) ).toHaveValue( 'Hello' );
	await tab( page, 'Visitors' ).click();
	await expect( masterSwitch( page ) ).not.toBeChecked();
	await expect( save( page ) ).toBeDisabled();
} );

test( 'opens without a request for the settings, and a link leads to a control of it', async ( {
	page,
	open,
} ) => {
	const { rest } = await open( {}, '#advanced/secret' );
	await expect( button( page, 'Replace…' ) ).toBeFocused();
	await expect( tab( page, 'Advanced' ) ).toHaveAttribute(
		'aria-selected',
		'true'
	);
	expect( rest.requests.map( ( { what } ) => what ) ).not.toContain(
		'GET /settings'
	);
} );

test( 'says that it loads', async ( { page, harness } ) => {
	const { url, rest } = harness.open( { isPreloaded: false } );
	const release = rest.hold( 'GET /settings' );
	await page.goto( url );
	await expect( page.getByRole( 'status' ) ).toHaveText(
		'Loading the settings…'
	);
	release();
	await expect( save( page ) ).toBeVisible();
	expect(
		rest.requests.filter( ( { what } ) => what === 'GET /settings' )
	).toHaveLength( 1 );
} );

for ( const [ when, reason, fail ] of [
	[
		'the session has expired',
		/session has expired/,
		async ( rest ) => {
			rest.isSignedIn = false;
		},
	],
	[
		'the server says why',
		/The database is away\./,
		async ( rest ) => {
			const { trouble } = await answers();
			rest.answerNext(
				'GET /settings',
				trouble( 'The database is away.' )
			);
		},
	],
	[
		'nobody knows why',
		/Something went wrong/,
		async ( rest ) =>
			rest.answerNext( 'GET /settings', { status: 500, body: {} } ),
	],
] satisfies [ string, RegExp, ( rest: Rest ) => Promise< void > ][] ) {
	test( `offers another try when ${ when }`, async ( { page, harness } ) => {
		const { url, rest } = harness.open( { isPreloaded: false } );
		await fail( rest );
		await page.goto( url );
		await expect( sentence( page, reason ) ).toBeVisible();
		expect( await axe( page ) ).toEqual( [] );

		rest.isSignedIn = true;
		await button( page, 'Try again' ).click();
		await expect( save( page ) ).toBeVisible();
		await expect( page.getByRole( 'heading', { level: 1 } ) ).toBeFocused();
	} );
}

test( 'offers another try when the network is away, and keeps the focus on the button when that fails, too', async ( {
	page,
	show,
} ) => {
	// The page itself has to come first.
	await page.route( '**/wp-json/known-visitor/v1/settings*', ( route ) =>
		route.abort()
	);
	await show( { isPreloaded: false } );
	const retry = button( page, 'Try again' );
	await expect( sentence( page, /cannot be reached/ ) ).toBeVisible();
	const failed = page.waitForEvent( 'requestfailed' );
	await retry.click();
	await failed;
	await expect( retry ).not.toHaveAttribute( 'aria-disabled', 'true' );
	await expect( retry ).toBeFocused();

	await page.unroute( '**/wp-json/known-visitor/v1/settings*' );
	await retry.click();
	await expect( save( page ) ).toBeVisible();
} );

for ( const [ what, change ] of [
	[ 'a page of HTML', () => '<html></html>' ],
	[ 'a setting less', ( all ) => ( { ...all, first_message: undefined } ) ],
	[ 'a value of another kind', ( all ) => ( { ...all, enabled: '1' } ) ],
	[
		'a value that is not on the list',
		( all ) => ( { ...all, secret: { source: 'cloud', strong: true } } ),
	],
	[ 'a list with a hole', ( all ) => ( { ...all, roles: [ null ] } ) ],
] satisfies [ string, ( all: object ) => unknown ][] ) {
	test( `does not believe ${ what }`, async ( { page, harness } ) => {
		const { url, rest } = harness.open( { isPreloaded: false } );
		rest.answerNext( 'GET /settings', {
			status: 200,
			body: change( rest.settings ),
		} );
		await page.goto( url );
		await expect( sentence( page, /does not understand/ ) ).toBeVisible();
	} );
}

test( 'takes the settings of a newer server', async ( { page, harness } ) => {
	const { url, rest } = harness.open( { isPreloaded: false } );
	rest.answerNext( 'GET /settings', {
		status: 200,
		body: { ...rest.settings, invented_later: 1 },
	} );
	await page.goto( url );
	await expect( save( page ) ).toBeVisible();
} );
