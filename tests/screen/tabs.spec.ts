/**
 * The four tabs: by mouse, by keyboard, by address; and the first run.
 */
import type { Page } from '@playwright/test';
import {
	axe,
	button,
	expect,
	message,
	roundTrip,
	status,
	tab,
	test,
	type ScreenState,
} from './support';

const selected = ( page: Page ) => page.getByRole( 'tab', { selected: true } );

test( 'one at a time, each with an address', async ( { page, open } ) => {
	await open();
	await expect( selected( page ) ).toHaveText( 'Message' );
	for ( const [ name, heading ] of [
		[ 'Visitors', 'Who is identified' ],
		[ 'Chat', 'Chat widget' ],
		[ 'Advanced', 'Secret' ],
		[ 'Message', 'First message' ],
	] as const ) {
		await tab( page, name ).click();
		await expect( page.getByRole( 'tabpanel' ) ).toHaveCount( 1 );
		await expect( page.getByRole( 'tabpanel', { name } ) ).toContainText(
			heading
		);
		await expect( page ).toHaveURL(
			new RegExp( `#${ name.toLowerCase() }$` )
		);
		expect( await axe( page ), name ).toEqual( [] );
	}
	await page.goBack();
	await expect( selected( page ) ).toHaveText( 'Advanced' );
	await page.reload();
	await expect( selected( page ) ).toHaveText( 'Advanced' );
} );

test( 'by keyboard: one stop, arrows in the direction of reading', async ( {
	page,
	open,
} ) => {
	await open();
	await tab( page, 'Message' ).focus();
	await page.keyboard.press( 'ArrowRight' );
	await expect( tab( page, 'Visitors' ) ).toBeFocused();
	await expect( selected( page ) ).toHaveText( 'Visitors' );
	await page.keyboard.press( 'ArrowLeft' );
	await expect( tab( page, 'Message' ) ).toBeFocused();
	await page.keyboard.press( 'ArrowLeft' );
	await expect( tab( page, 'Advanced' ) ).toBeFocused();
	await page.keyboard.press( 'Home' );
	await expect( tab( page, 'Message' ) ).toBeFocused();
	await page.keyboard.press( 'End' );
	await expect( tab( page, 'Advanced' ) ).toBeFocused();
	await page.keyboard.press( 'Tab' );
	await expect( button( page, 'Replace…' ) ).toBeFocused();

	await open( { isRtl: true } );
	await tab( page, 'Message' ).focus();
	await page.keyboard.press( 'ArrowLeft' );
	await expect( tab( page, 'Visitors' ) ).toBeFocused();
} );

test( 'an address that is none of the screen’s changes nothing', async ( {
	page,
	open,
} ) => {
	await open( {}, '#visitors' );
	// WordPress's "Skip to main content".
	await page.evaluate( () => {
		window.location.hash = '#wpbody-content';
	} );
	await expect.poll( () => page.url() ).toContain( '#wpbody-content' );
	await expect( selected( page ) ).toHaveText( 'Visitors' );
} );

test( 'nothing that was typed is lost on the way', async ( { page, open } ) => {
	await open();
	await message( page ).fill( 'One' );
	await button( page, 'Back to the default' ).click();
	await tab( page, 'Chat' ).click();
	await page.getByLabel( 'Code of the website widget' ).fill( 'half of' );
	await tab( page, 'Message' ).click();
	await button( page, 'Undo' ).click();
	await expect( message( page ) ).toHaveValue( 'One' );
	await tab( page, 'Chat' ).click();
	await expect( page.getByLabel( 'Code of the website widget' ) ).toHaveValue(
		'half of'
	);
} );

test( 'on a phone the preview is one tap away', async ( { page, open } ) => {
	await page.setViewportSize( { width: 360, height: 740 } );
	await open();
	const preview = page.getByRole( 'region', { name: 'Preview' } );
	await expect( preview ).toBeHidden();
	await page
		.getByLabel( 'Show the visitor as a card with picture and rows' )
		.check();
	for ( let row = 0; row < 4; row++ ) {
		await button( page, 'Add a row' ).click();
	}
	const where = 700;
	await expect( page.getByLabel( 'Label' ).last() ).toBeFocused();
	await page.evaluate( ( y ) => window.scrollTo( 0, y ), where );
	const isThere = () =>
		expect
			.poll( () => page.evaluate( () => window.scrollY ) )
			.toBe( where );
	await isThere();
	// Playwright would scroll to where the bar is when it does not stick.
	await button( page, 'Preview' ).dispatchEvent( 'click' );
	await expect( preview ).toBeVisible();
	await expect( preview.getByRole( 'heading' ).first() ).toBeInViewport();
	await expect( message( page ) ).toBeHidden();
	await button( page, 'Back to the editor' ).dispatchEvent( 'click' );
	await expect( message( page ) ).toBeVisible();
	await isThere();
	await page.setViewportSize( { width: 1280, height: 720 } );
	await expect( preview ).toBeVisible();
} );

