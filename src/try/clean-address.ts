/**
 * Takes a parameter out of the address that the browser shows, and scripts read.
 *
 * @param name The parameter.
 */
export function cleanAddress( name: string ): void {
	const { pathname, search, hash } = location;
	const others = search
		.slice( 1 )
		.split( '&' )
		.filter( ( pair ) => pair && pair.split( '=' )[ 0 ] !== name )
		.join( '&' );
	try {
		history.replaceState(
			history.state,
			'',
			pathname + ( others && `?${ others }` ) + hash
		);
	} catch {
		// A sandboxed page may not; then the address stays as it is.
	}
}
