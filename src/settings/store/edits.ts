import {
	SETTING_KEYS,
	type EditableSettings,
	type Edits,
	type SettingKey,
} from '../settings';

/** Settings are plain JSON, with keys in the order that the screen gave them. */
const same = ( one: unknown, other: unknown ): boolean =>
	JSON.stringify( one ) === JSON.stringify( other );

/** Leaves out some of the edits. */
export function without(
	edits: Edits,
	isUnwanted: ( key: SettingKey ) => boolean
): Edits {
	const rest = { ...edits };
	for ( const key of SETTING_KEYS ) {
		if ( isUnwanted( key ) ) {
			delete rest[ key ];
		}
	}
	return rest;
}

/** The edits that still differ from what is saved. */
export const realEdits = ( edits: Edits, saved: EditableSettings ): Edits =>
	without( edits, ( key ) => same( edits[ key ], saved[ key ] ) );

/** The edits that were made, or made anew, after these were sent. */
export const editsSince = ( edits: Edits, sent: Edits ): Edits =>
	without(
		edits,
		( key ) => key in sent && same( edits[ key ], sent[ key ] )
	);

/** Some of the edits. */
export const pick = ( edits: Edits, keys: readonly SettingKey[] ): Edits =>
	without( edits, ( key ) => ! keys.includes( key ) );

function copy< Key extends SettingKey >(
	to: Edits,
	from: EditableSettings,
	key: Key
): void {
	to[ key ] = from[ key ];
}

/** What was saved of the settings that an update changes. */
export function baseOf( edits: Edits, saved: EditableSettings ): Edits {
	const base: Edits = {};
	for ( const key of SETTING_KEYS ) {
		if ( key in edits ) {
			copy( base, saved, key );
		}
	}
	return base;
}
