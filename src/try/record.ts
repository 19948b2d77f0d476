import { TRIAL_PANEL_ID } from '../contract';
import type { PublicWidget, Widget } from '../loader/bitrix';

/**
 * What happened on the page so far: the listener writes it, first of all scripts, and
 * the panel reads it. Times are milliseconds since the page's start, as
 * `performance.now()` has them.
 */
export interface TrialRecord {
	/** The page's address, with the nonce. */
	readonly address: string;
	/** What a Content Security Policy blocked. */
	readonly blocked: Blocked[];
	/** Addresses of scripts that did not arrive. */
	readonly lost: string[];
	/** Widgets that said that they are there. */
	readonly widgets: SeenWidget[];
	/** When the widget's source was there. */
	readonly sources: number[];
	/** When a loader or guard of ours began. */
	readonly starts: number[];
	/** When a widget was told who the visitor is. */
	readonly identified: number[];
	/** Error codes with which the portal refused the widget. */
	readonly refusals: string[];
	/** Called after each of them. */
	onChange?: () => unknown;
}

export interface Blocked {
	/** As the policy has it, such as `script-src`. */
	readonly directive: string;
	/** What: an address, or `inline`, `eval` and the like. */
	readonly what: string;
	/** Address of the script that wanted it; empty if it is not known. */
	readonly by: string;
}

export interface SeenWidget {
	readonly at: number;
	/** The portal's address; empty if it does not say. */
	readonly host: string;
	readonly widget: Partial< Widget & PublicWidget >;
}

/** Where on `window` the record is: under a name that no content can shadow. */
export const RECORD: unique symbol = Symbol.for( TRIAL_PANEL_ID );

declare global {
	interface Window {
		[ RECORD ]?: TrialRecord;
	}
}
