/**
 * Tests on a real WordPress: `integration` talks HTTP and PHP, `browser` looks at it in Chromium.
 *
 * The site is a fixture of tests/support/wordpress.ts. `npm test` installs a Chromium where there is none.
 */
import { defineConfig } from '@playwright/test';

/** Playwright turns a static import into `require`, which does not take modules; a promise it waits for. */
async function configure() {
	const { browserFlags, findBrowser } =
		await import( './tools/lib/browser.mjs' );
	const browser = findBrowser();

	return defineConfig( {
		outputDir: 'artifacts/playwright',
		forbidOnly: Boolean( process.env[ 'CI' ] ),
		retries: 0,
		workers: 2,
		// PHP as WebAssembly: a page takes more than a second, and several on a busy machine.
		timeout: 180_000,
		expect: { timeout: 20_000 },
		reporter: [ [ 'list' ] ],
		projects: [
			{
				name: 'integration',
				testDir: 'tests/integration',
				testMatch: '**/*.spec.ts',
			},
			{
				name: 'browser',
				testDir: 'tests/browser',
				testMatch: '**/*.spec.ts',
				use: {
					browserName: 'chromium',
					launchOptions: {
						args: browserFlags,
						...( browser
							? { executablePath: browser.executablePath }
							: {} ),
					},
					actionTimeout: 20_000,
					navigationTimeout: 60_000,
					screenshot: 'only-on-failure',
				},
			},
		],
	} );
}

export default configure();
