import {
	PREVIEW_PATH,
	PREVIEW_SCHEMA,
	type PreviewAnswer,
} from '../../contract';
import { schemaGuard } from '../../shared/schema';
import type { Edits } from '../settings';
import { ask, type Result } from './ask';

export type { PageData, PreviewAnswer } from '../../contract';

/** What is asked: whom the preview is seen as, and on which page. */
export interface PreviewQuestion {
	readonly user: number;
	/** Address of a page of the site. */
	readonly url: string;
	/** Settings that are not saved yet. */
	readonly settings: Edits;
}

/** Asks what a page would hold of a user, or why it would not. */
export const askPreview = (
	question: PreviewQuestion
): Promise< Result< PreviewAnswer > > =>
	ask(
		schemaGuard< PreviewAnswer >( PREVIEW_SCHEMA ),
		PREVIEW_PATH,
		question
	);
