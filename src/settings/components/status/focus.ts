/** The id of the status, which can take the focus when what had it is gone. */
export const STATUS_ID = 'known-visitor-status';

/** Gives the focus to the status. */
export const focusStatus = (): void =>
	document.getElementById( STATUS_ID )?.focus();
