import { __ } from '@wordpress/i18n';

import type { PreviewAnswer } from '../../api/preview';

/** User fields that have no place in the chat itself. */
const labels = (): Readonly< Record< string, string > > => ( {
	email: __( 'E-mail', 'known-visitor' ),
	www: __( 'Website', 'known-visitor' ),
	position: __( 'Position', 'known-visitor' ),
	gender: __( 'Gender', 'known-visitor' ),
} );

/** What else the portal learns: fields, and of the hash no more than its mark. */
export function Known( { answer }: { answer: PreviewAnswer } ) {
	const rows = Object.entries( labels() ).flatMap( ( [ field, label ] ) => {
		const value = answer.user[ field ];
		return value ? [ { label, value } ] : [];
	} );
	return (
		<dl className="known-visitor-preview__known">
			{ rows.map( ( { label, value } ) => (
				<div key={ label }>
					<dt>{ label }</dt>
					<dd dir="auto">{ value }</dd>
				</div>
			) ) }
			<div>
				<dt>{ __( 'Identity', 'known-visitor' ) }</dt>
				<dd>
					<code dir="ltr">{ answer.mark }</code>{ ' ' }
					<span>
						{ __(
							'a mark only: the identity itself is never shown',
							'known-visitor'
						) }
					</span>
				</dd>
			</div>
		</dl>
	);
}
