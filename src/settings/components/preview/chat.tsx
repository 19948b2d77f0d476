import { useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';

import type { PreviewAnswer } from '../../api/preview';
import { usePreview } from '../../preview/context';
import { render } from '../../preview/render';
import { store } from '../../store';
import { BBCode } from '../bbcode';
import { Blocks } from './blocks';
import { Face } from './face';

function useRendered( answer: PreviewAnswer ) {
	const { values, isFiltered } = usePreview();
	const settings = useSelect(
		( select ) => select( store ).getSettings(),
		[]
	);
	if ( ! settings ) {
		return { text: '' };
	}
	return render(
		isFiltered ? answer.message : settings.first_message,
		settings.card,
		values,
		answer.card
	);
}

/** Nothing of the owner's: the chat then says where the visitor is. */
function OwnMessage() {
	const { values } = usePreview();
	return (
		<BBCode>{ `${ values.page_host }: [url]${ values.page_url }[/url]` }</BBCode>
	);
}

/** The operator's side of the chat, at the start of a conversation. */
export function Chat( { answer }: { answer: PreviewAnswer } ) {
	const { isAsking } = usePreview();
	const { card, text } = useRendered( answer );
	const { name = '', lastName = '', avatar = '' } = answer.user;

	return (
		<div
			role="group"
			aria-label={ __( 'What the operator sees', 'known-visitor' ) }
			aria-busy={ isAsking }
			className="known-visitor-preview__chat"
		>
			<div className="known-visitor-preview__head">
				<Face address={ avatar } name={ name } />
				<strong dir="auto">{ `${ name } ${ lastName }`.trim() }</strong>
			</div>
			<div className="known-visitor-preview__bubble">
				{ card && <Blocks blocks={ card } /> }
				{ ! card &&
					( text ? <BBCode>{ text }</BBCode> : <OwnMessage /> ) }
			</div>
		</div>
	);
}
