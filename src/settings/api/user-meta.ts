import apiFetch from '@wordpress/api-fetch';

import {
	PREVIEW_META_PATH,
	USER_META_SCHEMA,
	type UserMeta,
} from '../../contract';
import { schemaGuard } from '../../shared/schema';
import { ask, type Result } from './ask';

export type { UserMeta } from '../../contract';

const isMeta = schemaGuard< UserMeta[] >( {
	type: 'array',
	items: USER_META_SCHEMA,
} );

/** Finds the user meta of a user that may be put on the list. */
export const findMeta = ( user: number ): Promise< Result< UserMeta[] > > =>
	ask( isMeta, () =>
		apiFetch( { path: `${ PREVIEW_META_PATH }?user=${ user }` } )
	);
