/**
 * Makes an element of the panel.
 *
 * @param name       The element's name.
 * @param attributes Its attributes.
 * @param content    What is in it: elements, and texts that stay text.
 */
export function element< Name extends keyof HTMLElementTagNameMap >(
	name: Name,
	attributes: Readonly< Record< string, string > > = {},
	...content: readonly ( Node | string )[]
): HTMLElementTagNameMap[ Name ] {
	const made = document.createElement( name );
	for ( const [ attribute, value ] of Object.entries( attributes ) ) {
		made.setAttribute( attribute, value );
	}
	made.append( ...content );
	return made;
}

/**
 * Makes one of the panel's icons, which say nothing that its words do not say.
 *
 * @param paths Paths on a field of 24 by 24.
 */
export function icon( ...paths: readonly string[] ): SVGElement {
	const space = 'http://www.w3.org/2000/svg';
	const svg = document.createElementNS( space, 'svg' );
	for ( const [ name, value ] of [
		[ 'viewBox', '0 0 24 24' ],
		[ 'width', '20' ],
		[ 'height', '20' ],
		[ 'aria-hidden', 'true' ],
		[ 'focusable', 'false' ],
	] as const ) {
		svg.setAttribute( name, value );
	}
	for ( const path of paths ) {
		const line = document.createElementNS( space, 'path' );
		line.setAttribute( 'd', path );
		svg.append( line );
	}
	return svg;
}
