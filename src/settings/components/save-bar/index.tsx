import { Button } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { store as noticesStore } from '@wordpress/notices';

import { useLeaveGuard } from '../../hooks/use-leave-guard';
import { SAVED_NOTICE, useSave } from '../../hooks/use-save';
import { goToFirstError } from '../../navigation';
import { useStatus } from '../../status/context';
import { hasDamage } from '../../status/headline';
import { store } from '../../store';
import { formatNumber } from '../../../admin/format-number';
import { LeaveDialog } from './leave-dialog';
import { SaveFailure } from './save-failure';
import { Snackbars } from './snackbars';
import './save-bar.scss';

function useSaveState() {
	return useSelect(
		( select ) => ( {
			hasEdits: select( store ).hasEdits(),
			isSaving: select( store ).isSaving(),
			// Wrong fields are counted; of an answer that nobody can read nobody knows whether it was saved.
			hasFailed: ! [ undefined, 'invalid', 'unreadable' ].includes(
				select( store ).getSaveFailure()?.reason
			),
			wrong: select( store ).getKeysWithErrors().length,
			isUnfinished: select( store ).getWrongKeys().length > 0,
		} ),
		[]
	);
}

type SaveState = ReturnType< typeof useSaveState >;

function statusText( { hasEdits, isSaving, hasFailed, wrong }: SaveState ) {
	if ( isSaving ) {
		return __( 'Saving…', 'known-visitor' );
	}
	if ( wrong ) {
		return sprintf(
			/* translators: %s: number of fields. */
			_n(
				'Not saved: %s field to correct.',
				'Not saved: %s fields to correct.',
				wrong,
				'known-visitor'
			),
			formatNumber( wrong )
		);
	}
	if ( hasFailed ) {
		return __( 'Not saved', 'known-visitor' );
	}
	return hasEdits ? __( 'Unsaved changes', 'known-visitor' ) : '';
}

/** Ctrl+S and Cmd+S save, wherever the focus is, but not behind a dialog. */
function useSaveKey( save: () => unknown ): void {
	useEffect( () => {
		const onKey = ( event: KeyboardEvent ) => {
			const isOurs =
				( event.ctrlKey || event.metaKey ) &&
				! event.altKey &&
				! event.shiftKey &&
				event.key.toLowerCase() === 's';
			if ( isOurs ) {
				event.preventDefault();
				if ( ! document.querySelector( '.components-modal__frame' ) ) {
					save();
				}
			}
		};
		document.addEventListener( 'keydown', onKey );
		return () => document.removeEventListener( 'keydown', onKey );
	} );
}

/** "Settings saved." leaves as soon as there is something that is not. */
function useHonestNotice( hasEdits: boolean ): void {
	const { removeNotice } = useDispatch( noticesStore );
	useEffect( () => {
		if ( hasEdits ) {
			void removeNotice( SAVED_NOTICE );
		}
	}, [ hasEdits, removeNotice ] );
}

interface Props {
	/** On a narrow screen: whether the preview is in the place of the editor. */
	isPreviewing: boolean;
	/** Changes between the two; undefined where there is no preview. */
	onPreview: ( ( isPreviewing: boolean ) => void ) | undefined;
}

/** Always in sight: saves, and says how that went. */
export function SaveBar( { isPreviewing, onPreview }: Props ) {
	const state = useSaveState();
	const { hasEdits, isSaving, wrong, isUnfinished } = state;
	const isDamaged = hasDamage( useStatus().results );
	const saveChanges = useSave();
	const save = () => saveChanges( undefined, isDamaged );
	const guard = useLeaveGuard( hasEdits || isSaving );
	const canTry = ! isSaving && ( hasEdits || isUnfinished || isDamaged );
	useSaveKey( () => canTry && void save() );
	useHonestNotice( hasEdits && ! isSaving );

	return (
		<div
			role="region"
			aria-label={ __( 'Save', 'known-visitor' ) }
			className="known-visitor-save-bar"
		>
			<Snackbars />
			<SaveFailure />
			<div className="known-visitor-save-bar__row">
				<Button
					variant="primary"
					__next40pxDefaultSize
					isBusy={ isSaving }
					// Kept focusable: the focus must not fall off the page.
					disabled={ ! canTry }
					accessibleWhenDisabled
					aria-keyshortcuts="Control+S Meta+S"
					onClick={ () => void save() }
				>
					{ __( 'Save changes', 'known-visitor' ) }
				</Button>
				<span
					role="status"
					className={ `known-visitor-save-bar__status${
						wrong ? ' known-visitor-save-bar__status--wrong' : ''
					}` }
				>
					{ statusText( state ) }
				</span>
				{ wrong > 0 && ! isSaving && (
					<Button variant="link" onClick={ () => goToFirstError() }>
						{ __( 'Show', 'known-visitor' ) }
					</Button>
				) }
				{ onPreview && (
					<Button
						variant="secondary"
						__next40pxDefaultSize
						className="known-visitor-save-bar__preview"
						onClick={ () => onPreview( ! isPreviewing ) }
					>
						{ isPreviewing
							? __( 'Back to the editor', 'known-visitor' )
							: __( 'Preview', 'known-visitor' ) }
					</Button>
				) }
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
