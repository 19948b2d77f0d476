import type { Failure, FieldErrors } from '../store/types';
import { isRecord } from './is-settings';

/** What the screen itself reports when an answer is not the settings. */
export const UNREADABLE: Failure = {
	reason: 'unreadable',
	message: '',
	fields: {},
};

/** apiFetch's words for "there was no answer" (6.8 knows only the first). */
const NO_ANSWER = [ 'fetch_error', 'offline_error' ];

const text = ( value: unknown ): string =>
	typeof value === 'string' ? value : '';

/** A part of a field is named like `fields[name]`; its error belongs to the field. */
function fieldErrors( params: unknown ): FieldErrors {
	if ( ! isRecord( params ) ) {
		return {};
	}
	return Object.fromEntries(
		Object.entries( params ).map( ( [ name, sentence ] ) => [
			name.replace( /\[.*$/, '' ),
			text( sentence ),
		] )
	);
}

/**
 * Makes what apiFetch rejects with into a reason that the screen can explain.
 *
 * @param error Anything; what nobody expected is `refused`, with its own words if it has any.
 */
export function toFailure( error: unknown ): Failure {
	const { code, message, data } = isRecord( error )
		? error
		: { code: '', message: '', data: null };
	const { status, params } = isRecord( data )
		? data
		: { status: 0, params: null };
	const fields = fieldErrors( params );
	const failure = { message: text( message ), fields };

	if ( status === 401 || status === 403 ) {
		return { ...failure, reason: 'session' };
	}
	if ( NO_ANSWER.includes( text( code ) ) ) {
		return { ...failure, reason: 'network' };
	}
	if ( Object.keys( fields ).length ) {
		return { ...failure, reason: 'invalid' };
	}
	return { ...failure, reason: 'refused' };
}
