import { createInterpolateElement } from '@wordpress/element';
import { __ } from '@wordpress/i18n';

/** How to write a template, in three sentences. */
export function Hints( { id }: { id: string } ) {
	return (
		<p id={ id } className="known-visitor-first-message__hint">
			{ createInterpolateElement(
				__(
					'Tokens such as <code>{email}</code> are replaced with the visitor’s data. After a bar you can add a fallback for visitors without one: <code>{email|no e-mail}</code>. BBCode works, too: <code>[b]bold[/b]</code>.',
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
				'If you leave this empty, the chat sends a message of its own: the address of the page.',
				'known-visitor'
			) }
		</p>
	);
}
