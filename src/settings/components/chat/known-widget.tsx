import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';

import { isVendors } from '../../validation/widget-code';

interface Props {
	address: string;
	onReplace: () => void;
	onRemove: () => void;
}

/** What was understood of the widget's code: the address of its script. */
export function KnownWidget( { address, onReplace, onRemove }: Props ) {
	return (
		<>
			<div className="known-visitor-widget-code__known">
				<strong>
					{ isVendors( address )
						? __( 'Bitrix24 widget', 'known-visitor' )
						: sprintf(
								/* translators: %s: a domain, e.g. "portal.example.org". */
								__(
									'Widget from your portal %s',
									'known-visitor'
								),
								new URL( address ).host
							) }
				</strong>
				<code dir="ltr">{ address }</code>
			</div>
			<div className="known-visitor-widget-code__buttons">
				<Button
					variant="secondary"
					__next40pxDefaultSize
					onClick={ onReplace }
				>
					{ __( 'Paste different code', 'known-visitor' ) }
				</Button>
				<Button
					variant="tertiary"
					__next40pxDefaultSize
					isDestructive
					onClick={ onRemove }
				>
					{ __( 'Remove the widget', 'known-visitor' ) }
				</Button>
			</div>
		</>
	);
}
