/**
 * Reads a property of the document past the page's content: `<img name="cookie">`
 * takes the place of `document.cookie`, but not of the getter behind it (HTML
 * Standard, named access on the Document object).
 *
 * @param key A property of every document.
 */
export const ofDocument = < Key extends keyof Document >(
	key: Key
): Document[ Key ] =>
	Reflect.get(
		Reflect.getPrototypeOf( document ) as Document,
		key,
		document
	);

/**
 * Returns the texts of script elements. Content cannot bring those: an author's
 * `<div id="known-visitor-data">` is none.
 *
 * @param selector What follows the element's name in a CSS selector.
 */
export const scriptTexts = ( selector: string ): string[] =>
	// Not `Array.from()`, whose place Prototype 1.7 and MooTools 1.5 take with one that knows no second argument.
	[
		...ofDocument( 'querySelectorAll' ).call(
			document,
			'script' + selector
		),
	].map( ( { textContent } ) => textContent ?? '' );
