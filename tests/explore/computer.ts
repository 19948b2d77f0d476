/**
 * A computer that several people share: one browser with its tabs, the site and the portal.
 */
import type { Browser, BrowserContext, Frame, Page } from '@playwright/test';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Generation, Portal, World } from '../browser/support/stand-in';
import type { LogEntry, SessionCookies } from '../stand-in/types';
import {
	look,
	navigateInPage,
	prepare,
	press,
	say,
	type Chat,
} from './in-page';
import {
	ANSWERS,
	headOf,
	IDENTITIES,
	KINDS,
	makePage,
	VISITORS,
	type Answer,
	type Delivery,
	type Kind,
	type Person,
	type Visitor,
} from './pages';

/** What the computer and the site are like, all the time. */
export interface Setting {
	readonly generation: Generation;
	readonly delivery: Delivery;
	/** Whether browsers give the portal its session cookie back. */
	readonly portalCookie: SessionCookies;
	/** Whether the host lets our cookie through. */
	readonly markCookie: 'sent' | 'stripped';
	readonly storage: 'works' | 'full' | 'blocked';
}

/** What a sign-out clears. */
export type Cleared = 'nothing' | 'storage' | 'cookies' | 'both';

/** A document in a tab, and what is known of it. */
export interface Doc {
	readonly kind: Kind | 'of no widget';
	readonly answer: Answer;
	/** Who is expected to be known by it, while the cookie says so. */
	readonly isFor: Person;
	/** Whether a cache gave it. */
	readonly isOld: boolean;
	/** How often the session had changed when it was loaded. */
	readonly loadedAt: number;
	/** Whether the browser had our cookie then. */
	readonly hadCookie: boolean;
	/** How often the session had changed when something last had it look: somebody came back, or the mark changed. */
	noticedAt: number;
	/** Chats that should be there. */
	widgets: number;
	/** Whether our script has run. */
	isGuarded: boolean;
	/** Whether an in-page navigation changed it. */
	isChanged: boolean;
	/** Whether the server may hold its answer back. */
	isWaiting: boolean;
	/** How much of each frame's log was read. */
	readonly seen: Map< Frame, number >;
	/** All that the widgets of the page said. */
	readonly log: LogEntry[];
	/** Since when rules hold for it: what came before was excused. */
	judged: number;
	/** What the rules saw last. */
	chats: readonly Chat[];
}

export interface Tab {
	readonly page: Page;
	doc: Doc;
}

const COOKIE = 'known_visitor';
const GONE = `${ COOKIE }=; Path=/; Max-Age=0`;
const TABS = 3;

/** Scripts at the start of a page, of what the browser refuses. */
const FAULTS = {
	works: '',
	full: `{
		const full = new Proxy( localStorage, {
			get: ( target, key ) => {
				const value = Reflect.get( target, key );
				return typeof value === 'function' ? value.bind( target ) : value;
			},
			set() { throw new DOMException( 'Full.', 'QuotaExceededError' ); },
		} );
		Storage.prototype.setItem = () => { throw new DOMException( 'Full.', 'QuotaExceededError' ); };
		Object.defineProperty( window, 'localStorage', { value: full } );
	}`,
	blocked: `Object.defineProperty( window, 'localStorage', {
		get() { throw new DOMException( 'Denied.', 'SecurityError' ); },
	} );
	Object.defineProperty( Document.prototype, 'cookie', { get: () => '', set() {} } );`,
};

/** The browser itself, which all stories use one after the other: new tabs take their time. */
export interface Machine {
	readonly context: BrowserContext;
	readonly pages: readonly Page[];
	readonly errors: string[];
}

/** Starts it. */
export async function startMachine( browser: Browser ): Promise< Machine > {
	const context = await browser.newContext();
	await context.addInitScript( prepare );
	const errors: string[] = [];
	const pages = [];
	for ( let at = 0; at < TABS; at += 1 ) {
		const page = await context.newPage();
		page.on( 'pageerror', ( error ) => errors.push( String( error ) ) );
		pages.push( page );
	}
	return { context, pages, errors };
}

/** A page of the site that knows nothing of chats, such as the one where people sign in. */
const LOGIN = '/login';

