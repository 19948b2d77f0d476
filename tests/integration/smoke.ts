/**
 * One short visit, for every WordPress and PHP that the plugin promises to work on.
 */
import { expect, test } from '../support/wordpress';
import { elementOf, LOADER_ID, pageData } from './helpers';

/**
 * Declares the test.
 *
 * @param wordpress The version that the file asked for in `siteOptions`.
 * @param php       And of PHP.
 */
export function smoke( wordpress: string, php: string ): void {
	test( `the plugin works on WordPress ${ wordpress } and PHP ${ php }`, async ( {
		site,
	} ) => {
		// The first visit of a new site, on a busy machine.
		test.slow();
		const found = await site.php< {
			readonly versions: string[];
			readonly active: boolean;
			readonly secret: boolean;
		} >(
			`require_once ABSPATH . 'wp-admin/includes/plugin.php';
			return array(
				'versions' => array( get_bloginfo( 'version' ), PHP_VERSION ),
				'active'   => is_plugin_active( 'known-visitor/plugin.php' ),
				'secret'   => 64 === strlen( get_option( 'known_visitor_secret' ) ),
			);`
		);
		expect( found ).toEqual( {
			versions: [
				expect.stringContaining( wordpress ),
				expect.stringContaining( php ),
			],
			active: true,
			secret: true,
		} );

		const guest = await ( await site.get( '/' ) ).text();
		expect( elementOf( guest, LOADER_ID ) ).toBeDefined();
		expect( pageData( guest ) ).toBeUndefined();

		const mine = await ( await site.get( '/', { as: 'admin' } ) ).text();
		expect( pageData( mine ) ).toMatchObject( {
			user: { hash: expect.stringMatching( /^[0-9a-f]{32}$/ ) },
			tokens: { user_id: '1' },
		} );

		const saved = await site.rest( '/known-visitor/v1/settings', {
			as: 'admin',
			method: 'POST',
			data: { recipe: 'md5', roles: [ 'editor' ] },
		} );
		expect( saved.status() ).toBe( 200 );
		expect( await saved.json() ).toMatchObject( {
			recipe: 'md5',
			roles: [ 'editor' ],
			secret: { source: 'option', strong: true },
		} );

		const screen = await site.get(
			'/wp-admin/options-general.php?page=known-visitor',
			{ as: 'admin' }
		);
		expect( await screen.text() ).toContain(
			'id="known-visitor-settings"'
		);
		expect( site.debugLog() ).toBe( '' );
	} );
}
