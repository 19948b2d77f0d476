/** How a trial on the site went, as the browser remembers it: no personal data, no hash. */
import { fits } from './schema';

export interface TrialOutcome {
	/** When, in milliseconds since 1970. */
	readonly at: number;
	/** `warning`: the chat knows the administrator, but something should be mended. */
	readonly state: 'ok' | 'warning' | 'error';
	/** What was found, or what stopped it, in a sentence. */
	readonly message: string;
}

const SCHEMA = {
	type: 'object',
	properties: {
		at: { type: 'integer', required: true },
		state: {
			type: 'string',
			enum: [ 'ok', 'warning', 'error' ],
			required: true,
		},
		message: { type: 'string', maxLength: 500, required: true },
	},
} as const;

/**
 * Reads what localStorage keeps.
 *
 * @param json The stored text, if there is any.
 * @return Nothing if it is none of ours.
 */
export function parseTrialOutcome(
	json: string | null
): TrialOutcome | undefined {
	try {
		const value: unknown = JSON.parse( json ?? 'null' );
		return isTrialOutcome( value ) ? value : undefined;
	} catch {
		return undefined;
	}
}

const isTrialOutcome = ( value: unknown ): value is TrialOutcome =>
	fits( SCHEMA, value );
