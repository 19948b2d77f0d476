import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { DEFAULT_FIRST_MESSAGE } from '../../constants';
import type { History } from '../../hooks/use-undo';

interface Props {
	value: string;
	history: History;
}

/** Undo, redo, and back to the start: on a phone there is no key for them. */
export function EditorActions( { value, history }: Props ) {
	return (
		<div className="known-visitor-first-message__actions">
			<Button
				variant="link"
				disabled={ ! history.canUndo }
				accessibleWhenDisabled
				onClick={ history.undo }
			>
				{ __( 'Undo', 'known-visitor' ) }
			</Button>
			<Button
				variant="link"
				disabled={ ! history.canRedo }
				accessibleWhenDisabled
				onClick={ history.redo }
			>
				{ __( 'Redo', 'known-visitor' ) }
			</Button>
			<Button
				variant="link"
				disabled={ value === DEFAULT_FIRST_MESSAGE }
				accessibleWhenDisabled
				onClick={ () => {
					history.startStep();
					history.change( DEFAULT_FIRST_MESSAGE );
				} }
			>
				{ __( 'Back to the default', 'known-visitor' ) }
			</Button>
		</div>
	);
}
