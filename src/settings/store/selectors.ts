import { createSelector } from '@wordpress/data';

import type { Failure } from '../api/failure';
import {
	SETTING_KEYS,
	type EditableSettings,
	type Edits,
	type FieldErrors,
	type SecretStatus,
	type SettingKey,
} from '../settings';
import { findUnfinished, validate } from '../validation';
import { baseOf } from './edits';
import type { State } from './types';

/** The settings as they would be after a save; null until they are loaded. */
export const getSettings = createSelector(
	( state: State ): EditableSettings | null =>
		state.saved && { ...state.saved, ...state.edits },
	( state: State ) => [ state.saved, state.edits ]
);

const getOwnErrors = createSelector(
	( state: State ): FieldErrors => {
		const settings = getSettings( state );
		return settings ? validate( settings ) : {};
	},
	( state: State ) => [ state.saved, state.edits ]
);

/** What was begun and is not finished, such as a choice of roles without a role. */
const getUnfinished = createSelector(
	( state: State ): FieldErrors => {
		const settings = getSettings( state );
		return settings
			? findUnfinished( settings, {
					roles: state.isChoosingRoles,
					paths: 'paths' in state.edits,
				} )
			: {};
	},
	( state: State ) => [ state.saved, state.edits, state.isChoosingRoles ]
);

/**
 * What is wrong with a field, in one sentence, if anything is. What is merely not
 * finished is none of that until a save was tried.
 */
export const getFieldError = (
	state: State,
	key: SettingKey
): string | undefined =>
	getOwnErrors( state )[ key ] ??
	( state.hasTriedToSave ? getUnfinished( state )[ key ] : undefined ) ??
	state.fieldErrors[ key ];

/** The settings that this screen would not send as they are. */
export const getWrongKeys = createSelector(
	( state: State ): SettingKey[] => {
		const errors = { ...getOwnErrors( state ), ...getUnfinished( state ) };
		return SETTING_KEYS.filter( ( key ) => errors[ key ] );
	},
	( state: State ) => [ state.saved, state.edits, state.isChoosingRoles ]
);

/** The settings whose fields show that something is wrong. */
export const getKeysWithErrors = createSelector(
	( state: State ): SettingKey[] =>
		SETTING_KEYS.filter( ( key ) => getFieldError( state, key ) ),
	( state: State ) => [
		state.saved,
		state.edits,
		state.isChoosingRoles,
		state.hasTriedToSave,
		state.fieldErrors,
	]
);

/** Whether the owner wants to choose roles, even while none is chosen yet. */
export const isChoosingRoles = ( state: State ): boolean =>
	state.isChoosingRoles;

/** The settings as the server has them; null until they are loaded. */
export const getSaved = ( state: State ): EditableSettings | null =>
	state.saved;

/** What is saved about the secret; null until the settings are loaded. */
export const getSecret = ( state: State ): SecretStatus | null =>
	state.saved && state.saved.secret;

/** Whether the user may say what the hash is made of, beside the secret. */
export const canMove = ( state: State ): boolean => ! state.saved?.locked;

/** How often what hashes are made of was changed on this screen: the same number, the same hashes. */
export const countHashChanges = ( state: State ): number => state.hashesChanged;

/** What a save has to send: the changed settings and no others. */
export const getEdits = ( state: State ): Edits => state.edits;

/** What the changed settings were changed from. */
export const getBase = ( { saved, edits }: State ): Edits =>
	saved ? baseOf( edits, saved ) : {};

/** What another administrator saved of what was changed here, too; null if nothing. */
export const getConflict = ( state: State ): Edits | null => state.conflict;

/** Whether something would be lost if the screen were closed now. */
export const hasEdits = ( state: State ): boolean =>
	Object.keys( state.edits ).length > 0;

/** Whether a save is on its way. */
export const isSaving = ( state: State ): boolean => state.sent !== null;

/** Whether the settings are being read. */
export const isLoading = ( state: State ): boolean => state.isLoading;

/** Why the settings could not be read, the last time it was tried. */
export const getLoadFailure = ( state: State ): Failure | null =>
	state.loadFailure;

/** Why the last save failed. */
export const getSaveFailure = ( state: State ): Failure | null =>
	state.saveFailure;