export class Computer {
	person: Person = 'guest';
	/** How often the session changed. */
	changes = 0;
	tabs: Tab[] = [];
	at = 0;
	/** Who was told to a widget of this browser. */
	readonly told = new Set< Visitor >();
	/** Whether anybody ever signed in. */
	wasSignedIn = false;
	/** Nothing more is promised: a sign-out left no trace while the portal still knows. */
	isOver = false;
	isFull: boolean;
	kept: Readonly< Record< string, string > > = {};
	cookie = '';
	/** Pages that a cache kept, with whom they know. */
	readonly oldPages: {
		readonly html: string;
		readonly kind: Kind;
		readonly answer: Answer;
		readonly isFor: Person;
	}[] = [];

	private readonly idle: Page[];
	private words = 0;
	private pings = 0;
	private login: { headers: string[]; html: string } = {
		headers: [],
		html: '',
	};
	private waiting: ( () => void )[] = [];

	private constructor(
		private readonly machine: Machine,
		private readonly world: World,
		readonly setting: Setting
	) {
		this.isFull = setting.storage === 'full';
		this.idle = [ ...machine.pages ];
	}

	static async start(
		machine: Machine,
		world: World,
		setting: Setting
	): Promise< Computer > {
		const { portal, site } = world;
		portal.reset();
		portal.setSessionCookies( setting.portalCookie );
		const computer = new Computer( machine, world, setting );
		machine.errors.length = 0;
		site.live( '/page', ( ...visit ) => computer.givePage( ...visit ) );
		site.live( '/old', ( ...visit ) => computer.giveOld( ...visit ) );
		site.live( '/visitor', ( ...visit ) => computer.answer( ...visit ) );
		site.live( LOGIN, ( _request, reply ) => {
			const { headers, html } = computer.login;
			reply.setHeader( 'Set-Cookie', headers );
			computer.give( reply, html );
		} );
		await computer.openTab();
		return computer;
	}

	get portal(): Portal {
		return this.world.portal;
	}

	/** What reached `window.onerror`. */
	get errors(): readonly string[] {
		return this.machine.errors;
	}

	get tab(): Tab {
		const tab = this.tabs[ this.at ];
		if ( ! tab ) {
			throw new Error( 'A computer without a tab.' );
		}
		return tab;
	}

	get doc(): Doc {
		return this.tab.doc;
	}

	/** Whether our script can keep something in localStorage. */
	get keepsMarks(): boolean {
		return this.setting.storage === 'works' && ! this.isFull;
	}

	/** Whether our cookie reaches the browser. One that keeps nothing of a site refuses it, too. */
	private get takesMark(): boolean {
		const { markCookie, storage } = this.setting;
		return markCookie === 'sent' && storage !== 'blocked';
	}

	/** The marks that the browser's cookie names, or 0. */
	private async readCookie(): Promise< void > {
		const cookies = await this.machine.context.cookies(
			this.world.site.url
		);
		this.cookie =
			cookies.find( ( { name } ) => name === COOKIE )?.value ?? '';
	}

	private give( reply: ServerResponse, html: string ): void {
		reply.writeHead( 200, {
			'Content-Type': 'text/html; charset=utf-8',
			'Cache-Control': 'no-store',
		} );
		reply.end(
			`<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,"><script>${ FAULTS[ this.isFull ? 'full' : this.setting.storage ] }</script>${ html }`
		);
	}

	private setMark( reply: ServerResponse, value: string ): void {
		if ( this.takesMark && this.cookie !== value ) {
			reply.setHeader( 'Set-Cookie', `${ COOKIE }=${ value }; Path=/` );
		}
	}

	private givePage( { url }: IncomingMessage, reply: ServerResponse ): void {
		const [ kind, answer ] = kindOf( url );
		const { generation, delivery } = this.setting;
		const html = makePage(
			this.portal,
			generation,
			kind,
			delivery,
			this.person,
			answer
		);
		if (
			delivery === 'page' &&
			this.person !== 'guest' &&
			kind !== 'that leaves everybody out'
		) {
			this.setMark( reply, IDENTITIES[ this.person ].mark );
		}
		this.oldPages.push( { html, kind, answer, isFor: this.person } );
		this.give( reply, html );
	}

