import type { KeyboardEvent } from 'react';

import { TextareaControl } from '@wordpress/components';
import { useId, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { useSetting } from '../../hooks/use-setting';
import { useUndo } from '../../hooks/use-undo';
import { countCharacters } from '../../../shared/schema';
import { FieldError } from '../field-error';
import { TemplateWarnings } from './template-warnings';
import { TokenMenu } from './token-menu';
import { Counter } from './counter';
import { EditorActions } from './editor-actions';
import { EmptyHint, Hints } from './hints';

/** The ids of what describes the field. */
function useIds() {
	const id = useId();
	return {
		hints: `${ id }hints`,
		counter: `${ id }counter`,
		error: `${ id }error`,
		warning: `${ id }warning`,
	};
}

/** Takes the keys for "undo" and "redo" of all systems. */
function historyKey( event: KeyboardEvent ): 'undo' | 'redo' | null {
	if ( ( ! event.ctrlKey && ! event.metaKey ) || event.altKey ) {
		return null;
	}
	const key = event.key.toLowerCase();
	if ( key === 'z' ) {
		return event.shiftKey ? 'redo' : 'undo';
	}
	return key === 'y' ? 'redo' : null;
}

/** The text that the operator gets, with all that helps to write it. */
export function MessageEditor() {
	const { value, setValue, error } = useSetting( 'first_message' );
	const history = useUndo( value, setValue );
	const field = useRef< HTMLTextAreaElement >( null );
	const ids = useIds();

	return (
		<div className="known-visitor-first-message">
			<TextareaControl
				__nextHasNoMarginBottom
				ref={ field }
				className="known-visitor-first-message__field"
				label={ __(
					'What the operator reads when a conversation starts',
					'known-visitor'
				) }
				rows={ 6 }
				value={ value }
				onChange={ history.change }
				onKeyDown={ ( event ) => {
					const key = historyKey( event );
					if ( key ) {
						event.preventDefault();
						history[ key ]();
					}
				} }
				aria-invalid={ !! error }
				aria-describedby={ [
					ids.hints,
					ids.counter,
					ids.warning,
					...( error ? [ ids.error ] : [] ),
				].join( ' ' ) }
			/>
			<div className="known-visitor-first-message__foot">
				<div className="known-visitor-first-message__actions">
					<TokenMenu
						field={ field }
						onStart={ history.startStep }
						onInsert={ history.change }
					/>
					<EditorActions value={ value } history={ history } />
				</div>
				<Counter
					id={ ids.counter }
					count={ countCharacters( value ) }
				/>
			</div>
			<FieldError id={ ids.error }>{ error }</FieldError>
			{ value === '' && <EmptyHint /> }
			<TemplateWarnings
				id={ ids.warning }
				template={ value }
				field={ field }
			/>
			<Hints id={ ids.hints } />
		</div>
	);
}
