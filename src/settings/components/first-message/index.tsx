import { Button, TextareaControl } from '@wordpress/components';
import { useId, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { DEFAULT_FIRST_MESSAGE } from '../../constants';
import { useSetting } from '../../hooks/use-setting';
import { countCharacters } from '../../utils/characters';
import { insertText } from '../../utils/insert-text';
import { FieldError } from '../field-error';
import { Section } from '../section';
import { TokenList } from '../token-list';
import { Counter } from './counter';
import { EmptyHint, Hints } from './hints';
import { UnknownTokens } from './unknown-tokens';
import './first-message.scss';

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

/** The text that the operator gets when a conversation starts. */
export function FirstMessage() {
	const { value, setValue, error } = useSetting( 'first_message' );
	const field = useRef< HTMLTextAreaElement >( null );
	const ids = useIds();

	const describedBy = [
		ids.hints,
		ids.counter,
		ids.warning,
		...( error ? [ ids.error ] : [] ),
	].join( ' ' );

	const insert = ( token: string ) => {
		if ( field.current ) {
			insertText( field.current, token, setValue );
		}
	};

	return (
		<Section title={ __( 'First message', 'known-visitor' ) }>
			<div className="known-visitor-first-message">
				<TextareaControl
					__nextHasNoMarginBottom
					ref={ field }
					className="known-visitor-first-message__field"
					label={ __(
						'What the operator reads when a conversation starts',
						'known-visitor'
					) }
					rows={ 7 }
					value={ value }
					onChange={ setValue }
					aria-invalid={ !! error }
					aria-describedby={ describedBy }
				/>
				<div className="known-visitor-first-message__foot">
					<Counter
						id={ ids.counter }
						count={ countCharacters( value ) }
					/>
					<Button
						variant="link"
						disabled={ value === DEFAULT_FIRST_MESSAGE }
						accessibleWhenDisabled
						onClick={ () => setValue( DEFAULT_FIRST_MESSAGE ) }
					>
						{ __( 'Back to the default', 'known-visitor' ) }
					</Button>
				</div>
				<FieldError id={ ids.error }>{ error }</FieldError>
				{ value === '' && <EmptyHint /> }
				<UnknownTokens id={ ids.warning } template={ value } />
				<Hints id={ ids.hints } />
			</div>
			<TokenList onPick={ insert } />
		</Section>
	);
}
