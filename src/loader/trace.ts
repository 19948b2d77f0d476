/**
 * The trace that a visitor who was told to a widget leaves in the browser, in two
 * places, of which a sign-out that clears one leaves the other: the cookie that PHP
 * sets, and localStorage.
 */
import {
	MARK_COOKIE,
	MARK_STORAGE_KEY,
	SITE_PLACEHOLDER,
} from '../shared/names';
import { ofDocument } from './document';
import { safely } from './safely';

/** Where localStorage keeps the mark of the visitor who was told last. Sites that share an origin keep theirs apart. */
export const MARK_KEY = MARK_STORAGE_KEY + SITE_PLACEHOLDER;

/**
 * Returns localStorage, or what stands for it where there is none, or where the
 * browser keeps it from the page.
 */
export const storage = (): Partial< Record< string, string > > => {
	try {
		return localStorage ?? {};
	} catch {
		// Blocked.
	}
	return {};
};

/**
 * Determines whether there is a cookie of ours: with a mark, or `0` after a sign-out.
 * One whose name is longer counts, too, which makes a guest at worst.
 */
export const hasMarkCookie = (): boolean =>
	ofDocument( 'cookie' ).includes( MARK_COOKIE );

/**
 * Determines whether a cookie says that a visitor is signed in. There may be several of
 * that name: of another path, or of an old domain.
 *
 * @param mark The visitor's mark.
 */
export const isSignedIn = ( mark?: string ): boolean =>
	ofDocument( 'cookie' )
		.split( '; ' )
		.includes( MARK_COOKIE + '=' + mark );

/**
 * Leaves the trace, before anybody is told.
 *
 * @param mark The visitor's mark.
 * @return Whether there is one. Without it later pages could not know whom to forget.
 */
export const leaveTrace = ( mark: string ): boolean => {
	safely( () => {
		storage()[ MARK_KEY ] = mark;
	} );
	return storage()[ MARK_KEY ] === mark || isSignedIn( mark );
};
