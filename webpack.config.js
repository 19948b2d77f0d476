/**
 * The builds of the settings screen, on WordPress's own packages, and of the scripts
 * that are printed into the site's pages, which stand alone and must be small.
 */
const { resolve } = require( 'path' );
// @ts-expect-error The package has no types.
const defaults = require( '@wordpress/scripts/config/webpack.config' );
// The two that follow come with @wordpress/scripts, in the versions it wants.
/* eslint-disable import/no-extraneous-dependencies */
const TerserPlugin = require( 'terser-webpack-plugin' );
const { DefinePlugin } = require( 'webpack' );
/* eslint-enable import/no-extraneous-dependencies */

const settings = {
	...defaults,
	name: 'settings',
	entry: { settings: './src/settings/index.tsx' },
	output: {
		...defaults.output,
		// The other build writes into the same folder.
		clean: { keep: /^(?:loader|loader-full|request|guard)\.js$/ },
	},
};

/** The first browsers that have all of ES2020. */
const targets = { chrome: '80', edge: '80', firefox: '78', safari: '14' };

/**
 * Builds scripts for the site's pages.
 *
 * @param {string}                                     name     What the build is called.
 * @param {{ HAS_CARDS: boolean, IS_ASKING: boolean }} variants See src/loader/variants.d.ts.
 * @param {Record<string, string>}                     entry    Sources by the names of the scripts.
 */
const inline = ( name, variants, entry ) => ( {
	name,
	mode: defaults.mode,
	target: [ 'web', 'es2020' ],
	devtool: false,
	entry,
	plugins: [ new DefinePlugin( variants ) ],
	output: {
		path: resolve( process.cwd(), 'build' ),
		filename: '[name].js',
		iife: true,
		clean: false,
	},
	resolve: { extensions: [ '.ts', '.js' ] },
	module: {
		rules: [
			{
				test: /\.ts$/,
				exclude: /node_modules/,
				loader: require.resolve( 'babel-loader' ),
				options: {
					babelrc: false,
					configFile: false,
					presets: [
						[
							require.resolve( '@babel/preset-env' ),
							{ targets, modules: false, bugfixes: true },
						],
						require.resolve( '@babel/preset-typescript' ),
					],
				},
			},
		],
	},
	optimization: {
		concatenateModules: true,
		minimizer: [
			new TerserPlugin( {
				extractComments: false,
				terserOptions: {
					ecma: 2020,
					module: true,
					toplevel: true,
					compress: {
						passes: 5,
						unsafe_arrows: true,
						unsafe_methods: true,
						hoist_props: true,
						keep_fargs: false,
						pure_getters: true,
					},
					mangle: { toplevel: true },
					format: { comments: false },
				},
			} ),
		],
	},
	performance: { hints: false },
	stats: { children: false },
} );

module.exports = [
	settings,
	inline(
		'plain',
		{ HAS_CARDS: false, IS_ASKING: false },
		{
			loader: './src/loader/index.ts',
			guard: './src/loader/guard.ts',
		}
	),
	inline(
		'full',
		{ HAS_CARDS: true, IS_ASKING: false },
		{ 'loader-full': './src/loader/index.ts' }
	),
	inline(
		'request',
		{ HAS_CARDS: true, IS_ASKING: true },
		{ request: './src/loader/request.ts' }
	),
];
