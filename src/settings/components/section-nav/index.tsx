import { useEffect } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { sectionTitles } from './sections';
import './section-nav.scss';

/** Takes the reader, and the focus, to the part that the address names. */
function follow(): void {
	const id = window.location.hash.slice( 1 );
	if ( id in sectionTitles() ) {
		document.getElementById( id )?.scrollIntoView();
		document
			.getElementById( `${ id }-title` )
			?.focus( { preventScroll: true } );
	}
}

/** Links to the parts of the screen, which others can link to as well. */
export function SectionNav() {
	useEffect( () => {
		follow();
		window.addEventListener( 'hashchange', follow );
		return () => window.removeEventListener( 'hashchange', follow );
	}, [] );

	return (
		<nav
			aria-label={ __( 'Parts of this screen', 'known-visitor' ) }
			className="known-visitor-section-nav"
		>
			<ul>
				{ Object.entries( sectionTitles() ).map( ( [ id, title ] ) => (
					<li key={ id }>
						<a
							href={ `#${ id }` }
							onClick={ () => setTimeout( follow ) }
						>
							{ title }
						</a>
					</li>
				) ) }
			</ul>
		</nav>
	);
}
