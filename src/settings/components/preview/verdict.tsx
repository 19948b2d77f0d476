import { Button, Notice } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { __, sprintf } from '@wordpress/i18n';

import { toPageUrl, usePreview, type Person } from '../../preview/context';
import { getSite } from '../../site';
import { store } from '../../store';
import type { EditableSettings } from '../../store/types';
import { explainFailure } from '../../utils/explain-failure';
import { isListed } from '../../utils/is-listed';

/** Whether the setting leaves this page of the site out. */
function isLeftOut(
	{ mode, list }: EditableSettings[ 'paths' ],
	address: string
): boolean {
	const page = toPageUrl( address );
	const home = new URL( getSite().home );
	return (
		mode !== 'all' &&
		page?.origin === home.origin &&
		isListed( page, home, list ) !== ( mode === 'only' )
	);
}

/** Why the chat would not know this visitor, though the preview shows them. */
function whyNot(
	{ enabled, roles, paths }: EditableSettings,
	person: Person,
	address: string
): string | null {
	if ( ! enabled ) {
		return __(
			'Switched off: the operator would meet a guest. This is what it would be like.',
			'known-visitor'
		);
	}
	if (
		roles.length &&
		! person.roles.some( ( role ) => roles.includes( role ) )
	) {
		return sprintf(
			/* translators: %s: name of a user. */
			__(
				'%s has none of the chosen roles: the operator would meet a guest.',
				'known-visitor'
			),
			person.name
		);
	}
	return isLeftOut( paths, address )
		? __(
				'Your list of paths leaves this page out: the operator would meet a guest, unless the page itself says otherwise.',
				'known-visitor'
			)
		: null;
}

/** What stands between the preview and the truth. */
export function Verdict() {
	const { person, address, answer, isFiltered, failure, isAsking, retry } =
		usePreview();
	const settings = useSelect(
		( select ) => select( store ).getSettings(),
		[]
	);
	const reason = settings && whyNot( settings, person, address );

	return (
		<>
			{ failure && (
				<Notice
					status="error"
					isDismissible={ false }
					className="known-visitor-preview__failure"
				>
					<p>
						{ failure.fields[ 'user' ] ??
							explainFailure( failure, 'preview' ) }
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
			{ answer === null && (
				<Notice status="warning" isDismissible={ false }>
					{ __(
						'There is nothing to preview: without a good secret nobody is identified.',
						'known-visitor'
					) }
				</Notice>
			) }
			{ answer && reason && (
				<Notice status="warning" isDismissible={ false }>
					{ reason }
				</Notice>
			) }
			{ answer && isFiltered && (
				<Notice status="info" isDismissible={ false }>
					{ __(
						'Another plugin or the theme changes the first message. This is what comes out.',
						'known-visitor'
					) }
				</Notice>
			) }
		</>
	);
}
