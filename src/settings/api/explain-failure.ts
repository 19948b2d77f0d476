import { __ } from '@wordpress/i18n';

import type { Failure } from './failure';

/** What was tried, where that has words of its own for how to try it again. */
type Attempt = 'load' | 'save';

/** Adds what whoever was saving wants to know. */
const calm = ( explanation: string, attempt?: Attempt ): string =>
	attempt === 'save'
		? `${ explanation } ${ __( 'Your changes are still here.', 'known-visitor' ) }`
		: explanation;

function explainUnreadable( attempt?: Attempt ): string {
	return attempt === 'load'
		? __(
				'Your site sent an answer that this screen does not understand. A firewall, a security plugin or an error of another plugin may be the cause. Reload the page; if that does not help, install the plugin again.',
				'known-visitor'
			)
		: __(
				'Your site sent an answer that this screen does not understand. A firewall, a security plugin or an error of another plugin may be the cause. Reload the page to see what was saved.',
				'known-visitor'
			);
}

/**
 * Says in the owner's words why a request failed and what to do next.
 *
 * @return One or two sentences, never empty.
 */
export function explainFailure( failure: Failure, attempt?: Attempt ): string {
	switch ( failure.reason ) {
		case 'session':
			return calm(
				__(
					'Your session has expired. Sign in in another tab, then try again.',
					'known-visitor'
				),
				attempt
			);
		case 'network':
			return calm(
				__(
					'Your site cannot be reached. Check your connection, then try again.',
					'known-visitor'
				),
				attempt
			);
		case 'unreadable':
			return explainUnreadable( attempt );
		case 'invalid':
			return __(
				'Nothing was saved. Correct the marked fields, then save again.',
				'known-visitor'
			);
		case 'conflict':
		case 'refused':
			return (
				failure.message ||
				__(
					'Something went wrong on your site. Please try again.',
					'known-visitor'
				)
			);
	}
}
