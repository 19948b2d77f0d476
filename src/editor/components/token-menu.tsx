import { DropdownMenu, MenuGroup, MenuItem } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { DEFAULT_TOKEN } from '../../contract';
import { findExtraTokens, type PageFacts } from '../../shared/first-message';
import {
	BROWSER_TOKENS,
	META_TOKEN_PREFIX,
	SERVER_TOKENS,
	writeToken,
} from '../../shared/tokens';
import { describeToken } from '../../admin/tokens/descriptions';
import { valueOf } from '../../admin/tokens/value-of';
import { getSite } from '../site';

interface Props {
	facts: PageFacts;
	onPick: ( token: string ) => void;
}

/** All tokens in groups. */
const groups = (): [ title: string, names: readonly string[] ][] => [
	[ __( 'About the visitor', 'known-visitor' ), SERVER_TOKENS ],
	[ __( 'About the page', 'known-visitor' ), BROWSER_TOKENS ],
	[
		__( 'More from the profile', 'known-visitor' ),
		getSite().metaKeys.map( ( key ) => META_TOKEN_PREFIX + key ),
	],
	[
		__( 'From other plugins', 'known-visitor' ),
		findExtraTokens( getSite().tokens ),
	],
];

interface TokenProps {
	typed: string;
	info: string;
	children: string;
	onPick: ( typed: string ) => void;
}

const Token = ( { typed, info, children, onPick }: TokenProps ) => (
	<MenuItem
		info={ info }
		suffix={ <code>{ typed }</code> }
		onClick={ () => onPick( typed ) }
	>
		{ children }
	</MenuItem>
);

/** The menu of tokens, each with its value for who is in the editor. */
export function TokenMenu( { facts, onPick }: Props ) {
	const values = { ...getSite().tokens, ...facts };
	return (
		<DropdownMenu
			icon={ null }
			text={ __( 'Insert a token', 'known-visitor' ) }
			label={ __( 'Insert a token', 'known-visitor' ) }
			toggleProps={ { variant: 'secondary', size: 'compact' } }
			popoverProps={ {
				placement: 'bottom-end',
				className: 'known-visitor-override-tokens',
			} }
		>
			{ ( { onClose } ) => {
				const pick = ( typed: string ) => {
					onPick( typed );
					onClose();
				};
				return (
					<>
						<MenuGroup>
							<Token
								typed={ DEFAULT_TOKEN }
								info=""
								onPick={ pick }
							>
								{ __(
									'The site’s first message',
									'known-visitor'
								) }
							</Token>
						</MenuGroup>
						{ groups().map( ( [ title, names ] ) =>
							names.length ? (
								<MenuGroup key={ title } label={ title }>
									{ names.map( ( name ) => (
										<Token
											key={ name }
											typed={ writeToken( name ) }
											info={ valueOf( name, values ) }
											onPick={ pick }
										>
											{ describeToken( name ) }
										</Token>
									) ) }
								</MenuGroup>
							) : null
						) }
					</>
				);
			} }
		</DropdownMenu>
	);
}
