/**
 * ESLint: WordPress's recommended rules, with types taken seriously.
 */
// @ts-expect-error The package has no types.
const recommended = require( '@wordpress/scripts/config/eslint.config.cjs' );

const UNIT_TESTS = [ 'tests/unit/**/*.{ts,tsx}' ];

/**
 * WordPress names the unit tests of JavaScript only; ours are TypeScript.
 *
 * @param {{ files?: string[] }} config One entry of WordPress's list.
 */
const forOurTests = ( config ) =>
	config.files?.some( ( pattern ) => pattern.includes( 'test.' ) )
		? { ...config, files: UNIT_TESTS }
		: config;

module.exports = [
	{
		ignores: [
			'build/',
			'vendor/',
			'.cache/',
			'artifacts/',
			'test-results/',
			'playwright-report/',
		],
	},
	...recommended.map( forOurTests ),
	{
		rules: {
			// Every sentence carries the plugin's own text domain.
			'@wordpress/i18n-text-domain': [
				'error',
				{ allowedTextDomain: 'known-visitor' },
			],
			// tsc asks for brackets where a name comes out of an index.
			'dot-notation': 'off',
		},
	},
	{
		files: [ '**/*.{ts,tsx}' ],
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			// The types say what a parameter is; prose only where it helps.
			'jsdoc/require-param': 'off',
			'jsdoc/require-returns': 'off',
		},
	},
	{
		// They speak on the command line.
		files: [ 'tools/**', 'tests/**' ],
		rules: { 'no-console': 'off' },
	},
	{
		files: UNIT_TESTS,
		rules: {
			// By it Jest knows of a test that wants Node alone.
			'jsdoc/check-tag-names': [
				'error',
				{ definedTags: [ 'jest-environment' ] },
			],
		},
	},
];
