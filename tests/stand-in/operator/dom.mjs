/* global HTMLElementTagNameMap */
/**
 * Small helpers for building the page: always nodes, never HTML out of what a visitor wrote.
 */

/**
 * Makes an element.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag}                    tag      The element's name.
 * @param {Record<string, string>} attrs    Its attributes.
 * @param {Array<Node | string>}   children What is in it.
 * @return {HTMLElementTagNameMap[Tag]} The element.
 */
export function make( tag, attrs = {}, ...children ) {
	const element = document.createElement( tag );
	for ( const [ name, value ] of Object.entries( attrs ) ) {
		element.setAttribute( name, value );
	}
	element.append( ...children );
	return element;
}

/**
 * An address that the portal takes: a path or http(s), nothing else.
 *
 * @param {unknown} address What was given.
 * @return {string} The address, or an empty text.
 */
export function safeAddress( address ) {
	const text = typeof address === 'string' ? address.trim() : '';
	return /^(\/|https?:\/\/)/i.test( text ) ? text : '';
}

/**
 * A link that opens elsewhere; plain content where the address is not taken.
 *
 * @param {unknown}              address  What was given.
 * @param {Array<Node | string>} children The link's content.
 */
export function link( address, ...children ) {
	const href = safeAddress( address );
	return href
		? make(
				'a',
				{ href, target: '_blank', rel: 'noopener noreferrer nofollow' },
				...children
			)
		: make( 'span', {}, ...children );
}

/**
 * A picture that goes away if it cannot be had.
 *
 * @param {unknown} address What was given.
 * @param {string}  alt     What it shows.
 * @param {string}  look    Its class.
 */
export function picture( address, alt, look ) {
	const src = safeAddress( address );
	const image = make( 'img', {
		src,
		alt,
		class: look,
		referrerpolicy: 'no-referrer',
	} );
	image.addEventListener( 'error', () => image.remove() );
	return src ? image : '';
}

/**
 * A color as the portal's texts name it, or nothing.
 *
 * @param {unknown} color What was given.
 */
export function safeColor( color ) {
	const text = String( color ?? '' ).trim();
	return /^(#[0-9a-f]{3,8}|[a-z]{3,20})$/i.test( text ) ? text : '';
}
