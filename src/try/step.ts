/** A step of a trial: what is so, and what to do about it. */
import type { SETTINGS_PLACES } from '../contract';

/**
 * - `wait`: it may still come.
 * - `skip`: an earlier step stands in the way.
 */
export type State = 'ok' | 'warning' | 'error' | 'wait' | 'skip';

export interface Step {
	readonly state: State;
	/** What is so. */
	readonly text: string;
	/** What to do. */
	readonly hint?: string;
	/** Where in the settings. */
	readonly place?: keyof typeof SETTINGS_PLACES;
	/** Whether the message that operators get belongs below. */
	readonly hasMessage?: true;
}
