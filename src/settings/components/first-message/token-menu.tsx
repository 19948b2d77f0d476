import type { RefObject } from 'react';

import { __ } from '@wordpress/i18n';

import { insertText } from '../../../admin/insert-text';
import { describeToken } from '../../../admin/tokens/descriptions';
import { valueOf } from '../../../admin/tokens/value-of';
import {
	BROWSER_TOKENS,
	META_TOKEN_PREFIX,
	SERVER_TOKENS,
	writeToken,
} from '../../../shared/tokens';
import { useSetting } from '../../hooks/use-setting';
import { usePreview } from '../../preview/context';
import { PickList, type ChoiceGroup } from '../pick-list';
import { PickMenu } from '../pick-list/menu';

interface Props {
	/** Where the token goes. */
	field: RefObject< HTMLInputElement | HTMLTextAreaElement | null >;
	/** Called before something is inserted. */
	onStart?: () => void;
	/** Called with the field's new text where the browser cannot "type". */
	onInsert: ( text: string ) => void;
}

/** All tokens with what they stand for, and for whom. */
function useTokens(): ChoiceGroup[] {
	const { value: metaKeys } = useSetting( 'meta_keys' );
	const { extraTokens, values, data } = usePreview();
	const groups: [ string, readonly string[] ][] = [
		[ __( 'About the visitor', 'known-visitor' ), SERVER_TOKENS ],
		[ __( 'About the page', 'known-visitor' ), BROWSER_TOKENS ],
		[
			__( 'More user data', 'known-visitor' ),
			metaKeys.map( ( key ) => META_TOKEN_PREFIX + key ),
		],
		[ __( 'From other plugins', 'known-visitor' ), extraTokens ],
	];
	return groups.map( ( [ title, names ] ) => ( {
		title,
		choices: names.map( ( name ) => ( {
			name,
			about: describeToken( name ),
			value: data ? valueOf( name, values ) : undefined,
		} ) ),
	} ) );
}

function TokenList( { onPick }: { onPick: ( token: string ) => void } ) {
	return (
		<PickList
			label={ __( 'Tokens', 'known-visitor' ) }
			searchLabel={ __( 'Search tokens', 'known-visitor' ) }
			groups={ useTokens() }
			none={ __(
				'No tokens found. You can allow more user data on the “Visitors” tab.',
				'known-visitor'
			) }
			write={ writeToken }
			onPick={ ( name ) => onPick( writeToken( name ) ) }
		/>
	);
}

/** A button for the list of tokens; the one that is picked goes in where the caret is. */
export function TokenMenu( { field, onStart, onInsert }: Props ) {
	return (
		<PickMenu
			label={ __( 'Insert a token…', 'known-visitor' ) }
			title={ __( 'Insert a token', 'known-visitor' ) }
			isCompact
		>
			{ ( close ) => (
				<TokenList
					onPick={ ( token ) => {
						close();
						if ( field.current ) {
							onStart?.();
							insertText( field.current, token, onInsert );
						}
					} }
				/>
			) }
		</PickMenu>
	);
}
