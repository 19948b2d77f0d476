import { Button } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';

import { useLeaveGuard } from '../../hooks/use-leave-guard';
import { useSave } from '../../hooks/use-save';
import { store } from '../../store';
import { LeaveDialog } from '../leave-dialog';
import { SaveFailure } from './save-failure';
import { Snackbars } from './snackbars';
import './save-bar.scss';

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
	const guard = useLeaveGuard( hasEdits || isSaving );

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
					onClick={ () => void save() }
				>
					{ __( 'Save changes', 'known-visitor' ) }
				</Button>
				<span className="known-visitor-save-bar__status">
					{ statusText( hasEdits, isSaving ) }
				</span>
			</div>
			{ guard.wanted && (
				<LeaveDialog
					onSave={ async () => {
						if ( await save() ) {
							guard.leave();
						} else {
							guard.stay();
						}
					} }
					onLeave={ guard.leave }
					onStay={ guard.stay }
				/>
			) }
		</div>
	);
}
