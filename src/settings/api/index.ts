import apiFetch from '@wordpress/api-fetch';

import { SECRET_PATH, SETTINGS_PATH } from '../constants';
import type { Edits, Failure, Settings } from '../store/types';
import { toFailure, UNREADABLE } from './failure';
import { isSettings } from './is-settings';

/** The settings, or why there are none: a request of this screen never throws. */
export type Answer = { settings: Settings } | { failure: Failure };

let last: Promise< unknown > = Promise.resolve();

/**
 * One request after the other: each answer holds the whole settings, so the one
 * that comes last must also be the one that was asked last.
 */
function inTurn( path: string, data?: object ): Promise< Answer > {
	const answer = last.then( () => ask( path, data ) );
	last = answer;
	return answer;
}

async function ask( path: string, data?: object ): Promise< Answer > {
	try {
		const settings = await apiFetch< unknown >(
			data ? { path, method: 'POST', data } : { path }
		);
		return isSettings( settings ) ? { settings } : { failure: UNREADABLE };
	} catch ( error ) {
		return { failure: toFailure( error ) };
	}
}

/** Reads the settings; PHP has preloaded them, so the first time costs no request. */
export const readSettings = () => inTurn( SETTINGS_PATH );

/** Saves these settings and leaves all others as they are. */
export const writeSettings = ( edits: Edits ) => inTurn( SETTINGS_PATH, edits );

/** Puts a secret in place: the owner's own, or a strong one that the server makes. */
export const writeSecret = ( secret?: string ) =>
	inTurn( SECRET_PATH, secret === undefined ? {} : { secret } );
