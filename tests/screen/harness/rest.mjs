/**
 * The REST API that the settings screen talks to, in memory: it stores and answers as the routes of includes/rest do,
 * as far as the screen can tell. What the routes themselves take and refuse, tests/integration shows.
 */

/**
 * What the screen sends: settings by name, and what the other routes take.
 *
 * @typedef {{ base?: Partial<import('./types').Rest['settings']>, secret?: string, recipe?: 'hmac' | 'md5', site_address?: string, decision?: string, user?: number, url?: string, settings?: Partial<import('./types').Rest['settings']> }} Body
 */
/** @typedef {import('../../../src/settings/settings').Settings} Settings */
/** @typedef {import('./types').Rest} Rest */
/** @typedef {import('./types').RestAnswer} RestAnswer */
/** @typedef {import('./types').ScreenState} ScreenState */
/** @typedef {import('./types').ScreenUser} ScreenUser */

const SECRET_MIN_LENGTH = 16;

/** The site's home page. */
export const HOME = 'https://example.org/';

/** The site's own first message, and those to start from. */
export const PRESETS = {
	default:
		'{full_name|Signed-in visitor} ({email|no e-mail})\nClient code: {user_id}\nWebsite: {page_host}\nPage: {page_link}',
	short: '{full_name|Signed-in visitor}: {page_link}',
	support: 'Page: {page_link}\nRole: {role|none}',
	shop: 'Page: {page_link}\nCustomer number: {user_id}',
};

/** What a new site starts with. */
const NEW_SITE = /** @type {Settings} */ ( {
	enabled: true,
	recipe: 'hmac',
	site_address: 'example.org',
	fields: {
		name: 'first_name',
		last_name: 'last_name',
		avatar: true,
		email: true,
		www: false,
		position: false,
	},
	first_message: PRESETS.default,
	meta_keys: [],
	card: { enabled: false, find_in_crm: false, rows: [] },
	widget_url: '',
	roles: [],
	paths: { mode: 'all', list: [] },
	delivery: 'page',
	forget: true,
	delete_data: true,
	secret: { source: 'option', strong: true },
} );

/** Who looks at the screen, and a customer. */
export const USERS = /** @type {ScreenUser[]} */ ( [
	{
		id: 1,
		name: 'Olena Kovalenko',
		email: 'olena@example.org',
		roles: [ 'administrator' ],
		tokens: {
			user_id: '1',
			user_login: 'olena',
			full_name: 'Olena Kovalenko',
			first_name: 'Olena',
			last_name: 'Kovalenko',
			display_name: 'Olena Kovalenko',
			nickname: '',
			email: 'olena@example.org',
			role: 'Administrator',
			profile_url: `${ HOME }wp-admin/user-edit.php?user_id=1`,
		},
	},
	{
		id: 7,
		name: 'Ann Young',
		email: 'ann@example.com',
		roles: [ 'subscriber' ],
		tokens: {
			user_id: '7',
			user_login: 'ann',
			full_name: 'Ann ［b］Young［/b］',
			first_name: 'Ann',
			last_name: '［b］Young［/b］',
			display_name: 'Ann Young',
			nickname: '',
			email: 'ann@example.com',
			role: 'Subscriber',
			profile_url: `${ HOME }wp-admin/user-edit.php?user_id=7`,
			'meta:customer_number': 'C-12',
		},
		meta: {
			billing_phone: '+49 30 123',
			customer_number: 'C-12',
			points: '',
			wish: '<b>[b]A hat[/b]</b>',
		},
	},
] );

/**
 * Pages of the site, the newest first.
 *
 * @type {import('../../../src/contract').ListedPage[]}
 */
export const PAGES = [
	{
		url: `${ HOME }checkout/`,
		title: 'Checkout',
		enabled: true,
		message: true,
	},
	{
		url: `${ HOME }shop/hat/`,
		title: 'A hat – red & warm',
		enabled: null,
		message: false,
	},
	{
		url: `${ HOME }health/`,
		title: 'About your health',
		enabled: false,
		message: false,
	},
	{
		url: `${ HOME }own/`,
		title: 'A page with words of its own',
		enabled: null,
		message: true,
	},
	{
		url: `${ HOME }de/`,
		title: 'A German page, translated by a plugin',
		enabled: null,
		message: false,
	},
];

