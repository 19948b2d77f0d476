/** What the server is asked for the preview, and when it has to be asked again. */
import type { PreviewQuestion } from '../api/preview';
import type { EditableSettings, Edits, SettingKey } from '../settings';
import { without } from '../store/edits';

/** All templates of the settings. */
export const templatesOf = ( settings: EditableSettings ): string =>
	[
		settings.first_message,
		...( settings.card.enabled
			? settings.card.rows.map( ( { value } ) => value )
			: [] ),
	].join( '\n' );

/**
 * Chooses the settings to send: what is not saved yet. One with an error counts as
 * it is saved.
 *
 * @param edits The changed settings.
 * @param wrong Those that something is wrong with.
 */
export const previewSettings = (
	edits: Edits,
	wrong: readonly SettingKey[]
): Edits => without( edits, ( key ) => wrong.includes( key ) );

/**
 * Names a question: the same name, the same answer. What is typed is not in it,
 * since it is filled here; but the template is, and the rows of the card, where a page
 * or another plugin on the server makes its own of them.
 *
 * @param question What is asked.
 * @param isOurs   Whether the template is the one that is typed here.
 */
export function nameOf( question: PreviewQuestion, isOurs: boolean ): string {
	const { first_message: message, card, ...rest } = question.settings;
	return JSON.stringify( [
		question.user,
		question.url,
		rest,
		card && isOurs ? { ...card, rows: card.rows.length } : card,
		isOurs ? '' : message,
	] );
}
