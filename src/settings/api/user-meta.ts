import {
	PREVIEW_META_PATH,
	USER_META_SCHEMA,
	type UserMeta,
} from '../../contract';
import { ask, listGuard, type Result } from './ask';

export type { UserMeta } from '../../contract';

const isMeta = listGuard< UserMeta >( USER_META_SCHEMA );

/** Finds the user meta of a user that may be put on the list. */
export const findMeta = ( user: number ): Promise< Result< UserMeta[] > > =>
	ask( isMeta, `${ PREVIEW_META_PATH }?user=${ user }` );
