import { useSelect } from '@wordpress/data';
import { useEffect, useMemo, useRef, useState } from '@wordpress/element';

import { askPreview, type PreviewAnswer } from '../api/preview';
import { store } from '../store';
import type { EditableSettings, Failure, SettingKey } from '../store/types';
import { previewSettings, questionFor } from './request';

/** So long after the last change the server is asked. */
const PAUSE = 300;

/** What the server said last, and how the next question goes. */
export interface Answered {
	/** Undefined: nothing yet. Null: there is no identity. Kept while a newer one is on its way. */
	answer: PreviewAnswer | null | undefined;
	/** Whether another plugin changes the template. */
	isFiltered: boolean;
	isAsking: boolean;
	failure: Failure | null;
	/** Asks again after a failure. */
	retry: () => void;
}

interface Outcome {
	question: string;
	answer: PreviewAnswer | null | undefined;
	isFiltered: boolean;
	failure: Failure | null;
}

const NOTHING: Outcome = {
	question: '',
	answer: undefined,
	isFiltered: false,
	failure: null,
};

const CHECKED: SettingKey[] = [
	'meta_keys',
	'site_address',
	'first_message',
	'fields',
];

function useRequest( settings: EditableSettings ) {
	const errors = useSelect(
		( select ) =>
			CHECKED.map( ( key ) => select( store ).getFieldError( key ) ).join(
				'\n'
			),
		[]
	);
	return useMemo( () => {
		const sentences = errors.split( '\n' );
		return previewSettings(
			settings,
			Object.fromEntries(
				CHECKED.map( ( key, index ) => [ key, sentences[ index ] ] )
			)
		);
	}, [ settings, errors ] );
}

/**
 * Asks the server what it alone knows of the previewed visitor, whenever that
 * may have changed.
 *
 * @param user     The visitor.
 * @param settings The settings as they are edited.
 */
export function useAnswer(
	user: number,
	settings: EditableSettings
): Answered {
	const [ outcome, setOutcome ] = useState( NOTHING );
	const [ tries, setTries ] = useState( 0 );
	const request = useRequest( settings );
	const current = useRef( request );
	current.current = request;
	const secrets = useSelect(
		( select ) => select( store ).countReplacedSecrets(),
		[]
	);
	const question = `${ tries } ${ secrets } ${ questionFor(
		user,
		request,
		outcome.isFiltered
	) }`;
	const isFirst = outcome.question === '';

	useEffect( () => {
		let isStale = false;
		const ask = async () => {
			const sent = current.current;
			const { value, failure } = await askPreview( user, sent );
			if ( isStale ) {
				return;
			}
			setOutcome( ( before ) => ( {
				question,
				answer: failure ? before.answer : value,
				isFiltered:
					value && sent.first_message !== undefined
						? value.message !== sent.first_message
						: before.isFiltered,
				failure: failure ?? null,
			} ) );
		};
		const timer = setTimeout( ask, isFirst ? 0 : PAUSE );
		return () => {
			isStale = true;
			clearTimeout( timer );
		};
		// The first answer is no reason to ask again.
		// eslint-disable-next-line react-hooks/exhaustive-deps
	}, [ question, user ] );

	return {
		answer: outcome.answer,
		isFiltered: outcome.isFiltered,
		isAsking: outcome.question !== question,
		failure: outcome.failure,
		retry: () => setTries( ( count ) => count + 1 ),
	};
}
