const decode = ( path: string ): string => {
	try {
		return decodeURIComponent( path );
	} catch {
		return path;
	}
};

const withSlash = ( path: string ): string =>
	path.endsWith( '/' ) ? path : `${ path }/`;

/** As PHP compares: only the letters of ASCII have no case. */
const fold = ( path: string ): string =>
	path.replace( /[A-Z]/g, ( letter ) => letter.toLowerCase() );

const toRegExp = ( pattern: string ): RegExp => {
	const path = `/${ decode( pattern ).replace( /^\/+/, '' ) }`;
	const whole = path.endsWith( '*' ) ? path : withSlash( path );
	return new RegExp(
		`^${ fold( whole )
			.replace( /[.+?^${}()|[\]\\]/g, '\\$&' )
			.replace( /\*/g, '.*' ) }$`,
		's'
	);
};

/**
 * Tells whether a page is on a list of paths, as the server does
 * (includes/class-audience.php); tests/vectors/paths.json holds cases for both.
 *
 * @param address  The page.
 * @param home     Address of the site's home: paths count from there.
 * @param patterns Paths in which `*` stands for anything.
 */
export function isListed(
	address: URL,
	home: URL,
	patterns: readonly string[]
): boolean {
	const root = home.pathname.replace( /\/+$/, '' );
	const { pathname } = address;
	const below = withSlash( pathname ).startsWith( `${ root }/` )
		? pathname.slice( root.length )
		: pathname;
	const path = fold(
		withSlash( `/${ decode( below ).replace( /^\/+/, '' ) }` )
	);
	return patterns.some( ( pattern ) => toRegExp( pattern ).test( path ) );
}
