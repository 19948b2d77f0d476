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
import { useFirstError } from '../../hooks/use-first-error';
import { useSetting } from '../../hooks/use-setting';
import type { EditableSettings, FieldErrors } from '../../settings';
import { store } from '../../store';
import { checkSiteAddress } from '../../validation';
import { checkSecret } from '../secret-field/check-secret';

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
			'This is a number, such as 12.',
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
	failure: Failure,
	shown: readonly string[]
): Failure | null {
	if ( failure.reason !== 'invalid' ) {
		return failure;
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
	const [ failure, setFailure ] = useState< Failure | null >( null );
	const [ testFailure, setTestFailure ] = useState< Failure | null >( null );
	const [ match, setMatch ] = useState< SecretMatch | null >( null );
	const [ isBusy, setIsBusy ] = useState( false );
	const [ isTesting, setIsTesting ] = useState( false );
	const formRef = useRef< HTMLFormElement >( null );
	const goToError = useFirstError( formRef );
	const { replaceSecret, replaceIngredients } = useDispatch( store );
	const { createSuccessNotice } = useDispatch( noticesStore );

	/** Shows what is wrong; answers whether anything is. */
	const refuse = ( wrong: FieldErrors ): boolean => {
		setErrors( wrong );
		if ( Object.keys( wrong ).length === 0 ) {
			return false;
		}
		goToError();
		return true;
	};

	const change = ( part: Partial< Fields > ) => {
		setFields( ( before ) => ( { ...before, ...part } ) );
		setErrors( {} );
		setTestFailure( null );
		// What was found was about other values.
		setMatch( null );
	};

	const test = async () => {
		if ( isTesting || refuse( checkSample( fields ) ) ) {
			return;
		}
		setIsTesting( true );
		setTestFailure( null );
		setMatch( null );
		const {
			value,
			failure: reason,
			secret,
		} = await findSecretMatch( {
			secret: fields.secret,
			user: Number( fields.user ),
			hash: fields.hash.trim(),
		} );
		setIsTesting( false );
		if ( reason ) {
			refuse( reason.fields );
			setTestFailure(
				beyondFields( reason, [ 'secret', 'user', 'hash' ] )
			);
			return;
		}
		const { recipe, site_address: siteAddress } = value;
		if ( recipe && siteAddress !== null ) {
			setFields( ( before ) => ( {
				...before,
				secret,
				recipe,
				siteAddress,
			} ) );
		}
		setMatch( value );
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
		setIsBusy( true );
		setFailure( null );
		const parts = {
			recipe: fields.recipe,
			site_address: fields.siteAddress,
		};
		const reason = isFixed
			? await replaceIngredients( parts )
			: await replaceSecret( { secret: fields.secret, ...parts } );
		setIsBusy( false );
		if ( reason ) {
			refuse( reason.fields );
			setFailure( beyondFields( reason, [ 'secret', 'site_address' ] ) );
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
		change,
		errors,
		formRef,
		match,
		isProven: !! match?.recipe,
		isTesting,
		testFailure,
		test,
		isBusy,
		failure,
		submit,
	};
}

export type MovingForm = ReturnType< typeof useMovingForm >;
