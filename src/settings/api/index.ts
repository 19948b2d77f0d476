import { SECRET_PATH, SETTINGS_PATH } from '../../contract';
import {
	isSettings,
	type EditableSettings,
	type Edits,
	type Settings,
} from '../settings';
import { ask, type Result } from './ask';

let last: Promise< unknown > = Promise.resolve();

/**
 * One request after the other: each answer holds the whole settings, so the one
 * that comes last must also be the one that was asked last.
 */
function inTurn( path: string, data?: object ): Promise< Result< Settings > > {
	const answer = last.then( () => ask( isSettings, path, data ) );
	last = answer;
	return answer;
}

/** Reads the settings; PHP has preloaded them, so the first time costs no request. */
export const readSettings = () => inTurn( SETTINGS_PATH );

/**
 * Saves these settings and leaves all others as they are.
 *
 * @param edits The changed settings.
 * @param base  What they were changed from: if another administrator has changed
 *              one of them since, nothing is saved.
 */
export const writeSettings = ( edits: Edits, base: Edits ) =>
	inTurn( SETTINGS_PATH, { ...edits, base } );

/** A secret, and what else makes the hash; without a secret the server makes a strong one. */
export interface SecretParts {
	readonly secret?: string;
	readonly recipe?: EditableSettings[ 'recipe' ];
	readonly site_address?: string;
}

/** Puts a secret in place, and what else makes the hash with it: all of it, or nothing. */
export const writeSecret = ( parts: SecretParts ) =>
	inTurn( SECRET_PATH, parts );
