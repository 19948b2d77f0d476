/**
 * Whether it works, in one sentence, with the one thing to do about it.
 */
import { SETTINGS_PLACES } from '../../src/contract';
import {
	answers,
	axe,
	button,
	expect,
	masterSwitch,
	region,
	save,
	snackbar,
	status,
	tab,
	test,
	written,
	type ScreenState,
} from './support';

type Check = NonNullable< ScreenState[ 'checks' ] >[ number ];

const OFF: Check = {
	id: 'enabled',
	state: 'warning',
	message:
		'Known Visitor is switched off: the chat treats everybody as a guest.',
	action: { id: 'enable', label: 'Switch on', url: '#visitors/enabled' },
};
const GONE: Check = {
	id: 'roles',
	state: 'error',
	message: 'Nobody is identified: the role customer is gone.',
	action: { id: 'roles', label: 'Choose roles', url: '#visitors/roles' },
};

test( 'says that it works in the words of the chat’s check, and unfolds the rest', async ( {
	page,
	open,
} ) => {
	await open();
	await expect( status( page ).getByRole( 'status' ).last() ).toHaveText(
		'Working: the chat is on your home page and knows you.'
	);
	await expect(
		status( page ).getByRole( 'link', {
			name: 'Try it on my site (opens in a new tab)',
		} )
	).toHaveAttribute( 'href', /\?known_visitor_try=/ );
	const details = status( page ).getByRole( 'button', { name: 'Details' } );
	await expect( details ).toHaveAttribute( 'aria-expanded', 'false' );
	await expect( status( page ).getByRole( 'listitem' ) ).toHaveCount( 0 );
	await details.press( 'Enter' );
	await expect( details ).toHaveAttribute( 'aria-expanded', 'true' );
	await expect( status( page ).getByRole( 'listitem' ) ).toHaveCount( 4 );
	expect( await axe( page ) ).toEqual( [] );
	await details.press( 'Enter' );
	await expect( status( page ).getByRole( 'listitem' ) ).toHaveCount( 0 );
} );

