/**
 * The settings screen on a real WordPress: how a test opens it, and what it looks for there.
 */
import type { Locator, Page } from '@playwright/test';
import { violationsIn } from '../../support/axe';
import {
	expect as expectSoon,
	test,
	type TestSite,
} from '../../support/wordpress';

export { test };

// Each thing here waits for several answers of a PHP that is WebAssembly.
export const expect = expectSoon.configure( { timeout: 60_000 } );
export const PATIENCE = { action: 60_000, test: 300_000 };

const SCREEN = '/wp-admin/options-general.php?page=known-visitor';

export const message = ( page: Page ) =>
	page.getByLabel( 'What the operator reads when a conversation starts' );
export const chat = ( page: Page ) =>
	page.getByRole( 'group', { name: 'What operators will see' } );
export const save = ( page: Page ) =>
	page.getByRole( 'button', { name: 'Save changes' } );
export const saved = ( page: Page ) =>
	page.locator( '.components-snackbar', { hasText: 'Settings saved.' } );
export const region = ( page: Page, name: string ): Locator =>
	page.getByRole( 'region', { name, exact: true } );
export const tab = ( page: Page, name: string ): Locator =>
	page.getByRole( 'tab', { name } );

/** Opens the screen's first tab as the administrator, with the preview's first answer. */
export async function open(
	page: Page,
	site: TestSite,
	hash = '#message'
): Promise< void > {
	await site.signIn( page.context(), 'admin' );
	await page.goto( SCREEN + hash );
	await expect( chat( page ) ).toBeVisible();
}

export const settingsOf = async ( site: TestSite ) =>
	( await (
		await site.rest( '/known-visitor/v1/settings', { as: 'admin' } )
	).json() ) as Record< string, unknown >;

/** What axe finds on the screen. */
export const axe = ( page: Page ): Promise< unknown > =>
	violationsIn( page.locator( '#known-visitor-settings' ) );
