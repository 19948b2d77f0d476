/** Generated out of the PHP in includes/ by `npm run generate`. What is changed here is lost. */

/** ID of the element with the data of the signed-in visitor, as JSON. */
export const DATA_ELEMENT_ID = 'known-visitor-data';

/** What stands in our scripts in the place of site_suffix(). */
export const SITE_PLACEHOLDER = '%site%';

/** Class of the elements in which a page carries what was met after its head. */
export const OVERRIDE_CLASS = 'known-visitor-override';

/** Name of the cookie with the mark, which caches and consent tools are told of. */
export const MARK_COOKIE = 'known_visitor';

/** The header without which the route `/visitor` refuses: a page of another site cannot send it. */
export const REQUEST_HEADER = 'X-Known-Visitor';

/**
 * The tokens of a template: `{token}`, `{token|text if empty}`; `{{` stands for a brace.
 *
 * A fallback is read in long runs: one character at a time would exhaust the stack of either language's expressions.
 */
export const TOKEN = /{{|{(\w+|meta:[^{}|]+)(?:\|([^{}]*(?:{{[^{}]*)*))?}/g;

/** The tokens that value() answers. The others are known to the browser only. */
export const SERVER_TOKENS = [
	'user_id',
	'user_login',
	'first_name',
	'last_name',
	'full_name',
	'display_name',
	'nickname',
	'email',
	'role',
	'registered',
	'locale',
	'site_name',
	'site_url',
	'profile_url',
] as const;

/** The token by which the loader makes a link to the portal's own search for the visitor. */
export const FIND_IN_CRM = '{find_in_crm}';

/** Where the token of a user meta value begins; its key follows. */
export const META_TOKEN_PREFIX = 'meta:';

/** User meta that no setting can send anywhere, by words of the key in lower case, apart and between underscores, as in `_wp_2_capabilities_`: one here stands for any that contains it, and one with underscores for itself. */
export const SECRET_META_WORDS = [
	'token',
	'cookie',
	'nonce',
	'sessid',
	'session_id',
	'session_key',
	'session_data',
	'user_session',
	'login_session',
	'active_session',
	'wp_session',
	'jwt',
	'bearer',
	'oauth',
	'capabilities_',
	'user_level_',
	'password',
	'passwd',
	'passphrase',
	'passcode',
	'passkey',
	'pass_',
	'pwd',
	'_pin_',
	'credential',
	'_hash_',
	'_salt_',
	'security_question',
	'security_answer',
	'_otp_',
	'totp',
	'_hotp_',
	'2fa',
	'_mfa_',
	'u2f',
	'webauthn',
	'two_factor',
	'authenticator',
	'backup_code',
	'recovery_code',
	'security_code',
	'verification_code',
	'login_code',
	'access_code',
	'_key_',
	'_keys_',
	'apikey',
	'authkey',
	'accesskey',
	'privatekey',
	'secretkey',
	'secret_',
	'secrets_',
	'_cvc_',
	'_cvv_',
	'card_number',
	'cardnumber',
] as const;

/** Addresses of scripts in pasted code. `.js.map` and `.js-old` are none. */
export const SCRIPT_ADDRESS =
	/(?:https?:)?\/\/[^\s'"<>\\]+?\.js(?![A-Za-z0-9_.~/-])/giu;

/** Where Bitrix24 itself serves widgets. The top levels are those seen in the vendor's documentation and in published widgets up to 2026-05. */
export const VENDOR_ADDRESS =
	/^https:\/\/cdn(-ru)?\.bitrix24\.(com|ru|ua|eu|in|kz|es|com\.br|de|by)\//i;

/** Other products of Bitrix24, by a part of their scripts' addresses. */
export const OTHER_PRODUCTS = {
	form: '/crm/form/',
	call: '/crm/tag/',
} as const;

/** Tags that only change how text looks. */
export const AUTHOR_PLAIN_TAGS = 'b|i|u|s|size|color|br';

/** What an author may write in brackets: between `[url]` and `[/url]` the address alone, since the portal takes all of it. */
export const AUTHOR_ALLOWED =
	/(\[url\]https?:\/\/(?![^\t-\r \[\]]*&(?:#|\w+;))[^\t-\r \[\]{}|]+\[\/url\]|\[url=https?:\/\/(?![^\t-\r \[\]]*&(?:#|\w+;))[^\t-\r \[\]{}|]+\]|\[\/url\]|\[\/?(?:b|i|u|s|size|color|br)(?:=[\w #%.,()-]*)?\])/i;

/** The beginning or end of a link, with its address where that is its text. */
export const AUTHOR_LINK = /(\[url\][^\[\]]*|\[url=[^\[\]]*\]|\[\/url\])/i;

/** Text without a blank, but for one in the name of a token or in a tag. */
export const AUTHOR_WORD = /(?:\{[^{}|]*[}|]|\[[^\[\]]*\]|[^\t-\r ])+/g;

/** What is in a word that may become an address, or a part of one. */
export const AUTHOR_ADDRESS =
	/\/(?:\{[^{}|]*[}|]|\}|\[[^\[\]]*\])*\/|w(?:\{[^{}|]*[}|]|\}|\[[^\[\]]*\])*w(?:\{[^{}|]*[}|]|\}|\[[^\[\]]*\])*w(?:\{[^{}|]*[}|]|\}|\[[^\[\]]*\])*\./i;

/** Where a token begins that may end in an address of the author's choice, with another one right behind it: the page's title, the page that the visitor came from, and the site's own template may. */
export const AUTHOR_OPEN_ADDRESS =
	/\{(?=(page_title|page_link|referrer|default)(?:\|[^{}]*(?:\{\{[^{}]*)*)?\}(?:\[(?!br\])[^\[\]]*\]|[^\t-\r \[{])*\{)/gi;

/** What makes text of such a token. */
export const AUTHOR_NO_TOKEN = '｛';

/** What makes text of an address. */
export const AUTHOR_NO_ADDRESS = {
	'//': '／／',
	'/{': '／{',
	'/}': '／}',
	'/[': '／[',
	'.': '．',
} as const;

/** Full-width brackets, which the portal does not read as BBCode. */
export const AUTHOR_NO_TAG = { '[': '［', ']': '］' } as const;

/** Where an entity begins. */
export const AUTHOR_ENTITY = /&(?=#|[a-z])/gi;

/** The shortcode's name. */
export const SHORTCODE = 'known_visitor';

/** Shortcodes in one text that count. */
export const MAX_SHORTCODES = 20;

/** Bytes between the shortcode and its end beyond which no template of allowed length can stand there. */
export const MAX_CONTENT_LENGTH = 65536;

/** Characters of a template at most: the site's, and a page's own. */
export const MAX_TEMPLATE_LENGTH = 4000;

/** The token that stands for the site's template in a page's own. */
export const DEFAULT_TOKEN = '{default}';

/** The block's name. */
export const OVERRIDE_BLOCK = 'known-visitor/override';

/** The global name under which its script finds what SITE_SCHEMA describes. */
export const EDITOR_DATA = 'knownVisitorEditor';

/** The form's action, and that of its nonce. admin/hooks.php has it in the name of the hook. */
export const HOSTS_ACTION = 'known_visitor_hosts';

/** The element that the screen is rendered into. */
export const ROOT_ID = 'known-visitor-settings';

/** The attribute of that element in which the screen finds what SITE_SCHEMA describes, as JSON. */
export const SITE_ATTRIBUTE = 'data-site';

/** Name of the constant and of the environment variable. */
export const SECRET_CONSTANT = 'KNOWN_VISITOR_SECRET';

/** Characters that a secret has at least; a shorter one identifies nobody. */
export const SECRET_MIN_LENGTH = 16;

/** Different characters, and different steps from one to the next, without which even a long secret is easily guessed. */
export const SECRET_MIN_VARIETY = 8;

/** What the address of every loader has. */
export const WIDGET_LOADER = '/crm/site_button/loader_';

/** The tab of the settings screen that holds the control, and the control. */
export const SETTINGS_PLACES = {
	enable: 'visitors/enabled',
	secret: 'advanced/secret',
	hosts: 'advanced/hosts',
	widget: 'chat/widget_url',
	roles: 'visitors/roles',
	paths: 'visitors/paths',
	request: 'chat/delivery',
	settings: 'message',
	try: 'chat/try',
} as const;

/** The parameter with the nonce. hooks.php looks for it, too. */
export const TRIAL_PARAMETER = 'known_visitor_try';

/** ID of the panel's element. */
export const TRIAL_PANEL_ID = 'known-visitor-try';

/** ID of the element with what the panel is told, as JSON. */
export const TRIAL_DATA_ID = 'known-visitor-try-data';

/** Code of the error that says that somebody else was faster. */
export const CONFLICT_CODE = 'known_visitor_conflict';

export const SETTINGS_PATH = '/known-visitor/v1/settings';

export const SECRET_PATH = '/known-visitor/v1/secret';

export const SECRET_MATCH_PATH = '/known-visitor/v1/secret/match';

export const HOSTS_PATH = '/known-visitor/v1/hosts';

export const PREVIEW_PATH = '/known-visitor/v1/preview';

export const PREVIEW_META_PATH = '/known-visitor/v1/preview/meta';

export const PREVIEW_PAGES_PATH = '/known-visitor/v1/preview/pages';

export const STATUS_PATH = '/known-visitor/v1/status';

export interface EditableSettings {
	enabled: boolean;
	recipe: 'hmac' | 'md5';
	site_address: string;
	fields: {
		name: 'first_name' | 'display_name' | 'nickname';
		last_name: 'last_name' | 'none';
		avatar: boolean;
		email: boolean;
		www: boolean;
		position: boolean;
	};
	first_message: string;
	meta_keys: string[];
	card: {
		enabled: boolean;
		find_in_crm: boolean;
		rows: { label: string; value: string }[];
	};
	widget_url: string;
	roles: string[];
	paths: { mode: 'all' | 'only' | 'except'; list: string[] };
	delivery: 'page' | 'request';
	forget: boolean;
	delete_data: boolean;
}

export const SETTINGS_SCHEMA = {
	type: 'object',
	properties: {
		enabled: { type: 'boolean', default: true, required: true },
		recipe: {
			type: 'string',
			enum: [ 'hmac', 'md5' ],
			default: 'hmac',
			required: true,
		},
		site_address: {
			type: 'string',
			minLength: 1,
			maxLength: 255,
			pattern: '^\\P{C}*$',
			required: true,
		},
		fields: {
			type: 'object',
			properties: {
				name: {
					type: 'string',
					enum: [ 'first_name', 'display_name', 'nickname' ],
					required: true,
				},
				last_name: {
					type: 'string',
					enum: [ 'last_name', 'none' ],
					required: true,
				},
				avatar: { type: 'boolean', required: true },
				email: { type: 'boolean', required: true },
				www: { type: 'boolean', required: true },
				position: { type: 'boolean', required: true },
			},
			additionalProperties: false,
			default: {
				name: 'first_name',
				last_name: 'last_name',
				avatar: true,
				email: true,
				www: false,
				position: false,
			},
			required: true,
		},
		first_message: {
			type: 'string',
			maxLength: 4000,
			pattern: '^[^\\x00-\\x08\\x0b-\\x1f\\x7f]*$',
			default:
				'{full_name|Signed-in visitor} ({email|no e-mail})\nClient code: {user_id}\nWebsite: {page_host}\nPage: {page_link}',
			required: true,
		},
		meta_keys: {
			type: 'array',
			maxItems: 50,
			items: {
				type: 'string',
				minLength: 1,
				maxLength: 255,
				pattern: '^[^{}|\\p{C}]*$',
			},
			default: [],
			required: true,
		},
		card: {
			type: 'object',
			properties: {
				enabled: { type: 'boolean', required: true },
				find_in_crm: { type: 'boolean', required: true },
				rows: {
					type: 'array',
					maxItems: 20,
					items: {
						type: 'object',
						properties: {
							label: {
								type: 'string',
								maxLength: 255,
								pattern: '^\\P{C}*$',
								required: true,
							},
							value: {
								type: 'string',
								maxLength: 1000,
								pattern: '^[^\\x00-\\x08\\x0b-\\x1f\\x7f]*$',
								required: true,
							},
						},
						additionalProperties: false,
					},
					required: true,
				},
			},
			additionalProperties: false,
			default: { enabled: false, find_in_crm: false, rows: [] },
			required: true,
		},
		widget_url: {
			type: 'string',
			maxLength: 255,
			pattern:
				'^(https://[\\p{L}\\p{M}\\p{N}][\\p{L}\\p{M}\\p{N}.-]*(:[0-9]+)?/([A-Za-z0-9_~-][A-Za-z0-9_.~-]*/)*crm/site_button/loader_[0-9]+_[A-Za-z0-9]+\\.js)?$',
			default: '',
			required: true,
		},
		roles: {
			type: 'array',
			maxItems: 100,
			items: {
				type: 'string',
				minLength: 1,
				maxLength: 255,
				pattern: '^\\P{C}*$',
			},
			default: [],
			required: true,
		},
		paths: {
			type: 'object',
			properties: {
				mode: {
					type: 'string',
					enum: [ 'all', 'only', 'except' ],
					required: true,
				},
				list: {
					type: 'array',
					maxItems: 200,
					items: {
						type: 'string',
						minLength: 1,
						maxLength: 255,
						pattern: '^[/*][^?\\x23\\p{C}]*$',
					},
					required: true,
				},
			},
			additionalProperties: false,
			default: { mode: 'all', list: [] },
			required: true,
		},
		delivery: {
			type: 'string',
			enum: [ 'page', 'request' ],
			default: 'page',
			required: true,
		},
		forget: { type: 'boolean', default: true, required: true },
		delete_data: { type: 'boolean', default: true, required: true },
	},
	additionalProperties: false,
} as const;

/** What may be known of the secret. */
export interface SecretStatus {
	/** Where the secret comes from; the constant wins over the variable, that over the option. */
	readonly source: 'constant' | 'environment' | 'option' | 'none';
	/** Whether nobody will guess it. */
	readonly strong: boolean;
}

export const SECRET_STATUS_SCHEMA = {
	type: 'object',
	properties: {
		source: {
			type: 'string',
			enum: [ 'constant', 'environment', 'option', 'none' ],
			required: true,
		},
		strong: { type: 'boolean', required: true },
	},
	additionalProperties: false,
	readonly: true,
} as const;

/** What a page holds of a visitor who is identified on it. */
export interface PageData {
	/** Version of this form. */
	readonly v: 1;
	/** Eight characters that stand for the identity. */
	readonly mark: string;
	/** What the widget is told about the visitor, by Bitrix24’s names. */
	readonly user: {
		/** By which the portal knows the visitor. */
		readonly hash: string;
		readonly [ name: string ]: string;
	};
	/** The template of the first message; empty for none. */
	readonly message: string;
	/** The values of the tokens that stand in the templates. */
	readonly tokens: { readonly [ name: string ]: string };
	/** The rows of the operator card; not there if it is off. */
	readonly card?: readonly {
		/** Text. */
		readonly label: string;
		/** A template. */
		readonly value: string;
	}[];
}

/** What a page says that its head could not know. */
export interface Carried {
	/** Whether this page identifies anybody; yes only behind a no. */
	readonly enabled?: boolean;
	/** This page’s own first message. */
	readonly template?: string;
	/** The values of the tokens in it, on a page of the visitor’s own. */
	readonly tokens?: { readonly [ name: string ]: string };
}

export type PreviewAnswer =
	| PageData
	| {
			/** Why nobody is identified there: the settings (off, role, path), the page itself, the secret, a copy of the site, or a filter of another plugin. */
			readonly reason:
				'off' | 'role' | 'path' | 'page' | 'secret' | 'copy' | 'filter';
	  };

export const PREVIEW_SCHEMA = {
	oneOf: [
		{
			type: 'object',
			properties: {
				v: { type: 'integer', enum: [ 1 ], required: true },
				mark: { type: 'string', required: true },
				user: {
					type: 'object',
					properties: { hash: { type: 'string', required: true } },
					additionalProperties: { type: 'string' },
					required: true,
				},
				message: { type: 'string', required: true },
				tokens: {
					type: 'object',
					additionalProperties: { type: 'string' },
					required: true,
				},
				card: {
					type: 'array',
					items: {
						type: 'object',
						properties: {
							label: { type: 'string', required: true },
							value: { type: 'string', required: true },
						},
						additionalProperties: false,
					},
				},
			},
			additionalProperties: false,
		},
		{
			type: 'object',
			properties: {
				reason: {
					type: 'string',
					enum: [
						'off',
						'role',
						'path',
						'page',
						'secret',
						'copy',
						'filter',
					],
					required: true,
				},
			},
			additionalProperties: false,
		},
	],
} as const;

/** User meta that may be sent. */
export interface UserMeta {
	/** A user meta key that may be put on the list meta_keys. */
	readonly key: string;
	/** What the user has there, as one short line of text. */
	readonly value: string;
}

export const USER_META_SCHEMA = {
	type: 'object',
	properties: {
		key: { type: 'string', required: true },
		value: { type: 'string', required: true },
	},
	additionalProperties: false,
} as const;

/** A page of the site, with what it says itself. */
export interface ListedPage {
	/** Its address. */
	readonly url: string;
	/** Its title, as text. */
	readonly title: string;
	/** Whether it says itself that visitors are identified on it, or are not; null if it says neither. */
	readonly enabled: boolean | null;
	/** Whether it has a first message of its own. */
	readonly message: boolean;
}

export const LISTED_PAGE_SCHEMA = {
	type: 'object',
	properties: {
		url: { type: 'string', required: true },
		title: { type: 'string', required: true },
		enabled: { type: [ 'boolean', 'null' ], required: true },
		message: { type: 'boolean', required: true },
	},
	additionalProperties: false,
} as const;

/** How a snippet made a hash. */
export interface SecretMatch {
	/** The recipe that gives the hash. */
	readonly recipe: 'hmac' | 'md5' | null;
	/** The site address that gives it. */
	readonly site_address: string | null;
	/** The order of the parts in the snippet, if that is what keeps the plugin from giving the same hash: its own is user, site_address, secret. */
	readonly order: string | null;
}

export const SECRET_MATCH_SCHEMA = {
	type: 'object',
	properties: {
		recipe: {
			type: [ 'string', 'null' ],
			enum: [ 'hmac', 'md5', null ],
			required: true,
		},
		site_address: { type: [ 'string', 'null' ], required: true },
		order: { type: [ 'string', 'null' ], required: true },
	},
	additionalProperties: false,
} as const;

/** What to do about it. */
export interface CheckAction {
	/** The words of its button or link. */
	readonly label: string;
	/** Address of the settings screen’s tab, and after a slash the ID of the control in it. */
	readonly url: string;
	/** Name of the action. */
	readonly id:
		| 'enable'
		| 'secret'
		| 'hosts'
		| 'widget'
		| 'roles'
		| 'paths'
		| 'request'
		| 'settings'
		| 'try';
}

/** How a check went. */
export interface CheckResult {
	/** Name of the check. */
	readonly id:
		| 'enabled'
		| 'settings'
		| 'copy'
		| 'secret'
		| 'hash'
		| 'roles'
		| 'paths'
		| 'chat'
		| 'cache';
	/** How it went. */
	readonly state: 'ok' | 'warning' | 'error';
	/** What is so, in a sentence that can stand alone. */
	readonly message: string;
	/** What to do about it; null if there is nothing to do on the settings screen. */
	readonly action: null | CheckAction;
}

export const CHECK_SCHEMA = {
	type: 'object',
	properties: {
		id: {
			type: 'string',
			enum: [
				'enabled',
				'settings',
				'copy',
				'secret',
				'hash',
				'roles',
				'paths',
				'chat',
				'cache',
			],
			required: true,
		},
		state: {
			type: 'string',
			enum: [ 'ok', 'warning', 'error' ],
			required: true,
		},
		message: { type: 'string', required: true },
		action: {
			oneOf: [
				{ type: 'null' },
				{
					type: 'object',
					properties: {
						label: { type: 'string', required: true },
						url: { type: 'string', required: true },
						id: {
							type: 'string',
							enum: [
								'enable',
								'secret',
								'hosts',
								'widget',
								'roles',
								'paths',
								'request',
								'settings',
								'try',
							],
							required: true,
						},
					},
					additionalProperties: false,
				},
			],
			required: true,
		},
	},
	additionalProperties: false,
} as const;

/** The site, and who looks at the screen. */
export interface Site {
	/** Translated names by role. */
	readonly roles: { readonly [ name: string ]: string };
	/** Address of the home page. */
	readonly home: string;
	/** The site’s title. */
	readonly title: string;
	/** First messages to start from by name, in the language of the site. */
	readonly presets: { readonly [ name: string ]: string };
	/** Who looks at the screen. */
	readonly user: {
		readonly id: number;
		readonly name: string;
		readonly email: string;
	};
	/** The page on which the administrator tries the chat out. */
	readonly trial: {
		/** Where the chat can be tried out; good for a day. */
		readonly url: string;
		/** Where localStorage keeps how that went. */
		readonly key: string;
	};
	/** What to post to when the welcome is over; empty: it is. */
	readonly welcome: string;
	/** What to say of pasted code that is no widget’s. */
	readonly wrongCode: {
		readonly nothing: string;
		readonly form: string;
		readonly call: string;
		readonly insecure: string;
		readonly other: string;
	};
}

export const SITE_SCHEMA = {
	type: 'object',
	properties: {
		roles: {
			type: 'object',
			additionalProperties: { type: 'string' },
			required: true,
		},
		home: { type: 'string', required: true },
		title: { type: 'string', required: true },
		presets: {
			type: 'object',
			additionalProperties: { type: 'string' },
			required: true,
		},
		user: {
			type: 'object',
			properties: {
				id: { type: 'integer', required: true },
				name: { type: 'string', required: true },
				email: { type: 'string', required: true },
			},
			additionalProperties: false,
			required: true,
		},
		trial: {
			type: 'object',
			properties: {
				url: { type: 'string', required: true },
				key: { type: 'string', required: true },
			},
			additionalProperties: false,
			required: true,
		},
		welcome: { type: 'string', required: true },
		wrongCode: {
			type: 'object',
			properties: {
				nothing: { type: 'string', required: true },
				form: { type: 'string', required: true },
				call: { type: 'string', required: true },
				insecure: { type: 'string', required: true },
				other: { type: 'string', required: true },
			},
			additionalProperties: false,
			required: true,
		},
	},
	additionalProperties: false,
} as const;

/** What the panel of a trial is told. */
export interface TrialData {
	/** How the identity comes to the page. */
	readonly delivery: 'page' | 'request';
	/** Why the page identifies nobody; empty if it identifies who looks at it. */
	readonly reason:
		'' | 'off' | 'role' | 'path' | 'page' | 'secret' | 'copy' | 'filter';
	/** Where the page asks who its visitor is, if it has to. */
	readonly visitorUrl: string;
	/** Whether the plugin itself puts the chat on the page. */
	readonly printsWidget: boolean;
	/** Address of the settings screen. */
	readonly settingsUrl: string;
	/** Where localStorage keeps the outcome. */
	readonly storageKey: string;
	/** The language of who looks at it, as HTML names it. */
	readonly locale: string;
	/** Whether that language runs from right to left. */
	readonly isRtl: boolean;
	/** Translations in that language, by the sentences of the script. */
	readonly words: {};
}

export const TRIAL_SCHEMA = {
	type: 'object',
	properties: {
		delivery: {
			type: 'string',
			enum: [ 'page', 'request' ],
			required: true,
		},
		reason: {
			type: 'string',
			enum: [
				'',
				'off',
				'role',
				'path',
				'page',
				'secret',
				'copy',
				'filter',
			],
			required: true,
		},
		visitorUrl: { type: 'string', required: true },
		printsWidget: { type: 'boolean', required: true },
		settingsUrl: { type: 'string', required: true },
		storageKey: { type: 'string', required: true },
		locale: { type: 'string', required: true },
		isRtl: { type: 'boolean', required: true },
		words: { type: 'object', required: true },
	},
	additionalProperties: false,
} as const;

export interface EditorSite {
	/** Whether anybody is identified anywhere. */
	readonly enabled: boolean;
	/** The site’s own template. */
	readonly firstMessage: string;
	/** User meta keys whose values may be sent. */
	readonly metaKeys: readonly string[];
	/** Values for who is in the editor, by name. */
	readonly tokens: { readonly [ name: string ]: string };
	/** ID of who is in the editor. */
	readonly user: number;
	/** By user ID, whether a template of theirs may hold everything. */
	readonly unrestricted: { readonly [ name: string ]: boolean };
	/** Address of the home page. */
	readonly home: string;
	/** The site’s title. */
	readonly title: string;
}

export const EDITOR_SITE_SCHEMA = {
	type: 'object',
	properties: {
		enabled: { type: 'boolean', required: true },
		firstMessage: { type: 'string', required: true },
		metaKeys: { type: 'array', items: { type: 'string' }, required: true },
		tokens: {
			type: 'object',
			additionalProperties: { type: 'string' },
			required: true,
		},
		user: { type: 'integer', required: true },
		unrestricted: {
			type: 'object',
			additionalProperties: { type: 'boolean' },
			required: true,
		},
		home: { type: 'string', required: true },
		title: { type: 'string', required: true },
	},
	additionalProperties: false,
} as const;
