/** Gives a field the focus, and brings into sight what is said of it. */
export function focusField( field: HTMLElement ): void {
	field.focus();
	const ids = field.getAttribute( 'aria-describedby' )?.split( ' ' ) ?? [];
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
