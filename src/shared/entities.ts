/** A character by its number or its name in HTML. */
const ENTITY = /&(?:#\d+|#x[\da-f]+|[a-z][\da-z]*);/gi;

/** Asks the browser, which knows all two thousand names. */
function decode( entity: string ): string {
	const area = document.createElement( 'textarea' );
	area.innerHTML = entity;
	return area.value;
}

/**
 * Decodes the entities in a text, once: what comes of one is not looked at again.
 *
 * @param text Any text.
 */
export const decodeEntities = ( text: string ): string =>
	text.replace( ENTITY, decode );
