import { Icon } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';

import type { PageData } from '../../api/preview';
import { usePreview } from '../../preview/context';
import { render } from '../../preview/render';
import { store } from '../../store';
import { BBCode } from '../../../admin/bbcode';
import { Blocks } from './blocks';
import { Face } from './face';

/** Live: what is typed is to be seen at once, and what the server adds to it stays. */
function useRendered( data: PageData ) {
	const { values, isOurs, rowsAsked } = usePreview();
	const settings = useSelect(
		( select ) => select( store ).getSettings(),
		[]
	);
	if ( ! settings ) {
		return { text: '' };
	}
	const { first_message: message, card } = settings;
	const added = data.card?.slice( rowsAsked ) ?? [];
	// Where the page has a message of its own, the rows may be translated, too.
	return isOurs
		? render(
				data,
				message,
				data.card && [ ...card.rows, ...added ],
				values
			)
		: render( data, data.message, data.card, values );
}

/** Nothing of the owner's: the chat then says where the visitor is. */
function OwnMessage() {
	const { values } = usePreview();
	return (
		<BBCode>{ `${ values.page_host }: [url]${ values.page_url }[/url]` }</BBCode>
	);
}

/** The operator's side of the chat, at the start of a conversation. */
export function Chat( { data }: { data: PageData } ) {
	const { isAsking } = usePreview();
	const { card, text } = useRendered( data );
	const { name = '', lastName = '', avatar = '' } = data.user;

	return (
		<div
			role="group"
			aria-label={ __( 'What operators will see', 'known-visitor' ) }
			aria-busy={ isAsking }
			className="known-visitor-preview__chat"
		>
			<div className="known-visitor-preview__head">
				<Face address={ avatar } name={ name } />
				<strong dir="auto">{ `${ name } ${ lastName }`.trim() }</strong>
			</div>
			<div className="known-visitor-preview__bubble">
				<p className="known-visitor-preview__staff">
					<Icon icon="lock" size={ 16 } aria-hidden />
					{ __( 'Only operators see this message', 'known-visitor' ) }
				</p>
				{ card && <Blocks blocks={ card } /> }
				{ ! card &&
					( text ? <BBCode>{ text }</BBCode> : <OwnMessage /> ) }
			</div>
		</div>
	);
}
