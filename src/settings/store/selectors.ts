import { createSelector } from '@wordpress/data';

import type {
	EditableSettings,
	Edits,
	Failure,
	FieldErrors,
	SecretStatus,
	SettingKey,
	State,
} from './types';
import { baseOf } from './edits';
import { validate } from './validate';

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

/** What is wrong with a field, in one sentence, if anything is. */
export const getFieldError = (
	state: State,
	key: SettingKey
): string | undefined =>
	getOwnErrors( state )[ key ] ?? state.fieldErrors[ key ];

/** The settings as the server has them; null until they are loaded. */
export const getSaved = ( state: State ): EditableSettings | null =>
	state.saved;

/** What is saved about the secret; null until the settings are loaded. */
export const getSecret = ( state: State ): SecretStatus | null =>
	state.saved && state.saved.secret;

/** How often the secret was replaced on this screen: the same number, the same secret. */
export const countReplacedSecrets = ( state: State ): number =>
	state.secretsReplaced;

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

/**
 * Whether a save would be sent: there is something to save, no other save runs,
 * and this screen knows of nothing that the server would refuse. What the server
 * has refused may be tried again.
 */
export const canSave = ( state: State ): boolean =>
	hasEdits( state ) &&
	! isSaving( state ) &&
	Object.keys( getOwnErrors( state ) ).length === 0;

/** Whether the settings are being read. */
export const isLoading = ( state: State ): boolean => state.isLoading;

/** Why the settings could not be read, the last time it was tried. */
export const getLoadFailure = ( state: State ): Failure | null =>
	state.loadFailure;

/** Why the last save failed. */
export const getSaveFailure = ( state: State ): Failure | null =>
	state.saveFailure;
