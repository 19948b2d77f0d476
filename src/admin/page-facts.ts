import type { PageFacts } from '../shared/first-message';

/**
 * Returns what a preview takes the browser to know of a page: where the visitor comes from, nobody can say.
 *
 * @param address The page's.
 * @param title   As the browser shows it.
 */
export const pageFacts = ( address: URL, title: string ): PageFacts => ( {
	page_url: address.href,
	page_title: title,
	page_host: address.host,
	referrer: '',
} );
