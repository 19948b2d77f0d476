import { Button, TextControl } from '@wordpress/components';
import { useId, useRef } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';

import type { CardRow } from '../../settings';
import { formatNumber } from '../../../admin/format-number';
import { checkLabel, checkValue } from '../../validation';
import { FieldError } from '../field-error';
import { TemplateWarnings } from './template-warnings';
import { TokenMenu } from './token-menu';

interface Props {
	row: CardRow;
	index: number;
	count: number;
	onChange: ( part: Partial< CardRow > ) => void;
	onMove: ( by: 1 | -1 ) => void;
	onRemove: () => void;
}

type ButtonsProps = Pick< Props, 'index' | 'count' | 'onMove' | 'onRemove' >;

function RowButtons( { index, count, onMove, onRemove }: ButtonsProps ) {
	const place = formatNumber( index + 1 );
	return (
		<div className="known-visitor-card-rows__buttons">
			<Button
				icon="arrow-up-alt2"
				size="compact"
				label={ sprintf(
					/* translators: %s: place of a row, e.g. "2". */
					__( 'Move row %s up', 'known-visitor' ),
					place
				) }
				disabled={ index === 0 }
				accessibleWhenDisabled
				onClick={ () => onMove( -1 ) }
			/>
			<Button
				icon="arrow-down-alt2"
				size="compact"
				label={ sprintf(
					/* translators: %s: place of a row, e.g. "2". */
					__( 'Move row %s down', 'known-visitor' ),
					place
				) }
				disabled={ index === count - 1 }
				accessibleWhenDisabled
				onClick={ () => onMove( 1 ) }
			/>
			<Button
				icon="trash"
				size="compact"
				isDestructive
				label={ sprintf(
					/* translators: %s: place of a row, e.g. "2". */
					__( 'Remove row %s', 'known-visitor' ),
					place
				) }
				onClick={ onRemove }
			/>
		</div>
	);
}

/** One row of the card: a label, which is plain text, and a template. */
export function CardRowFields( { row, onChange, ...buttons }: Props ) {
	const id = useId();
	const value = useRef< HTMLInputElement >( null );
	const labelError = checkLabel( row );
	const valueError = checkValue( row );

	return (
		<li
			className="known-visitor-card-rows__row"
			aria-label={ sprintf(
				/* translators: 1: place of a row, e.g. "2". 2: number of rows. */
				__( 'Row %1$s of %2$s', 'known-visitor' ),
				formatNumber( buttons.index + 1 ),
				formatNumber( buttons.count )
			) }
		>
			<TextControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				label={ __( 'Label', 'known-visitor' ) }
				value={ row.label }
				onChange={ ( text ) => onChange( { label: text } ) }
				aria-invalid={ !! labelError }
				aria-describedby={ `${ id }label` }
			/>
			<TextControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				ref={ value }
				label={ __( 'Value', 'known-visitor' ) }
				className="known-visitor-card-rows__value"
				spellCheck={ false }
				value={ row.value }
				onChange={ ( text ) => onChange( { value: text } ) }
				aria-invalid={ !! valueError }
				aria-describedby={ `${ id }value ${ id }warning` }
			/>
			<div className="known-visitor-card-rows__tools">
				<TokenMenu
					field={ value }
					onInsert={ ( text ) => onChange( { value: text } ) }
				/>
				<RowButtons { ...buttons } />
			</div>
			<div className="known-visitor-card-rows__notes">
				<FieldError id={ `${ id }label` }>{ labelError }</FieldError>
				<FieldError id={ `${ id }value` }>{ valueError }</FieldError>
				<TemplateWarnings
					id={ `${ id }warning` }
					template={ row.value }
					field={ value }
				/>
			</div>
		</li>
	);
}
