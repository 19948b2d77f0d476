import { __ } from '@wordpress/i18n';

import { Section } from '../section';
import { CardEditor } from './card-editor';
import { MessageEditor } from './message-editor';
import './first-message.scss';

/** What the operator gets when a conversation starts. */
export function FirstMessage() {
	return (
		<>
			<Section
				control="first_message"
				title={ __( 'First message', 'known-visitor' ) }
				intro={ __(
					'When a visitor starts a conversation, operators see this message first. The visitor does not see it.',
					'known-visitor'
				) }
			>
				<MessageEditor />
			</Section>
			<CardEditor />
		</>
	);
}
