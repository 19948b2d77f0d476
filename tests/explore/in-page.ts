/**
 * What runs inside the pages. Each function stands alone: the browser gets its text.
 */
import type { LogEntry } from '../stand-in/types';

/** One chat on a page. */
export interface Chat {
	readonly state: string;
	readonly isShown: boolean;
	readonly said: readonly string[];
}

/** What can be seen of a document. */
export interface Look {
	readonly chats: readonly Chat[];
	readonly log: readonly LogEntry[];
	readonly kept: Readonly< Record< string, string > >;
	readonly isAtRest: boolean;
}

/** What a document has to have before anybody looks. */
interface Rest {
	/** Chats that have started. */
	readonly chats: number;
	/** Answers that may be on their way. */
	readonly questions: number;
	/** The last word of another tab, which comes after all that happened there. */
	readonly ping: string;
	/** How much of its log was read. */
	readonly seen: number;
}

declare global {
	interface Window {
		BitrixStandIn?: { log: LogEntry[] };
		explorer?: { questions: number; ping: string };
		runLate?: () => void;
		startChat?: () => void;
	}
}

/** At the start of each document: counts its questions to the server, and hears other tabs. */
export function prepare(): void {
	const explorer = { questions: 0, ping: '' };
	window.explorer = explorer;
	window.addEventListener( 'storage', ( { key, newValue } ) => {
		if ( key === 'explorer' ) {
			explorer.ping = newValue ?? '';
		}
	} );
	const { fetch } = window;
	window.fetch = async ( ...question ) => {
		if ( ! String( question[ 0 ] ).includes( '/visitor' ) ) {
			return fetch( ...question );
		}
		explorer.questions += 1;
		// A turn for our script, which reads the answer first.
		const done = () => setTimeout( () => ( explorer.questions -= 1 ), 5 );
		try {
			const answer = await fetch( ...question );
			void answer.clone().text().then( done, done );
			return answer;
		} catch ( error ) {
			done();
			throw error;
		}
	};
}

/** Waits until a document rests, and looks at it; of the log, at what is new. */
export async function look( {
	chats: wantedChats = 0,
	questions = Infinity,
	ping = '',
	seen = 0,
}: Partial< Rest > = {} ): Promise< Look > {
	const { querySelectorAll } = Document.prototype;
	const windows = () =>
		[ ...querySelectorAll.call( document, '[data-bitrix-stand-in]' ) ].map(
			( { shadowRoot } ) => shadowRoot?.querySelector( '.window' )
		);
	const stateOf = ( chat: Element | null | undefined ) =>
		chat?.getAttribute( 'data-state' ) ?? '';
	const isAtRest = () =>
		windows().length >= wantedChats &&
		windows().every( ( chat ) => stateOf( chat ) !== 'loading' ) &&
		( window.explorer?.questions ?? 0 ) <= questions &&
		( ! ping || window.explorer?.ping === ping );
	const until = Date.now() + 5000;
	while ( ! isAtRest() && Date.now() < until ) {
		await new Promise( ( go ) => setTimeout( go, 4 ) );
	}
	let kept = {};
	try {
		kept = Object.fromEntries(
			Object.entries( { ...localStorage } ).filter( ( [ key ] ) =>
				key.startsWith( 'known-visitor' )
			)
		);
	} catch {
		// The browser keeps nothing.
	}
	return {
		isAtRest: isAtRest(),
		kept,
		log: window.BitrixStandIn?.log.slice( seen ) ?? [],
		chats: windows().map( ( chat ) => ( {
			state: stateOf( chat ),
			isShown: ! chat?.hasAttribute( 'hidden' ),
			said: [ ...( chat?.querySelectorAll( '.said' ) ?? [] ) ].map(
				( { textContent } ) => textContent ?? ''
			),
		} ) ),
	};
}

/** Clicks at something of a chat; answers whether it is there. */
export function press( [ at, selector ]: readonly [
	number,
	string,
] ): boolean {
	const { querySelectorAll } = Document.prototype;
	const button = querySelectorAll
		.call( document, '[data-bitrix-stand-in]' )
		[ at ]?.shadowRoot?.querySelector< HTMLElement >( selector );
	button?.click();
	return Boolean( button );
}

/** Writes something in a chat; answers whether it stands there in the end. */
export async function say( [ at, text ]: readonly [
	number,
	string,
] ): Promise< boolean > {
	const { querySelectorAll } = Document.prototype;
	const root = querySelectorAll.call( document, '[data-bitrix-stand-in]' )[
		at
	]?.shadowRoot;
	const chat = root?.querySelector( '.window' );
	const field = root?.querySelector( 'textarea' );
	if ( ! field || chat?.getAttribute( 'data-state' ) !== 'ready' ) {
		return false;
	}
	field.value = text;
	field.form?.requestSubmit();
	for ( const until = Date.now() + 1000; Date.now() < until; ) {
		const { textContent } = chat;
		if ( textContent?.includes( text ) ) {
			return true;
		}
		if ( chat.getAttribute( 'data-state' ) !== 'ready' ) {
			return false;
		}
		await new Promise( ( go ) => setTimeout( go, 4 ) );
	}
	return false;
}

/** An in-page navigation: new elements of the head come after the old ones, scripts run. */
export function navigateInPage( {
	block,
	source,
}: {
	readonly block: string;
	readonly source: string;
} ): void {
	const { createElement } = Document.prototype;
	const head = Reflect.get( Document.prototype, 'head', document );
	const json = />([^<]*)</.exec( block )?.[ 1 ];
	if ( json ) {
		const element = createElement.call( document, 'script' );
		element.setAttribute( 'type', 'application/json' );
		element.id = 'known-visitor-data';
		element.textContent = json;
		head.append( element );
	}
	const element = createElement.call( document, 'script' );
	element.textContent = source;
	head.append( element );
}
