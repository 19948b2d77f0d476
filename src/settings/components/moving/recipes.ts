import { __ } from '@wordpress/i18n';

import type { EditableSettings } from '../../settings';

/** What the recipes are called: the help page's first, by which most snippets go. */
export const recipes = (): Record< EditableSettings[ 'recipe' ], string > => ( {
	md5: __( 'Bitrix24’s help page (MD5)', 'known-visitor' ),
	hmac: __( 'Known Visitor (secure)', 'known-visitor' ),
} );
