/**
 * What runs where: docs/testing.md.
 *
 * A real WordPress is a fixture of tests/support/wordpress.ts. `npm test` installs a Chromium where there is none.
 */
import { defineConfig } from '@playwright/test';

/** Playwright turns a static import into `require`, which does not take modules; a promise it waits for. */
async function configure() {
	const { browserFlags, findBrowser } =
		await import( './tools/lib/browser.mjs' );
	const browser = findBrowser();

	const use = {
		browserName: 'chromium',
		launchOptions: {
			args: browserFlags,
			...( browser ? { executablePath: browser.executablePath } : {} ),
		},
		actionTimeout: 20_000,
		navigationTimeout: 60_000,
	} as const;

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
				name: 'cli',
				testDir: 'tests/cli',
				testMatch: '**/*.spec.ts',
			},
			{
				name: 'screen',
				testDir: 'tests/screen',
				testMatch: '**/*.spec.ts',
				fullyParallel: true,
				use: {
					...use,
					// Emptied between tests, which takes a third of the work of a new one (Chromium 156). Not for the projects
					// below, whose tests are about what stays in a browser.
					reuseContext: true,
					// There a picture would be taken of each page, whatever becomes of its test.
					screenshot: 'only-on-failure',
				},
			},
			{
				name: 'browser',
				testDir: 'tests/browser',
				testMatch: '**/*.spec.ts',
				// WordPress's popovers slide into place, and on a busy machine a click misses what is in them.
				use: { ...use, contextOptions: { reducedMotion: 'reduce' } },
			},
			{
				name: 'explore',
				testDir: 'tests/explore',
				testMatch: '**/*.spec.ts',
				use,
			},
		],
	} );
}

export default configure();
