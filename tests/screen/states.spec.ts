/**
 * Every state of the book, looked at by axe; and the screen as others look at it: on a phone, from right to left, in
 * forced colors, with text of twice the size. Screenshots are kept in artifacts/screens.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import {
	axe,
	button,
	chat,
	expect,
	expectAnswers,
	message,
	save,
	sentence,
	tab,
	test,
} from './support';

const FILLED_IN = {
	settings: {
		card: {
			enabled: true,
			find_in_crm: false,
			rows: [ { label: 'Role', value: '{role}' } ],
		},
		roles: [ 'administrator' ],
		paths: { mode: 'except' as const, list: [ '/cart/*' ] },
		forget: false,
	},
};

/** The palest of WordPress's color schemes, "Default" of 6.8 and "Light": what can be read in it can be read in all. */
const PALEST = `:root, body {
	--wp-admin-theme-color: #007cba !important;
	--wp-admin-theme-color-darker-10: #006ba1 !important;
	--wp-admin-theme-color-darker-20: #005a87 !important;
}`;

/** What screen readers make of the screen, without the buttons: those with signs alone have names, which are read instead. */
const heard = async ( page: Page ): Promise< string > =>
	(
		await page.locator( '#known-visitor-settings' ).ariaSnapshot()
	).replaceAll( /- button "[^\n]*/g, '' );

/** Several tests, so that they can run side by side. */
const PARTS = 4;

for ( let part = 0; part < PARTS; part++ ) {
	test( `axe finds nothing in any state of the book, part ${
		part + 1
	} of ${ PARTS }`, async ( { page, harness } ) => {
		const { states } = await import( './harness/states.mjs' );
		const names = Object.keys( states );
		for ( const name of names.filter(
			( _, index ) => index % PARTS === part
		) ) {
			await page.goto( harness.url );
			await expect( page.getByRole( 'link' ) ).toHaveText( names );
			await page.getByRole( 'link', { name, exact: true } ).click();
			// The book has a heading, too.
			await expect(
				page.getByRole( 'heading', {
					level: 1,
					name: 'Known Visitor',
					exact: true,
				} )
			).toBeVisible();
			if ( /cannot be loaded/.test( name ) ) {
				await expect( button( page, 'Try again' ) ).toBeVisible();
			} else {
				await expectAnswers( page );
			}
			await page.addStyleTag( { content: PALEST } );
			if ( /^A (save|session)/.test( name ) ) {
				await message( page ).fill( 'Precious' );
				await save( page ).click();
				await expect(
					sentence( page, /is away|not welcome|has expired/ ).first(),
					name
				).toBeVisible();
			}
			const details = button( page, 'Details' );
			if ( await details.isVisible() ) {
				await details.click();
			}
			expect( await axe( page ), name ).toEqual( [] );
			// Characters of an icon font, which some screen readers speak of.
			expect( await heard( page ), name ).not.toMatch( /\p{Co}/u );
		}
	} );
}

const TABS = [ 'message', 'visitors', 'chat', 'advanced' ] as const;

test( 'axe finds nothing, and nothing is cut off at 320 pixels', async ( {
	page,
	open,
} ) => {
	for ( const name of TABS ) {
		await open( FILLED_IN, `#${ name }` );
		await button( page, 'Details' ).click();
		for ( const width of [ 1920, 1280, 782, 320 ] ) {
			await page.setViewportSize( { width, height: 800 } );
			expect( await axe( page ) ).toEqual( [] );
			await expect
				.poll( () =>
					page.evaluate( () => document.documentElement.scrollWidth )
				)
				.toBeLessThanOrEqual( width );
		}
	}
} );

/** Whatever has been switched on, nothing is cut off or lies over the edge. */
async function expectToFit(
	page: Page,
	name: string,
	withoutRules: readonly string[] = []
): Promise< void > {
	const overhang = () =>
		page.evaluate( () => {
			const { scrollWidth, clientWidth } = document.documentElement;
			return scrollWidth - clientWidth;
		} );
	// WordPress's own regions for announcements lie a pixel outside, right to left.
	await expect.poll( overhang, { message: name } ).toBeLessThanOrEqual( 1 );
	expect( await axe( page, undefined, withoutRules ), name ).toEqual( [] );
	await page.screenshot( {
		path: `artifacts/screens/${ name }.png`,
		fullPage: true,
	} );
}

/** Makes all letters and lines of the screen twice as large, and nothing else. */
const doubleText = ( page: Page ) =>
	page.evaluate( () => {
		const texts = [
			...document.querySelectorAll< HTMLElement >(
				'#known-visitor-settings *'
			),
		].map( ( element ) => {
			const { fontSize, lineHeight } = getComputedStyle( element );
			return { element, fontSize, lineHeight };
		} );
		const twice = ( length: string ) => `${ 2 * parseFloat( length ) }px`;
		for ( const { element, fontSize, lineHeight } of texts ) {
			element.style.fontSize = twice( fontSize );
			element.style.lineHeight =
				lineHeight === 'normal' ? lineHeight : twice( lineHeight );
		}
	} );

/** Texts of which a part can neither be seen nor scrolled to. */
const cutOff = ( page: Page ) =>
	page.evaluate( () =>
		[ ...document.querySelectorAll( '#known-visitor-settings *' ) ]
			.filter( ( element ) => {
				const { overflowX, overflowY } = getComputedStyle( element );
				// For eyes alone, for ears alone, or moved with the cursor.
				if (
					element.closest(
						'[aria-hidden=true], .screen-reader-text, .components-visually-hidden'
					) ||
					element.matches( 'input, textarea' ) ||
					! element.textContent
				) {
					return false;
				}
				return (
					( /hidden|clip/.test( overflowX ) &&
						element.scrollWidth > element.clientWidth + 1 ) ||
					( /hidden|clip/.test( overflowY ) &&
						element.scrollHeight > element.clientHeight + 1 )
				);
			} )
			.map( ( element ) => element.outerHTML.slice( 0, 120 ) )
	);

test( 'forced colors: what was a color is a line', async ( { page, open } ) => {
	for ( const name of TABS ) {
		await open( FILLED_IN, `#${ name }` );
		await page.emulateMedia( {
			forcedColors: 'active',
			colorScheme: 'dark',
		} );
		// Axe sees the colors of the styles, not those that the browser paints.
		await expectToFit( page, `forced-colors-${ name }`, [
			'color-contrast',
		] );
	}
	await open( FILLED_IN );
	const bubble = chat( page ).locator( '.known-visitor-preview__bubble' );
	await expect( bubble ).not.toHaveCSS( 'border-style', 'none' );
	await expect( tab( page, 'Message' ) ).not.toHaveCSS(
		'border-bottom-style',
		'none'
	);
} );

test( 'text of twice the size', async ( { page, open } ) => {
	for ( const name of TABS ) {
		await open( FILLED_IN, `#${ name }` );
		// A browser's zoom: half as many pixels of the same size.
		await page.setViewportSize( { width: 640, height: 400 } );
		await expectToFit( page, `zoom-200-${ name }` );
		// Larger letters alone, as some browsers can.
		await page.setViewportSize( { width: 1280, height: 800 } );
		await doubleText( page );
		await expectToFit( page, `text-200-${ name }` );
		await expect
			.poll( () => cutOff( page ), { message: name } )
			.toEqual( [] );
	}
} );

test( 'the title of a dialog has room for all its lines, and its field for a secret', async ( {
	page,
	open,
} ) => {
	// A phone, and text of twice the size.
	await page.setViewportSize( { width: 180, height: 640 } );
	await open( {}, '#advanced' );
	await page
		.getByRole( 'region', { name: 'Moving from a hand-made snippet' } )
		.getByRole( 'button' )
		.click();
	const dialog = page.getByRole( 'dialog' );
	const [ frame, title, content, field ] = await Promise.all( [
		dialog.boundingBox(),
		dialog.getByRole( 'heading' ).first().boundingBox(),
		dialog.locator( 'form' ).boundingBox(),
		dialog
			.getByLabel( /Secret/ )
			.first()
			.boundingBox(),
	] );
	const bottom = ( title?.y ?? 0 ) + ( title?.height ?? 0 );

	expect( title?.height ).toBeGreaterThan( 80 );
	expect( title?.y ).toBeGreaterThan( frame?.y ?? Infinity );
	expect( bottom ).toBeLessThanOrEqual( content?.y ?? 0 );
	expect( field?.width ).toBeGreaterThan( 100 );
} );

test( 'right to left: everything changes sides', async ( { page, open } ) => {
	await page.setViewportSize( { width: 1280, height: 800 } );
	await open( { ...FILLED_IN, isRtl: true } );
	const title = page.getByRole( 'heading', { name: 'First message' } );
	const preview = page.getByRole( 'heading', { name: 'Preview' } );
	const left = async ( heading: Locator ) =>
		( await heading.boundingBox() )?.x ?? NaN;
	await expect
		.poll( async () => ( await left( title ) ) - ( await left( preview ) ) )
		.toBeGreaterThan( 0 );
	// But for what is written in code, wherever it stands.
	await button( page, 'Insert a token…' ).first().click();
	await expect(
		page.getByText( '{user_id}', { exact: true } ).last()
	).toHaveCSS( 'direction', 'ltr' );
	for ( const name of TABS ) {
		await open( { ...FILLED_IN, isRtl: true }, `#${ name }` );
		await page.setViewportSize( { width: 1280, height: 800 } );
		await expectToFit( page, `right-to-left-${ name }` );
		await page.setViewportSize( { width: 320, height: 640 } );
		await expectToFit( page, `right-to-left-phone-${ name }` );
	}
} );

test( 'fields end where their part of the screen does, and nothing empty takes room', async ( {
	page,
	open,
} ) => {
	for ( const width of [ 1440, 360 ] ) {
		await page.setViewportSize( { width, height: 800 } );
		await open( FILLED_IN, '#visitors' );
		const field = page.locator(
			'.components-form-token-field__input-container'
		);
		const overlap = () =>
			field.evaluate(
				( element ) =>
					element.getBoundingClientRect().width -
					( element.parentElement?.getBoundingClientRect().width ??
						0 )
			);
		await expect.poll( overlap ).toBe( 0 );
		await open( FILLED_IN, '#chat' );
		const gap = () =>
			page
				.getByRole( 'region', { name: 'Does it work?' } )
				.evaluate( ( section ) => {
					const link = section.querySelector( 'a' );
					return (
						section.getBoundingClientRect().bottom -
						( link?.getBoundingClientRect().bottom ?? 0 )
					);
				} );
		await expect.poll( gap ).toBeLessThanOrEqual( 25 );
		await open( FILLED_IN, '#advanced' );
		await button( page, 'Move from a snippet…' ).click();
		await expect(
			page.getByText( 'Exactly as in your old code', { exact: false } )
		).toHaveCSS( 'margin-top', '8px' );
	}
} );

test( 'the styles know no left and no right, so that one sheet is for both directions', async () => {
	const { root } = await import( '../../tools/lib/paths.mjs' );
	for ( const file of [ 'settings.css', 'editor/index.css' ] ) {
		expect(
			readFileSync( join( root, 'build', file ), 'utf8' )
		).not.toMatch(
			/[{;](?:[a-z-]+-)?(?:left|right)(?:-[a-z]+)*:|:(?:left|right)\b|[{;]direction:/
		);
	}
} );

test( 'what does not fit of the preview can be scrolled to', async ( {
	page,
	open,
} ) => {
	await page.setViewportSize( { width: 1280, height: 600 } );
	await open( {
		settings: { first_message: 'Line\n'.repeat( 60 ) + 'The end' },
	} );
	const preview = page.getByRole( 'region', { name: 'Preview' } );
	const end = preview.getByText( 'Technical details' );
	const bar = page.getByRole( 'region', { name: 'Save', exact: true } );
	await end.scrollIntoViewIfNeeded();
	await expect( async () => {
		const [ below, above ] = [
			await end.boundingBox(),
			await bar.boundingBox(),
		];
		expect(
			( below?.y ?? Infinity ) + ( below?.height ?? 0 )
		).toBeLessThan( above?.y ?? 0 );
	} ).toPass( { timeout: 20_000 } );
} );
