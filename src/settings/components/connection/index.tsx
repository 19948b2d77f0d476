import { __ } from '@wordpress/i18n';

import { Section } from '../section';
import { Secret } from './secret';

/** What makes the site and the portal agree on who a visitor is. */
export function Connection() {
	return (
		<Section title={ __( 'Connection', 'known-visitor' ) }>
			<Secret />
		</Section>
	);
}