/**
 * Translates settings as far as there is a translation.
 *
 * @param {Settings} settings The settings.
 * @return {Settings} The same with one label in German.
 */
const inGerman = ( settings ) => ( {
	...settings,
	card: {
		...settings.card,
		rows: settings.card.rows.map( ( row ) =>
			row.label === 'Number' ? { ...row, label: 'Nummer' } : row
		),
	},
} );

/**
 * Makes a check that is well.
 *
 * @param {import('../../../src/contract').CheckResult['id']} id      Its name.
 * @param {string}                                            message What it says.
 * @return {import('../../../src/contract').CheckResult} The check.
 */
const well = ( id, message ) => ( { id, state: 'ok', message, action: null } );

/** What there is to say of a site on which everything works. @type {import('../../../src/contract').CheckResult[]} */
export const ALL_IS_WELL = [
	well( 'enabled', 'Identification in the chat is switched on.' ),
	well( 'secret', 'The secret of the chat is strong.' ),
	well( 'hash', 'The hashes for the chat are valid.' ),
	{
		id: 'chat',
		state: 'ok',
		message: 'Working: the chat is on your home page and knows you.',
		action: { id: 'try', label: 'Try it on my site', url: '#chat/try' },
	},
];

/** What the test of a snippet answers when nothing fits. */
const NO_MATCH = { recipe: null, site_address: null, order: null };

/**
 * Starts an API in some state.
 *
 * @param {ScreenState} state What is stored, and who is there.
 * @param {string}      home  Address of the screen.
 * @return {Rest} The API.
 */
