import { RadioControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { useSetting } from '../../hooks/use-setting';
import { Group } from '../group';

/** How the identity reaches the page. */
export function Delivery() {
	const { value, setValue } = useSetting( 'delivery' );
	return (
		<Group title={ __( 'Page cache', 'known-visitor' ) }>
			<RadioControl
				label={ __( 'Page cache', 'known-visitor' ) }
				hideLabelFromVision
				selected={ value }
				options={ [
					{
						label: __(
							'Pages of signed-in visitors are not cached',
							'known-visitor'
						),
						description: __(
							'How WordPress and nearly every cache work. The fastest way: no request more.',
							'known-visitor'
						),
						value: 'page',
					},
					{
						label: __(
							'My pages of signed-in visitors are cached',
							'known-visitor'
						),
						description: __(
							'The page then holds nothing personal; the browser asks your site who the visitor is, with one request more per page.',
							'known-visitor'
						),
						value: 'request',
					},
				] }
				onChange={ ( choice ) =>
					setValue( choice === 'request' ? 'request' : 'page' )
				}
			/>
		</Group>
	);
}
