import { Button } from '@wordpress/components';
import { createInterpolateElement } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { Notice } from '../notice';
interface Props {
	address: string;
	onConfirm: () => void;
	onRefuse: () => void;
}

/** Asks before a script from elsewhere is put on every page of the site. */
export function ConfirmHost( { address, onConfirm, onRefuse }: Props ) {
	return (
		<Notice status="warning" className="known-visitor-widget-code__confirm">
			<p>
				{ createInterpolateElement(
					/* translators: <host /> is a domain, e.g. "portal.example.org". */
					__(
						'This widget comes from <host />, not from Bitrix24. Its script would run on every page of your site. Is this your own, self-hosted portal?',
						'known-visitor'
					),
					{ host: <strong>{ new URL( address ).host }</strong> }
				) }
			</p>
			<div className="known-visitor-widget-code__buttons">
				<Button
					variant="secondary"
					__next40pxDefaultSize
					onClick={ onConfirm }
				>
					{ __( 'Yes, this is our portal', 'known-visitor' ) }
				</Button>
				<Button
					variant="tertiary"
					__next40pxDefaultSize
					onClick={ onRefuse }
				>
					{ __( 'No, discard it', 'known-visitor' ) }
				</Button>
			</div>
		</Notice>
	);
}
