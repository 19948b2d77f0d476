import apiFetch from '@wordpress/api-fetch';

import { PREVIEW_PATH } from '../constants';
import type { Edits } from '../store/types';
import { isRecord, isText, isTexts, type Check } from '../utils/is';
import { ask, type Result } from './ask';

/** What the server knows of a previewed visitor. */
export interface PreviewAnswer {
	/** Eight characters that stand for the identity. */
	readonly mark: string;
	/** The user fields; the hash is the mark here, too. */
	readonly user: Readonly< Record< string, string > >;
	/** The template, as other plugins leave it. */
	readonly message: string;
	readonly tokens: Readonly< Record< string, string > >;
	/** The blocks of the operator card. */
	readonly card: readonly unknown[];
}

/** Null: there is no identity, for want of a secret. */
const isAnswer: Check< PreviewAnswer | null > = (
	value
): value is PreviewAnswer | null =>
	value === null ||
	( isRecord( value ) &&
		isText( value[ 'mark' ] ) &&
		isTexts( value[ 'user' ] ) &&
		isText( value[ 'message' ] ) &&
		isTexts( value[ 'tokens' ] ) &&
		Array.isArray( value[ 'card' ] ) );

/** Asks what a page would get for a user, with settings that are not saved yet. */
export const askPreview = (
	user: number,
	settings: Edits
): Promise< Result< PreviewAnswer | null > > =>
	ask( isAnswer, () =>
		apiFetch( {
			path: PREVIEW_PATH,
			method: 'POST',
			data: { user, settings },
		} )
	);
