import { useDispatch } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { store as noticesStore } from '@wordpress/notices';

import type { SettingKey } from '../settings';
import { store } from '../store';
import { useFirstError } from './use-first-error';

/** The message that a save has worked; it goes when that is not the whole truth any more. */
export const SAVED_NOTICE = 'known-visitor-saved';

/** Saves, says so, and takes the focus to the first error if there is one. */
export function useSave(): (
	only?: readonly SettingKey[],
	isRepair?: boolean
) => Promise< boolean > {
	const { save } = useDispatch( store );
	const { createSuccessNotice, removeNotice } = useDispatch( noticesStore );
	const goToError = useFirstError();

	return async ( only, isRepair ) => {
		// "Saved" must not stand there while this save fails.
		void removeNotice( SAVED_NOTICE );
		const isSaved = await save( only, isRepair );
		if ( isSaved ) {
			void createSuccessNotice(
				__( 'Settings saved.', 'known-visitor' ),
				{ id: SAVED_NOTICE, type: 'snackbar' }
			);
		} else {
			goToError();
		}
		return isSaved;
	};
}
