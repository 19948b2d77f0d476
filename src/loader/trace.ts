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
		return {};
	}
};

/**
 * Returns what the cookie says: a mark, or `0` after a sign-out. There may be several
 * of that name: of another path, or of an old domain.
 */
export const cookieMarks = (): string[] =>
	ofDocument( 'cookie' )
		.split( '; ' )
		.filter( ( pair ) => pair.startsWith( MARK_COOKIE + '=' ) )
		.map( ( pair ) => pair.slice( MARK_COOKIE.length + 1 ) );

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
	return storage()[ MARK_KEY ] === mark || cookieMarks().includes( mark );
};
