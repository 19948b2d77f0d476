import type { RefObject } from 'react';

import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';

import { findMetaKeys, findUnknownTokens } from '../../../shared/first-message';
import { parse } from '../../../shared/bbcode/parse';
import { useSetting } from '../../hooks/use-setting';
import { useSettled } from '../../../admin/use-settled';
import { usePreview } from '../../preview/context';
import { canBeSent } from '../../validation';
import { warnOfStrays, warnOfTokens } from '../../../admin/template-warnings';
import { Notice } from '../notice';
import './template-warnings.scss';

interface MetaKeyProps {
	metaKey: string;
	/** Called when the key was allowed, and the button is about to go. */
	onAllow: () => void;
}

function MetaKeyWarning( { metaKey, onAllow }: MetaKeyProps ) {
	const { value, setValue } = useSetting( 'meta_keys' );
	if ( ! canBeSent( metaKey ) ) {
		return (
			<Notice status="warning">
				{ sprintf(
					/* translators: %s: a user meta key. */
					__(
						'{meta:%s} stays empty: sessions, capabilities, passwords and other secrets can never be sent.',
						'known-visitor'
					),
					metaKey
				) }
			</Notice>
		);
	}
	return (
		<Notice status="warning">
			<p className="known-visitor-template-warnings__text">
				{ sprintf(
					/* translators: 1, 2: the same user meta key. */
					__(
						'{meta:%1$s} stays empty because the key “%2$s” is not allowed yet.',
						'known-visitor'
					),
					metaKey,
					metaKey
				) }
			</p>
			<Button
				variant="secondary"
				size="compact"
				onClick={ () => {
					setValue( [ ...value, metaKey ] );
					onAllow();
				} }
			>
				{ sprintf(
					/* translators: %s: a user meta key. */
					__( 'Allow “%s”', 'known-visitor' ),
					metaKey
				) }
			</Button>
		</Notice>
	);
}

interface Props {
	id: string;
	template: string;
	/** The field that the template is in. */
	field: RefObject< HTMLElement | null >;
}

/** Points out slips such as {nmae}, once the typing pauses. */
export function TemplateWarnings( { id, template, field }: Props ) {
	const settled = useSettled( template );
	const { extraTokens } = usePreview();
	const { value: allowed } = useSetting( 'meta_keys' );

	const unknown = findUnknownTokens( settled, extraTokens );
	const { strays } = parse( settled );
	const missing = findMetaKeys( settled ).filter(
		( key ) => ! allowed.includes( key )
	);
	return (
		<div id={ id } className="known-visitor-template-warnings">
			{ unknown.length > 0 && (
				<Notice status="warning">{ warnOfTokens( unknown ) }</Notice>
			) }
			{ missing.map( ( key ) => (
				<MetaKeyWarning
					key={ key }
					metaKey={ key }
					onAllow={ () => field.current?.focus() }
				/>
			) ) }
			{ strays.length > 0 && (
				<Notice status="warning">{ warnOfStrays( strays ) }</Notice>
			) }
		</div>
	);
}
