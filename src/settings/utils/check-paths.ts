import { __, sprintf } from '@wordpress/i18n';

import { PATHS_MAX, TEXT_MAX_LENGTH } from '../constants';
import { countCharacters, formatNumber, hasControls } from './characters';

function checkPath( path: string ): string | undefined {
	if ( /^https?:\/\//i.test( path ) ) {
		return sprintf(
			/* translators: %s: a web address, e.g. "https://example.org/shop/". */
			__(
				'“%s” is a whole address. Write only what follows the domain, such as /shop/.',
				'known-visitor'
			),
			path
		);
	}
	if ( ! /^[/*]/.test( path ) ) {
		return sprintf(
			/* translators: %s: what was typed instead of a path. */
			__( '“%s” has to start with / or *.', 'known-visitor' ),
			path
		);
	}
	return countCharacters( path ) > TEXT_MAX_LENGTH || hasControls( path )
		? sprintf(
				/* translators: 1: the beginning of a path. 2: the highest number of characters. */
				__(
					'“%1$s…” is too long. At most %2$s characters fit.',
					'known-visitor'
				),
				path.slice( 0, 30 ),
				formatNumber( TEXT_MAX_LENGTH )
			)
		: undefined;
}

/** What is wrong with the list of paths, in one sentence, if anything is. */
export function checkPaths( paths: readonly string[] ): string | undefined {
	return paths.length > PATHS_MAX
		? sprintf(
				/* translators: %s: the highest number of paths. */
				__( 'The list has room for %s paths.', 'known-visitor' ),
				formatNumber( PATHS_MAX )
			)
		: paths.map( checkPath ).find( ( sentence ) => sentence );
}
