/**
 * Takes the focus to the first field that says it has an error, if there is one,
 * and brings into sight what the error says.
 */
export function focusFirstError( within: ParentNode = document ): void {
	const field = within.querySelector< HTMLElement >(
		// Some of WordPress's fields do not take the attribute: then it is around them.
		'[aria-invalid="true"], [data-invalid] input'
	);
	field?.focus();
	const ids = field?.getAttribute( 'aria-describedby' )?.split( ' ' ) ?? [];
	for ( const id of ids ) {
		const description = document.getElementById( id );
		if ( description?.getAttribute( 'role' ) === 'alert' ) {
			description.scrollIntoView( { block: 'nearest' } );
		}
	}
}

/** Takes the focus to an element if what had it has gone from the page. */
export function focusIfLost( element: HTMLElement | null ): void {
	const { activeElement, body } = element?.ownerDocument ?? document;
	if ( ! activeElement || activeElement === body ) {
		element?.focus();
	}
}
