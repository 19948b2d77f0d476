import { __, sprintf } from '@wordpress/i18n';

import { FIRST_MESSAGE_MAX_LENGTH, TEXT_MAX_LENGTH } from '../constants';
import { checkCard } from '../utils/check-card';
import { checkMetaKeys } from '../utils/check-meta-keys';
import { checkPaths } from '../utils/check-paths';
import {
	countCharacters,
	formatNumber,
	hasControls,
} from '../utils/characters';
import { explainWidgetCode, readWidgetCode } from '../utils/widget-code';
import type { EditableSettings, FieldErrors, SettingKey } from './types';

function checkFirstMessage( template: string ): string | undefined {
	return countCharacters( template ) <= FIRST_MESSAGE_MAX_LENGTH
		? undefined
		: sprintf(
				/* translators: %s: the highest number of characters, e.g. "4,000". */
				__(
					'The first message is too long. At most %s characters fit.',
					'known-visitor'
				),
				formatNumber( FIRST_MESSAGE_MAX_LENGTH )
			);
}

function checkSiteAddress( address: string ): string | undefined {
	if ( address === '' ) {
		return __(
			'The site address cannot be empty: it is part of every visitor’s identity.',
			'known-visitor'
		);
	}
	return countCharacters( address ) > TEXT_MAX_LENGTH ||
		hasControls( address )
		? sprintf(
				/* translators: %s: the highest number of characters, e.g. "255". */
				__(
					'The site address has to be one line of at most %s characters.',
					'known-visitor'
				),
				formatNumber( TEXT_MAX_LENGTH )
			)
		: undefined;
}

const checkWidget = ( pasted: string ): string | undefined => {
	const code = readWidgetCode( pasted );
	return code.problem && explainWidgetCode( code.problem );
};

/**
 * Finds what the server would refuse anyway, so that the owner hears of it while
 * typing. The server has the last word.
 */
export function validate( settings: EditableSettings ): FieldErrors {
	const errors: Partial< Record< SettingKey, string | undefined > > = {
		widget_url: checkWidget( settings.widget_url ),
		site_address: checkSiteAddress( settings.site_address ),
		paths: checkPaths( settings.paths.list ),
		meta_keys: checkMetaKeys( settings.meta_keys ),
		first_message: checkFirstMessage( settings.first_message ),
		card: checkCard( settings.card.rows ),
	};
	return Object.fromEntries(
		Object.entries( errors ).filter( ( [ , sentence ] ) => sentence )
	);
}
