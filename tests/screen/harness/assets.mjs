/**
 * Which of WordPress's own scripts and styles the settings screen stands on, out of a WordPress folder and without PHP.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where WordPress lists its packages with their dependencies; the build of Gutenberg writes it. */
const PACKAGES = 'wp-includes/assets/script-loader-packages.php';

/**
 * What wp_default_packages_vendor() of wp-includes/script-loader.php says (WordPress 6.8 and 7.1): the libraries below
 * WordPress's packages.
 */
const VENDORS = /** @type {Record<string, string[]>} */ ( {
	react: [],
	'react-dom': [ 'react' ],
	'react-jsx-runtime': [ 'react' ],
	lodash: [],
	moment: [],
	'wp-polyfill': [],
} );

/** Those that every page of the admin has, as far as the screen shows them. */
const ADMIN_STYLES = [
	'wp-includes/css/dashicons.css',
	'wp-includes/css/buttons.css',
	'wp-admin/css/common.css',
	'wp-admin/css/forms.css',
	'wp-admin/css/admin-menu.css',
	// The colors of a new user: `modern` from WordPress 7.0 on.
	'wp-admin/css/colors/modern/colors.css',
];

/** Those that come with the package of components; 6.8 has only the last. */
const PACKAGE_STYLES = [
	'wp-includes/css/dist/base-styles/admin-schemes.css',
	'wp-includes/css/dist/theme/design-tokens.css',
	'wp-includes/css/dist/components/style.css',
];

/**
 * Lists the scripts that some handles need.
 *
 * @param {string}   folder  WordPress's folder.
 * @param {string[]} handles Handles as `wp_enqueue_script()` knows them.
 * @return {string[]} Paths below the folder, each after what it needs.
 * @throws {Error} When WordPress has no script of that name.
 */
export function scriptsFor( folder, handles ) {
	const packages = packagesOf( folder );
	/** @type {Set<string>} */
	const paths = new Set();
	const add = ( /** @type {string} */ handle ) => {
		const vendor = VENDORS[ handle ];
		const name = handle.replace( /^wp-/, '' );
		const needs = vendor ?? packages.get( name );
		if ( ! needs ) {
			throw new Error( `WordPress has no script "${ handle }".` );
		}
		needs.forEach( add );
		paths.add(
			`wp-includes/js/dist/${ vendor ? `vendor/${ handle }` : name }.min.js`
		);
	};
	handles.forEach( add );
	return [ ...paths ];
}

/**
 * Lists the styles of the admin and of the components.
 *
 * @param {string}  folder WordPress's folder.
 * @param {boolean} isRtl  Whether the language runs from right to left.
 * @return {string[]} Paths below the folder, in their order.
 */
export const stylesOf = ( folder, isRtl ) =>
	[ ...ADMIN_STYLES, ...PACKAGE_STYLES ]
		.map( ( path ) => {
			const other = path.replace( /\.css$/, '-rtl.css' );
			return isRtl && existsSync( join( folder, other ) ) ? other : path;
		} )
		.filter( ( path ) => existsSync( join( folder, path ) ) );

/**
 * Reads WordPress's list of packages.
 *
 * @param {string} folder WordPress's folder.
 * @return {Map<string, string[]>} Handles that each needs, by the name of its file.
 */
function packagesOf( folder ) {
	const php = readFileSync( join( folder, PACKAGES ), 'utf8' );
	const entries = php.matchAll(
		/'([\w-]+)\.js' => array\(\s*'dependencies' => array\(([^)]*)\)/g
	);
	return new Map(
		[ ...entries ].map( ( [ , name = '', needs = '' ] ) => [
			name,
			[ ...needs.matchAll( /'([^']+)'/g ) ].map(
				( match ) => match[ 1 ] ?? ''
			),
		] )
	);
}
