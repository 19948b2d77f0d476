import { Button, ToggleControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { CARD_ROWS_MAX } from '../../constants';
import { useSetting } from '../../hooks/use-setting';
import { checkCard } from '../../utils/check-card';
import { FieldError } from '../field-error';
import { Group } from '../group';
import { CardRows } from './card-rows';
import { useCardRows } from './use-card-rows';

function Rows() {
	const rows = useCardRows();
	return (
		<>
			<CardRows rows={ rows } />
			<div>
				<Button
					ref={ rows.addButton }
					variant="secondary"
					__next40pxDefaultSize
					disabled={ rows.list.length >= CARD_ROWS_MAX }
					accessibleWhenDisabled
					onClick={ rows.add }
				>
					{ __( 'Add a row', 'known-visitor' ) }
				</Button>
			</div>
		</>
	);
}

/** The operator card: blocks in place of plain text. */
export function CardEditor() {
	const { value, setValue, error } = useSetting( 'card' );
	// What is wrong with a row stands at the row.
	const isShown = error !== undefined && error !== checkCard( value.rows );

	return (
		<Group title={ __( 'Operator card', 'known-visitor' ) }>
			<ToggleControl
				__nextHasNoMarginBottom
				label={ __(
					'Show the visitor as a card with picture and rows',
					'known-visitor'
				) }
				help={ __(
					'The operator sees the visitor’s picture and name with a link to the profile, the message above, and below it the rows that you add here.',
					'known-visitor'
				) }
				checked={ value.enabled }
				onChange={ ( enabled ) => setValue( { ...value, enabled } ) }
			/>
			{ value.enabled && <Rows /> }
			<FieldError id="known-visitor-card-error">
				{ isShown ? error : undefined }
			</FieldError>
		</Group>
	);
}
