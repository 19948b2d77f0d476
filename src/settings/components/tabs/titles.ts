import { __ } from '@wordpress/i18n';

import type { TabName } from '../../navigation';

/** What stands on the tabs. */
export const tabTitles = (): Record< TabName, string > => ( {
	message: __( 'Message', 'known-visitor' ),
	visitors: __( 'Visitors', 'known-visitor' ),
	chat: __( 'Chat', 'known-visitor' ),
	advanced: __( 'Advanced', 'known-visitor' ),
} );
