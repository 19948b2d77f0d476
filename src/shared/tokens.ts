/**
 * The tokens that a first-message template may hold, as `{token}` or
 * `{token|text if empty}`.
 */

/** Tokens whose values the server puts into the page's data. */
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

/** Tokens that only the browser can fill. */
export const BROWSER_TOKENS = [
	'page_url',
	'page_title',
	'page_link',
	'page_host',
	'referrer',
] as const;

/** `{meta:key}` gives the user meta value of `key`, if the owner allowed that key. */
export const META_TOKEN_PREFIX = 'meta:';

export type ServerToken = ( typeof SERVER_TOKENS )[ number ];
export type BrowserToken = ( typeof BROWSER_TOKENS )[ number ];
