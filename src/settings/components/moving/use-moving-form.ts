import { useDispatch } from '@wordpress/data';
import { useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { store as noticesStore } from '@wordpress/notices';

import type { Failure } from '../../api/failure';
import {
	findMatch,
	type Sample,
	type SecretMatch,
} from '../../api/secret-match';
import type { Result } from '../../api/ask';
import { useAttempt } from '../../hooks/use-attempt';
import { useFirstError } from '../../hooks/use-first-error';
import { useSetting } from '../../hooks/use-setting';
import type { EditableSettings, FieldErrors } from '../../settings';
import { store } from '../../store';
import { checkSiteAddress } from '../../validation';
import { checkSecret } from '../secret/check-secret';

interface Fields {
	secret: string;
	recipe: EditableSettings[ 'recipe' ];
	siteAddress: string;
	user: string;
	hash: string;
}

const HASH = /^\s*[0-9a-f]{32}\s*$/i;

function checkSample( { secret, user, hash }: Fields ): FieldErrors {
	const errors: FieldErrors = {};
	const problem = checkSecret( secret );
	if ( problem ) {
		errors[ 'secret' ] = problem;
	}
	if ( ! /^\s*[1-9]\d*\s*$/.test( user ) ) {
		errors[ 'user' ] = __(
			'This has to be a number, such as 12.',
			'known-visitor'
		);
	}
	if ( ! HASH.test( hash ) ) {
		errors[ 'hash' ] = __(
			'A hash has 32 characters, each a digit or a letter from a to f.',
			'known-visitor'
		);
	}
	return errors;
}

/**
 * Finds how the old code made a hash: with the secret as it is, since blanks count in
 * it, and else without those around it, which are easily copied along.
 */
async function findSecretMatch( sample: Sample ) {
	const found = await findMatch( sample );
	const secret = sample.secret.trim();
	if (
		found.failure ||
		found.value.recipe ||
		found.value.order ||
		secret === sample.secret ||
		checkSecret( secret )
	) {
		return { ...found, secret: sample.secret };
	}
	return { ...( await findMatch( { ...sample, secret } ) ), secret };
}

/** What there is to say of a failure beside what its fields say; null if that is all. */
function beyondFields(
	failure: Failure | null | undefined,
	shown: readonly string[]
): Failure | null {
	if ( failure?.reason !== 'invalid' ) {
		return failure ?? null;
	}
	const others = Object.entries( failure.fields ).filter(
		( [ name ] ) => ! shown.includes( name )
	);
	return others.length
		? {
				...failure,
				reason: 'refused',
				message: others
					.map( ( [ , sentence ] ) => sentence )
					.join( ' ' ),
			}
		: null;
}

/** Shows what is wrong; answers whether anything is. */
type Refuse = ( wrong: FieldErrors ) => boolean;

/**
 * Tries the old code's secret on one hash that it gave, before anything is changed.
 *
 * @param fields  What is typed.
 * @param refuse  Shows what is wrong with it.
 * @param onFound Called with what the old code makes its hashes of.
 */
function useProof(
	fields: Fields,
	refuse: Refuse,
	onFound: ( parts: Partial< Fields > ) => void
) {
	const [ result, setResult ] = useState< Result< SecretMatch > | null >(
		null
	);
	const [ isTesting, setIsTesting ] = useState( false );

	const test = async () => {
		if ( isTesting || refuse( checkSample( fields ) ) ) {
			return;
		}
		setIsTesting( true );
		setResult( null );
		const { secret, ...found } = await findSecretMatch( {
			secret: fields.secret,
			user: Number( fields.user ),
			hash: fields.hash.trim(),
		} );
		setIsTesting( false );
		setResult( found );
		if ( found.failure ) {
			refuse( found.failure.fields );
			return;
		}
		const { recipe, site_address: siteAddress } = found.value;
		if ( recipe && siteAddress !== null ) {
			onFound( { secret, recipe, siteAddress } );
		}
	};

	return {
		match: result?.value,
		isProven: !! result?.value?.recipe,
		isTesting,
		testFailure: beyondFields( result?.failure, [
			'secret',
			'user',
			'hash',
		] ),
		test,
		forget: () => setResult( null ),
	};
}

/**
 * What is typed into the dialog, and what comes of it. Nothing is changed before all
 * of it is; whatever goes wrong, nothing that was typed is lost.
 *
 * @param isFixed Whether code sets the secret: then only the rest can be put in place.
 * @param onDone  Called when it is.
 */
export function useMovingForm( isFixed: boolean, onDone: () => void ) {
	const { value: savedAddress } = useSetting( 'site_address' );
	const [ fields, setFields ] = useState< Fields >( {
		secret: '',
		recipe: 'md5',
		siteAddress: savedAddress,
		user: '',
		hash: '',
	} );
	const [ errors, setErrors ] = useState< FieldErrors >( {} );
	const formRef = useRef< HTMLFormElement >( null );
	const goToError = useFirstError( formRef );
	const { replaceSecret, replaceIngredients } = useDispatch( store );
	const { createSuccessNotice } = useDispatch( noticesStore );

	const set = ( part: Partial< Fields > ) =>
		setFields( ( before ) => ( { ...before, ...part } ) );

	const refuse: Refuse = ( wrong ) => {
		setErrors( wrong );
		const isWrong = Object.keys( wrong ).length > 0;
		if ( isWrong ) {
			goToError();
		}
		return isWrong;
	};

	const { forget, ...proof } = useProof( fields, refuse, set );
	const { attempt, isBusy, failure } = useAttempt( () => {
		const { secret, recipe, siteAddress } = fields;
		const parts = { recipe, site_address: siteAddress };
		return isFixed
			? replaceIngredients( parts )
			: replaceSecret( { secret, ...parts } );
	} );

	const change = ( part: Partial< Fields > ) => {
		set( part );
		setErrors( {} );
		// What was found was about other values.
		forget();
	};

	const submit = async () => {
		const problem = isFixed ? undefined : checkSecret( fields.secret );
		const wrongAddress = checkSiteAddress( fields.siteAddress );
		if (
			refuse( {
				...( problem ? { secret: problem } : {} ),
				...( wrongAddress ? { site_address: wrongAddress } : {} ),
			} )
		) {
			return;
		}
		const reason = await attempt();
		if ( reason ) {
			refuse( reason.fields );
			return;
		}
		void createSuccessNotice(
			isFixed
				? __(
						'The new recipe and site address are in place.',
						'known-visitor'
					)
				: __(
						'The new secret, recipe and site address are in place.',
						'known-visitor'
					),
			{ type: 'snackbar' }
		);
		onDone();
	};

	return {
		...fields,
		...proof,
		change,
		errors,
		formRef,
		isBusy,
		failure: beyondFields( failure, [ 'secret', 'site_address' ] ),
		submit,
	};
}

export type MovingForm = ReturnType< typeof useMovingForm >;
