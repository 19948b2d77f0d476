import { Spinner } from '@wordpress/components';
import { __ } from '@wordpress/i18n';

import { usePreview } from '../../preview/context';
import { Section } from '../section';
import { Chat } from './chat';
import { Known } from './known';
import { PagePicker } from './page-picker';
import { PersonPicker } from './person-picker';
import { Verdict } from './verdict';
import './preview.scss';

/** What the operator will see, for any visitor and any page. */
export function Preview() {
	const { answer, data, isAsking, failure } = usePreview();
	return (
		<Section
			control="preview"
			title={ __( 'Preview', 'known-visitor' ) }
			action={
				isAsking && answer !== undefined ? (
					<Spinner className="known-visitor-preview__busy" />
				) : null
			}
		>
			<div className="known-visitor-preview__pickers">
				<PersonPicker
					label={ __( 'As this visitor', 'known-visitor' ) }
				/>
				<PagePicker />
			</div>
			<Verdict />
			{ data && (
				<>
					<Chat data={ data } />
					<Known data={ data } />
				</>
			) }
			{ answer === undefined && ! failure && (
				<div className="known-visitor-preview__waiting">
					<Spinner />
					{ __( 'Asking your site…', 'known-visitor' ) }
				</div>
			) }
		</Section>
	);
}
