import { __ } from '@wordpress/i18n';

/** The parts of the screen, by their addresses on it. */
export const sectionTitles = () => ( {
	connection: __( 'Connection', 'known-visitor' ),
	visitor: __( 'Visitor', 'known-visitor' ),
	'first-message': __( 'First message', 'known-visitor' ),
	preview: __( 'Preview', 'known-visitor' ),
	checks: __( 'Checks', 'known-visitor' ),
} );
