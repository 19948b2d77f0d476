import { __ } from '@wordpress/i18n';

import { Section } from '../section';
import { Audience } from './audience';
import { Delivery } from './delivery';
import { Fields } from './fields';
import { Forget } from './forget';
import { MetaKeys } from './meta-keys';
import { Paths } from './paths';

/** Who is identified, where, and what the portal is told of them. */
export function Visitor() {
	return (
		<Section id="visitor" title={ __( 'Visitor', 'known-visitor' ) }>
			<Fields />
			<MetaKeys />
			<Audience />
			<Paths />
			<Delivery />
			<Forget />
		</Section>
	);
}