	private giveOld( { url }: IncomingMessage, reply: ServerResponse ): void {
		this.give(
			reply,
			this.oldPages[ Number( parts( url )[ 1 ] ) ]?.html ?? ''
		);
	}

	/** Says who the visitor is. */
	private answer( { url }: IncomingMessage, reply: ServerResponse ): void {
		const [ kind, answer ] = kindOf( url );
		const { person } = this;
		const leavesOut =
			kind === 'that leaves everybody out' ||
			kind === 'that switches us off late';
		const whom = answer === 'another’s' ? other( person ) : person;
		const isGuest = whom === 'guest' || leavesOut;
		if ( isGuest && person === 'guest' && this.cookie ) {
			this.setMark( reply, '0' );
		} else if ( ! isGuest && whom === person ) {
			this.setMark( reply, IDENTITIES[ whom ].mark );
		}
		const send = () => {
			if ( answer === 'not' ) {
				reply.writeHead( 503 ).end();
			} else if ( isGuest ) {
				reply.writeHead( 204 ).end();
			} else {
				const identity = IDENTITIES[ whom ];
				reply.end(
					JSON.stringify(
						kind === 'with broken data'
							? { ...identity, v: 2 }
							: identity
					)
				);
			}
		};
		if ( answer === 'later' ) {
			this.waiting.push( send );
		} else {
			send();
		}
	}

	private newDoc( made: Partial< Doc > = {} ): Doc {
		return {
			kind: 'of no widget',
			answer: 'at once',
			isFor: 'guest',
			isOld: false,
			loadedAt: this.changes,
			hadCookie: Boolean( this.cookie ),
			noticedAt: this.changes,
			widgets: 0,
			isGuarded: true,
			isChanged: false,
			isWaiting: false,
			seen: new Map(),
			log: [],
			judged: 0,
			chats: [],
			...made,
		};
	}

	/** What is known of a page before it has come. */
	private docOf( kind: Kind, answer: Answer, isFor: Person, isOld: boolean ) {
		const late = kind === 'whose widget comes on call';
		return this.newDoc( {
			kind,
			answer,
			isFor,
			isOld,
			isWaiting:
				answer === 'later' && this.setting.delivery === 'request',
			widgets: late ? 0 : 1 + Number( kind === 'with two widgets' ),
			isGuarded: kind !== 'whose optimizer runs us on call',
		} );
	}

	get mayOpenTab(): boolean {
		return this.idle.length > 0;
	}

	async openTab(): Promise< void > {
		const page = this.idle.shift();
		if ( page ) {
			this.tabs.push( { page, doc: this.newDoc() } );
			this.at = this.tabs.length - 1;
			await page.goto( this.world.site.url + LOGIN );
		}
	}

	async closeTab(): Promise< void > {
		const { page } = this.tab;
		await page.goto( 'about:blank' );
		this.idle.push( page );
		this.tabs.splice( this.at, 1 );
		this.at = Math.max( 0, this.at - 1 );
		await this.comeBack();
	}

	async switchTo( at: number ): Promise< void > {
		this.at = at % this.tabs.length;
		await this.comeBack();
	}

	/** Headless windows have the focus all the time, and are never hidden. */
	private async comeBack(): Promise< void > {
		this.doc.noticedAt = this.changes;
		await this.tab.page.evaluate( () => {
			window.dispatchEvent( new Event( 'focus' ) );
		} );
	}

	async visit( kind: Kind, answer: Answer ): Promise< void > {
		this.tab.doc = this.docOf( kind, answer, this.person, false );
		await this.tab.page.goto(
			`${ this.world.site.url }/page/${ KINDS.indexOf( kind ) }/${ ANSWERS.indexOf( answer ) }`
		);
	}

	/** A page that a service worker kept, or that was fetched ahead. */
	async visitOld( nth: number ): Promise< void > {
		const at = nth % this.oldPages.length;
		await this.tab.page.goto( `${ this.world.site.url }/old/${ at }`, {
			waitUntil: 'commit',
		} );
		await this.arrive();
	}

	async reload(): Promise< void > {
		await this.tab.page.reload( { waitUntil: 'commit' } );
		await this.arrive();
	}

