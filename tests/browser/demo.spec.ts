/**
 * The demo of `npm start`: what its bar switches, and what a new user sees of it in the first minute.
 */
import type { FrameLocator, Locator, Page } from '@playwright/test';
import { violationsIn } from '../support/axe';
import { test as wordpress, type TestSite } from '../support/wordpress';
import { follow } from './support/follow';
import { expect, PATIENCE } from './support/settings';
import { openChat, usePortal, write, type Portal } from './support/stand-in';
import { panel } from './support/trial';

const test = wordpress.extend<
	object,
	{ portal: Portal; demo: { readonly site: TestSite } }
>( {
	portal: [ usePortal, { scope: 'worker' } ],
	siteOptions: [
		async ( { portal }, provide ) => {
			// Playwright turns static imports into `require`, which does not take modules.
			const { demoPlugins } = await import( '../../tools/lib/demo.mjs' );
			await provide( { muPlugins: demoPlugins( portal ) } );
		},
		{ scope: 'worker' },
	],
} );

test.use( { viewport: { width: 1440, height: 900 } } );
test.setTimeout( PATIENCE.test );

test.beforeEach( async ( { site, portal } ) => {
	const { demoSeed } = await import( '../../tools/lib/demo.mjs' );
	await site.reset();
	portal.reset();
	// No avatars, which would come from the internet.
	await site.php(
		`update_option( 'show_avatars', 0 );\n${ demoSeed() }\nreturn true;`
	);
} );

const bar = ( page: Page ): Locator =>
	page.getByRole( 'complementary', { name: 'Demo' } );
/** Presses a button of the bar. Each of them sends a form, and what counts is the page that answers it. */
const press = ( page: Page, name: string, group?: string ): Promise< void > =>
	follow( page, () =>
		( group
			? bar( page ).getByRole( 'group', { name: group } )
			: bar( page )
		)
			.getByRole( 'button', { name, exact: true } )
			.click()
	);
const told = ( page: Page ): Locator =>
	page.getByRole( 'region', { name: 'What this page tells the chat' } );
const operator = ( page: Page ): FrameLocator =>
	page.frameLocator( 'iframe[title="Operator’s side"]' );

test( 'a visitor writes, and the operator beside the page knows who', async ( {
	page,
} ) => {
	await page.goto( '/' );
	await expect( bar( page ) ).toContainText( 'You are a guest' );
	await expect( told( page ) ).toContainText( 'Nobody' );
	await press( page, 'Ann Young' );
	await expect( bar( page ) ).toContainText( 'Signed in as Ann Young' );
	await expect( told( page ) ).toContainText( 'ann@example.com' );
	await openChat( page );
	await write( page, 'Hello there' );
	const desk = operator( page ).getByRole( 'main' );
	await expect( desk ).toContainText( 'Ann Young' );
	await expect( desk ).toContainText( 'Hello there' );
	expect( await violationsIn( bar( page ) ) ).toEqual( [] );

	await press( page, 'Side by side' );
	await expect(
		page.locator( 'iframe[title="Operator’s side"]' )
	).toHaveCount( 0 );
} );

test( 'a careless page cache gives nobody away, and by request the chat knows its visitor there', async ( {
	page,
} ) => {
	await page.goto( '/pricing/' );
	await press( page, 'Ann Young' );
	await press( page, 'of everybody', 'Page cache' );
	await expect( bar( page ) ).not.toContainText( 'from the cache' );
	await press( page, 'Carla Núñez' );
	await expect( bar( page ) ).toContainText( 'from the cache' );
	await expect( bar( page ) ).toContainText( 'Signed in as Carla' );
	await expect( told( page ) ).toContainText(
		'A cache kept this page from somebody else'
	);
	await press( page, 'by request', 'Identity' );
	await page.goto( '/pricing/' );
	await expect( bar( page ) ).toContainText( 'from the cache' );
	await expect( told( page ) ).toContainText(
		'The chat asked the site who looks at it, and knows you.'
	);
	await openChat( page );
	await write( page, 'Which plan?' );
	await expect( operator( page ).getByRole( 'main' ) ).toContainText(
		'Carla Núñez'
	);

	// A good cache keeps nothing of who is signed in.
	await press( page, 'of guests', 'Page cache' );
	await page.goto( '/pricing/' );
	await page.goto( '/pricing/' );
	await expect( bar( page ) ).not.toContainText( 'from the cache' );
} );

test( 'the settings and the trial are one click away, and the card is a switch', async ( {
	page,
} ) => {
	await page.goto( '/' );
	await press( page, 'on', 'Operator card' );
	await expect(
		bar( page )
			.getByRole( 'group', { name: 'Operator card' } )
			.getByRole( 'button', { name: 'on' } )
	).toHaveAttribute( 'aria-pressed', 'true' );
	await bar( page ).getByRole( 'link', { name: 'Settings' } ).click();
	await expect(
		page.getByLabel( 'Show the visitor as a card with picture and rows' )
	).toBeChecked();
	await page.goto( '/' );
	await press( page, 'Ann Young' );
	await bar( page )
		.getByRole( 'link', { name: 'Try it on my site' } )
		.click();
	await expect( panel( page ).getByRole( 'status' ) ).toHaveText(
		'Everything works: the chat knows you.'
	);
} );

test( 'on a phone the bar leaves room for the page', async ( { page } ) => {
	await page.setViewportSize( { width: 360, height: 740 } );
	await page.goto( '/' );
	await press( page, 'Ann Young' );
	expect(
		await page.evaluate( () => document.documentElement.scrollWidth )
	).toBeLessThanOrEqual( 360 );
	const box = await bar( page ).boundingBox();
	expect( box?.height ).toBeLessThan( 240 );
} );
