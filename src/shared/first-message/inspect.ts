import { TOKEN } from '../../contract';
import {
	BROWSER_TOKENS,
	META_TOKEN_PREFIX,
	SERVER_TOKENS,
	writeToken,
} from '../tokens';
import type { TokenValues } from './fill';

const KNOWN: ReadonlySet< string > = new Set( [
	...SERVER_TOKENS,
	...BROWSER_TOKENS,
] );

/**
 * Names the tokens of a template, each once, in the order of their appearance.
 *
 * @param template Any text.
 */
export function findTokens( template: string ): string[] {
	const names = [ ...template.matchAll( TOKEN ) ].flatMap( ( [ , name ] ) =>
		name ? [ name ] : []
	);
	return [ ...new Set( names ) ];
}

/**
 * Names the tokens that would reach the operator as typed: most likely slips.
 *
 * @param template   Any text.
 * @param extraKnown Names that a plugin adds to the known ones.
 */
export function findUnknownTokens(
	template: string,
	extraKnown: readonly string[] = []
): string[] {
	return findTokens( template ).filter(
		( name ) =>
			! KNOWN.has( name ) &&
			! extraKnown.includes( name ) &&
			! name.startsWith( META_TOKEN_PREFIX )
	);
}

/**
 * Names the tokens beyond our own that another plugin fills.
 *
 * @param values What the server gives.
 */
export const findExtraTokens = ( values: TokenValues ): string[] =>
	findUnknownTokens( Object.keys( values ).map( writeToken ).join( '' ) );

/**
 * Names the user meta keys that a template asks for.
 *
 * @param template Any text.
 */
export function findMetaKeys( template: string ): string[] {
	return findTokens( template )
		.filter( ( name ) => name.startsWith( META_TOKEN_PREFIX ) )
		.map( ( name ) => name.slice( META_TOKEN_PREFIX.length ) );
}

/**
 * Returns the user meta that a template asks for without a value: what may not be sent
 * is empty, as the server has it on the page. To be filled with what there is.
 *
 * @param template Any text.
 */
export const emptyMeta = ( template: string ): TokenValues =>
	Object.fromEntries(
		findMetaKeys( template ).map( ( key ) => [
			META_TOKEN_PREFIX + key,
			'',
		] )
	);