	async go( steps: -1 | 1 ): Promise< void > {
		const { page } = this.tab;
		// The empty page of a new tab is no page of the site, and does not count.
		const isPossible = await page.evaluate(
			( name ) =>
				Reflect.get( Reflect.get( window, 'navigation' ), name ),
			steps < 0 ? 'canGoBack' : 'canGoForward'
		);
		if ( isPossible ) {
			await ( steps < 0
				? page.goBack( { waitUntil: 'commit' } )
				: page.goForward( { waitUntil: 'commit' } ) );
			await this.arrive();
		}
	}

	/** The page in the tab is a new one, known by its address. */
	private async arrive(): Promise< void > {
		const url = new URL( this.tab.page.url() ).pathname;
		const old = url.startsWith( '/old/' )
			? this.oldPages[ Number( parts( url )[ 1 ] ) ]
			: undefined;
		if ( old ) {
			this.tab.doc = this.docOf( old.kind, old.answer, old.isFor, true );
		} else if ( url.startsWith( '/page/' ) ) {
			this.tab.doc = this.docOf( ...kindOf( url ), this.person, false );
		} else {
			this.tab.doc = this.newDoc();
		}
		await this.tab.page.waitForLoadState();
	}

	/** Somebody else is signed in from now on, or nobody. */
	private async change(
		person: Person,
		isHere: boolean,
		cookie: string | undefined,
		cleared: Cleared
	): Promise< void > {
		this.person = person;
		this.changes += 1;
		const wipes = cleared === 'cookies' || cleared === 'both';
		const clearing =
			cleared === 'storage' || cleared === 'both'
				? 'try { localStorage.clear(); } catch {}'
				: '';
		const headers = [
			...( this.takesMark && cookie !== undefined
				? [ `${ COOKIE }=${ cookie }; Path=/` ]
				: [] ),
			...( wipes ? [ GONE, 'LIVECHAT_HASH=; Path=/; Max-Age=0' ] : [] ),
		];
		this.login = { headers, html: `<script>${ clearing }</script>` };
		if ( isHere ) {
			this.tab.doc = this.newDoc();
			await this.tab.page.goto( this.world.site.url + LOGIN );
		} else {
			// As a script of the page asks it of the server.
			await this.tab.page.evaluate(
				async ( [ url, script ] ) => {
					await fetch( url );
					// eslint-disable-next-line no-eval -- The site's own script.
					window.eval( script );
				},
				[ LOGIN, clearing ] as const
			);
		}
		this.login = { headers: [], html: '' };
		await this.readCookie();
	}

	async signIn( visitor: Visitor, isHere: boolean ): Promise< void > {
		this.wasSignedIn = true;
		const { mark } = IDENTITIES[ visitor ];
		await this.change( visitor, isHere, mark, 'nothing' );
	}

	async signOut( cleared: Cleared, isHere: boolean ): Promise< void > {
		await this.change( 'guest', isHere, '0', cleared );
		if ( cleared === 'nothing' || ! this.told.size ) {
			return;
		}
		const { kept } = await this.tab.page.evaluate( look, {} );
		const isLeft = this.cookie || Object.keys( kept ).length;
		this.isOver =
			! isLeft &&
			( this.setting.portalCookie === 'kept' ||
				this.setting.generation === 'g0' );
	}

	/** The session ends, and nothing is said to the browser. */
	expire(): void {
		this.person = 'guest';
		this.changes += 1;
	}

	press( at: number, selector: string ): Promise< boolean > {
		return this.tab.page.evaluate( press, [ at, selector ] as const );
	}

	/** Says something nobody said before; answers what, where it was heard. */
	async write( at: number ): Promise< string > {
		this.words += 1;
		const text = `${ this.person }’s word ${ this.words }`;
		const frames = this.tab.page.frames();
		const isFramed = this.setting.generation === 'g0';
		const frame = isFramed ? frames[ at + 1 ] : frames[ 0 ];
		return ( await frame?.evaluate( say, [
			isFramed ? 0 : at,
			text,
		] as const ) )
			? text
			: '';
	}

	async navigateInPage(): Promise< void > {
		this.doc.isChanged = true;
		this.doc.isGuarded = true;
		await this.tab.page.evaluate( navigateInPage, headOf( this.person ) );
	}

	async runLate(): Promise< void > {
		await this.tab.page.evaluate( () => window.runLate?.() );
		this.doc.isGuarded = true;
	}

