import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';

import { explainFailure } from '../../api/explain-failure';
import type { PreviewAnswer } from '../../api/preview';
import { usePreview } from '../../preview/context';
import { Notice } from '../notice';

type Reason = Extract< PreviewAnswer, { reason: unknown } >[ 'reason' ];

/** Why a visitor would not be identified, mostly in the words of the trial. */
function explain( reason: Reason, name: string ): string {
	switch ( reason ) {
		case 'off':
			return __(
				'Identification in the chat is switched off.',
				'known-visitor'
			);
		case 'role':
			return sprintf(
				/* translators: %s: name of a user. */
				__( '%s has none of the selected roles.', 'known-visitor' ),
				name
			);
		case 'path':
			return __(
				'Your list of pages leaves this page out.',
				'known-visitor'
			);
		case 'page':
			return __(
				'The page itself says that nobody is identified on it.',
				'known-visitor'
			);
		case 'secret':
			return __(
				'There is no secret of at least 16 characters, so nobody is identified.',
				'known-visitor'
			);
		case 'copy':
			return __(
				'This looks like a copy of your site, and a copy identifies nobody.',
				'known-visitor'
			);
		case 'filter':
			return __(
				'Another plugin or the theme keeps this visitor from being identified.',
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
					{ explain( answer.reason, person.name ) }{ ' ' }
					{ __( 'Operators see a guest.', 'known-visitor' ) }
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
