import { Button } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { store as noticesStore } from '@wordpress/notices';

import { useLeaveGuard } from '../../hooks/use-leave-guard';
import { store } from '../../store';
import { focusFirstError } from '../../utils/focus';
import { SaveFailure } from './save-failure';
import { Snackbars } from './snackbars';
import './save-bar.scss';

const SAVED_NOTICE = 'known-visitor-saved';

function useSave() {
	const { save } = useDispatch( store );
	const { createSuccessNotice, removeNotice } = useDispatch( noticesStore );
	const [ failures, setFailures ] = useState( 0 );

	// After the errors have been rendered: then there is a field to focus.
	useEffect( () => {
		if ( failures ) {
			focusFirstError();
		}
	}, [ failures ] );

	return async () => {
		// "Saved" must not stand there while this save fails.
		void removeNotice( SAVED_NOTICE );
		if ( await save() ) {
			void createSuccessNotice(
				__( 'Settings saved.', 'known-visitor' ),
				{ id: SAVED_NOTICE, type: 'snackbar' }
			);
		} else {
			setFailures( ( count ) => count + 1 );
		}
	};
}

function statusText( hasEdits: boolean, isSaving: boolean ): string {
	if ( isSaving ) {
		return __( 'Saving…', 'known-visitor' );
	}
	return hasEdits ? __( 'Unsaved changes', 'known-visitor' ) : '';
}

/** Always in sight: saves, and says how that went. */
export function SaveBar() {
	const { hasEdits, isSaving } = useSelect(
		( select ) => ( {
			hasEdits: select( store ).hasEdits(),
			isSaving: select( store ).isSaving(),
		} ),
		[]
	);
	const save = useSave();
	useLeaveGuard( hasEdits || isSaving );

	return (
		<div className="known-visitor-save-bar">
			<Snackbars />
			<SaveFailure />
			<div className="known-visitor-save-bar__row">
				<Button
					variant="primary"
					__next40pxDefaultSize
					isBusy={ isSaving }
					// Kept focusable: the focus must not fall off the page.
					disabled={ isSaving || ! hasEdits }
					accessibleWhenDisabled
					onClick={ save }
				>
					{ __( 'Save changes', 'known-visitor' ) }
				</Button>
				<span className="known-visitor-save-bar__status">
					{ statusText( hasEdits, isSaving ) }
				</span>
			</div>
		</div>
	);
}
