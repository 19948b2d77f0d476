import {
	LISTED_PAGE_SCHEMA,
	PREVIEW_PAGES_PATH,
	type ListedPage,
} from '../../contract';
import { ask, listGuard, type Result } from './ask';

export type { ListedPage } from '../../contract';

const isPages = listGuard< ListedPage >( LISTED_PAGE_SCHEMA );

/** Finds pages, posts and the like by their words; the newest if nothing is typed. The home page comes with them. */
export const findPages = ( words: string ): Promise< Result< ListedPage[] > > =>
	ask(
		isPages,
		`${ PREVIEW_PAGES_PATH }?${ new URLSearchParams( { search: words } ) }`
	);

/**
 * Reads the title that a page has in the browser: theme and plugins make it, so only
 * the page itself knows.
 *
 * @param url    Address of a page of this site.
 * @param signal Ends it.
 * @return Nothing if the page cannot be had from here.
 */
export async function readTitle(
	url: string,
	signal: AbortSignal
): Promise< string | undefined > {
	// From another origin, as where the admin has one of its own, the browser would refuse it.
	if ( new URL( url ).origin !== window.location.origin ) {
		return undefined;
	}
	try {
		const response = await fetch( url, { signal } );
		const html = await response.text();
		return new DOMParser().parseFromString( html, 'text/html' ).title;
	} catch {
		return undefined;
	}
}
