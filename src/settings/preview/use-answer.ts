import { useSelect } from '@wordpress/data';
import { useEffect, useRef, useState } from '@wordpress/element';

import {
	askPreview,
	type PreviewAnswer,
	type PreviewQuestion,
} from '../api/preview';
import type { Failure } from '../api/failure';
import type { EditableSettings } from '../settings';
import { store } from '../store';
import { nameOf, previewSettings } from './request';

/** So many milliseconds after the last change the server is asked. */
const PAUSE_MS = 100;

/** What the server said last, and how the next question goes. */
export interface Answered {
	/** Undefined: nothing yet. Kept while a newer one is on its way. */
	answer: PreviewAnswer | undefined;
	/** Whether the template is the one of the settings: no page and no other plugin has made its own of it. */
	isOurs: boolean;
	/** How many rows of the card were asked for: those after them the server has added. */
	rowsAsked: number;
	isAsking: boolean;
	failure: Failure | null;
	/** Asks again after a failure. */
	retry: () => void;
}

type Outcome = Omit< Answered, 'isAsking' | 'retry' > & { name: string };

const NOTHING: Outcome = {
	name: '',
	answer: undefined,
	isOurs: true,
	rowsAsked: 0,
	failure: null,
};

function useQuestion( user: number, url: string ): PreviewQuestion {
	const { edits, refused, wrong } = useSelect(
		( select ) => ( {
			edits: select( store ).getEdits(),
			refused: select( store ).getKeysWithErrors(),
			wrong: select( store ).getWrongKeys(),
		} ),
		[]
	);
	const settings = previewSettings( edits, [ ...refused, ...wrong ] );
	return { user, url, settings };
}

/**
 * Asks the server what it alone knows: what a page holds of the previewed visitor,
 * whenever that may have changed.
 *
 * @param user  The visitor.
 * @param url   The page.
 * @param saved The settings as they are saved: what is not sent counts as it is there.
 */
export function useAnswer(
	user: number,
	url: string,
	saved: EditableSettings
): Answered {
	const [ outcome, setOutcome ] = useState( NOTHING );
	const [ tries, setTries ] = useState( 0 );
	const question = useQuestion( user, url );
	const current = useRef( { question, saved } );
	current.current = { question, saved };
	const hashChanges = useSelect(
		( select ) => select( store ).countHashChanges(),
		[]
	);
	const name = `${ tries } ${ hashChanges } ${ nameOf(
		question,
		outcome.isOurs
	) }`;
	const isFirst = outcome.name === '';

	useEffect( () => {
		let isStale = false;
		const ask = async () => {
			const asked = current.current;
			const { value, failure } = await askPreview( asked.question );
			const { first_message: message, card } = {
				...asked.saved,
				...asked.question.settings,
			};
			if ( isStale ) {
				return;
			}
			setOutcome( ( before ) => ( {
				...before,
				name,
				...( failure
					? { failure }
					: {
							failure: null,
							answer: value,
							isOurs:
								'reason' in value || value.message === message,
							rowsAsked: card.rows.length,
						} ),
			} ) );
		};
		const timer = setTimeout( ask, isFirst ? 0 : PAUSE_MS );
		return () => {
			isStale = true;
			clearTimeout( timer );
		};
		// The first answer is no reason to ask again.
		// eslint-disable-next-line react-hooks/exhaustive-deps
	}, [ name ] );

	const { name: answered, ...rest } = outcome;
	return {
		...rest,
		isAsking: answered !== name,
		retry: () => setTries( ( count ) => count + 1 ),
	};
}
