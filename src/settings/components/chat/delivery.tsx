import { RadioControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { useSetting } from '../../hooks/use-setting';
import type { EditableSettings } from '../../settings';
import { Section } from '../section';

/** What the choices are called, by what of the page is cached. */
export const deliveries = (): Record<
	EditableSettings[ 'delivery' ],
	string
> => ( {
	page: __( 'Pages for signed-in visitors are not cached', 'known-visitor' ),
	request: __(
		'Pages for signed-in visitors are cached, too',
		'known-visitor'
	),
} );

/** How the identity reaches the page. */
export function Delivery() {
	const { value, setValue } = useSetting( 'delivery' );
	return (
		<Section
			control="delivery"
			title={ __( 'Page cache', 'known-visitor' ) }
			intro={ __(
				'A page cache stores finished pages so that your site responds faster. If yours also stores pages for signed-in visitors, choose the second option.',
				'known-visitor'
			) }
		>
			<RadioControl
				label={ __( 'Page cache', 'known-visitor' ) }
				hideLabelFromVision
				selected={ value }
				options={ [
					{
						label: deliveries().page,
						description: __(
							'The default for WordPress and almost every page cache. Fastest, because it needs no extra request.',
							'known-visitor'
						),
						value: 'page',
					},
					{
						label: deliveries().request,
						description: __(
							'Pages then contain no personal data. Instead, the visitor’s browser asks your site who is signed in, with one extra request per page.',
							'known-visitor'
						),
						value: 'request',
					},
				] }
				onChange={ ( choice ) =>
					setValue( choice === 'request' ? 'request' : 'page' )
				}
			/>
		</Section>
	);
}
