import { Button, TextControl } from '@wordpress/components';
import { useId } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';

import type { SecretMatch } from '../../api/secret-match';
import { FieldError } from '../field-error';
import { Notice } from '../notice';
import { FailureNotice } from '../notice/failure';
import type { MovingForm } from './use-moving-form';

/** The parts of a hash, by the names that the server has for them. */
const nameOfPart = ( part: string ): string =>
	( {
		user: __( 'user ID', 'known-visitor' ),
		site_address: __( 'site address', 'known-visitor' ),
		secret: __( 'secret', 'known-visitor' ),
	} )[ part ] ?? part;

/** What came of the test, in the owner's words. */
function outcomeOf( { recipe, order }: SecretMatch ): string {
	if ( recipe ) {
		return __(
			'Match found: recipe and site address are filled in above. Visitors keep their conversations.',
			'known-visitor'
		);
	}
	return order
		? sprintf(
				/* translators: %s: the parts in their order, e.g. "site address, user ID, secret". */
				__(
					'Your old code combines the parts in another order (%s), which this plugin does not support. Visitors would start new, empty conversations.',
					'known-visitor'
				),
				order.split( ' ' ).map( nameOfPart ).join( ', ' )
			)
		: __(
				'No match. Check the secret, the user ID and the hash: all three have to come from the old code and belong together.',
				'known-visitor'
			);
}

interface FieldProps {
	form: MovingForm;
	name: 'user' | 'hash';
	label: string;
	inputMode: 'numeric' | 'text';
}

function Field( { form, name, label, inputMode }: FieldProps ) {
	const id = useId();
	const error = form.errors[ name ];
	return (
		<div>
			<TextControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				label={ label }
				inputMode={ inputMode }
				dir="ltr"
				spellCheck={ false }
				autoCapitalize="off"
				autoComplete="off"
				value={ form[ name ] }
				onChange={ ( value ) => form.change( { [ name ]: value } ) }
				aria-invalid={ !! error }
				{ ...( error ? { 'aria-describedby': `${ id }error` } : {} ) }
			/>
			<FieldError id={ `${ id }error` }>{ error }</FieldError>
		</div>
	);
}

/** Tries the old code's secret on one hash that it gave, before anything is changed. */
export function Proof( { form }: { form: MovingForm } ) {
	const { match, isTesting, testFailure, test } = form;
	return (
		<fieldset className="known-visitor-moving-dialog__proof">
			<legend>
				{ __( 'Test it before you change anything', 'known-visitor' ) }
			</legend>
			<p className="known-visitor-dialog__hint">
				{ __(
					'While your old code is still active, sign in as one of your users and look for “hash” in the page source. The test then finds the recipe and the site address for you.',
					'known-visitor'
				) }
			</p>
			<div className="known-visitor-moving-dialog__sample">
				<Field
					form={ form }
					name="user"
					label={ __( 'User ID', 'known-visitor' ) }
					inputMode="numeric"
				/>
				<Field
					form={ form }
					name="hash"
					label={ __( 'Hash for this user', 'known-visitor' ) }
					inputMode="text"
				/>
			</div>
			<div>
				<Button
					variant="secondary"
					__next40pxDefaultSize
					isBusy={ isTesting }
					disabled={ isTesting }
					accessibleWhenDisabled
					onClick={ () => void test() }
				>
					{ __( 'Test', 'known-visitor' ) }
				</Button>
			</div>
			{ match && (
				<Notice status={ match.recipe ? 'success' : 'warning' }>
					{ outcomeOf( match ) }
				</Notice>
			) }
			<FailureNotice failure={ testFailure } />
		</fieldset>
	);
}
