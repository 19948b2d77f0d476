import { __ } from '@wordpress/i18n';

import { Recipe } from '../recipe';
import { Section } from '../section';
import { WidgetCode } from '../widget-code';
import { Secret } from './secret';

/** What makes the site and the portal agree on who a visitor is. */
export function Connection() {
	return (
		<Section id="connection" title={ __( 'Connection', 'known-visitor' ) }>
			<WidgetCode />
			<Secret />
			<Recipe />
		</Section>
	);
}
