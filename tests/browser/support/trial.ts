/**
 * "Try it on my site" on a real WordPress: how a test opens it, and what it looks for there.
 */
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { violationsIn } from '../../support/axe';
import {
	expect,
	test as wordpress,
	type TestSite,
} from '../../support/wordpress';
import { skip } from './clock';
import { usePortal, type Generation, type Portal } from './stand-in';

export { expect };
export type { Generation, Portal, TestSite };

export const test = wordpress.extend< object, { portal: Portal } >( {
	portal: [ usePortal, { scope: 'worker' } ],
} );

const SCREEN = '/wp-admin/options-general.php?page=known-visitor';

/** PHP that prints HTML at the end of each page. */
const inFooter = ( html: string, priority: number ): string =>
	`add_action( 'wp_footer', static function () { echo base64_decode( '${ Buffer.from(
		html
	).toString( 'base64' ) }' ); }, ${ priority } );`;

/** A site's theme and other plugins, as far as they matter. */
export interface Surroundings {
	/** What the theme prints: the chat's code, for one. */
	readonly html?: string;
	/** A Content Security Policy. */
	readonly policy?: string;
	/** More PHP. */
	readonly php?: string;
}

/** Makes the site one of theirs. No avatars, which would come from the internet. */
export function surround(
	site: TestSite,
	{ html = '', policy = '', php = '' }: Surroundings
): void {
	site.muPlugin(
		'surroundings',
		`add_filter( 'pre_option_show_avatars', '__return_zero' );
		${ inFooter( html, 5 ) }
		${ policy && `add_action( 'template_redirect', static function () { header( ${ JSON.stringify( `Content-Security-Policy: ${ policy }` ) } ); } );` }
		${ php }`
	);
}

/** Milliseconds after the page's load that an optimizer waits for. */
export const DELAY_MS = 1500;

/** An optimizer that runs our script long after the page has loaded, as one that does not know our names. */
export const DELAY = `
add_filter( 'wp_inline_script_attributes', static fn ( $attributes ) =>
	'known-visitor-loader' === ( $attributes['id'] ?? '' ) ? array( 'type' => 'text/delayed' ) + $attributes : $attributes );
add_action( 'wp_head', static function () { ?>
	<script>addEventListener( 'load', () => setTimeout( () => {
		const late = document.createElement( 'script' );
		late.textContent = document.getElementById( 'known-visitor-loader' ).textContent;
		document.head.append( late );
	}, ${ DELAY_MS } ) );</script>
<?php } );`;

/** Changes settings. */
export const change = (
	site: TestSite,
	settings: Readonly< Record< string, unknown > >
): Promise< unknown > =>
	site.php(
		`return update_option( 'known_visitor_settings', $args + (array) get_option( 'known_visitor_settings' ) );`,
		settings
	);

/** The address of a trial that the screen offers to somebody who is signed in. */
export async function trialOf(
	context: BrowserContext,
	site: TestSite
): Promise< string > {
	const html = await (
		await context.request.get( site.url + SCREEN )
	).text();
	const attribute = /data-site="([^"]*)"/.exec( html )?.[ 1 ] ?? '{}';
	const { trial } = JSON.parse( attribute.replaceAll( '&quot;', '"' ) );
	return trial.url;
}

/** Opens the trial as the administrator. */
export async function tryIt( page: Page, site: TestSite ): Promise< void > {
	await site.signIn( page.context(), 'admin' );
	await page.goto( await trialOf( page.context(), site ) );
	await expect( panel( page ) ).toBeVisible();
}

/** Eight seconds after the page has loaded, the panel takes for missing what is not there. */
export const loseThePatience = ( page: Page ): Promise< void > =>
	skip( page, 8_000 );

export const panel = ( page: Page ): Locator =>
	page.getByRole( 'region', { name: 'does the chat know you' } );

export const steps = ( page: Page ): Locator =>
	panel( page ).getByRole( 'listitem' );

/** The step that holds a sentence. */
export const step = ( page: Page, text: string | RegExp ): Locator =>
	steps( page ).filter( { hasText: text } );

/** How the steps went, in their order. */
export const states = ( page: Page ): Promise< ( string | undefined )[] > =>
	steps( page ).evaluateAll( ( items ) =>
		items.map( ( item ) => ( item as HTMLElement ).dataset[ 'state' ] )
	);

/** What the browser remembers. */
export const outcome = (
	page: Page
): Promise< { state?: string; message?: string } > =>
	page.evaluate( () =>
		JSON.parse( localStorage.getItem( 'known-visitor-try' ) ?? '{}' )
	);

/** What axe finds in the panel. */
export const axe = ( page: Page ): Promise< unknown > =>
	violationsIn( page.locator( '#known-visitor-try' ) );
