import type { Ref } from 'react';

import type { SecretStatus as Status } from '../../settings';
import { Notice } from '../notice';
import {
	describeHowToChange,
	describeRisk,
	describeSource,
	describeStrength,
} from './secret-words';

interface Props {
	secret: Status;
	/** Takes the focus when the button that had it is gone. */
	focusRef: Ref< HTMLDivElement >;
}

/** What the owner may know of the secret: all but the secret. */
export function SecretStatus( { secret, focusRef }: Props ) {
	const isGood = secret.source !== 'none' && secret.strong;
	const howToChange = describeHowToChange( secret.source );
	return (
		<>
			<div ref={ focusRef } tabIndex={ -1 }>
				<Notice
					status={ isGood ? 'success' : 'warning' }
					// A state, not news: not to be announced with every page load.
					spokenMessage=""
				>
					<strong>{ describeStrength( secret ) }</strong>{ ' ' }
					{ describeRisk( secret ) }{ ' ' }
					{ describeSource( secret.source ) }
				</Notice>
			</div>
			{ howToChange && (
				<p className="known-visitor-secret__how">{ howToChange }</p>
			) }
		</>
	);
}
