import { Button, Icon, Notice, VisuallyHidden } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

import { goTo, usePlace, type Place } from '../../navigation';
import { getSite } from '../../site';
import { useStatus } from '../../status/context';
import { hasFoundChat } from '../../status/headline';
import { focusStatus } from '../status/focus';
import './welcome.scss';

interface StepProps {
	question: string;
	isDone: boolean;
	place: Place;
}

/** A question, and the way to where it is answered. */
function Step( { question, isDone, place }: StepProps ) {
	return (
		<li>
			<Icon icon={ isDone ? 'yes-alt' : 'marker' } aria-hidden />
			<Button variant="link" onClick={ () => goTo( { ...place } ) }>
				{ question }
			</Button>{ ' ' }
			{ isDone && (
				<VisuallyHidden>
					{ __( '(done)', 'known-visitor' ) }
				</VisuallyHidden>
			) }
		</li>
	);
}

/** What to look at first on a new site, as PHP's notice says it on the way here (includes/admin/class-welcome.php). */
export function Welcome() {
	const { results } = useStatus();
	const { tab } = usePlace();
	const [ isGone, setIsGone ] = useState( ! getSite().welcome );
	const [ hasSeenMessage, setHasSeenMessage ] = useState( false );
	const hasChat = hasFoundChat( results );

	useEffect( () => {
		if ( tab === 'message' ) {
			setHasSeenMessage( true );
		}
	}, [ tab ] );

	const finish = () => {
		// Where that fails, the next visit asks again, which does no harm.
		navigator.sendBeacon( getSite().welcome );
		setIsGone( true );
	};

	useEffect( () => {
		if ( ! isGone && hasChat && hasSeenMessage ) {
			finish();
		}
	}, [ isGone, hasChat, hasSeenMessage ] );

	return isGone ? null : (
		<Notice
			status="info"
			className="known-visitor-welcome"
			spokenMessage=""
			onRemove={ () => {
				finish();
				focusStatus();
			} }
		>
			<p>
				<strong>
					{ __(
						'Welcome! Two steps, and your operators know who is writing:',
						'known-visitor'
					) }
				</strong>
			</p>
			<ol>
				<Step
					question={ __(
						'Is the chat on your site?',
						'known-visitor'
					) }
					isDone={ hasChat }
					place={ { tab: 'chat', control: 'widget_url' } }
				/>
				<Step
					question={ __(
						'What will operators see?',
						'known-visitor'
					) }
					isDone={ hasSeenMessage }
					place={ { tab: 'message', control: 'first_message' } }
				/>
			</ol>
		</Notice>
	);
}
