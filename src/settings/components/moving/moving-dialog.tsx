import { RadioControl, TextControl } from '@wordpress/components';
import { useId } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import type { SecretSource } from '../../settings';
import { FormDialog } from '../dialog';
import { FieldError } from '../field-error';
import { Notice } from '../notice';
import { FailureNotice } from '../notice/failure';
import { SecretField } from '../secret/secret-field';
import { Proof } from './proof';
import { recipes } from './recipes';
import { useMovingForm, type MovingForm } from './use-moving-form';
import './moving-dialog.scss';

/** What the hash is made of, beside secret and user. */
function Ingredients( { form }: { form: MovingForm } ) {
	const id = useId();
	const { recipe, siteAddress, errors, change } = form;
	const error = errors[ 'site_address' ];
	return (
		<>
			<RadioControl
				label={ __( 'Recipe', 'known-visitor' ) }
				selected={ recipe }
				options={ Object.entries( recipes() ).map(
					( [ name, label ] ) => ( { value: name, label } )
				) }
				onChange={ ( value ) =>
					change( { recipe: value === 'hmac' ? 'hmac' : 'md5' } )
				}
			/>
			<div>
				<TextControl
					__nextHasNoMarginBottom
					__next40pxDefaultSize
					label={ __( 'Site address', 'known-visitor' ) }
					help={ __(
						'Exactly as in your old code, with or without https:// and the slash at the end.',
						'known-visitor'
					) }
					dir="ltr"
					spellCheck={ false }
					autoCapitalize="off"
					value={ siteAddress }
					onChange={ ( value ) => change( { siteAddress: value } ) }
					aria-invalid={ !! error }
					{ ...( error
						? { 'aria-describedby': `${ id }error` }
						: {} ) }
				/>
				<FieldError id={ `${ id }error` }>{ error }</FieldError>
			</div>
		</>
	);
}

interface Props {
	source: SecretSource;
	onClose: () => void;
}

/**
 * Takes over what a hand-made snippet made its hashes of: all at once, so that no
 * visitor meets half of it.
 */
export function MovingDialog( { source, onClose }: Props ) {
	const isFixed = source === 'constant' || source === 'environment';
	const form = useMovingForm( isFixed, onClose );
	return (
		<FormDialog
			title={ __( 'Moving from a hand-made snippet', 'known-visitor' ) }
			submitLabel={
				isFixed
					? __( 'Apply both', 'known-visitor' )
					: __( 'Apply all three', 'known-visitor' )
			}
			isDestructive={ ! form.isProven }
			isBusy={ form.isBusy }
			onSubmit={ () => void form.submit() }
			onCancel={ onClose }
			formRef={ form.formRef }
		>
			<p>
				{ __(
					'Copy these from your old code. They take effect together, so that no visitor gets a wrong identity in between.',
					'known-visitor'
				) }
			</p>
			<SecretField
				label={ __( 'Secret of your old code', 'known-visitor' ) }
				hint={
					isFixed
						? __(
								'Only for the test below. The plugin’s secret is set on the server, so change it there.',
								'known-visitor'
							)
						: __(
								'The text that your old code combines with the user ID and the site address.',
								'known-visitor'
							)
				}
				value={ form.secret }
				onChange={ ( secret ) => form.change( { secret } ) }
				error={ form.errors[ 'secret' ] }
			/>
			<Ingredients form={ form } />
			<Proof form={ form } />
			{ form.isProven ? null : (
				<Notice status="warning">
					{ __(
						'Not tested yet. If any of these differs from your old code, every visitor starts a new, empty conversation.',
						'known-visitor'
					) }
				</Notice>
			) }
			<FailureNotice failure={ form.failure } />
		</FormDialog>
	);
}
