import { DropdownMenu, MenuGroup, MenuItem } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { getSite } from '../../site';

/** What the presets are for; their texts come from the server, in the site's language. */
const choices = () =>
	[
		{
			name: 'short',
			title: __( 'Short', 'known-visitor' ),
			info: __( 'Who and where, in one line.', 'known-visitor' ),
		},
		{
			name: 'support',
			title: __( 'Support', 'known-visitor' ),
			info: __(
				'Page, role, registration date, language, profile.',
				'known-visitor'
			),
		},
		{
			name: 'shop',
			title: __( 'Shop', 'known-visitor' ),
			info: __(
				'Page, customer number, registration date, language, profile.',
				'known-visitor'
			),
		},
	] as const;

interface Props {
	value: string;
	onPick: ( template: string ) => void;
}

/** First messages to start from. One that was picked by mistake is undone. */
export function Presets( { value, onPick }: Props ) {
	const { presets } = getSite();
	const label = __( 'Presets', 'known-visitor' );
	return (
		<DropdownMenu
			icon={ null }
			text={ label }
			label={ label }
			toggleProps={ { variant: 'link', showTooltip: false } }
			popoverProps={ { placement: 'bottom-end', shift: true } }
		>
			{ ( { onClose } ) => (
				<MenuGroup>
					{ choices().map( ( { name, title, info } ) => {
						const template = presets[ name ];
						return (
							template && (
								<MenuItem
									key={ name }
									role="menuitemradio"
									isSelected={ template === value }
									info={ info }
									onClick={ () => {
										onPick( template );
										onClose();
									} }
								>
									{ title }
								</MenuItem>
							)
						);
					} ) }
				</MenuGroup>
			) }
		</DropdownMenu>
	);
}
