import {
	SECRET_MATCH_PATH,
	SECRET_MATCH_SCHEMA,
	type SecretMatch,
} from '../../contract';
import { schemaGuard } from '../../shared/schema';
import { ask, type Result } from './ask';

export type { SecretMatch } from '../../contract';

/** A hash that a hand-made snippet gave for a user. */
export interface Sample {
	readonly secret: string;
	readonly user: number;
	readonly hash: string;
}

/** Finds how a snippet made a hash, before anything is changed. */
export const findMatch = ( sample: Sample ): Promise< Result< SecretMatch > > =>
	ask(
		schemaGuard< SecretMatch >( SECRET_MATCH_SCHEMA ),
		SECRET_MATCH_PATH,
		sample
	);
