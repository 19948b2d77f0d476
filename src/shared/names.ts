/**
 * The public names that the browser side shares with PHP.
 *
 * They are a contract (themes, other plugins and tests rely on them);
 * tests/unit/contract.test.ts reads the PHP and fails on any difference.
 */

/** The element that carries the identity of the signed-in visitor, as JSON. */
export const DATA_ELEMENT_ID = 'known-visitor-data';

/** The script of ours in the head of a page. */
export const LOADER_ELEMENT_ID = 'known-visitor-loader';

/** The cookie by which a page that is the same for everyone knows that somebody is signed in. It holds the mark. */
export const MARK_COOKIE = 'known_visitor';

/** The header without which the route `/visitor` refuses. No other site can send it. */
export const REQUEST_HEADER = 'X-Known-Visitor';

/** The key in localStorage under which the loader keeps the mark, and nothing else. */
export const MARK_STORAGE_KEY = 'known-visitor';

/** The key of the random hash of a guest who came after a known visitor. */
export const GUEST_STORAGE_KEY = MARK_STORAGE_KEY + '-guest';

/** Fired on `window` after a widget was told who the visitor is. No detail. */
export const IDENTIFIED_EVENT = 'knownvisitor:identified';

/** Fired on `window` after a widget was told to forget the former visitor. No detail. */
export const FORGOTTEN_EVENT = 'knownvisitor:forgotten';
