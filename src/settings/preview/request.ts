/** What the server is asked for the preview, and when it has to be asked again. */
import {
	CARD_ROWS_MAX,
	META_KEYS_MAX,
	ROW_VALUE_MAX_LENGTH,
} from '../constants';
import { findTokens } from '../../shared/first-message';
import { META_TOKEN_PREFIX, SERVER_TOKENS } from '../../shared/tokens';
import type {
	CardRow,
	EditableSettings,
	Edits,
	FieldErrors,
	SettingKey,
} from '../store/types';

/** What only the server can work out; all else is rendered here. */
const ASKED = [
	'fields',
	'meta_keys',
	'recipe',
	'site_address',
	'first_message',
] as const satisfies readonly SettingKey[];

/** All templates of the settings. */
export const templatesOf = ( settings: EditableSettings ): string =>
	[
		settings.first_message,
		...( settings.card.enabled
			? settings.card.rows.map( ( { value } ) => value )
			: [] ),
	].join( '\n' );

/** Every token whose value the screen may want to show. */
export const tokensToAsk = ( settings: EditableSettings ): string[] => [
	...new Set( [
		...SERVER_TOKENS,
		...settings.meta_keys
			.slice( 0, META_KEYS_MAX )
			.map( ( key ) => META_TOKEN_PREFIX + key ),
		...findTokens( templatesOf( settings ) ),
	] ),
];

/**
 * Makes rows of a card that hold all these tokens: the server gives the values
 * of tokens that stand in a template, and of no others.
 */
export function rowsWith( tokens: readonly string[] ): CardRow[] {
	const rows: CardRow[] = [];
	for ( const token of tokens ) {
		const text = `{${ token }}`;
		const last = rows.at( -1 );
		if ( last && last.value.length + text.length <= ROW_VALUE_MAX_LENGTH ) {
			last.value += text;
		} else {
			rows.push( { label: '', value: text } );
		}
	}
	return rows.slice( 0, CARD_ROWS_MAX );
}

/**
 * Chooses what to send: settings with errors stay as they are saved.
 *
 * @param settings The edited settings.
 * @param errors   What is wrong with them.
 */
export function previewSettings(
	settings: EditableSettings,
	errors: FieldErrors
): Edits {
	const sent: Record< string, unknown > = {};
	for ( const key of ASKED ) {
		if ( ! errors[ key ] ) {
			sent[ key ] = settings[ key ];
		}
	}
	return {
		...sent,
		card: { enabled: true, rows: rowsWith( tokensToAsk( settings ) ) },
	};
}

/**
 * Names a question: the same name, the same answer. The template is left out of
 * it as long as nobody on the server changes templates.
 */
export const questionFor = (
	user: number,
	{ first_message: message, ...rest }: Edits,
	isFiltered: boolean
): string => JSON.stringify( [ user, rest, isFiltered ? message : '' ] );
