/**
 * What the harness of the settings screen is made of, for its scripts and for the tests.
 */
import type { FoundUser } from '../../../src/settings/api/users';
import type { CheckResult, SecretMatch, Site } from '../../../src/contract';
import type { Settings } from '../../../src/settings/settings';

/** A user of the site in memory, with what its server knows of them. */
export interface ScreenUser extends FoundUser {
	readonly roles: readonly string[];
	/** Values by the names of the tokens. */
	readonly tokens: Readonly< Record< string, string > >;
	/** User meta that may be sent. */
	readonly meta?: Readonly< Record< string, string > >;
}

/** What the screen opens with; a new site, but for what is said here. */
export interface ScreenState {
	/** Where it opens, from the # on. */
	readonly at?: string;
	readonly settings?: Partial< Settings >;
	/** Each action's address is the screen's own, from the # on. */
	readonly checks?: readonly CheckResult[];
	/** Whether the home page was looked at just now; true when left out. */
	readonly isHomeKnown?: boolean;
	/** What the test of a snippet finds. */
	readonly match?: SecretMatch;
	/** Whether the plugin was activated just now. */
	readonly isFirstRun?: boolean;
	readonly users?: readonly ScreenUser[];
	readonly site?: Partial< Site >;
	/** What the server answers first, by request; see `Rest.answers`. */
	readonly answers?: Readonly< Record< string, readonly RestAnswer[] > >;
	/** Whether the page brings the settings with it, as PHP does; true when left out. */
	readonly isPreloaded?: boolean;
	readonly isRtl?: boolean;
}

/** One answer of the server. */
export interface RestAnswer {
	readonly status: number;
	readonly body: unknown;
}

/** One request that came. */
export interface RestRequest {
	/** Such as `POST /settings`; without our namespace, since only WordPress's own routes have another. */
	readonly what: string;
	readonly body: unknown;
}

/** The REST API in memory. */
export interface Rest {
	/** As they are stored. A test may change them, as another administrator would. */
	settings: Settings;
	checks: readonly CheckResult[];
	/** False: the session has ended. */
	isSignedIn: boolean;
	/** False: the network is away. */
	isReachable: boolean;
	/** All that came, in order. */
	readonly requests: RestRequest[];
	/** What is answered next to a request such as `POST /settings`, instead of what the API would say. */
	answerNext: (
		what: string,
		...answers: ( RestAnswer | Promise< RestAnswer > )[]
	) => void;
	/** Lets the next request of that kind wait; the function that comes back lets it go on. */
	hold: ( what: string ) => () => void;
	/** Answers a request. */
	answer: (
		what: string,
		body: unknown,
		search: string
	) => Promise< RestAnswer >;
}

/** A screen of its own, with a server of its own. */
interface Screen {
	/** Address of the page. */
	readonly url: string;
	readonly rest: Rest;
}

/** All screens of one process. */
export interface Harness {
	/** Address of the book of states. */
	readonly url: string;
	/** Makes a screen in some state. */
	open: ( state?: ScreenState ) => Screen;
	stop: () => Promise< void >;
}
