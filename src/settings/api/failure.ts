import { CONFLICT_CODE } from '../../contract';
import { onlyText } from '../../shared/only-text';
import { isRecord } from '../../shared/schema';
import { isSomeSettings, type Edits, type FieldErrors } from '../settings';

/**
 * Why a request did not do what was asked.
 *
 * - `session`: signed out, or no longer allowed.
 * - `network`: no answer at all.
 * - `invalid`: a value was refused; `fields` says which and why.
 * - `conflict`: another administrator has changed the same; `theirs` says to what.
 * - `unreadable`: an answer that is not what was asked for.
 * - `refused`: anything else, with the server's own words.
 */
export interface Failure {
	reason:
		| 'session'
		| 'network'
		| 'invalid'
		| 'conflict'
		| 'unreadable'
		| 'refused';
	message: string;
	fields: FieldErrors;
	theirs?: Edits;
}

/** What the screen itself reports when an answer is not what was asked for. */
export const UNREADABLE: Failure = {
	reason: 'unreadable',
	message: '',
	fields: {},
};

/** apiFetch's words for "there was no answer" (6.8 knows only the first). */
const NO_ANSWER = [ 'fetch_error', 'offline_error' ];

/** apiFetch's words for "that is no JSON": a page of a firewall, or of an error. */
const NO_JSON = 'invalid_json';

/** A sentence without the HTML that WordPress has in some of its own. */
const plain = ( value: unknown ): string =>
	onlyText( value )
		.replace( /<\/?[a-z][^>]*>/gi, ' ' )
		.trim();

/** A part of a field is named like `fields[name]`; its error belongs to the field. */
function fieldErrors( params: unknown ): FieldErrors {
	if ( ! isRecord( params ) ) {
		return {};
	}
	return Object.fromEntries(
		Object.entries( params ).map( ( [ name, sentence ] ) => [
			name.replace( /\[.*$/, '' ),
			onlyText( sentence ),
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
	error instanceof TypeError ||
	NO_ANSWER.includes( onlyText( error[ 'code' ] ) );

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
	if ( code === NO_JSON ) {
		return UNREADABLE;
	}
	const details = isRecord( data ) ? data : {};
	const theirs = details[ 'settings' ];
	if ( code === CONFLICT_CODE && isSomeSettings( theirs ) ) {
		return {
			reason: 'conflict',
			message: onlyText( message ),
			fields: {},
			theirs,
		};
	}
	const fields = fieldErrors( details[ 'params' ] );
	return {
		reason: reasonFor( known, fields ),
		message: plain( message ),
		fields,
	};
}
