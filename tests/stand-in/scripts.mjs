/**
 * The scripts that a site loads from the portal: the owner's snippet, the loader and the widget.
 */

import { readFileSync } from 'node:fs';

/**
 * @typedef {import('./types').Generation} Generation
 */

/** In the order in which they need each other. */
const PARTS = [
	'log',
	'register-data',
	'custom-data',
	'storage',
	'rest',
	'styles',
	'view',
	'visitor',
	'messages',
	'conversation',
	'api',
	'generation-0',
	'generation-1',
	'generation-2',
	'main',
];

/**
 * The path of a generation's loader, in the form that the vendor uses.
 *
 * @param {Generation} generation The generation.
 */
export function loaderPath( generation ) {
	return `/b1/crm/site_button/loader_${ generation.slice( 1 ) }_standin.js`;
}

/**
 * The HTML that an owner pastes.
 *
 * @param {string} address The loader's address.
 */
export function snippet( address ) {
	return `<script>
( function ( page, address ) {
	var first = page.getElementsByTagName( 'script' )[ 0 ];
	var node = page.createElement( 'script' );
	node.async = true;
	node.src = address + '?' + Math.floor( Date.now() / 60000 );
	first.parentNode.insertBefore( node, first );
}( document, '${ address }' ) );
</script>`;
}

/**
 * What the loader's inline script does once the widget's source is there.
 *
 * @param {Generation} generation The generation.
 * @param {string}     host       The portal's address.
 */
function launcher( generation, host ) {
	const config = JSON.stringify( {
		host,
		code: 'standin',
		language: 'en',
		location: 1,
		styles: {},
		buttonInstance: null,
	} );
	const launch =
		generation === 'g0'
			? `BX.LiveChat.init( ${ config } );`
			: `( Array.isArray( window.BxLiveChatLoader ) ? window.BxLiveChatLoader : [] )
			.forEach( function ( waiting ) { waiting(); } );
		window.BXLiveChat = new BX.LiveChatWidget( ${ config } );
		window.BXLiveChat.start();`;
	return `window.addEventListener( 'onBitrixLiveChatSourceLoaded', function () {
		${ launch }
	}, { once: true } );`;
}

/**
 * The loader: adds an inline script and the widget's source.
 *
 * @param {Generation} generation The generation.
 * @param {string}     host       The portal's address.
 */
export function loader( generation, host ) {
	const source = `${ host }/bitrix/js/imopenlines/widget/script.js?${ generation }`;
	return `( function () {
	var inline = document.createElement( 'script' );
	inline.textContent = ${ JSON.stringify( launcher( generation, host ) ) };
	document.head.appendChild( inline );
	var source = document.createElement( 'script' );
	source.async = true;
	source.src = ${ JSON.stringify( source ) };
	document.head.appendChild( source );
}() );
`;
}

/**
 * The widget's source as one classic script, since a page gets it as one. The parts are modules for the type
 * checker's sake; here they lose their imports and exports and share one function.
 *
 * @param {Generation | 'frame'} generation The generation, or the inside of the first one's frame.
 * @param {string}               host       The portal's address.
 */
export function widget( generation, host ) {
	const parts = PARTS.map( ( name ) =>
		readFileSync(
			new URL( `./widget/${ name }.mjs`, import.meta.url ),
			'utf8'
		)
			.replace( /^import [\s\S]*?;\n/gm, '' )
			.replace( /^export /gm, '' )
	);
	return `( function () {
'use strict';
${ parts.join( '\n' ) }
boot( ${ JSON.stringify( generation ) }, ${ JSON.stringify( host ) } );
}() );
`;
}
