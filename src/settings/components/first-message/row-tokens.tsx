import type { RefObject } from 'react';

import { Button, Dropdown } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { insertText } from '../../utils/insert-text';
import { TokenList } from '../token-list';

interface Props {
	field: RefObject< HTMLInputElement | null >;
	/** Called with the field's new text where the browser cannot "type". */
	onInsert: ( text: string ) => void;
}

/** The list of tokens for the value of a row. */
export function RowTokens( { field, onInsert }: Props ) {
	return (
		<Dropdown
			popoverProps={ { placement: 'bottom-start' } }
			contentClassName="known-visitor-card-rows__tokens"
			renderToggle={ ( { isOpen, onToggle } ) => (
				<Button
					variant="tertiary"
					size="compact"
					aria-expanded={ isOpen }
					aria-haspopup="dialog"
					onClick={ onToggle }
				>
					{ __( 'Insert a token…', 'known-visitor' ) }
				</Button>
			) }
			renderContent={ ( { onClose } ) => (
				<TokenList
					onPick={ ( token ) => {
						onClose();
						if ( field.current ) {
							insertText( field.current, token, onInsert );
						}
					} }
				/>
			) }
		/>
	);
}