export function createRest( state, home ) {
	/** @type {Map<string, ( RestAnswer | Promise<RestAnswer> )[]>} */
	const prepared = new Map(
		Object.entries( state.answers ?? {} ).map( ( [ what, answers ] ) => [
			what,
			[ ...answers ],
		] )
	);
	/** @type {Map<string, Promise<void>[]>} */
	const held = new Map();
	const users = state.users ?? USERS;
	let secrets = 0;

	/** @type {Record<string, ( body: Body, search: URLSearchParams ) => RestAnswer>} */
	const routes = {
		'GET /settings': () => ok( rest.settings ),
		'POST /settings': ( { base = {}, ...changes } ) => {
			const theirs = changedSince( rest.settings, base );
			if ( Object.keys( theirs ).length > 0 ) {
				return conflict( theirs );
			}
			// The secret can only be read here.
			const { secret } = rest.settings;
			rest.settings = { ...rest.settings, ...changes, secret };
			return ok( rest.settings );
		},
		'POST /secret': ( { secret, recipe, site_address: address } ) => {
			if ( secret !== undefined && secret.length < SECRET_MIN_LENGTH ) {
				return refusal(
					'secret',
					'secret has to be text of 16 to 255 printable characters.'
				);
			}
			secrets++;
			rest.settings = {
				...rest.settings,
				...( recipe ? { recipe } : {} ),
				...( address ? { site_address: address } : {} ),
				secret: {
					source: 'option',
					strong: secret === undefined || new Set( secret ).size > 7,
				},
			};
			return ok( rest.settings );
		},
		'POST /secret/match': () => ok( state.match ?? NO_MATCH ),
		'POST /hosts': ( { decision } ) => {
			rest.checks = rest.checks.filter( ( { id } ) => id !== 'copy' );
			secrets += decision === 'copy' ? 1 : 0;
			return ok( { unconfirmed: null, confirmed: [ 'example.org' ] } );
		},
		'GET /status': ( _, search ) =>
			ok(
				rest.checks
					.filter(
						( { id } ) =>
							search.has( 'fresh' ) ||
							state.isHomeKnown !== false ||
							id !== 'chat'
					)
					.map( ( check ) => ( {
						...check,
						action: check.action && {
							...check.action,
							// The server gives the whole address of the screen.
							url: `${ home }${ check.action.url }`,
						},
					} ) )
			),
		'POST /preview': ( { user = 1, url = HOME, settings = {} } ) => {
			const seen = users.find( ( { id } ) => id === user );
			if ( ! seen || ! url.startsWith( HOME ) ) {
				return seen
					? refusal( 'url', `url has to begin with ${ HOME }.` )
					: refusal( 'user', 'user has to be somebody.' );
			}
			const all = { ...rest.settings, ...settings };
			const { pathname } = new URL( url );
			const reason = reasonAgainst( seen, pathname, all );
			if ( reason ) {
				return ok( { reason } );
			}
			if ( pathname === '/de/' ) {
				return ok( preview( seen, inGerman( all ), secrets, 'Hallo' ) );
			}
			const own = pathname === '/own/' ? 'Own: {page_link}' : undefined;
			return ok( preview( seen, all, secrets, own ) );
		},
		'GET /preview/meta': ( _, search ) => {
			const seen = users.find(
				( { id } ) => id === Number( search.get( 'user' ) )
			);
			return seen
				? ok(
						Object.entries( seen.meta ?? {} ).map(
							( [ key, value ] ) => ( { key, value } )
						)
					)
				: refusal( 'user', 'user has to be somebody.' );
		},
		'GET /preview/pages': ( _, search ) => {
			const words = ( search.get( 'search' ) ?? '' ).toLowerCase();
			return ok( [
				{
					url: HOME,
					title: 'Known Visitor',
					enabled: null,
					message: false,
				},
				...PAGES.filter( ( { title } ) =>
					title.toLowerCase().includes( words )
				),
			] );
		},
		'GET /wp/v2/users': ( _, search ) => {
			const words = ( search.get( 'search' ) ?? '' ).toLowerCase();
			return ok(
				users
					.map( ( { id, name, email, tokens } ) => ( {
						id,
						name,
						email,
						username: tokens[ 'user_login' ] ?? '',
					} ) )
					.filter( ( { name, email, username } ) =>
						`${ name } ${ email } ${ username }`
							.toLowerCase()
							.includes( words )
					)
					.slice( 0, Number( search.get( 'per_page' ) ?? 10 ) )
			);
		},
	};

	/** @type {Rest} */
	const rest = {
		settings: { ...NEW_SITE, ...state.settings },
		checks: state.checks ?? ALL_IS_WELL,
		isSignedIn: true,
		isReachable: true,
		requests: [],
		answerNext: ( what, ...answers ) => {
			prepared.set( what, [
				...( prepared.get( what ) ?? [] ),
				...answers,
			] );
		},
		hold: ( what ) => {
			let release = () => {};
			const gate = new Promise( ( resolve ) => {
				release = () => resolve( undefined );
			} ).then( () => {} );
			held.set( what, [ ...( held.get( what ) ?? [] ), gate ] );
			return release;
		},
		answer: async ( what, body, search ) => {
			rest.requests.push( { what, body } );
			await held.get( what )?.shift();
			const answer = prepared.get( what )?.shift();
			if ( answer ) {
				return answer;
			}
			if ( ! rest.isSignedIn ) {
				return SESSION_ENDED;
			}
			return (
				routes[ what ]?.(
					body ?? {},
					new URLSearchParams( search )
				) ?? {
					status: 404,
					body: { code: 'rest_no_route', message: 'No route.' },
				}
			);
		},
	};
	return rest;
}

/**
 * Makes a good answer.
 *
 * @param {unknown} body What is answered.
 * @return {RestAnswer} The answer.
 */
export const ok = ( body ) => ( { status: 200, body } );

/** What WordPress answers to a nonce of a session that has ended. */
export const SESSION_ENDED = {
	status: 403,
	body: {
		code: 'rest_cookie_invalid_nonce',
		message: 'Cookie check failed',
		data: { status: 403 },
	},
};

/** What WordPress answers to who was signed out, and sends no nonce. */
export const SIGNED_OUT = {
	status: 401,
	body: {
		code: 'rest_forbidden',
		message: 'Sorry, you are not allowed to do that.',
		data: { status: 401 },
	},
};

