import { ToggleControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { useSetting } from '../../hooks/use-setting';
import { Section } from '../section';

/** What becomes of the settings when the plugin is deleted. */
export function Uninstalling() {
	const { value, setValue } = useSetting( 'delete_data' );
	return (
		<Section
			control="delete_data"
			title={ __( 'Deleting the plugin', 'known-visitor' ) }
		>
			<ToggleControl
				__nextHasNoMarginBottom
				label={ __(
					'Delete the settings and the secret together with the plugin',
					'known-visitor'
				) }
				help={
					value
						? __(
								'If you delete the plugin and install it again, every visitor starts a new, empty conversation. Deactivating the plugin deletes nothing.',
								'known-visitor'
							)
						: __(
								'They stay in the database. If you install the plugin again, visitors keep their conversations.',
								'known-visitor'
							)
				}
				checked={ value }
				onChange={ setValue }
			/>
		</Section>
	);
}
