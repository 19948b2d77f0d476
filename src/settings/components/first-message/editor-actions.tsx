import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { DEFAULT_FIRST_MESSAGE } from '../../settings';
import type { History } from '../../hooks/use-undo';
import { getSite } from '../../site';
import { Presets } from './presets';

interface Props {
	value: string;
	history: History;
}

/** Undo, redo, and other texts to start from: on a phone there is no key for them. */
export function EditorActions( { value, history }: Props ) {
	const standard = getSite().presets[ 'default' ] ?? DEFAULT_FIRST_MESSAGE;
	const replaceWith = ( template: string ) => {
		history.startStep();
		history.change( template );
	};
	return (
		<>
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
				disabled={ value === standard }
				accessibleWhenDisabled
				onClick={ () => replaceWith( standard ) }
			>
				{ __( 'Back to the default', 'known-visitor' ) }
			</Button>
			<Presets value={ value } onPick={ replaceWith } />
		</>
	);
}
