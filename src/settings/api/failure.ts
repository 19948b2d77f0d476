import type { Failure, FieldErrors } from '../store/types';
import { isRecord } from '../utils/is';
import { isSomeSettings } from './is-settings';

/** What the screen itself reports when an answer is not what was asked for. */
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
 * The session has ended. WordPress 6.8 then rejects with the bare response to
 * its request for a fresh nonce, which it gives to the signed-in only.
 */
const isSession = ( { status, data }: Record< string, unknown > ): boolean =>
	typeof status === 'number' ||
	( isRecord( data ) &&
		( data[ 'status' ] === 401 || data[ 'status' ] === 403 ) );

/** Nothing was reached, neither by apiFetch nor by the fetch below it. */
const isNetwork = ( error: Record< string, unknown > ): boolean =>
	error instanceof TypeError || NO_ANSWER.includes( text( error[ 'code' ] ) );

function reasonFor(
	error: Record< string, unknown >,
	fields: FieldErrors
): Failure[ 'reason' ] {
	if ( isSession( error ) ) {
		return 'session';
	}
	if ( isNetwork( error ) ) {
		return 'network';
	}
	return Object.keys( fields ).length ? 'invalid' : 'refused';
}

/**
 * Makes what apiFetch rejects with into a reason that the screen can explain.
 *
 * @param error Anything; what nobody expected is `refused`, with its own words if it has any.
 */
export function toFailure( error: unknown ): Failure {
	const known = isRecord( error ) ? error : {};
	const { code, message, data } = known;
	const details = isRecord( data ) ? data : {};
	const theirs = details[ 'settings' ];
	if ( code === 'known_visitor_conflict' && isSomeSettings( theirs ) ) {
		return {
			reason: 'conflict',
			message: text( message ),
			fields: {},
			theirs,
		};
	}
	const fields = fieldErrors( details[ 'params' ] );
	return {
		reason: reasonFor( known, fields ),
		message: text( message ),
		fields,
	};
}
