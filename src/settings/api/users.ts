import apiFetch from '@wordpress/api-fetch';

import { isNumber, isText, listOf, shaped } from '../utils/is';
import { ask, type Result } from './ask';

/** A user whom the preview can be seen as. */
export interface FoundUser {
	readonly id: number;
	readonly name: string;
	readonly email: string;
	readonly roles: string[];
}

const isUsers = listOf(
	shaped< FoundUser >( {
		id: isNumber,
		name: isText,
		email: isText,
		roles: listOf( isText ),
	} )
);

/** Finds users by a part of their name, login or e-mail address. */
export const findUsers = ( words: string ): Promise< Result< FoundUser[] > > =>
	ask( isUsers, () =>
		apiFetch( {
			path: `/wp/v2/users?${ new URLSearchParams( {
				search: words,
				context: 'edit',
				per_page: '10',
				_fields: 'id,name,email,roles',
			} ) }`,
		} )
	);
