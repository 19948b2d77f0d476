/**
 * The page of the settings screen as WordPress prints it, as far as the screen can tell; and the book of its states.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../tools/lib/paths.mjs';
import { scriptsFor, stylesOf } from './assets.mjs';
import { HOME, PRESETS, USERS } from './rest.mjs';

/** @typedef {import('../../../src/contract').Site} Site */

/** @type {Site} */
const SITE = {
	roles: {
		administrator: 'Administrator',
		editor: 'Editor',
		author: 'Author',
		contributor: 'Contributor',
		subscriber: 'Subscriber',
	},
	home: HOME,
	title: 'Known Visitor',
	presets: PRESETS,
	user: {
		id: 1,
		name: USERS[ 0 ]?.name ?? '',
		email: USERS[ 0 ]?.email ?? '',
	},
	trial: {
		url: `${ HOME }?known_visitor_try=nonce`,
		key: 'known-visitor-try',
	},
	welcome: '',
	// What PHP says of code that holds no widget; the sentences themselves are PHP's.
	wrongCode: {
		nothing: 'There is no address of a script in this.',
		form: 'This is the code of a Bitrix24 form.',
		call: 'This is the code of call tracking.',
		insecure: 'The address has to begin with https://.',
		other: 'This script is not a Bitrix24 chat widget.',
	},
};

/**
 * @typedef {Object} PageOptions
 * @property {string}                             folder WordPress's folder.
 * @property {string}                             path   Path that the screen's own addresses begin with, no slash at the end.
 * @property {import('./types').ScreenState}      state  What the screen opens with.
 * @property {import('./types').Rest['settings']} stored The settings.
 */

/**
 * Writes the page.
 *
 * @param {PageOptions} options What to show.
 * @return {string} HTML.
 */
export function screenPage( { folder, path, state, stored } ) {
	const isRtl = state.isRtl === true;
	const scripts = scriptsFor( folder, [ ...dependencies(), 'wp-a11y' ] );
	const preloaded =
		state.isPreloaded === false
			? {}
			: { '/known-visitor/v1/settings': { body: stored, headers: {} } };
	const site = {
		...SITE,
		...( state.isFirstRun && { welcome: `${ path }/welcome` } ),
		...state.site,
	};
	return `<!doctype html>
<html class="wp-toolbar" lang="en" dir="${ isRtl ? 'rtl' : 'ltr' }">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Known Visitor</title>
<link rel="icon" href="data:,">
${ stylesOf( folder, isRtl )
	.map( ( style ) => `<link rel="stylesheet" href="/${ style }">` )
	.join( '\n' ) }
<link rel="stylesheet" href="/build/settings.css">
<style>html.wp-toolbar { padding-top: 0; }</style>
<body class="wp-admin wp-core-ui settings_page_known-visitor auto-fold admin-color-modern${ isRtl ? ' rtl' : '' }">
<div id="wpwrap">
<div id="adminmenumain" role="navigation" aria-label="Main menu">
<div id="adminmenuback"></div>
<div id="adminmenuwrap"><ul id="adminmenu"><li class="menu-top"><a class="menu-top" href="${ path }/plugins.php"><div class="wp-menu-image dashicons-before dashicons-admin-plugins" aria-hidden="true"></div><div class="wp-menu-name">Plugins</div></a></li></ul></div>
</div>
<div id="wpcontent"><div id="wpbody" role="main"><div id="wpbody-content">
<div class="wrap"><hr class="wp-header-end"><div id="known-visitor-settings" data-site="${ escape( JSON.stringify( site ) ) }"></div></div>
<div class="clear"></div>
</div></div></div>
</div>
${ scripts.map( ( script ) => `<script src="/${ script }"></script>` ).join( '\n' ) }
<script>
wp.i18n.setLocaleData( { 'text direction\\u0004ltr': [ '${ isRtl ? 'rtl' : 'ltr' }' ] } );
wp.apiFetch.use( wp.apiFetch.createRootURLMiddleware( '${ path }/wp-json/' ) );
wp.apiFetch.nonceMiddleware = wp.apiFetch.createNonceMiddleware( 'nonce' );
wp.apiFetch.use( wp.apiFetch.nonceMiddleware );
wp.apiFetch.nonceEndpoint = '${ path }/nonce';
wp.apiFetch.use( wp.apiFetch.createPreloadingMiddleware( ${ JSON.stringify( preloaded ).replaceAll( '<', '\\u003C' ) } ) );
</script>
<script src="/build/settings.js"></script>
</body>
</html>`;
}

/**
 * Writes the first page of the book.
 *
 * @param {string[]} names Names of the states.
 * @return {string} HTML.
 */
export const bookPage = ( names ) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>The settings screen in all its states</title>
<link rel="icon" href="data:,">
<style>
	body { font: 16px/1.5 system-ui, sans-serif; max-width: 40em; margin: 2em auto; padding: 0 1em; }
	li { margin-block: .5em; }
</style>
<h1>The settings screen in all its states</h1>
<p>Each opens the built screen on WordPress’s own scripts and styles, with a server in memory: try what you like, nothing is kept.</p>
<ul>
${ names.map( ( name ) => `<li><a href="/state/${ encodeURIComponent( name ) }">${ escape( name ) }</a></li>` ).join( '\n' ) }
</ul>
</html>`;

/** Where the administrator goes who leaves the screen. */
export const elsewherePage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Plugins</title><link rel="icon" href="data:,"><h1>Plugins</h1></html>`;

/**
 * Reads what the build says of the screen's script.
 *
 * @return {string[]} Handles that it needs.
 */
function dependencies() {
	const php = readFileSync(
		join( root, 'build/settings.asset.php' ),
		'utf8'
	);
	const list = /'dependencies' => array\(([^)]*)\)/.exec( php )?.[ 1 ] ?? '';
	return [ ...list.matchAll( /'([^']+)'/g ) ].map(
		( match ) => match[ 1 ] ?? ''
	);
}

/**
 * Makes text safe for HTML.
 *
 * @param {string} text Any text.
 * @return {string} HTML.
 */
function escape( text ) {
	return text
		.replaceAll( '&', '&amp;' )
		.replaceAll( '<', '&lt;' )
		.replaceAll( '"', '&quot;' );
}
