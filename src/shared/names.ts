/**
 * The public names on the page. They are a contract: themes, other plugins and
 * consent tools rely on them.
 */

/** Those that PHP knows, too, come from there. */
export {
	DATA_ELEMENT_ID,
	MARK_COOKIE,
	OVERRIDE_CLASS,
	REQUEST_HEADER,
	SITE_PLACEHOLDER,
} from '../contract';

/** The key in localStorage under which the loader keeps the mark, and nothing else. */
export const MARK_STORAGE_KEY = 'known-visitor';

/** The key of the random hash of this browser's guest, who comes after a known visitor. */
export const GUEST_STORAGE_KEY = MARK_STORAGE_KEY + '-guest';

/** Fired on `window` by each of our scripts, for those that are on the page already: it takes over. */
export { MARK_STORAGE_KEY as TAKEOVER_EVENT };

/** Fired on `window` after a widget was told who the visitor is. No detail. */
export const IDENTIFIED_EVENT = 'knownvisitor:identified';

/** Fired on `window` after a widget was told to forget the former visitor. No detail. */
export const FORGOTTEN_EVENT = 'knownvisitor:forgotten';
