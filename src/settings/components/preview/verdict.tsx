import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';

import { explainFailure } from '../../api/explain-failure';
import type { PreviewAnswer } from '../../api/preview';
import { usePreview } from '../../preview/context';
import { Notice } from '../notice';

type Reason = Extract< PreviewAnswer, { reason: unknown } >[ 'reason' ];

/** Why the operator would meet a guest. */
function explain( reason: Reason, name: string ): string {
	switch ( reason ) {
		case 'off':
			return __(
				'Identification is switched off, so operators see a guest.',
				'known-visitor'
			);
		case 'role':
			return sprintf(
				/* translators: %s: name of a user. */
				__(
					'%s has none of the selected roles, so operators see a guest.',
					'known-visitor'
				),
				name
			);
		case 'path':
			return __(
				'Your list of pages leaves this page out, so operators see a guest.',
				'known-visitor'
			);
		case 'page':
			return __(
				'This page itself switches identification off, so operators see a guest.',
				'known-visitor'
			);
		case 'secret':
			return __(
				'There is nothing to preview: without a secret, nobody is identified.',
				'known-visitor'
			);
		case 'copy':
			return __(
				'This looks like a copy of your site. On a copy, nobody is identified.',
				'known-visitor'
			);
		case 'filter':
			return __(
				'Another plugin or the theme keeps this visitor from being identified, so operators see a guest.',
				'known-visitor'
			);
	}
}

/** Says why there is nothing to see, or whose the message is that is to be seen. */
export function Verdict() {
	const { person, answer, data, isOurs, failure, isAsking, retry } =
		usePreview();
	// An address that is not the site's is said at its field.
	const isShown = failure && ! failure.fields[ 'url' ];

	return (
		<>
			{ isShown && (
				<Notice
					status="error"
					className="known-visitor-preview__failure"
				>
					<p>
						{ failure.fields[ 'user' ] ??
							explainFailure( failure ) }
					</p>
					<Button
						variant="secondary"
						size="compact"
						isBusy={ isAsking }
						disabled={ isAsking }
						accessibleWhenDisabled
						onClick={ retry }
					>
						{ __( 'Try again', 'known-visitor' ) }
					</Button>
				</Notice>
			) }
			{ answer && 'reason' in answer && (
				<Notice status="warning">
					{ explain( answer.reason, person.name ) }
				</Notice>
			) }
			{ data && ! isOurs && (
				<Notice status="info">
					{ __(
						'This page, another plugin or the theme changes the first message. This is the result.',
						'known-visitor'
					) }
				</Notice>
			) }
		</>
	);
}
