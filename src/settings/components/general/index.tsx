import { Card, CardBody, ToggleControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { useSetting } from '../../hooks/use-setting';

/** The master switch. */
export function General() {
	const { value, setValue } = useSetting( 'enabled' );
	return (
		<Card>
			<CardBody>
				<ToggleControl
					__nextHasNoMarginBottom
					label={ __(
						'Identify signed-in visitors',
						'known-visitor'
					) }
					help={
						value
							? __(
									'The live chat learns who a signed-in visitor is. Guests stay guests.',
									'known-visitor'
								)
							: __(
									'Off: the live chat treats everybody as a guest.',
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
