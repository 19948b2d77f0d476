import { Forget } from './forget';
import { Hosts } from './hosts';
import { Moving } from '../moving';
import { Secret } from '../secret';
import { Uninstalling } from './uninstalling';

/** What hardly anybody has to touch. */
export function AdvancedTab() {
	return (
		<>
			<Hosts />
			<Secret />
			<Moving />
			<Forget />
			<Uninstalling />
		</>
	);
}
