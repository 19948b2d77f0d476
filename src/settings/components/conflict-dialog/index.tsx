import { Button } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';

import { useSave } from '../../hooks/use-save';
import { store } from '../../store';
import { SETTING_KEYS } from '../../settings';
import type { EditableSettings, Edits } from '../../settings';
import { Frame } from '../dialog/frame';
import { nameOf, toText } from './words';
import './conflict-dialog.scss';

interface Props {
	mine: EditableSettings;
	theirs: Edits;
}

function Differences( { mine, theirs }: Props ) {
	return SETTING_KEYS.filter( ( key ) => key in theirs ).map( ( key ) => (
		<div key={ key } className="known-visitor-conflict-dialog__setting">
			<h2>{ nameOf( key ) }</h2>
			<dl>
				<div>
					<dt>{ __( 'Theirs, saved', 'known-visitor' ) }</dt>
					<dd dir="auto">
						{ toText( key, { ...mine, ...theirs } ) }
					</dd>
				</div>
				<div>
					<dt>{ __( 'Yours, not saved', 'known-visitor' ) }</dt>
					<dd dir="auto">{ toText( key, mine ) }</dd>
				</div>
			</dl>
		</div>
	) );
}

/** Shows what another administrator saved meanwhile, before anything replaces it. */
export function ConflictDialog() {
	const { mine, theirs } = useSelect(
		( select ) => ( {
			mine: select( store ).getSettings(),
			theirs: select( store ).getConflict(),
		} ),
		[]
	);
	const { settleConflict, leaveConflict } = useDispatch( store );
	const save = useSave();

	const settle = async ( keepMine: boolean ) => {
		await settleConflict( keepMine );
		await save();
	};

	if ( ! mine || ! theirs ) {
		return null;
	}
	return (
		<Frame
			title={ __(
				'Somebody else changed the same settings',
				'known-visitor'
			) }
			size="large"
			shouldCloseOnClickOutside={ false }
			onRequestClose={ () => void leaveConflict() }
		>
			<div className="known-visitor-conflict-dialog">
				<p>
					{ __(
						'Another administrator saved these while this screen was open. Your changes are not saved yet, and nothing is lost.',
						'known-visitor'
					) }
				</p>
				<Differences mine={ mine } theirs={ theirs } />
				<div className="known-visitor-conflict-dialog__buttons">
					<Button
						variant="tertiary"
						__next40pxDefaultSize
						onClick={ () => void leaveConflict() }
					>
						{ __( 'Decide later', 'known-visitor' ) }
					</Button>
					<Button
						variant="secondary"
						__next40pxDefaultSize
						onClick={ () => void settle( false ) }
					>
						{ __( 'Keep theirs', 'known-visitor' ) }
					</Button>
					<Button
						variant="primary"
						__next40pxDefaultSize
						onClick={ () => void settle( true ) }
					>
						{ __( 'Replace theirs with mine', 'known-visitor' ) }
					</Button>
				</div>
			</div>
		</Frame>
	);
}
