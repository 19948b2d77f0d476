/** What is said first of the checks, and where each is dealt with. */
import type { CheckResult } from '../api/status';
import { placeOf, type TabName } from '../navigation';

/** Finds the check on the chat; there is none where nobody has looked at the home page. */
export const checkOfChat = (
	results: readonly CheckResult[]
): CheckResult | undefined => results.find( ( { id } ) => id === 'chat' );

/**
 * Picks the check that is said first: the server's first that is not well. If all
 * are, the one of the chat, without which nothing is known to work.
 */
export const headlineOf = (
	results: readonly CheckResult[]
): CheckResult | undefined =>
	results.find( ( { state } ) => state !== 'ok' ) ?? checkOfChat( results );

/** Determines whether a check has found the chat on the home page. */
export const hasFoundChat = (
	results: readonly CheckResult[] | null
): boolean => checkOfChat( results ?? [] )?.state === 'ok';

/** Determines whether the screen shows defaults in the place of what is stored and cannot be read. */
export const hasDamage = ( results: readonly CheckResult[] | null ): boolean =>
	( results ?? [] ).some(
		( { id, state } ) => id === 'settings' && state !== 'ok'
	);

/** The tabs on which something is to be done. */
export const tabsWithTrouble = (
	results: readonly CheckResult[] | null
): TabName[] =>
	( results ?? [] ).flatMap( ( { state, action } ) => {
		const place =
			state !== 'ok' && action ? placeOf( action.url ) : undefined;
		return place ? [ place.tab ] : [];
	} );
