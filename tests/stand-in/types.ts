/**
 * The shapes that the stand-in's parts and its tests agree on.
 */

/** The three generations of the widget that websites meet. */
export type Generation = 'g0' | 'g1' | 'g2';

/** Whether browsers give the portal's session cookie back to it. */
export type SessionCookies = 'kept' | 'blocked';

/** One object of custom data, as a page or the widget made it. */
export type Block = Record< string, unknown >;

/** Anything that came in as a JSON object. */
export type Fields = Record< string, unknown >;

/** One line of a log, on the page or on the portal. */
export interface LogEntry {
	n: number;
	at: number;
	kind: 'call' | 'event' | 'console' | 'rest' | 'state' | 'portal';
	name: string;
	detail: Fields;
}

/** What became of the avatar's address that a page gave. */
export interface Avatar {
	given: string;
	state: 'none' | 'refused' | 'fetching' | 'kept';
	reason: string;
}

/** A person, as the portal knows them. Made once, by the first registration. */
export interface PortalUser {
	id: number;
	hash: string;
	channel: string;
	name: string;
	lastName: string;
	email: string;
	www: string;
	position: string;
	gender: 'F' | 'M';
	avatar: Avatar;
	identified: boolean;
	received: Fields;
	registrations: number;
	registeredAt: number;
}

/** One line of a conversation. `card` is what only the operator sees. */
export interface Message {
	id: number;
	author: 'visitor' | 'operator' | 'card' | 'system';
	text: string;
	blocks: Block[];
	at: number;
}

/** One visit to the open channel, from the first message until it is finished. */
export interface Session {
	id: number;
	startedAt: number;
	closedAt: number | null;
	custom: Block[];
}

/** Everything that was said by and to one person. */
export interface Conversation {
	userId: number;
	sessions: Session[];
	messages: Message[];
	/** The custom data of the last call, as they came in. */
	custom: { json: string; at: number } | null;
}

/** The portal's whole memory, as tests and `GET /stand-in/state` see it. */
export interface PortalState {
	sessionCookies: SessionCookies;
	staff: boolean;
	users: PortalUser[];
	conversations: Conversation[];
	log: LogEntry[];
}

/** The next failure of the portal's REST: one of its error codes, or a broken connection. */
export interface Failure {
	error?: string;
	status?: number;
	method?: string;
}

/** One batch, as the widget sends it. */
export interface Batch {
	livechat_auth_id: string;
	livechat_custom_auth_id?: string;
	cmd: Record< string, { method: string; params: Fields } >;
}

/** The running stand-in. */
export interface Portal {
	url: string;
	operatorUrl: string;
	/** The address of the owner's loader for a generation. */
	loaderUrl: ( generation: Generation ) => string;
	/** The HTML that an owner pastes. */
	snippet: ( generation: Generation ) => string;
	state: () => PortalState;
	reset: () => void;
	stop: () => Promise< void >;
	setSessionCookies: ( mode: SessionCookies ) => void;
	/** Whether the browser's person is staff, signed in to the portal. */
	setStaff: ( staff: boolean ) => void;
	/** The operator answers, by the visitor's hash or id. */
	say: ( who: string | number, text: string ) => void;
	/** The operator finishes the session, by the visitor's hash or id. */
	finish: ( who: string | number ) => void;
	failNext: ( failure: Failure ) => void;
	/** Moves the portal's clock forward. */
	advance: ( milliseconds: number ) => void;
}

/** The widget's memory of who the browser is. */
export interface WidgetUser {
	id: number;
	hash: string;
	registered: boolean;
	name: string;
	lastName: string;
	/** The hash was given, was no hash, and this random one took its place. */
	replaced: boolean;
}

/** What the widget leaves behind in the site's storage. */
export interface WidgetStore {
	user: WidgetUser;
	dialog: { sessionOpen: boolean };
	messages: Message[];
}

/** What the portal tells about a conversation. */
export interface DialogAnswer {
	user: { id: number; hash: string; name: string; lastName: string };
	channel: string;
	sessionOpen: boolean;
	messages: Message[];
}

/** The window's four looks. */
export type WindowState = 'loading' | 'ready' | 'error' | 'blank';

/** What the conversation needs from whatever draws it. */
export interface View {
	mount: () => void;
	setState: ( state: WindowState, text?: string ) => void;
	setMessages: ( messages: Message[] ) => void;
	setUnread: ( count: number ) => void;
	open: () => void;
	close: () => void;
}

/** The names that the widget and the site share on `window`. */
export interface WidgetWindow {
	BX?: {
		isReady?: unknown;
		LiveChat?: unknown;
		LiveChatWidget?: unknown;
	};
	BXLiveChat?: unknown;
	BxLiveChatInit?: unknown;
	BxLiveChatLoader?: unknown;
	BitrixStandIn?: { log: LogEntry[]; widgets: number };
}

/** What the loader hands to the widget's constructor. */
export interface WidgetConfig {
	host: string;
	code: string;
	language?: string;
	location?: number;
	styles?: Fields;
	buttonInstance?: unknown;
}
