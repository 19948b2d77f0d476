import { Card, CardBody, ToggleControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { useSetting } from '../../hooks/use-setting';

/** What becomes of the settings when the plugin is deleted. */
export function Uninstalling() {
	const { value, setValue } = useSetting( 'delete_data' );
	return (
		<Card>
			<CardBody>
				<ToggleControl
					__nextHasNoMarginBottom
					label={ __(
						'When the plugin is deleted, delete its settings and its secret',
						'known-visitor'
					) }
					help={
						value
							? __(
									'Deactivating deletes nothing. After deleting, every visitor would start a new, empty conversation.',
									'known-visitor'
								)
							: __(
									'They stay in the database: installed again, the plugin finds every visitor’s conversation.',
									'known-visitor'
								)
					}
					checked={ value }
					onChange={ setValue }
				/>
			</CardBody>
		</Card>
	);
}