test( 'says the worst first; its action leads to the control, and back leads back', async ( {
	page,
	open,
} ) => {
	const { ALL_IS_WELL } = await answers();
	await open( { checks: [ GONE, ...ALL_IS_WELL ] } );
	await expect( status( page ) ).toContainText( GONE.message );
	await expect( status( page ) ).not.toContainText( 'Working' );
	await expect( tab( page, 'Visitors' ) ).toHaveAccessibleName(
		'Visitors (needs attention)'
	);
	await expect( tab( page, 'Message' ) ).toHaveAccessibleName( 'Message' );

	await status( page ).getByRole( 'link', { name: 'Choose roles' } ).click();
	await expect( page.getByLabel( 'All signed-in visitors' ) ).toBeFocused();
	await expect( page ).toHaveURL( /#visitors\/roles$/ );
	await page.goBack();
	await expect( tab( page, 'Message' ) ).toHaveAttribute(
		'aria-selected',
		'true'
	);
	await page.goForward();
	await expect( page.getByLabel( 'All signed-in visitors' ) ).toBeFocused();
} );

for ( const place of Object.values( SETTINGS_PLACES ) ) {
	// Only where it is asked for there is anything to decide.
	const checks: readonly Check[] = place.endsWith( '/hosts' )
		? [ { id: 'copy', state: 'error', message: 'A copy.', action: null } ]
		: [ GONE ];

	test( `whatever the server sends the owner to is there: ${ place }`, async ( {
		page,
		open,
	} ) => {
		await open( { checks } );
		await page.evaluate( ( hash ) => {
			window.location.hash = hash;
		}, place );
		const [ name = '', control ] = place.split( '/' );
		await expect( page.getByRole( 'tab', { selected: true } ) ).toHaveText(
			new RegExp( name, 'i' )
		);
		if ( control ) {
			await expect(
				page.locator( `#known-visitor-${ control } :focus` )
			).toHaveCount( 1 );
		}
	} );
}

test( 'is of what is saved, and says so while something is not', async ( {
	page,
	open,
} ) => {
	const { rest } = await open( {}, '#visitors' );
	await masterSwitch( page ).uncheck();
	await expect( status( page ) ).toContainText( 'Working' );
	await expect( status( page ) ).toContainText(
		'This is the status of your saved settings.'
	);
	rest.checks = [ OFF ];
	await save( page ).click();
	await expect( status( page ) ).toContainText( OFF.message );
	await expect( status( page ) ).not.toContainText( 'saved settings' );
} );

test( 'switches on at once, and saves nothing else with it', async ( {
	page,
	open,
} ) => {
	const { rest } = await open(
		{ settings: { enabled: false }, checks: [ OFF ] },
		'#advanced'
	);
	await page.getByLabel( /^Hide the conversation/ ).uncheck();
	const { ALL_IS_WELL } = await answers();
	rest.checks = ALL_IS_WELL;
	await button( page, 'Switch on' ).press( 'Enter' );
	await expect( status( page ) ).toContainText( 'Working' );
	expect( written( rest ) ).toEqual( [
		{
			what: 'POST /settings',
			body: { enabled: true, base: { enabled: false } },
		},
	] );
	await expect( status( page ) ).toBeFocused();
	await expect( region( page, 'Save' ) ).toContainText( 'Unsaved changes' );
} );

test( 'looks anew when asked, after a save, and when nobody has looked yet', async ( {
	page,
	open,
} ) => {
	const { rest } = await open( { isHomeKnown: false } );
	// Asked cheaply first, and then for the home page, too.
	await expect( status( page ) ).toContainText( 'Working' );
	const asked = () =>
		rest.requests.filter( ( { what } ) => what === 'GET /status' ).length;
	expect( asked() ).toBe( 2 );

	await button( page, 'Details' ).click();
	rest.checks = [ GONE ];
	const release = rest.hold( 'GET /status' );
	const again = button( page, 'Check again' );
	await again.press( 'Enter' );
	await expect( status( page ) ).toContainText( 'Checking…' );
	release();
	await expect( status( page ) ).toContainText( GONE.message );
	await expect( again ).toBeFocused();
	expect( asked() ).toBe( 3 );

	rest.isReachable = false;
	await again.press( 'Enter' );
	await expect( status( page ) ).toContainText( 'could not be checked' );
	await expect( status( page ) ).toContainText(
		'Your site cannot be reached.'
	);
	rest.isReachable = true;
	await button( page, 'Try again' ).press( 'Enter' );
	await expect( status( page ).getByRole( 'listitem' ) ).toContainText( [
		GONE.message,
	] );
} );

test( 'is never greener than what is known', async ( { page, harness } ) => {
	const { url, rest } = harness.open( { isHomeKnown: false } );
	// Before the page is there: on a busy machine the answer is quicker than the test.
	const tellTheRest = rest.hold( 'GET /status' );
	const tellOfHome = rest.hold( 'GET /status' );
	await page.goto( url );
	await expect( status( page ) ).toContainText( 'Checking your site…' );
	tellTheRest();
	await expect( button( page, 'Details' ) ).toBeVisible();
	await expect( status( page ) ).toContainText( 'Checking your site…' );
	tellOfHome();
	await expect( status( page ) ).toContainText( 'Working' );
} );

test( 'what cannot be read is mended by a save, without a change', async ( {
	page,
	open,
} ) => {
	const { rest } = await open( {
		checks: [
			{
				id: 'settings',
				state: 'warning',
				message: 'Some stored settings cannot be read: card.',
				action: {
					id: 'settings',
					label: 'Review and save',
					url: '#message',
				},
			},
		],
	} );
	await expect( save( page ) ).toBeEnabled();
	rest.checks = [];
	await save( page ).click();
	await expect( snackbar( page, 'Settings saved.' ) ).toBeVisible();
	expect( written( rest ).map( ( { what } ) => what ) ).toEqual( [
		'POST /settings',
	] );
	await expect( save( page ) ).toBeDisabled();
} );
