import { isRecord } from '../shared/schema';

/**
 * Calls by their names what a store of WordPress's offers, where neither its types nor its existence are known.
 *
 * @param store Its selectors, or its actions.
 * @return Calls one of them; undefined where there is none of that name.
 */
export const caller =
	( store: unknown ) =>
	( name: string, ...parameters: readonly unknown[] ): unknown => {
		const called = isRecord( store ) ? store[ name ] : undefined;
		return typeof called === 'function'
			? called( ...parameters )
			: undefined;
	};
