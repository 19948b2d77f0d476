/**
 * What has to hold after each step, whatever people did before (docs/security.md).
 */
import type { LogEntry } from '../stand-in/types';
import type { Computer, Doc, Tab } from './computer';
import { IDENTITIES, VISITORS, type Person, type Visitor } from './pages';

/** Whose hash something is. */
const ownerOf = ( hash: unknown ): Visitor | undefined =>
	VISITORS.find(
		( visitor ) => IDENTITIES[ visitor ].user[ 'hash' ] === hash
	);

/** Whom a widget was told, by a line of its log. */
function toldBy( { name, detail }: LogEntry, isFramed: boolean ): unknown {
	if ( name === 'setUserRegisterData' ) {
		return Object( detail[ 'given' ] ).hash;
	}
	return isFramed && name === 'BxLiveChatInit'
		? Object( Object( detail[ 'answer' ] ).user ).hash
		: undefined;
}

/** Whose conversation a widget asked the portal for, by a line of its log. */
const askedBy = ( { name, detail }: LogEntry ): readonly unknown[] =>
	name === 'batch'
		? [ detail[ 'livechat_auth_id' ], detail[ 'livechat_custom_auth_id' ] ]
		: [];

/** What a widget showed as ready, by a line of its log. */
const readyBy = ( { name, detail }: LogEntry ): unknown =>
	name === 'ready' ? detail[ 'hash' ] : undefined;

/** Where a text stands, if that is a visitor's conversation. */
function conversations( { portal }: Computer ): Map< string, Visitor > {
	const { users, conversations: all } = portal.state();
	const found = new Map< string, Visitor >();
	for ( const { userId, messages } of all ) {
		const owner = ownerOf(
			users.find( ( { id } ) => id === userId )?.hash
		);
		for ( const { author, text } of messages ) {
			if ( owner && author === 'visitor' ) {
				found.set( text, owner );
			}
		}
	}
	return found;
}

/** The visitors of whom a document was told, in order. */
const told = ( computer: Computer, doc: Doc ): Visitor[] =>
	doc.log.flatMap(
		( entry ) =>
			ownerOf( toldBy( entry, computer.setting.generation === 'g0' ) ) ??
			[]
	);

/** Whether the cookie lets a visitor pass: it names him, or was never there. */
const cookieAllows = ( { cookie }: Computer, doc: Doc, whom: Visitor ) =>
	cookie === IDENTITIES[ whom ].mark || ( ! cookie && ! doc.hadCookie );

/** Determines whether a document may show somebody's conversation. */
function mayShow( computer: Computer, doc: Doc, whom: Visitor ): boolean {
	const { person, changes, kept, setting, cookie } = computer;
	if ( whom === person || ! doc.isGuarded ) {
		return true;
	}
	const isWaiting =
		doc.isWaiting && doc.kind === 'whose optimizer runs us on call';
	const isKept = doc.isOld || doc.answer === 'another’s';
	if ( ( isKept || isWaiting ) && cookieAllows( computer, doc, whom ) ) {
		return true;
	}
	const isStale = doc.loadedAt < changes && ! doc.isChanged;
	if ( setting.generation === 'g0' ) {
		return isStale || doc.kind === 'whose optimizer runs us on call';
	}
	if ( ! isStale ) {
		return doc.isChanged && doc.loadedAt < changes;
	}
	const last = told( computer, doc ).at( -1 );
	if ( ! last ) {
		return ! computer.keepsMarks;
	}
	const { mark } = IDENTITIES[ last ];
	const saysCookie = doc.hadCookie && cookie !== mark;
	const saysStorage = computer.keepsMarks && kept[ 'known-visitor' ] !== mark;
	return doc.noticedAt < changes || ! ( saysCookie || saysStorage );
}

/** Whether nobody who looks at a tab sees, or makes the portal tell, what he may not. */
export const isTrusted = ( computer: Computer, doc: Doc ): boolean =>
	VISITORS.every(
		( visitor ) =>
			visitor === computer.person || ! mayShow( computer, doc, visitor )
	);

/** Whether a document has to make its visitor known. */
export function mustIdentify( computer: Computer, doc: Doc ): boolean {
	const { setting, person, changes } = computer;
	const kinds: readonly string[] = [
		'plain',
		'with our script twice',
		'whose content shadows',
		'whose widget comes on call',
		...( setting.delivery === 'page' ? [ 'with two widgets' ] : [] ),
	];
	return (
		person !== 'guest' &&
		doc.isFor === person &&
		doc.loadedAt === changes &&
		! doc.isOld &&
		! doc.isChanged &&
		kinds.includes( doc.kind ) &&
		setting.storage === 'works' &&
		! computer.isFull &&
		doc.widgets > 0 &&
		( setting.delivery === 'page' ||
			( setting.generation !== 'g0' &&
				doc.answer === 'at once' &&
				setting.markCookie === 'sent' ) )
	);
}

