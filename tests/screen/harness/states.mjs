/**
 * The states of the settings screen that somebody may want to see, by name. `npm run screen` shows them, and
 * tests/screen/states.spec.ts looks at each of them with axe.
 */
import { ALL_IS_WELL, refusal, SIGNED_OUT, trouble } from './rest.mjs';

/** @typedef {import('../../../src/contract').CheckResult} CheckResult */
/** @typedef {import('./types').ScreenState} ScreenState */

/**
 * Makes the checks of a site on which one thing is not well.
 *
 * @param {CheckResult['id']}     id      The check.
 * @param {CheckResult['state']}  state   How it went.
 * @param {string}                message What it says.
 * @param {CheckResult['action']} action  What can be done.
 * @return {CheckResult[]} The checks.
 */
const but = ( id, state, message, action ) => [
	{ id, state, message, action },
	...ALL_IS_WELL.filter( ( check ) => check.id !== id ),
];

const PASTE = /** @type {const} */ ( {
	id: 'widget',
	label: 'Paste its code',
	url: '#chat/widget_url',
} );
const SECRET = /** @type {const} */ ( {
	id: 'secret',
	label: 'Replace the secret',
	url: '#advanced/secret',
} );

const WIDGET =
	'https://cdn.bitrix24.com/b123/crm/site_button/loader_4_abc123.js';

/** @type {ScreenState['settings']} */
const FILLED_IN = {
	meta_keys: [ 'customer_number' ],
	first_message:
		'[b]{full_name}[/b] (No. {meta:customer_number|none})\n{page_link}',
	card: {
		enabled: true,
		find_in_crm: false,
		rows: [
			{ label: 'Role', value: '{role}' },
			{ label: 'Customer', value: '{meta:customer_number|none}' },
		],
	},
	roles: [ 'subscriber', 'administrator' ],
	paths: { mode: 'except', list: [ '/cart/*', '/checkout/*' ] },
	widget_url: WIDGET,
	forget: false,
};

/** @type {Record<string, ScreenState>} */
export const states = {
	'A new site': {},
	'The first run': {
		isFirstRun: true,
		checks: but(
			'chat',
			'warning',
			'No chat found on your home page.',
			PASTE
		),
	},
	'Everything filled in': { settings: FILLED_IN },
	'Everything filled in: visitors': { at: '#visitors', settings: FILLED_IN },
	'Everything filled in: chat': { at: '#chat', settings: FILLED_IN },
	'Everything filled in: advanced': { at: '#advanced', settings: FILLED_IN },
	'No chat on the home page': {
		at: '#chat',
		checks: but(
			'chat',
			'warning',
			'No chat found on your home page.',
			PASTE
		),
	},
	'Two chats on the home page': {
		at: '#chat',
		settings: { widget_url: WIDGET },
		checks: but( 'chat', 'warning', 'Two chats on your home page.', {
			...PASTE,
			label: 'See which',
		} ),
	},
	'A chat that comes from the theme': { at: '#chat' },
	'Delivery by request': {
		at: '#chat/delivery',
		settings: { delivery: 'request' },
	},
	'A cache hands out signed-in pages': {
		at: '#chat',
		checks: but(
			'cache',
			'error',
			'A cache hands signed-in pages to others.',
			{
				id: 'request',
				label: 'Deliver by request',
				url: '#chat/delivery',
			}
		),
	},
	'Switched off': {
		at: '#visitors',
		settings: { enabled: false },
		checks: but(
			'enabled',
			'warning',
			'Known Visitor is switched off: the chat treats everybody as a guest.',
			{ id: 'enable', label: 'Switch on', url: '#visitors/enabled' }
		),
	},
	'No secret': {
		at: '#advanced',
		settings: { secret: { source: 'none', strong: false } },
		checks: but(
			'secret',
			'error',
			'There is no secret, so nobody is identified.',
			SECRET
		),
	},
	'A weak secret, set in wp-config.php': {
		at: '#advanced',
		settings: { secret: { source: 'constant', strong: false } },
		checks: but(
			'secret',
			'warning',
			'The secret is weak: somebody could guess it and read visitors’ conversations.',
			SECRET
		),
	},
	'A secret of the environment': {
		at: '#advanced',
		settings: { secret: { source: 'environment', strong: true } },
	},
	'The recipe of a hand-made snippet': {
		at: '#advanced/move',
		settings: { recipe: 'md5', site_address: 'https://example.org' },
	},
	'A copy of the site': {
		at: '#advanced/hosts',
		checks: but(
			'copy',
			'error',
			'This site looks like a copy: nobody has confirmed it at staging.example.org.',
			{ id: 'hosts', label: 'Answer', url: '#advanced/hosts' }
		),
	},
	'Slips in the template': {
		settings: { first_message: '{nmae} [b]Hi {meta:customer_number}' },
	},
	'An empty template': { settings: { first_message: '' } },
	'A role that is gone': {
		at: '#visitors',
		settings: { roles: [ 'customer' ] },
		checks: but(
			'roles',
			'error',
			'Nobody is identified: the role customer is gone.',
			{ id: 'roles', label: 'Choose roles', url: '#visitors/roles' }
		),
	},
	'Nobody is identified on any page': {
		at: '#visitors',
		settings: { paths: { mode: 'only', list: [] } },
		checks: but(
			'paths',
			'error',
			'Nobody is identified: the list of pages is empty.',
			{ id: 'paths', label: 'Choose pages', url: '#visitors/paths' }
		),
	},
	'The status cannot be had': {
		answers: { 'GET /status': [ trouble( 'The database is away.' ) ] },
	},
	'The settings cannot be loaded': {
		isPreloaded: false,
		answers: { 'GET /settings': [ trouble( 'The database is away.' ) ] },
	},
	'A save that fails': {
		answers: { 'POST /settings': [ trouble( 'The database is away.' ) ] },
	},
	'A save that is refused': {
		answers: {
			'POST /settings': [
				refusal( 'first_message', 'This message is not welcome.' ),
			],
		},
	},
	'A session that ends before the save': {
		answers: { 'POST /settings': [ SIGNED_OUT ] },
	},
	'Right to left': { isRtl: true },
};
