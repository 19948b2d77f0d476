/**
 * The language of tools/lib/i18n/pseudo.mjs, in which every sentence of the plugin stands in brackets. The site has to be
 * one that can: `test.use( { siteOptions: { hasPseudo: true } } )`.
 */
import type { TestSite } from './site';

/** How a sentence looks in it. */
export const pseudo = ( sentence: string ) => `⟦${ sentence }⟧`;

/**
 * Gives a site a language, until it is reset.
 *
 * @param site   The site.
 * @param locale Such as fr_FR.
 */
export function speak( site: TestSite, locale: string ): void {
	site.muPlugin(
		'language',
		`add_filter( 'locale', static fn () => '${ locale }' );`
	);
}

/**
 * Lets a site speak in brackets, until it is reset.
 *
 * @param site The site.
 */
export async function speakPseudo( site: TestSite ): Promise< void > {
	const { PSEUDO_LOCALE } = await import( '../../tools/lib/i18n/pseudo.mjs' );
	speak( site, PSEUDO_LOCALE );
}
