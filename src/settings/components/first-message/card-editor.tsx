import { Button, ToggleControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { SETTINGS_SCHEMA } from '../../../contract';
import { useSetting } from '../../hooks/use-setting';
import { checkRows } from '../../validation';
import { FieldError } from '../field-error';
import { Section } from '../section';
import { CardRows } from './card-rows';
import { useCardRows } from './use-card-rows';

const { maxItems: MAX_ROWS } = SETTINGS_SCHEMA.properties.card.properties.rows;

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
					disabled={ rows.list.length >= MAX_ROWS }
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
	// What is wrong with a row stands at the row, where there are rows.
	const shown =
		value.enabled && error === checkRows( value.rows ) ? undefined : error;

	return (
		<Section
			control="card"
			title={ __( 'Operator card', 'known-visitor' ) }
		>
			<div { ...( shown ? { 'data-invalid': 'true' } : {} ) }>
				<ToggleControl
					__nextHasNoMarginBottom
					label={ __(
						'Show the visitor as a card with picture and rows',
						'known-visitor'
					) }
					help={ __(
						'Operators see the visitor’s picture and name, linked to the WordPress profile, then the message above, then the rows that you add here.',
						'known-visitor'
					) }
					checked={ value.enabled }
					onChange={ ( enabled ) =>
						setValue( { ...value, enabled } )
					}
				/>
			</div>
			{ value.enabled && <Rows /> }
			{ value.enabled && (
				<ToggleControl
					__nextHasNoMarginBottom
					label={ __(
						'Add a row that finds the visitor in the CRM',
						'known-visitor'
					) }
					help={ __(
						'A click on it searches your Bitrix24 for the visitor’s email address. The preview does not show this row.',
						'known-visitor'
					) }
					checked={ value.find_in_crm }
					onChange={ ( isWanted ) =>
						setValue( { ...value, find_in_crm: isWanted } )
					}
				/>
			) }
			<FieldError id="known-visitor-card-error">{ shown }</FieldError>
		</Section>
	);
}
