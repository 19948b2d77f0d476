import { __ } from './i18n';
import type { Step } from './step';

/** The codes that end a chat. The widget itself gets over the others. */
export const REFUSALS = [
	'LIVECHAT_AUTH_PORTAL_USER',
	'LIVECHAT_AUTH_BLOCKED',
	'LIVECHAT_AUTH_FAILED',
];

/**
 * Says why the portal refuses the widget, and what to do.
 *
 * @param code One of REFUSALS.
 */
export function explainRefusal( code: string ): Step {
	const step = { state: 'error' } as const;
	switch ( code ) {
		case 'LIVECHAT_AUTH_PORTAL_USER':
			return {
				...step,
				text: __(
					'You are signed in to Bitrix24 in this browser, and staff cannot use the chat.',
					'known-visitor'
				),
				hint: __(
					'Open a private window, sign in to your site there, and try it from its settings.',
					'known-visitor'
				),
			};
		case 'LIVECHAT_AUTH_BLOCKED':
			return {
				...step,
				text: __(
					'Bitrix24 has blocked this browser after several wrong identities.',
					'known-visitor'
				),
				hint: __(
					'Wait a while, or try it in a private window.',
					'known-visitor'
				),
			};
		default:
			return {
				...step,
				text: __(
					'Bitrix24 does not know the conversation that this browser kept.',
					'known-visitor'
				),
				hint: __(
					'Start again: the chat begins a new one.',
					'known-visitor'
				),
			};
	}
}