	async startChat(): Promise< void > {
		this.doc.widgets = 1;
		await this.tab.page.evaluate( () => window.startChat?.() );
	}

	get hasWaiting(): boolean {
		return this.waiting.length > 0;
	}

	sendAnswers(): void {
		for ( const { doc } of this.tabs ) {
			doc.isWaiting = false;
		}
		this.waiting.splice( 0 ).forEach( ( send ) => send() );
	}

	knows( visitor: Visitor ): boolean {
		const { hash } = IDENTITIES[ visitor ].user;
		return this.portal.state().users.some( ( user ) => user.hash === hash );
	}

	/** The operator ends the session. */
	finish( visitor: Visitor ): void {
		this.portal.finish( IDENTITIES[ visitor ].user[ 'hash' ] ?? '' );
	}

	async fillUp(): Promise< void > {
		this.isFull = true;
		for ( const { page } of this.tabs ) {
			await page.evaluate( FAULTS.full );
		}
	}

	/** Waits until nothing more comes of what was done, and looks; answers what does not rest. */
	async look(): Promise< string | undefined > {
		const before = this.kept[ 'known-visitor' ];
		const ping = await this.ping();
		const found = await Promise.all( [
			this.readCookie(),
			...this.tabs.map( ( tab ) => this.lookAt( tab, ping ) ),
		] );
		if ( this.kept[ 'known-visitor' ] !== before ) {
			// The browser does not tell the tab that did it.
			for ( const { doc } of this.tabs ) {
				doc.noticedAt = doc === this.doc ? doc.noticedAt : this.changes;
			}
		}
		return found.find( ( fault ) => typeof fault === 'string' );
	}

	private async lookAt(
		{ page, doc }: Tab,
		ping: string
	): Promise< string | undefined > {
		const chats = [];
		let restless;
		for ( const frame of page.frames() ) {
			const isMain = frame === page.mainFrame();
			await frame.waitForLoadState();
			const seen = doc.seen.get( frame ) ?? 0;
			const found = await frame.evaluate( look, {
				chats: isMain ? doc.widgets : 1,
				// A page with our script twice asks twice.
				questions: doc.isWaiting ? 2 : 0,
				ping: doc === this.doc || ! isMain ? '' : ping,
				seen,
			} );
			doc.seen.set( frame, seen + found.log.length );
			doc.log.push( ...found.log );
			chats.push( ...found.chats );
			if ( ! found.isAtRest ) {
				restless = `a page ${ doc.kind } does not rest`;
			}
			if ( isMain && doc === this.doc ) {
				this.kept = found.kept;
			}
		}
		doc.chats = chats;
		return restless;
	}

	/** Says something to the other tabs, which hear it after all else. */
	private async ping(): Promise< string > {
		if ( this.tabs.length < 2 || ! this.keepsMarks ) {
			return '';
		}
		this.pings += 1;
		const ping = String( this.pings );
		await this.tab.page.evaluate( ( value ) => {
			localStorage.setItem( 'explorer', value );
		}, ping );
		return ping;
	}

	/** Leaves the machine as it was found. */
	async stop(): Promise< void > {
		this.sendAnswers();
		const { context, pages } = this.machine;
		const [ first, ...others ] = pages;
		for ( const page of others ) {
			await page.goto( 'about:blank' );
		}
		const places = [ `${ this.world.site.url }/clean` ];
		if ( this.setting.generation === 'g0' ) {
			places.push( `${ this.portal.url }/stand-in/state` );
		}
		for ( const place of places ) {
			await first?.goto( place );
			await first?.evaluate( 'localStorage.clear()' );
		}
		await first?.goto( 'about:blank' );
		await context.clearCookies();
	}
}

const parts = ( url = '' ): string[] => url.split( '/' ).slice( 1 );

/** The kind of page that an address means, and the kind of answer. */
function kindOf( url = '' ): readonly [ Kind, Answer ] {
	const [ , kind = '', answer = '' ] = parts( url );
	return [
		KINDS[ Number( kind ) ] ?? 'plain',
		ANSWERS[ Number( answer ) ] ?? 'at once',
	];
}

/** Whoever is not that one. */
const other = ( person: Person ): Visitor =>
	VISITORS.find( ( visitor ) => visitor !== person ) ?? 'Ann';
