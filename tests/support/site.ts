/**
 * What tests do with a site: run PHP in it, make users and pages, ask for pages as somebody.
 */
import { createHash } from 'node:crypto';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	request as playwrightRequest,
	type APIRequestContext,
	type APIResponse,
	type BrowserContext,
} from '@playwright/test';
import type { Site } from '../../tools/lib/site.mjs';

/** A user to be made. What is left out gets WordPress's own default. */
export interface NewUser {
	readonly login: string;
	readonly email?: string;
	readonly password?: string;
	readonly role?: string;
	readonly first_name?: string;
	readonly last_name?: string;
	readonly display_name?: string;
	readonly nickname?: string;
	readonly user_url?: string;
	readonly meta?: Readonly< Record< string, unknown > >;
}

export interface TestUser {
	readonly id: number;
	readonly login: string;
	readonly password: string;
}

/** A post to be made; published, and a page, unless it says something else. */
export interface NewPost {
	readonly title: string;
	readonly content: string;
	readonly type?: string;
	readonly status?: string;
	readonly slug?: string;
	readonly author?: number;
}

export interface TestPost {
	readonly id: number;
	readonly url: string;
}

export interface AskOptions {
	/** Login of who asks: `admin` or someone of `createUser`. A guest when left out. */
	readonly as?: string;
	readonly method?: string;
	readonly headers?: Readonly< Record< string, string > >;
	/** An object gets sent as JSON. */
	readonly data?: unknown;
	readonly form?: Readonly< Record< string, string > >;
	/** 0 shows a redirect instead of following it. */
	readonly maxRedirects?: number;
}

const MARK = '=====known-visitor-answer=====';

/** One WordPress site, with the plugin active and an administrator `admin`. */
export class TestSite {
	private readonly passwords = new Map< string, string >();
	private readonly askers = new Map< string, Promise< APIRequestContext > >();
	private readonly nonces = new Map< string, Promise< string > >();

	/**
	 * Wraps a running site.
	 *
	 * @param site Out of tools/lib/site.mjs.
	 */
	constructor( private readonly site: Site ) {
		const { login, password } = site.administrator;
		this.passwords.set( login, password );
	}

	/** Address with no slash at the end. */
	get url(): string {
		return this.site.url;
	}

	/** WordPress's folder on this machine. */
	get folder(): string {
		return this.site.folder;
	}

	/** WordPress's version, such as 7.1.4. */
	get wordpressVersion(): string {
		return this.site.wordpress.version;
	}

	/**
	 * Runs the body of a PHP function, in a request of its own, with WordPress loaded and nobody signed in.
	 *
	 * @param  code Statements; `return` answers. It takes more than a second, so put into one call what belongs together.
	 * @param  args What the code finds in `$args`, an array; saves all quoting.
	 * @return What it returned, by way of JSON.
	 * @throws {Error} With PHP's message when it fails, and with what was printed when it ends without an answer.
	 */
	async php< T >(
		code: string,
		args: Readonly< Record< string, unknown > > = {}
	): Promise< T > {
		const printed = await this.site.runPhp( `
$args = json_decode( base64_decode( '${ Buffer.from( JSON.stringify( args ) ).toString( 'base64' ) }' ), true );
$answer = ( static function () use ( $args ) {
${ code }
} )();
echo '${ MARK }', wp_json_encode( $answer, JSON_THROW_ON_ERROR | JSON_PRESERVE_ZERO_FRACTION ), '${ MARK }';` );
		const answer = printed.split( MARK )[ 1 ];
		if ( answer === undefined ) {
			throw new Error(
				`PHP ended without an answer. It printed: ${ printed }`
			);
		}
		return JSON.parse( answer ) as T;
	}

	/**
	 * Makes a user who can be named in `as` from then on.
	 *
	 * @param  user Who.
	 * @return The user.
	 * @throws {Error} When WordPress refuses.
	 */
	async createUser( user: NewUser ): Promise< TestUser > {
		const { login, password = 'password', meta = {}, ...fields } = user;
		const id = await this.php< number >(
			`$id = wp_insert_user( wp_slash( $args['fields'] ) );
			if ( is_wp_error( $id ) ) { throw new Exception( $id->get_error_message() ); }
			foreach ( $args['meta'] as $key => $value ) { update_user_meta( $id, $key, wp_slash( $value ) ); }
			return $id;`,
			{
				fields: {
					user_login: login,
					user_pass: password,
					user_email: fields.email ?? `${ login }@example.com`,
					...fields,
				},
				meta,
			}
		);
		this.passwords.set( login, password );
		return { id, login, password };
	}

	/**
	 * Makes a page or another post.
	 *
	 * @param  post What.
	 * @return Where it is.
	 * @throws {Error} When WordPress refuses.
	 */
	createPost( post: NewPost ): Promise< TestPost > {
		return this.php(
			`$id = wp_insert_post( wp_slash( $args ), true );
			if ( is_wp_error( $id ) ) { throw new Exception( $id->get_error_message() ); }
			return array( 'id' => $id, 'url' => get_permalink( $id ) );`,
			{
				post_title: post.title,
				post_content: post.content,
				post_type: post.type ?? 'page',
				post_status: post.status ?? 'publish',
				post_name: post.slug ?? '',
				post_author: post.author ?? 1,
			}
		);
	}

	/**
	 * Asks the site for something over HTTP.
	 *
	 * @param path    Path with the slash at its start, or a whole address.
	 * @param options Who asks, and how.
	 * @return The answer, whatever its status.
	 */
	async get(
		path: string,
		options: AskOptions = {}
	): Promise< APIResponse > {
		const { as = '', ...rest } = options;
		const asker = await this.asker( as );
		return asker.fetch(
			path.startsWith( '/' ) ? this.url + path : path,
			rest
		);
	}

