import type { TokenValues } from '../shared/first-message';
import { isHash } from '../shared/hash';
import { DATA_ELEMENT_ID } from '../shared/names';
import type { Block, WidgetUser } from './bitrix';

/** What PHP puts on the page of a visitor who is to be identified. */
export interface PageData {
	readonly v: 1;
	readonly mark: string;
	readonly user: WidgetUser;
	/** The template of the first message; empty for none. */
	readonly message: string;
	readonly tokens: TokenValues;
	/** The operator's card, whose texts are templates. Absent: plain text. */
	readonly card?: readonly Block[];
}

/**
 * Reads the page's identity.
 *
 * Throws if the page has none, or one that is damaged. What the hash and the
 * version vouch for was written by our PHP in one piece; a contract test holds
 * the two sides together.
 */
export function readPageData(): PageData {
	const data: PageData = JSON.parse(
		document.getElementById( DATA_ELEMENT_ID )!.textContent!
	);
	if ( data.v !== 1 || ! isHash( data.user.hash ) ) {
		throw 0;
	}
	return data;
}
