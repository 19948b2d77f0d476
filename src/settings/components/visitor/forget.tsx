import { Notice, ToggleControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { useSetting } from '../../hooks/use-setting';
import { Group } from '../group';

/** What happens to the chat when a visitor signs out. */
export function Forget() {
	const { value, setValue } = useSetting( 'forget' );
	return (
		<Group title={ __( 'After signing out', 'known-visitor' ) }>
			<ToggleControl
				__nextHasNoMarginBottom
				label={ __(
					'Take the conversation off the screen when a visitor signs out',
					'known-visitor'
				) }
				help={ __(
					'It is there again when the visitor signs in.',
					'known-visitor'
				) }
				checked={ value }
				onChange={ setValue }
			/>
			{ ! value && (
				<Notice status="warning" isDismissible={ false }>
					{ __(
						'On a shared computer, whoever comes next can read the former visitor’s conversation and write in their name.',
						'known-visitor'
					) }
				</Notice>
			) }
		</Group>
	);
}
