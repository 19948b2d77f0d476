import { createInterpolateElement } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

/** How to write a template, in three sentences. */
export function Hints( { id }: { id: string } ) {
	return (
		<p id={ id } className="known-visitor-first-message__hint">
			{ createInterpolateElement(
				__(
					'Tokens such as <code>{email}</code> are replaced by what is known of the visitor; <code>{email|no e-mail}</code> also says what to write when nothing is known. BBCode works, too: <code>[b]bold[/b]</code>.',
					'known-visitor'
				),
				{ code: <code /> }
			) }
		</p>
	);
}

/** What happens without a template. */
export function EmptyHint() {
	return (
		<p role="status" className="known-visitor-first-message__hint">
			{ __(
				'Without a text, the chat sends a message of its own: the address of the page.',
				'known-visitor'
			) }
		</p>
	);
}
