import { ToggleControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { useSetting } from '../../hooks/use-setting';
import { Notice } from '../notice';
import { Section } from '../section';

/** What happens to the chat when a visitor signs out. */
export function Forget() {
	const { value, setValue } = useSetting( 'forget' );
	return (
		<Section
			control="forget"
			title={ __( 'After signing out', 'known-visitor' ) }
		>
			<ToggleControl
				__nextHasNoMarginBottom
				label={ __(
					'Hide the conversation when a visitor signs out',
					'known-visitor'
				) }
				help={ __(
					'It comes back when the visitor signs in again.',
					'known-visitor'
				) }
				checked={ value }
				onChange={ setValue }
			/>
			{ ! value && (
				<Notice status="warning">
					{ __(
						'On a shared computer, the next person can read the previous visitor’s conversation and write in that visitor’s name.',
						'known-visitor'
					) }
				</Notice>
			) }
		</Section>
	);
}
