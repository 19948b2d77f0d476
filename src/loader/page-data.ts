import type { Carried, PageData as Sent } from '../contract';
import { isHash, type Hash } from '../shared/hash';
import { DATA_ELEMENT_ID, OVERRIDE_CLASS } from '../shared/names';
import type { WidgetUser } from './bitrix';
import { scriptTexts } from './document';
import { safely } from './safely';

/**
 * What PHP puts on the page of a visitor who is to be identified (Decision).
 *
 * Identity depends on who it is alone. The rest is judged where it is used: what is
 * wrong with it costs the message.
 */
export type PageData = Unjudged< Sent > &
	Pick< Sent, 'v' | 'mark' > & {
		readonly user: Sent[ 'user' ] & WidgetUser & { readonly hash: Hash };
	};

/** All that PHP sends, by its names, and nobody knows what. */
type Unjudged< Of > = { readonly [ Name in NamesIn< Of > ]?: unknown };

/** The names in any of the forms that something has. */
type NamesIn< Of > = Of extends unknown ? keyof Of : never;

const isPageData = ( value: unknown ): value is PageData => {
	const { v, mark, user }: Unjudged< Sent > = Object( value );
	return v === 1 && typeof mark === 'string' && isHash( Object( user ).hash );
};

/**
 * Reads an identity.
 *
 * @param  json What the page carries, or the server answered.
 * @throws {Error} If it is none.
 */
export function parsePageData( json: string ): PageData {
	const data: unknown = JSON.parse( json );
	if ( ! isPageData( data ) ) {
		throw new TypeError();
	}
	return data;
}

/**
 * Reads the identity that the page itself carries. After an in-page navigation an
 * older one may stand before it.
 *
 * @throws {Error} If there is none.
 */
export const readPageData = (): PageData =>
	parsePageData( scriptTexts( '#' + DATA_ELEMENT_ID ).pop() ?? '' );

/**
 * Returns what the page says late: the last one counts, each for what it says. One
 * that cannot be read may have said "off".
 */
export const readOverride = (): Unjudged< Carried > =>
	Object.assign(
		{},
		...scriptTexts( '.' + OVERRIDE_CLASS ).map(
			( json ) => safely( () => JSON.parse( json ) ) ?? { enabled: false }
		)
	);
