import { useRef, useState } from '@wordpress/element';

import { useFirstError } from '../../hooks/use-first-error';
import { useReplaceSecret } from '../../hooks/use-replace-secret';
import { useSetting } from '../../hooks/use-setting';
import { checkSecret } from './check-secret';

/**
 * What is typed into the dialog, and what comes of it. Whatever goes wrong,
 * nothing that was typed is lost.
 *
 * @param startsWithOwn Whether to ask for a secret of one's own from the start.
 * @param onDone        Called when the new secret is in place.
 */
export function useSecretForm( startsWithOwn: boolean, onDone: () => void ) {
	const { replace, isBusy, failure } = useReplaceSecret( onDone );
	const [ isOwn, setIsOwn ] = useState( startsWithOwn );
	const [ secret, setSecret ] = useState( '' );
	const [ error, setError ] = useState< string | undefined >();
	const { value: recipe } = useSetting( 'recipe' );
	// Who starts anew has no use for the recipe of an old snippet.
	const partsOfMade = recipe === 'md5' ? ( { recipe: 'hmac' } as const ) : {};
	const formRef = useRef< HTMLFormElement >( null );
	const goToError = useFirstError( formRef );

	const submit = async () => {
		let problem = isOwn ? checkSecret( secret ) : undefined;
		if ( ! problem ) {
			const reason = await replace( isOwn ? { secret } : partsOfMade );
			problem = isOwn ? reason?.fields[ 'secret' ] : undefined;
		}
		setError( problem );
		goToError();
	};

	const changeSecret = ( value: string ) => {
		setSecret( value );
		setError( undefined );
	};

	return {
		formRef,
		isOwn,
		setIsOwn,
		secret,
		setSecret: changeSecret,
		error,
		// What stands at the field need not be said twice.
		failure: isOwn && failure?.fields[ 'secret' ] ? null : failure,
		isBusy,
		submit,
	};
}
