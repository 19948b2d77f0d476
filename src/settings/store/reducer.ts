import type { Failure } from '../api/failure';
import type { Edits, FieldErrors, Settings } from '../settings';
import { editsSince, realEdits } from './edits';
import type { State } from './types';

/** All that can happen to the settings on this screen. */
export type Action =
	| { type: 'LOAD' }
	| { type: 'LOADED'; settings: Settings }
	| { type: 'LOAD_FAILED'; failure: Failure }
	| { type: 'EDIT'; edits: Edits }
	| { type: 'SAVE'; edits: Edits }
	| { type: 'SAVED'; settings: Settings }
	| { type: 'SAVE_FAILED'; failure: Failure }
	| { type: 'HASHES_CHANGED'; settings: Settings }
	| { type: 'SETTLE_CONFLICT'; keepMine: boolean }
	| { type: 'LEAVE_CONFLICT' }
	| { type: 'FORGET_SAVE_FAILURE' }
	| { type: 'CHOOSE_ROLES'; isChoosing: boolean }
	| { type: 'SAVE_NOT_SENT' };

const INITIAL: State = {
	saved: null,
	edits: {},
	sent: null,
	isLoading: false,
	loadFailure: null,
	saveFailure: null,
	conflict: null,
	fieldErrors: {},
	isChoosingRoles: false,
	hasTriedToSave: false,
	hashesChanged: 0,
};

/** A changed field gets a new chance: what the server said was about its old value. */
function errorsAfter( errors: FieldErrors, edits: Edits ): FieldErrors {
	return Object.fromEntries(
		Object.entries( errors ).filter( ( [ key ] ) => ! ( key in edits ) )
	);
}

/** While a save runs, "as it was saved" may be about to change: keep every edit. */
const settled = ( state: State ): State =>
	state.saved && ! state.sent
		? { ...state, edits: realEdits( state.edits, state.saved ) }
		: state;

function edited( state: State, edits: Edits ): State {
	return settled( {
		...state,
		edits: { ...state.edits, ...edits },
		fieldErrors: errorsAfter( state.fieldErrors, edits ),
	} );
}

const editedMeanwhile = ( { edits, sent }: State ): Edits =>
	editsSince( edits, sent ?? {} );

function saved( state: State, settings: Settings ): State {
	return settled( {
		...state,
		saved: settings,
		edits: editedMeanwhile( state ),
		sent: null,
		hasTriedToSave: false,
	} );
}

function saveFailed( state: State, failure: Failure ): State {
	return settled( {
		...state,
		sent: null,
		saveFailure: failure.theirs ? null : failure,
		conflict: failure.theirs ?? null,
		fieldErrors: errorsAfter( failure.fields, editedMeanwhile( state ) ),
	} );
}

/**
 * What they saved is now what is saved. An edit that is kept then differs from
 * it knowingly; one that is not goes.
 */
function conflictSettled( state: State, keepMine: boolean ): State {
	const { saved: before, conflict, edits } = state;
	return before && conflict
		? settled( {
				...state,
				conflict: null,
				saved: { ...before, ...conflict },
				edits: keepMine ? edits : { ...edits, ...conflict },
			} )
		: state;
}

/** Takes what happened into the state; saved and edited settings stay apart. */
export function reducer( state: State = INITIAL, action: Action ): State {
	switch ( action.type ) {
		case 'LOAD':
			return { ...state, isLoading: true };
		case 'LOADED':
			return {
				...state,
				isLoading: false,
				loadFailure: null,
				saved: action.settings,
				// Loaded again after another secret was put in place elsewhere.
				hashesChanged: state.hashesChanged + ( state.saved ? 1 : 0 ),
			};
		case 'LOAD_FAILED':
			return { ...state, isLoading: false, loadFailure: action.failure };
		case 'EDIT':
			return edited( state, action.edits );
		case 'SAVE':
			return {
				...state,
				sent: action.edits,
				saveFailure: null,
				fieldErrors: {},
			};
		case 'SAVED':
			return saved( state, action.settings );
		case 'SAVE_FAILED':
			return saveFailed( state, action.failure );
		case 'HASHES_CHANGED':
			return settled( {
				...state,
				saved: action.settings,
				hashesChanged: state.hashesChanged + 1,
			} );
		case 'SETTLE_CONFLICT':
			return conflictSettled( state, action.keepMine );
		case 'LEAVE_CONFLICT':
			return { ...state, conflict: null };
		case 'FORGET_SAVE_FAILURE':
			return { ...state, saveFailure: null };
		case 'CHOOSE_ROLES':
			return { ...state, isChoosingRoles: action.isChoosing };
		case 'SAVE_NOT_SENT':
			return { ...state, saveFailure: null, hasTriedToSave: true };
		default:
			return state;
	}
}
