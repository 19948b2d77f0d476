import type { Failure } from '../api/failure';
import type { Edits, FieldErrors, Settings } from '../settings';

/** What the screen knows. */
export interface State {
	/** As the server has it; null until the first answer. */
	saved: Settings | null;
	/** What the owner changed since. */
	edits: Edits;
	/** What a running save has sent. */
	sent: Edits | null;
	/** Whether the settings are being read. */
	isLoading: boolean;
	loadFailure: Failure | null;
	saveFailure: Failure | null;
	/** What another administrator saved meanwhile, of what was changed here, too. */
	conflict: Edits | null;
	/** The server's errors, until the field is changed. */
	fieldErrors: FieldErrors;
	/** Whether the owner wants to choose roles, even while none is chosen yet. */
	isChoosingRoles: boolean;
	/** Whether a save was tried that something unfinished kept from being sent. */
	hasTriedToSave: boolean;
	/** How often what hashes are made of was changed on this screen: secret, recipe, site address. */
	hashesChanged: number;
}
