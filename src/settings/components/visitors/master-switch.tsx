import { ToggleControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { useSetting } from '../../hooks/use-setting';
import { controlId } from '../../navigation';

/** Whether anybody is identified at all. */
export function MasterSwitch() {
	const { value, setValue } = useSetting( 'enabled' );
	return (
		<div id={ controlId( 'enabled' ) }>
			<ToggleControl
				__nextHasNoMarginBottom
				label={ __( 'Identify signed-in visitors', 'known-visitor' ) }
				help={
					value
						? __(
								'The chat knows who a signed-in visitor is. Guests stay guests.',
								'known-visitor'
							)
						: __(
								'Known Visitor is switched off: the chat treats everybody as a guest.',
								'known-visitor'
							)
				}
				checked={ value }
				onChange={ setValue }
			/>
		</div>
	);
}
