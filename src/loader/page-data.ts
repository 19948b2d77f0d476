import { DATA_ELEMENT_ID } from '../shared/names';
import type { TokenValues } from '../shared/first-message/fill';
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
 * Reads the identity that the page itself carries.
 *
 * @throws {Error} If it carries none.
 */
export const readPage = (): string =>
	document.getElementById( DATA_ELEMENT_ID )!.textContent!;
