import { DEFAULT_TOKEN } from '../../contract';

/**
 * Returns the page's template with the site's in place of each `{default}`;
 * `{{default}` is text, as in every template.
 *
 * @param template The page's.
 * @param site     The site's.
 */
export const fillDefault = ( template: string, site: string ): string =>
	template.split( DEFAULT ).join( site );

const DEFAULT = new RegExp( `(?<!{)${ DEFAULT_TOKEN }` );
