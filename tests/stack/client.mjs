/**
 * Browsers of the site's visitors, as far as the server can tell: connections that stay open, and cookies.
 */
import { Agent, request } from 'node:http';

/** Requests that are under way at once. */
export const CONCURRENCY = 8;

const TIMEOUT = 30_000;

/**
 * @typedef {Object} Answer
 * @property {number}                                  status  HTTP status; 0 when there was no answer.
 * @property {import('node:http').IncomingHttpHeaders} headers Its headers.
 * @property {string}                                  body    Its text.
 */

/**
 * @typedef {Object} AskOptions
 * @property {string}                 [method]  GET when left out.
 * @property {Record<string, string>} [headers] Further headers.
 * @property {string}                 [body]    What to send.
 */

/** @typedef {( path: string, options?: AskOptions ) => Promise<Answer>} Ask */

/**
 * @typedef {Object} Browser
 * @property {Ask}                                                  ask    Asks the site; never throws.
 * @property {( name: string ) => string}                           cookie A cookie's value; empty when there is none.
 * @property {( login: string, password: string ) => Promise<void>} signIn Signs in by WordPress's own form.
 * @property {() => Promise<string>}                                nonce  A nonce for REST requests.
 */

/**
 * Opens a browser without cookies.
 *
 * @param {string} url   The site's address.
 * @param {Agent}  agent Connections; browsers may share them.
 * @return {Browser} The browser.
 */
export function openBrowser( url, agent ) {
	/** @type {Map<string, string>} */
	const cookies = new Map();
	/** @type {Ask} */
	const ask = async ( path, options = {} ) => {
		const cookie = [ ...cookies ]
			.map( ( [ name, value ] ) => `${ name }=${ value }` )
			.join( '; ' );
		const answer = await send( url + path, agent, {
			...options,
			headers: { ...( cookie ? { cookie } : {} ), ...options.headers },
		} );
		return answer;
	};
	return {
		ask,
		cookie: ( name ) => cookies.get( name ) ?? '',
		signIn: async ( login, password ) => {
			const { status, headers, body } = await ask( '/wp-login.php', {
				method: 'POST',
				headers: {
					'content-type': 'application/x-www-form-urlencoded',
				},
				body: String(
					new URLSearchParams( { log: login, pwd: password } )
				),
			} );
			if ( status !== 302 ) {
				throw new Error(
					`${ login } cannot sign in: ${ status } ${ body }`
				);
			}
			keep( cookies, headers[ 'set-cookie' ] ?? [] );
		},
		nonce: async () =>
			( await ask( '/wp-admin/admin-ajax.php?action=rest-nonce' ) ).body,
	};
}

/**
 * Keeps cookies.
 *
 * @param {Map<string, string>} cookies Those that are there.
 * @param {string[]}            sent    Headers of an answer.
 */
function keep( cookies, sent ) {
	for ( const line of sent ) {
		const [ , name = '', value = '' ] =
			/^([^=]+)=([^;]*)/.exec( line ) ?? [];
		// WordPress removes a cookie by a blank in it.
		if ( value.trim() && decodeURIComponent( value ).trim() ) {
			cookies.set( name, value );
		}
	}
}

/**
 * Sends one request.
 *
 * @param {string}     url     Address.
 * @param {Agent}      agent   Connections.
 * @param {AskOptions} options What to send.
 * @return {Promise<Answer>} The answer; status 0 when there is none.
 */
function send( url, agent, { method = 'GET', headers = {}, body } ) {
	return new Promise( ( resolve ) => {
		const nothing = () => resolve( { status: 0, headers: {}, body: '' } );
		const sent = request(
			url,
			{ agent, method, headers, timeout: TIMEOUT },
			( answer ) => {
				let text = '';
				answer.setEncoding( 'utf8' );
				answer.on( 'data', ( part ) => ( text += part ) );
				answer.once( 'error', nothing );
				answer.once( 'end', () =>
					resolve( {
						status: answer.statusCode ?? 0,
						headers: answer.headers,
						body: text,
					} )
				);
			}
		);
		sent.once( 'error', nothing );
		sent.once( 'timeout', () => sent.destroy() );
		sent.end( body );
	} );
}

/**
 * Opens connections that stay open.
 *
 * @return {Agent} For as many requests at once as CONCURRENCY says.
 */
export function openConnections() {
	return new Agent( { keepAlive: true, maxSockets: CONCURRENCY } );
}

/**
 * Does something many times, as many at once as CONCURRENCY says.
 *
 * @param {( index: number ) => Promise<void>} job        What to do.
 * @param {( index: number ) => boolean}       isWanted   Whether to do it once more.
 * @param {number}                             [together] How many at once.
 * @return {Promise<void>} When all is done.
 */
export async function repeat( job, isWanted, together = CONCURRENCY ) {
	let next = 0;
	const worker = async () => {
		while ( isWanted( next ) ) {
			await job( next++ );
		}
	};
	await Promise.all( Array.from( { length: together }, worker ) );
}