	/**
	 * Asks the REST API, with the nonce that a signed-in user's page would have.
	 *
	 * @param route   Route with the slash at its start, such as `/known-visitor/v1/settings`.
	 * @param options Who asks, and how.
	 * @return The answer, whatever its status.
	 */
	async rest(
		route: string,
		options: AskOptions = {}
	): Promise< APIResponse > {
		const nonce = options.as
			? await this.restNonce( options.as )
			: undefined;
		const headers = {
			...( nonce ? { 'X-WP-Nonce': nonce } : {} ),
			...options.headers,
		};
		return this.get( `/wp-json${ route }`, { ...options, headers } );
	}

	/**
	 * Signs somebody in through wp-login.php.
	 *
	 * @param  context  A browser's context (`page.context()`) or a request context: it has the cookies afterwards.
	 * @param  login    Who.
	 * @param  password Needed only for users whom `createUser` did not make.
	 * @throws {Error} When WordPress does not let them in.
	 */
	async signIn(
		context: BrowserContext | APIRequestContext,
		login: string,
		password?: string
	): Promise< void > {
		const asker = 'request' in context ? context.request : context;
		const response = await asker.post( `${ this.url }/wp-login.php`, {
			// WordPress wants to see that cookies work.
			headers: { Cookie: 'wordpress_test_cookie=WP%20Cookie%20check' },
			form: {
				log: login,
				pwd: password ?? this.passwords.get( login ) ?? '',
				testcookie: '1',
				redirect_to: `${ this.url }/wp-includes/images/blank.gif`,
			},
			maxRedirects: 0,
		} );
		if ( response.status() !== 302 ) {
			throw new Error(
				`"${ login }" could not sign in: WordPress answers ${ response.status() }.`
			);
		}
	}

	/**
	 * Signs out through wp-login.php, as the link on a page does.
	 *
	 * @param  context Where somebody is signed in.
	 * @throws {Error} When nobody is.
	 */
	async signOut(
		context: BrowserContext | APIRequestContext
	): Promise< void > {
		const asker = 'request' in context ? context.request : context;
		const question = await (
			await asker.get( `${ this.url }/wp-login.php?action=logout` )
		).text();
		const link = /href="([^"]*action=logout[^"]*)"/.exec( question )?.[ 1 ];
		if ( ! link ) {
			throw new Error( 'WordPress offers no link to sign out.' );
		}
		await asker.get( link.replaceAll( '&amp;', '&' ), { maxRedirects: 0 } );
	}

	/**
	 * Puts a must-use plugin into the site, until `reset()`.
	 *
	 * @param name Name without an ending; the same name replaces.
	 * @param php  Its code after the opening tag; empty takes the plugin out.
	 */
	muPlugin( name: string, php: string ): void {
		this.removeMuPlugins( `test-${ name }.` );
		if ( php ) {
			// PHP may take a while to notice that a file has changed: another content, another file.
			const version = createHash( 'sha256' )
				.update( php )
				.digest( 'hex' )
				.slice( 0, 8 );
			writeFileSync(
				join( this.muPlugins, `test-${ name }.${ version }.php` ),
				`<?php\n${ php }`
			);
		}
	}

	/**
	 * Reads what WordPress logged since the start or the last `reset()`.
	 *
	 * @return All notices, warnings and errors; empty when there were none.
	 */
	debugLog(): string {
		return this.site.readDebugLog();
	}

	/**
	 * Puts the site back to where it was at its start: users, posts, options, log, must-use plugins. Takes no time.
	 */
	async reset(): Promise< void > {
		await this.close();
		this.removeMuPlugins( 'test-' );
		this.site.reset();
	}

	/**
	 * Forgets everybody who asked.
	 */
	async close(): Promise< void > {
		const askers = await Promise.all( this.askers.values() );
		this.askers.clear();
		this.nonces.clear();
		await Promise.all( askers.map( ( asker ) => asker.dispose() ) );
	}

	/** Where WordPress looks for must-use plugins. */
	private get muPlugins(): string {
		return join( this.site.folder, 'wp-content/mu-plugins' );
	}

	/**
	 * Takes must-use plugins out of the site.
	 *
	 * @param prefix How the names of their files begin.
	 */
	private removeMuPlugins( prefix: string ): void {
		for ( const file of readdirSync( this.muPlugins ) ) {
			if ( file.startsWith( prefix ) ) {
				rmSync( join( this.muPlugins, file ) );
			}
		}
	}

	/**
	 * Gets the nonce of somebody's session, which is good for all of it.
	 *
	 * @param login Who.
	 * @return The nonce.
	 */
	private restNonce( login: string ): Promise< string > {
		const known = this.nonces.get( login );
		if ( known ) {
			return known;
		}
		const nonce = this.get( '/wp-admin/admin-ajax.php?action=rest-nonce', {
			as: login,
		} ).then( ( response ) => response.text() );
		this.nonces.set( login, nonce );
		return nonce;
	}

	/**
	 * Gets a request context for somebody, signed in at the first time.
	 *
	 * @param login Who; empty for a guest, who is a new one each time.
	 * @return The context.
	 */
	private asker( login: string ): Promise< APIRequestContext > {
		const known = login ? this.askers.get( login ) : undefined;
		if ( known ) {
			return known;
		}
		const asker = playwrightRequest
			.newContext()
			.then( async ( context ) => {
				if ( login ) {
					await this.signIn( context, login );
				}
				return context;
			} );
		this.askers.set( login || `guest ${ this.askers.size }`, asker );
		return asker;
	}
}
