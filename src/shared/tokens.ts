/**
 * The tokens that a first-message template may hold, as `{token}` or
 * `{token|text if empty}`.
 */
import type { SERVER_TOKENS } from '../contract';

/** Those that the server fills come from PHP. */
export { META_TOKEN_PREFIX, SERVER_TOKENS } from '../contract';

/** Tokens that only the browser can fill. */
export const BROWSER_TOKENS = [
	'page_url',
	'page_title',
	'page_link',
	'page_host',
	'referrer',
] as const;

/** Writes a token as it stands in a template. */
export const writeToken = ( name: string ): string => `{${ name }}`;

export type ServerToken = ( typeof SERVER_TOKENS )[ number ];
export type BrowserToken = ( typeof BROWSER_TOKENS )[ number ];
