/**
 * Puts text into a field where the caret is, instead of what is selected, as if
 * it had been typed: the field keeps the focus, and undo takes it back.
 *
 * @param field    The field, which need not have the focus.
 * @param text     What to put there.
 * @param onChange Called with the field's new value where the browser cannot "type".
 */
export function insertText(
	field: HTMLTextAreaElement | HTMLInputElement,
	text: string,
	onChange: ( value: string ) => void
): void {
	field.focus();
	// Deprecated, but the only way into the browser's own undo history.
	if ( document.execCommand?.( 'insertText', false, text ) ) {
		return;
	}
	const { selectionStart, selectionEnd, value } = field;
	field.setRangeText(
		text,
		selectionStart ?? value.length,
		selectionEnd ?? value.length,
		'end'
	);
	onChange( field.value );
}
