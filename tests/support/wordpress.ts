/**
 * `test` and `expect` for everything that wants a real WordPress or a browser.
 *
 *     import { expect, test } from '../support/wordpress';
 *
 *     test( 'a guest gets no personal data', async ( { site } ) => {
 *         const html = await ( await site.get( '/' ) ).text();
 *         expect( html ).not.toContain( 'known-visitor-data' );
 *     } );
 *
 * One site per worker, started when the first test asks for it, shared by all tests of that worker: whoever changes
 * something calls `site.reset()` in a `test.beforeEach` or `test.afterEach`. Another kind of site, for a whole file:
 * `test.use( { siteOptions: { theme: 'known-visitor-classic', php: '8.1' } } )`.
 *
 * A `page` has the site as its base address (`page.goto( '/' )`), and no way to the internet.
 */
import { test as base } from '@playwright/test';
import type { SiteOptions } from '../../tools/lib/site.mjs';
import { TestSite } from './site';

export { expect } from '@playwright/test';
export type { AskOptions, TestPost, TestSite, TestUser } from './site';

/** Starting may mean: get WordPress, install it, start it. */
const START_TIMEOUT = 300_000;

interface WorkerFixtures {
	readonly siteOptions: SiteOptions;
	readonly site: TestSite;
}

export const test = base.extend< object, WorkerFixtures >( {
	siteOptions: [ {}, { option: true, scope: 'worker' } ],

	site: [
		async ( { siteOptions }, provide ) => {
			const { startSite } = await import( '../../tools/lib/site.mjs' );
			const running = await startSite( siteOptions );
			process.stdout.write(
				`WordPress ${ running.wordpress.version } on ${ running.php }\n`
			);
			const site = new TestSite( running );
			await provide( site );
			await site.close();
			await running.stop();
		},
		{ scope: 'worker', timeout: START_TIMEOUT },
	],

	baseURL: async ( { site }, provide ) => provide( site.url ),
} );
