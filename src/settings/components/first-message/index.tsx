import { __ } from '@wordpress/i18n';

import { Section } from '../section';
import { CardEditor } from './card-editor';
import { MessageEditor } from './message-editor';
import './first-message.scss';

/** What the operator gets when a conversation starts. */
export function FirstMessage() {
	return (
		<Section
			id="first-message"
			title={ __( 'First message', 'known-visitor' ) }
		>
			<MessageEditor />
			<CardEditor />
		</Section>
	);
}