test.describe( 'the first run', () => {
	const welcome = ( page: Page ) => page.locator( '.known-visitor-welcome' );
	const NO_CHAT: ScreenState = {
		isFirstRun: true,
		checks: [
			{
				id: 'chat',
				state: 'warning',
				message: 'No chat found on your home page.',
				action: null,
			},
		],
	};

	test( 'opens at the first step that is open, and leads to the second', async ( {
		page,
		open,
	} ) => {
		await open( NO_CHAT );
		await expect( selected( page ) ).toHaveText( 'Chat' );
		await expect( welcome( page ) ).toContainText(
			'Is the chat on your site?'
		);
		expect( await axe( page ) ).toEqual( [] );
		await button( page, 'What will operators see?' ).press( 'Enter' );
		await expect( message( page ) ).toBeFocused();
		await expect( welcome( page ) ).toContainText(
			'What will operators see? (done)'
		);
	} );

	test( 'is over when both are answered, and for good', async ( {
		page,
		open,
	} ) => {
		await open( { isFirstRun: true } );
		await expect( welcome( page ) ).toContainText(
			'Is the chat on your site? (done)'
		);
		const told = page.waitForRequest( /\/welcome$/ );
		await tab( page, 'Message' ).click();
		await expect( welcome( page ) ).toBeHidden();
		expect( ( await told ).method() ).toBe( 'POST' );
	} );

	test( 'can be sent away', async ( { page, open } ) => {
		await open( NO_CHAT );
		await welcome( page )
			.getByRole( 'button', { name: /Close|Dismiss/ } )
			.click();
		await expect( welcome( page ) ).toBeHidden();
		await expect( status( page ) ).toBeFocused();
	} );

	test( 'is long over for everybody else, of which nobody is told', async ( {
		page,
		open,
	} ) => {
		const told: string[] = [];
		page.on( 'request', ( request ) => {
			if ( request.resourceType() === 'ping' ) {
				told.push( request.url() );
			}
		} );
		await open( {}, '#message' );
		await expect( status( page ) ).toContainText( 'Working' );
		await roundTrip( page );
		expect( told ).toEqual( [] );
	} );

	test( 'is not for whom an address leads elsewhere', async ( {
		page,
		open,
	} ) => {
		await open( NO_CHAT, '#visitors' );
		await expect( selected( page ) ).toHaveText( 'Visitors' );
	} );
} );

test( 'the open tab is in sight where the row is wider than the screen', async ( {
	page,
	open,
} ) => {
	await page.setViewportSize( { width: 240, height: 700 } );
	const { rest } = await open( {}, '#advanced' );
	await expect( tab( page, 'Advanced' ) ).toBeInViewport( { ratio: 0.99 } );

	// A dot that comes later makes another tab wider.
	rest.checks = [
		{
			id: 'chat',
			state: 'warning',
			message: 'No chat found on your home page.',
			action: {
				id: 'widget',
				label: 'Paste it',
				url: '#chat/widget_url',
			},
		},
	];
	await button( page, 'Details' ).click();
	await button( page, 'Check again' ).click();
	await expect( tab( page, 'Chat' ) ).toHaveAccessibleName(
		'Chat (needs attention)'
	);
	await expect( tab( page, 'Advanced' ) ).toBeInViewport( { ratio: 0.99 } );

	await tab( page, 'Advanced' ).press( 'Home' );
	await expect( tab( page, 'Message' ) ).toBeInViewport( { ratio: 0.99 } );
} );

test( 'a screen reader hears nothing of tabs that are not open', async ( {
	page,
	open,
} ) => {
	// Each of these says something on its tab.
	await open(
		{
			settings: {
				first_message: '{nmae} {meta:plan}',
				forget: false,
				paths: { mode: 'only', list: [ '/shop/*' ] },
			},
		},
		'#visitors'
	);
	const heard = page.locator( '#a11y-speak-polite' );
	// The warnings of a template wait for a pause.
	await expect(
		page.getByText( 'stays empty because' ).first()
	).toBeAttached();
	await expect( heard ).toHaveText( '' );
	await tab( page, 'Advanced' ).click();
	await expect( heard ).toContainText( 'On a shared computer' );
} );

test( 'what can be tapped is not too small for a finger', async ( {
	page,
	open,
} ) => {
	await page.setViewportSize( { width: 360, height: 640 } );
	await open();
	for ( const name of [ 'Undo', 'Redo', 'Back to the default', 'Presets' ] ) {
		const box = await page
			.getByRole( 'button', { name, exact: true } )
			.boundingBox();
		expect( box?.height, name ).toBeGreaterThanOrEqual( 24 );
	}
} );
