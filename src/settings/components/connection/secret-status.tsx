import type { Ref } from 'react';

import { Notice } from '@wordpress/components';

import type { SecretStatus as Status } from '../../store/types';
import {
	describeHowToChange,
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
	const { source, strong } = secret;
	const isGood = source !== 'none' && strong;
	const howToChange = describeHowToChange( source );
	return (
		<>
			<div ref={ focusRef } tabIndex={ -1 }>
				<Notice
					status={ isGood ? 'success' : 'warning' }
					isDismissible={ false }
					// A state, not news: not to be announced with every page load.
					spokenMessage=""
				>
					<strong>{ describeStrength( source, strong ) }</strong>{ ' ' }
					{ describeSource( source ) }
				</Notice>
			</div>
			{ howToChange && <p>{ howToChange }</p> }
		</>
	);
}
