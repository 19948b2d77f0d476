/**
 * Plain pages that contain the very scripts of build/, as PHP prints them.
 */
import type { Page } from '@playwright/test';
import { sourceOf, type ScriptName } from './scripts';
import { ANN, script, type Generation, type World } from './stand-in';

export { sourceOf, type ScriptName };

export interface Identity {
	readonly v: 1;
	readonly mark: string;
	readonly user: Readonly< Record< string, string > >;
	readonly message: string;
	readonly tokens: Readonly< Record< string, string > >;
	readonly card?: readonly object[];
}

/** What PHP would send for Ann, with the default template. */
export const ANNS: Identity = {
	v: 1,
	mark: 'mark-ann',
	user: ANN,
	message:
		'{full_name|Signed-in visitor} ({email|no e-mail})\nClient code: {user_id}\nWebsite: {page_host}\nPage: {page_link}',
	tokens: { full_name: 'Ann Young', email: ANN.email, user_id: '7' },
};

/** The data block, in PHP's encoding. */
export const dataBlock = ( data: object | string ): string => {
	const json = typeof data === 'string' ? data : JSON.stringify( data );
	const ascii = json.replace(
		/[^ -%'-;=?-~]/g,
		( character ) =>
			'\\u' + character.charCodeAt( 0 ).toString( 16 ).padStart( 4, '0' )
	);
	return `<script type="application/json" id="known-visitor-data">${ ascii }</script>\n`;
};

/** One of our scripts. */
export const ours = ( name: ScriptName ): string =>
	`<script id="known-visitor-loader">${ sourceOf( name ) }</script>\n`;

/** The start of the head for a visitor who is to be identified. */
export const identity = (
	data: object | string = ANNS,
	name: ScriptName = 'loader'
): string => dataBlock( data ) + ours( name );

/**
 * A script on a page whose optimizer runs it late.
 *
 * @param source The script.
 * @param when   Milliseconds after the page has loaded, or `on call`: of `runLate()`.
 */
export const runningLate = (
	source: string,
	when: number | 'on call'
): string =>
	script(
		`window.runLate = () => {
			const late = document.createElement( 'script' );
			late.textContent = ${ JSON.stringify( source ) };
			document.head.append( late );
			window.lateDone = true;
		};` +
			( when === 'on call'
				? ''
				: `addEventListener( 'load', () => setTimeout( runLate, ${ when } ) );` )
	);

/**
 * One of our scripts, run late.
 *
 * @param name The script.
 * @param when As above.
 * @param data The identity.
 */
export const delayed = (
	name: ScriptName,
	when: number | 'on call',
	data?: object
): string =>
	( data ? dataBlock( data ) : '' ) + runningLate( sourceOf( name ), when );

/** Runs the delayed script now. */
export const runLate = ( page: Page ): Promise< unknown > =>
	page.evaluate( 'runLate()' );

/** Waits until our script has looked at the cookie, which it puts off until after the head: timers of a page run in their order. */
export const cookieSeen = ( page: Page ): Promise< unknown > =>
	page.evaluate( () => new Promise( ( resolve ) => setTimeout( resolve ) ) );

/** Collects what our events say, in `heard`. */
export const listening = script( `window.heard = [];
	for ( const name of [ 'identified', 'forgotten' ] ) {
		addEventListener( 'knownvisitor:' + name, ( event ) => heard.push( name + ( 'detail' in event ? ' with a detail' : '' ) ) );
	}` );

/** The events so far. */
export const heard = ( page: Page ): Promise< unknown > =>
	page.evaluate( 'heard' );

/** A page with a widget, and its head; gives its address. */
export function chatPage(
	{ portal, site }: World,
	head: string,
	generation: Generation = 'g2',
	path = '/'
): string {
	return site.page( path, listening + head + portal.snippet( generation ) );
}

/** What our scripts keep in the browser. */
export const kept = ( page: Page ): Promise< Record< string, string > > =>
	page.evaluate( () =>
		Object.fromEntries(
			Object.entries( localStorage as Record< string, string > ).filter(
				( [ key ] ) => key.startsWith( 'known-visitor' )
			)
		)
	);

/** Clears all that a website can clear, apart from what our scripts keep. */
export const wipeAllButOurs = ( page: Page ): Promise< void > =>
	page.evaluate( () => {
		document.cookie = 'LIVECHAT_HASH=; path=/; max-age=0';
		for ( const key of Object.keys( localStorage ) ) {
			if ( ! key.startsWith( 'known-visitor' ) ) {
				localStorage.removeItem( key );
			}
		}
	} );

/** What a browser does that blocks cookies. */
export const blockStorage = ( page: Page ): Promise< unknown > =>
	page.addInitScript( () => {
		Object.defineProperty( window, 'localStorage', {
			get() {
				throw new DOMException( 'Denied.', 'SecurityError' );
			},
		} );
		Object.defineProperty( document, 'cookie', {
			get: () => '',
			set: () => {},
		} );
	} );

/** A storage that takes nothing more. */
export const fillStorage = ( page: Page ): Promise< unknown > =>
	page.addInitScript( () => {
		Storage.prototype.setItem = () => {
			throw new DOMException( 'Full.', 'QuotaExceededError' );
		};
		const full = new Proxy( localStorage, {
			get: ( target, key ) => {
				const value: unknown = Reflect.get( target, key );
				return typeof value === 'function'
					? value.bind( target )
					: value;
			},
			set() {
				throw new DOMException( 'Full.', 'QuotaExceededError' );
			},
		} );
		Object.defineProperty( window, 'localStorage', { value: full } );
	} );

/** Everything on the console, and every error of the page, from now on. */
export function watch( page: Page ): { said: string[]; errors: string[] } {
	const said: string[] = [];
	const errors: string[] = [];
	page.on( 'console', ( message ) =>
		said.push( `${ message.type() }: ${ message.text() }` )
	);
	page.on( 'pageerror', ( error ) => errors.push( String( error ) ) );
	return { said, errors };
}

/** Sets the cookie as PHP does: the mark at sign-in, `0` at sign-out; without one, takes it away. */
export async function setMark(
	page: Page,
	{ site }: World,
	mark?: string,
	path = '/'
): Promise< void > {
	const context = page.context();
	await context.clearCookies( { name: 'known_visitor', path } );
	if ( mark ) {
		const { hostname } = new URL( site.url );
		await context.addCookies( [
			{
				name: 'known_visitor',
				value: mark,
				domain: hostname,
				path,
				sameSite: 'Lax',
			},
		] );
	}
}
