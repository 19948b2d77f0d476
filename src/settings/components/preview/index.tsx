import { Spinner } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { usePreview } from '../../preview/context';
import { Section } from '../section';
import { Chat } from './chat';
import { Known } from './known';
import { PageFields } from './page-fields';
import { PersonPicker } from './person-picker';
import { Verdict } from './verdict';
import './preview.scss';

/** What the operator will see, for any visitor and any page. */
export function Preview() {
	const { answer, isAsking, failure } = usePreview();
	return (
		<Section
			id="preview"
			title={ __( 'Preview', 'known-visitor' ) }
			action={
				isAsking && answer !== undefined ? (
					<Spinner className="known-visitor-preview__busy" />
				) : null
			}
		>
			<PersonPicker />
			<Verdict />
			{ answer && (
				<>
					<Chat answer={ answer } />
					<Known answer={ answer } />
				</>
			) }
			{ answer === undefined && ! failure && (
				<div className="known-visitor-preview__waiting">
					<Spinner />
					{ __( 'Asking your site…', 'known-visitor' ) }
				</div>
			) }
			<PageFields />
		</Section>
	);
}
