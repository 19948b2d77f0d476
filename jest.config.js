/**
 * Jest on the defaults of `wp-scripts test-unit-js`: jsdom, Babel, and a test
 * fails when something is written to the console that it did not expect.
 */
// @ts-expect-error The package has no types.
const defaults = require( '@wordpress/scripts/config/jest-unit.config' );

module.exports = {
	...defaults,
	testMatch: [ '<rootDir>/tests/unit/**/*.test.{ts,tsx}' ],
	// A busy machine types slowly.
	testTimeout: 60000,
	// Packages that are ES modules only, which Node 20 cannot require.
	transform: {
		...defaults.transform,
		'\\.mjs$': defaults.transform[ '\\.[jt]sx?$' ],
	},
	transformIgnorePatterns: [
		'/node_modules/(?!(?:gettext-parser|marked|uuid|@wordpress/theme|@ariakit/.*)/)',
	],
	// What is built, or unpacked for a test site, holds packages of its own.
	modulePathIgnorePatterns: [ '<rootDir>/(?:\\.cache|artifacts|build)/' ],
};
