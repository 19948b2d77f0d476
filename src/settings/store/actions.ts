import {
	readSettings,
	writeSecret,
	writeSettings,
	type SecretParts,
} from '../api';
import type { Result } from '../api/ask';
import type { Failure } from '../api/failure';
import {
	SETTING_KEYS,
	type CardRow,
	type Edits,
	type SettingKey,
	type Settings,
} from '../settings';
import { pick } from './edits';
import type { Action } from './reducer';

/** What a thunk of this store is given, as far as the actions below need it. */
interface Thunk {
	dispatch: ( action: Action ) => unknown;
	select: {
		getEdits: () => Edits;
		getBase: () => Edits;
		getWrongKeys: () => readonly SettingKey[];
		isSaving: () => boolean;
	};
}

/** Reads the settings, at the start and again after a failure. */
export const load =
	() =>
	async ( { dispatch }: Thunk ): Promise< void > => {
		dispatch( { type: 'LOAD' } );
		const { value, failure } = await readSettings();
		dispatch(
			failure
				? { type: 'LOAD_FAILED', failure }
				: { type: 'LOADED', settings: value }
		);
	};

/** Changes settings on this screen; {@link save} makes it last. */
export const edit = ( edits: Edits ): Action => ( { type: 'EDIT', edits } );

/** Rows of the card that say nothing are not worth saving. */
const isFilled = ( { label, value }: CardRow ): boolean =>
	label.trim() !== '' || value.trim() !== '';

/** Takes the rows away in which nothing stands. */
function dropEmptyRows( { dispatch, select }: Thunk ): void {
	const { card } = select.getEdits();
	if ( card && ! card.rows.every( isFilled ) ) {
		dispatch(
			edit( { card: { ...card, rows: card.rows.filter( isFilled ) } } )
		);
	}
}

/**
 * Saves what was changed. Nothing is sent while a field has an error of which
 * the screen knows, while a save runs, or when nothing was changed.
 *
 * @param only     The settings to save; all that were changed, if it is left out.
 * @param isRepair Whether what is stored cannot be read: then a save without a change is one, too, since the server writes
 *                 all settings as the screen shows them.
 * @return Whether the settings were saved. The store knows why not.
 */
export const save =
	( only?: readonly SettingKey[], isRepair = false ) =>
	async ( thunk: Thunk ): Promise< boolean > => {
		const { dispatch, select } = thunk;
		if ( select.isSaving() ) {
			return false;
		}
		dropEmptyRows( thunk );
		const wrong = select.getWrongKeys();
		if (
			only
				? only.some( ( key ) => wrong.includes( key ) )
				: wrong.length > 0
		) {
			dispatch( { type: 'SAVE_NOT_SENT' } );
			return false;
		}
		const edits = pick( select.getEdits(), only ?? SETTING_KEYS );
		if ( ! isRepair && Object.keys( edits ).length === 0 ) {
			// A new row that was left empty: there was nothing to save but that.
			return false;
		}
		const base = pick( select.getBase(), only ?? SETTING_KEYS );
		dispatch( { type: 'SAVE', edits } );
		const { value, failure } = await writeSettings( edits, base );
		dispatch(
			failure
				? { type: 'SAVE_FAILED', failure }
				: { type: 'SAVED', settings: value }
		);
		return ! failure;
	};

/**
 * Changes what hashes are made of: at once, without a save.
 *
 * @param write Sends it.
 * @return Null, or why the old state still holds.
 */
const changeHashes =
	( write: () => Promise< Result< Settings > > ) =>
	async ( { dispatch }: Thunk ): Promise< Failure | null > => {
		const { value, failure = null } = await write();
		if ( value ) {
			dispatch( { type: 'HASHES_CHANGED', settings: value } );
		}
		return failure;
	};

/** Puts a secret in place, and with it what else makes the hash: all of it, or nothing. */
export const replaceSecret = ( parts: SecretParts ) =>
	changeHashes( () => writeSecret( parts ) );

/** Puts in place what makes the hash beside the secret. These settings are no edits of this screen. */
export const replaceIngredients = ( parts: Edits ) =>
	changeHashes( () => writeSettings( parts, {} ) );

/**
 * Ends a conflict with what another administrator saved.
 *
 * @param keepMine Whether the next save replaces theirs.
 */
export const settleConflict = ( keepMine: boolean ): Action => ( {
	type: 'SETTLE_CONFLICT',
	keepMine,
} );

/** Puts the question off: the next save asks again. */
export const leaveConflict = (): Action => ( { type: 'LEAVE_CONFLICT' } );

/** Takes the message about a failed save off the screen. */
export const forgetSaveFailure = (): Action => ( {
	type: 'FORGET_SAVE_FAILURE',
} );

/** Notes whether the owner wants to choose roles: an empty choice is not yet one. */
export const chooseRoles = ( isChoosing: boolean ): Action => ( {
	type: 'CHOOSE_ROLES',
	isChoosing,
} );
