import { readSettings, writeSecret, writeSettings } from '../api';
import type { Action } from './reducer';
import type { Edits, Failure } from './types';

/** What a thunk of this store is given, as far as the actions below need it. */
interface Thunk {
	dispatch: ( action: Action ) => unknown;
	select: {
		getEdits: () => Edits;
		getBase: () => Edits;
		canSave: () => boolean;
	};
}

/** Reads the settings, at the start and again after a failure. */
export const load =
	() =>
	async ( { dispatch }: Thunk ): Promise< void > => {
		dispatch( { type: 'LOAD' } );
		const answer = await readSettings();
		dispatch(
			'failure' in answer
				? { type: 'LOAD_FAILED', failure: answer.failure }
				: { type: 'LOADED', settings: answer.settings }
		);
	};

/** Changes settings on this screen; {@link save} makes it last. */
export const edit = ( edits: Edits ): Action => ( { type: 'EDIT', edits } );

/**
 * Saves what was changed. Nothing is sent while a field has an error of which
 * the screen knows, while a save runs, or when nothing was changed.
 *
 * @return Whether the settings were saved. The store knows why not.
 */
export const save =
	() =>
	async ( { dispatch, select }: Thunk ): Promise< boolean > => {
		if ( ! select.canSave() ) {
			return false;
		}
		const edits = select.getEdits();
		const base = select.getBase();
		dispatch( { type: 'SAVE', edits } );
		const answer = await writeSettings( edits, base );
		if ( 'failure' in answer ) {
			dispatch( { type: 'SAVE_FAILED', failure: answer.failure } );
			return false;
		}
		dispatch( { type: 'SAVED', settings: answer.settings } );
		return true;
	};

/**
 * Puts a secret in place at once, without a save: the owner's own, or a strong
 * one that the server makes.
 *
 * @return Null, or why the old state still holds.
 */
export const replaceSecret =
	( secret?: string ) =>
	async ( { dispatch }: Thunk ): Promise< Failure | null > => {
		const answer = await writeSecret( secret );
		if ( 'failure' in answer ) {
			return answer.failure;
		}
		dispatch( { type: 'SECRET_REPLACED', settings: answer.settings } );
		return null;
	};

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
