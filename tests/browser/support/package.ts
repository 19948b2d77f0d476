/**
 * The installable zip, on a site that never saw the plugin: installed, used and deleted as an owner does it.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inPhp, pageData } from '../../integration/helpers';
import { adminScripts, follow } from './follow';
import { expect, PATIENCE, test } from './settings';

/**
 * Declares the test.
 *
 * @param wordpress The version that the file asked for in `siteOptions`.
 */
export function installingFromZip( wordpress: string ): void {
	test( `the zip is installed, used and deleted on WordPress ${ wordpress }`, async ( {
		page,
		site,
	}, testInfo ) => {
		test.setTimeout( PATIENCE.test );
		expect( site.wordpressVersion ).toContain( wordpress );
		const { makePackage } =
			await import( '../../../tools/lib/package.mjs' );
		const { root } = await import( '../../../tools/lib/paths.mjs' );
		const zip = join( testInfo.outputPath(), 'known-visitor.zip' );
		writeFileSync( zip, await makePackage( root ) );
		await site.signIn( page.context(), 'admin' );

		await test.step( 'install and activate', async () => {
			await page.goto( '/wp-admin/plugin-install.php?tab=upload' );
			await page.locator( '#pluginzip' ).setInputFiles( zip );
			await page.locator( '#install-plugin-submit' ).click();
			await page
				.locator( 'a.button-primary[href*="action=activate"]' )
				.click();
			await expect(
				page.locator( 'tr[data-plugin="known-visitor/plugin.php"]' )
			).toHaveClass( /\bactive\b/ );
		} );

		await test.step( 'it identifies at once', async () => {
			const html = await ( await page.request.get( '/' ) ).text();
			expect( pageData( html )?.user.hash ).toMatch( /^[0-9a-f]{32}$/ );
			const guest = await ( await site.get( '/' ) ).text();
			expect( pageData( guest ) ).toBeUndefined();
			expect( guest ).toContain( 'known-visitor-loader' );
		} );

		await test.step( 'the screen saves', async () => {
			await page.goto(
				'/wp-admin/options-general.php?page=known-visitor#message'
			);
			const message = page.getByLabel(
				'What the operator reads when a conversation starts'
			);
			await message.fill( 'From the zip: {user_id}' );
			await page.getByRole( 'button', { name: 'Save changes' } ).click();
			await expect(
				page.locator( '.components-snackbar', {
					hasText: 'Settings saved.',
				} )
			).toBeVisible();
			const html = await ( await page.request.get( '/' ) ).text();
			expect( pageData( html )?.message ).toBe(
				'From the zip: {user_id}'
			);
		} );

		await test.step( 'deactivate and delete', async () => {
			page.on( 'dialog', ( dialog ) => dialog.accept() );
			await page.goto( '/wp-admin/plugins.php' );
			const row = page.locator(
				'tr[data-plugin="known-visitor/plugin.php"]'
			);
			await follow( page, () => row.locator( '.deactivate a' ).click() );
			await expect(
				page.getByText( 'Plugin deactivated.' )
			).toBeVisible();
			await adminScripts( page );
			const answer = page.waitForResponse( ( response ) =>
				( response.request().postData() ?? '' ).includes(
					'action=delete-plugin'
				)
			);
			await row.locator( '.delete a' ).click();
			expect( await ( await answer ).json() ).toMatchObject( {
				success: true,
			} );
		} );

		await test.step( 'nothing is left', async () => {
			const left = await inPhp< unknown[] >(
				site,
				`return array(
					$wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%known%visitor%'" ),
					$wpdb->get_col( "SELECT meta_key FROM $wpdb->usermeta WHERE meta_key LIKE '%known%visitor%'" ),
					preg_match( '/known.visitor/', wp_json_encode( _get_cron_array() ) ),
					is_dir( WP_PLUGIN_DIR . '/known-visitor' ),
				);`
			);
			expect( left ).toEqual( [ [], [], 0, false ] );
			const cookies = await page.context().cookies();
			expect( cookies.map( ( { name } ) => name ) ).not.toContain(
				'known_visitor'
			);
			expect( site.debugLog() ).not.toContain( 'known-visitor/' );
		} );
	} );
}
