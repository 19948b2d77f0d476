import { useEffect } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { sectionTitles } from './sections';
import './section-nav.scss';

/**
 * Takes the reader to the part that the address names: the browser looked for it
 * before React had drawn it.
 */
function arrive(): void {
	const id = window.location.hash.slice( 1 );
	if ( id in sectionTitles() ) {
		document.getElementById( id )?.focus();
	}
}

/** Links to the parts of the screen, which others can link to as well. */
export function SectionNav() {
	useEffect( arrive, [] );

	return (
		<nav
			aria-label={ __( 'Parts of this screen', 'known-visitor' ) }
			className="known-visitor-section-nav"
		>
			<ul>
				{ Object.entries( sectionTitles() ).map( ( [ id, title ] ) => (
					<li key={ id }>
						<a href={ `#${ id }` }>{ title }</a>
					</li>
				) ) }
			</ul>
		</nav>
	);
}
