import { decodeEntities } from '@wordpress/html-entities';

import { ask, listGuard, type Result } from './ask';

/** A user whom the preview can be seen as. */
export interface FoundUser {
	readonly id: number;
	readonly name: string;
	readonly email: string;
	/** Not known of oneself, who need not be found. */
	readonly username?: string;
}

const isUsers = listGuard< FoundUser >( {
	type: 'object',
	properties: {
		id: { type: 'integer', required: true },
		name: { type: 'string', required: true },
		email: { type: 'string', required: true },
		username: { type: 'string' },
	},
} );

/** Finds ten users by a part of their name, username or e-mail address; any ten if nothing is typed. */
export async function findUsers(
	words: string
): Promise< Result< FoundUser[] > > {
	const answer = await ask(
		isUsers,
		`/wp/v2/users?${ new URLSearchParams( {
			...( words ? { search: words } : {} ),
			context: 'edit',
			per_page: '10',
			_fields: 'id,name,email,username',
		} ) }`
	);
	if ( ! answer.value ) {
		return answer;
	}
	// WordPress stores names with entities, and its route gives them as they are stored.
	const value = answer.value.map( ( user ) => ( {
		...user,
		name: decodeEntities( user.name ),
	} ) );
	return { value };
}