function* faultsOf(
	computer: Computer,
	{ doc }: Tab,
	texts: ReadonlyMap< string, Visitor >
): Generator< string > {
	const isFramed = computer.setting.generation === 'g0';
	const fresh = doc.log.slice( doc.judged );
	doc.judged = doc.log.length;
	for ( const entry of fresh ) {
		if ( entry.kind === 'console' ) {
			yield `the widget complains: ${ JSON.stringify( entry.detail ) }`;
		}
		const whom = ownerOf( toldBy( entry, isFramed ) );
		if ( whom ) {
			computer.told.add( whom );
			if (
				! cookieAllows( computer, doc, whom ) &&
				computer.setting.storage !== 'blocked'
			) {
				yield `${ whom } is told to a widget, and the cookie says “${ computer.cookie }”`;
			}
			if ( computer.setting.storage === 'blocked' ) {
				yield `${ whom } is told, and nobody could forget`;
			}
		}
		for ( const hash of [ ...askedBy( entry ), readyBy( entry ) ] ) {
			const owner = ownerOf( hash );
			if ( owner && ! mayShow( computer, doc, owner ) ) {
				yield `${ computer.person } gets the conversation of ${ owner } (${ entry.name })`;
			}
		}
	}
	for ( const text of doc.chats.flatMap( ( { said } ) => said ) ) {
		const owner = texts.get( text.replace( /^You: /, '' ) );
		if ( owner && ! mayShow( computer, doc, owner ) ) {
			yield `${ computer.person } sees “${ text }”, in the conversation of ${ owner }`;
		}
	}
	if ( ! computer.wasSignedIn ) {
		if (
			Object.keys( computer.kept ).length ||
			doc.log.some( ( { name } ) => name === 'setUserRegisterData' )
		) {
			yield 'a guest is not left alone';
		}
	}
	if ( mustIdentify( computer, doc ) ) {
		yield* strangers( computer, doc );
	}
}

/** What is wrong with how a visitor is made known. */
function* strangers( computer: Computer, doc: Doc ): Generator< string > {
	const whom = told( computer, doc );
	const wanted = Array( doc.widgets ).fill( doc.isFor ).join();
	if ( whom.join() !== wanted ) {
		yield `told is ${ whom.join() || 'nobody' }, and not ${ wanted }`;
	}
	if ( computer.setting.generation === 'g0' ) {
		return;
	}
	const messages = doc.log.filter( ( { name } ) => name === 'setCustomData' );
	if (
		messages.length !== doc.widgets ||
		! messages.every( ( { detail } ) =>
			JSON.stringify( detail ).includes( nameOf( doc.isFor ) )
		)
	) {
		yield `${ messages.length } first messages, not all of ${ doc.isFor }`;
	}
}

const nameOf = ( person: Person ): string =>
	person === 'guest'
		? ''
		: ( IDENTITIES[ person ].tokens[ 'full_name' ] ?? '' );

/** All that does not hold. */
export function* faults( computer: Computer ): Generator< string > {
	yield* computer.errors;
	const texts = conversations( computer );
	for ( const [ text, owner ] of texts ) {
		if ( ! text.startsWith( owner ) ) {
			yield `“${ text }” stands in the conversation of ${ owner }`;
		}
	}
	for ( const tab of computer.tabs ) {
		yield* faultsOf( computer, tab, texts );
	}
}

/** What is wrong with a chat that somebody opened. */
export function faultOfOpened(
	computer: Computer,
	doc: Doc,
	at: number
): string | undefined {
	if ( ! mustIdentify( computer, doc ) ) {
		return undefined;
	}
	const chat =
		doc.chats[ computer.setting.generation === 'g0' ? at + 1 : at ];
	const missing = [ ...conversations( computer ) ].find(
		( [ text, owner ] ) =>
			owner === doc.isFor &&
			! chat?.said.some( ( said ) => said.endsWith( text ) )
	);
	if ( chat?.state !== 'ready' || missing ) {
		return `the chat of ${ doc.isFor } is ${ chat?.state }, without “${ missing?.[ 0 ] }”`;
	}
	return undefined;
}