/**
 * Makes the answer to a value that does not fit its schema.
 *
 * @param {string} field    The setting, or a part of one: `fields[name]`.
 * @param {string} sentence What is wrong.
 * @return {RestAnswer} The answer.
 */
export const refusal = ( field, sentence ) => ( {
	status: 400,
	body: {
		code: 'rest_invalid_param',
		message: `Invalid parameter(s): ${ field }`,
		data: { status: 400, params: { [ field ]: sentence } },
	},
} );

/**
 * Makes the answer of a server in trouble.
 *
 * @param {string} sentence What it says.
 * @return {RestAnswer} The answer.
 */
export const trouble = ( sentence ) => ( {
	status: 500,
	body: {
		code: 'known_visitor_not_saved',
		message: sentence,
		data: { status: 500 },
	},
} );

/**
 * Makes the answer to a save that would overwrite somebody else's.
 *
 * @param {Partial<Settings>} theirs What the other one saved.
 * @return {RestAnswer} The answer.
 */
const conflict = ( theirs ) => ( {
	status: 409,
	body: {
		code: 'known_visitor_conflict',
		message: 'Somebody else has changed the same settings meanwhile.',
		data: { status: 409, settings: theirs },
	},
} );

/**
 * Finds what somebody else has changed.
 *
 * @param {Settings}          stored What is stored.
 * @param {Partial<Settings>} base   What a client believes to be stored.
 * @return {Partial<Settings>} Those of the stored settings that are not what the client believes.
 */
function changedSince( stored, base ) {
	return Object.fromEntries(
		Object.entries( stored ).filter(
			( [ key, value ] ) =>
				key in base &&
				JSON.stringify( value ) !==
					JSON.stringify( Reflect.get( base, key ) )
		)
	);
}

/**
 * Finds what keeps a user from being identified on a page.
 *
 * @param {ScreenUser} user     Who looks.
 * @param {string}     path     The page's path.
 * @param {Settings}   settings Some of them perhaps not saved.
 * @return {string} One of the reasons that the route gives; empty if nothing does.
 */
function reasonAgainst( user, path, { enabled, roles, paths, secret } ) {
	const isListed = paths.list.some( ( pattern ) =>
		new RegExp( `^${ pattern.replaceAll( '*', '.*' ) }/?$` ).test( path )
	);
	const reasons = {
		off: ! enabled,
		secret: secret.source === 'none',
		role:
			roles.length > 0 &&
			! user.roles.some( ( role ) => roles.includes( role ) ),
		path:
			( paths.mode === 'only' && ! isListed ) ||
			( paths.mode === 'except' && isListed ),
		page: path === '/health/',
	};
	return (
		Object.entries( reasons ).find( ( [ , applies ] ) => applies )?.[ 0 ] ??
		''
	);
}

/**
 * Answers as the page's data would be.
 *
 * @param {ScreenUser} user     Whom it is about.
 * @param {Settings}   settings Some of them perhaps not saved.
 * @param {number}     secrets  How often the secret was replaced: the mark goes with it.
 * @param {string}     [own]    What the page says instead of the site's first message.
 * @return {Object} The data block, with the mark for the hash and the values of all tokens.
 */
function preview(
	user,
	{ first_message: message, meta_keys: keys, card },
	secrets,
	own
) {
	const mark = `1a2b3c4${ ( user.id + secrets ) % 10 }`;
	const isAllowed = ( /** @type {string} */ token ) =>
		! token.startsWith( 'meta:' ) || keys.includes( token.slice( 5 ) );
	return {
		v: 1,
		mark,
		user: {
			hash: mark,
			name: user.tokens[ 'first_name' ] ?? user.name,
			lastName: user.tokens[ 'last_name' ] ?? '',
			email: user.email,
		},
		message: own ?? message,
		tokens: Object.fromEntries(
			Object.entries( user.tokens ).filter( ( [ token ] ) =>
				isAllowed( token )
			)
		),
		...( card.enabled ? { card: card.rows } : {} ),
	};
}
