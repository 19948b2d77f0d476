import { Audience } from './audience';
import { Fields } from './fields';
import { MetaKeys } from './meta-keys';
import { Paths } from './paths';
import './visitors.scss';

/** Who is identified, where, and what the portal is told of them. */
export function VisitorsTab() {
	return (
		<>
			<Audience />
			<Paths />
			<Fields />
			<MetaKeys />
		</>
	);
}
